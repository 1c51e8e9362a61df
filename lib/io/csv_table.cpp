#include "io/csv_table.hpp"

#include <algorithm>

#include "io/matrix_builder.hpp"

namespace la {

namespace {

bool is_blank_line(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool is_comment_line(std::string_view line, char comment) {
    const std::size_t start = line.find_first_not_of(" \t");
    return start != std::string_view::npos && line[start] == comment;
}

struct LineView {
    std::string_view text;  // without newline and carriage return
    std::size_t end;        // offset after the newline
};

LineView line_at(std::string_view text, std::size_t start) {
    const std::size_t newline = text.find('\n', start);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
    std::string_view line = text.substr(start, (newline == std::string_view::npos ? end : newline) - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return {line, end};
}

// The first two lines of rows of a document, with their numbers counted from 0.
struct TopLines {
    std::optional<std::string_view> first, second;
    std::uint64_t first_line = 0, second_line = 0;
    std::size_t first_end = 0;  // offset after the first
    bool complete = false;      // nothing further would change what was found
};

TopLines find_top_lines(std::string_view text, char comment) {
    TopLines top;
    std::uint64_t number = 0;
    for (std::size_t start = 0; start < text.size(); ++number) {
        const LineView line = line_at(text, start);
        if (is_blank_line(line.text) || is_name_line(line.text)) {
            top.complete = true;
            return top;
        }
        start = line.end;
        if (is_comment_line(line.text, comment)) continue;
        if (!top.first) {
            top.first = line.text;
            top.first_line = number;
            top.first_end = line.end;
        } else {
            top.second = line.text;
            top.second_line = number;
            top.complete = true;
            return top;
        }
    }
    return top;
}

}  // namespace

CsvTable::CsvTable(LineChunks& chunks, const CsvOptions& options, std::string origin)
    : chunks_(chunks), options_(options), origin_(std::move(origin)) {
    LineChunk chunk = *chunks_.next();
    TopLines top = find_top_lines(chunk.text(), options_.comment);
    while (!top.complete && chunks_.extend(chunk)) top = find_top_lines(chunk.text(), options_.comment);

    for (const auto& [line, number] : {std::pair{top.first, top.first_line}, std::pair{top.second, top.second_line}})
        if (line && line->find('\0') != std::string_view::npos)
            throw data_error({origin_, chunks_.line + number, 0}, "NUL byte");
    for (const auto& line : {top.first, top.second}) chunks_.require_room(line ? line->size() : 0);
    std::optional<CsvFault> fault;
    layout_ = detect_layout(*top.first, top.second, options_, fault);
    if (fault) {
        const std::uint64_t number = fault->line == 0 ? top.first_line : top.second_line;
        throw data_error({origin_, chunks_.line + number, fault->cell}, fault->message);
    }
    if (layout_.has_header) {
        first_row_line_ = chunks_.line + top.second_line;
        chunks_.line += top.first_line + 1;
        chunk.begin += top.first_end;
    } else {
        first_row_line_ = chunks_.line + top.first_line;
    }
    const auto lines = std::max<std::ptrdiff_t>(1, std::count(chunk.first(), chunk.last(), '\n'));
    bytes_per_row_ = static_cast<double>(chunk.text().size()) / static_cast<double>(lines);
    more_than_one_chunk_ = chunks_.remaining().value_or(0) != 0;
    chunks_.put_back(std::move(chunk));
}

void CsvTable::expect_rows_per_block(arma::uword rows) {
    constexpr double largest_chunk = 16.0 * (1 << 20);
    const double wanted = std::min(static_cast<double>(rows) * bytes_per_row_, largest_chunk);
    chunks_.set_chunk_size(std::max(static_cast<std::size_t>(wanted), LineChunks::default_chunk_size));
}

void CsvTable::accept(const CsvRows& rows) {
    if (rows.fault) {
        if (rows.fault->cell == presumed_names_fault)
            throw data_error({origin_, first_row_line_, 1},
                             not_a_number_message(layout_.first_name, layout_.delimiter));
        throw data_error({origin_, chunks_.line + rows.fault->line, rows.fault->cell}, rows.fault->message);
    }
    chunks_.line += rows.lines;
}

void CsvTable::rethrow(const std::exception_ptr& failure) const {
    try {
        std::rethrow_exception(failure);
    } catch (const NotFiniteError& error) {
        throw error.below(rows_before_);
    }
}

arma::uword CsvTable::expected_rows(double limit) const {
    const auto bytes = chunks_.remaining();
    if (!bytes || !more_than_one_chunk_) return 0;
    // An eighth above the guess from the first chunk: what is not filled is not touched.
    const double guess = 1.125 * static_cast<double>(*bytes) / bytes_per_row_ + 16;
    return static_cast<arma::uword>(std::min(guess, limit / (sizeof(double) * static_cast<double>(columns())) + 16));
}

Matrix CsvTable::read(int threads) {
    MatrixBuilder builder(columns());
    builder.expect_rows(expected_rows(arma::datum::inf));
    for_each_block(
        threads, [](Matrix&& block) { return std::move(block); },
        [&](Matrix&& block) {
            builder.add(std::move(block));
            return true;
        });
    Matrix out = builder.finish();
    out.column_names = layout_.column_names;
    out.origin = origin_;
    return out;
}

}  // namespace la
