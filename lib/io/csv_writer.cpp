#include "io/csv_writer.hpp"

#include <algorithm>
#include <complex>

#include "core/error.hpp"
#include "core/pipeline.hpp"
#include "text/parse_number.hpp"

namespace la {

namespace {

// Cells that one thread formats at a time: a row of cache lines per column, some hundred kilobytes of text.
constexpr arma::uword cells_per_piece = 16384;

bool must_quote(const std::string& name, const CsvStyle& style) {
    if (name.empty()) return true;
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    if (is_blank(name.front()) || is_blank(name.back())) return true;
    if (name.front() == style.comment || name.front() == '#') return true;
    if (name.find('"') != std::string::npos || name.find(style.delimiter) != std::string::npos) return true;
    if (style.delimiter == ' ' && name.find('\t') != std::string::npos) return true;
    std::complex<double> value;
    bool is_complex;
    return parse_cell(name, value, is_complex) != ParseStatus::not_a_number;
}

void append_name(std::string& out, const std::string& name, const CsvStyle& style) {
    if (!must_quote(name, style)) {
        out += name;
        return;
    }
    out += '"';
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

template <class T>
void append_row(std::string& out, const arma::Mat<T>& m, arma::uword row, const CsvStyle& style) {
    for (arma::uword c = 0; c < m.n_cols; ++c) {
        if (c != 0) out += style.delimiter;
        style.format.append(out, m.at(row, c));
    }
}

// The hot path: one bound check per row, not per number.
void append_row_shortest(std::string& out, const arma::mat& m, arma::uword row, char delimiter) {
    const std::size_t start = out.size();
    out.resize(start + m.n_cols * (max_shortest_length + 1));
    char* p = out.data() + start;
    const double* value = m.memptr() + row;
    for (arma::uword c = 0; c < m.n_cols; ++c, value += m.n_rows) {
        if (c != 0) *p++ = delimiter;
        p = write_shortest(p, *value);
    }
    out.resize(static_cast<std::size_t>(p - out.data()));
}

Matrix dense_rows(const Matrix& m, arma::uword first, arma::uword last) {
    Matrix out = std::visit(
        [&](const auto& v) -> Matrix { return Values(std::decay_t<decltype(v)>(v.rows(first, last - 1))); }, m.values);
    if (!m.row_names.empty())
        out.row_names.assign(m.row_names.begin() + static_cast<std::ptrdiff_t>(first),
                             m.row_names.begin() + static_cast<std::ptrdiff_t>(last));
    return to_dense(std::move(out));
}

}  // namespace

std::string csv_header(const Matrix& m, const CsvStyle& style) {
    std::string out;
    if (!style.names || m.column_names.empty()) return out;
    if (!m.row_names.empty()) out += style.delimiter == ' ' ? std::string("\"\" ") : std::string(1, style.delimiter);
    for (std::size_t c = 0; c < m.column_names.size(); ++c) {
        if (c != 0) out += style.delimiter;
        append_name(out, m.column_names[c], style);
    }
    return out + '\n';
}

std::string csv_rows(const Matrix& m, arma::uword first, arma::uword last, const CsvStyle& style) {
    std::string out;
    const bool row_names = style.names && !m.row_names.empty();
    for (arma::uword r = first; r < last; ++r) {
        if (row_names) {
            append_name(out, m.row_names[r], style);
            out += style.delimiter;
        }
        if (const auto* real = std::get_if<arma::mat>(&m.values)) {
            if (style.format.is_shortest())
                append_row_shortest(out, *real, r, style.delimiter);
            else
                append_row(out, *real, r, style);
        } else {
            append_row(out, std::get<arma::cx_mat>(m.values), r, style);
        }
        out += '\n';
    }
    return out;
}

void write_csv(const Matrix& m, const std::string& name, const CsvStyle& style, int threads,
               const std::function<void(std::string_view)>& write) {
    if (m.is_sparse() && m.cols() != 0 && m.rows() > max_dense_cells / m.cols())
        throw data_error("the result is sparse: " + shape_text(m) + " cells of delimited text exceed the limit of " +
                         std::to_string(max_dense_cells) + "; -O mtx writes its nonzero ones");
    if (!name.empty()) write("# name: " + name + "\n");
    if (m.rows() == 0 || m.cols() == 0) {
        write("# size: " + std::to_string(m.rows()) + " " + std::to_string(m.cols()) + "\n");
        return;
    }
    if (const std::string header = csv_header(m, style); !header.empty()) write(header);
    // Eight rows are the cache line of a column-major matrix.
    const arma::uword wanted = std::max<arma::uword>(1, cells_per_piece / m.cols());
    const arma::uword step = wanted < 8 ? wanted : wanted / 8 * 8;
    arma::uword next = 0;
    ordered_pipeline(
        threads,
        [&]() -> std::optional<arma::uword> {
            if (next >= m.rows()) return std::nullopt;
            const arma::uword first = next;
            next += step;
            return first;
        },
        [&](arma::uword first) {
            const arma::uword last = std::min(first + step, m.rows());
            if (m.is_sparse()) return csv_rows(dense_rows(m, first, last), 0, last - first, style);
            return csv_rows(m, first, last, style);
        },
        [&](const std::string& text) {
            write(text);
            return true;
        });
}

}  // namespace la
