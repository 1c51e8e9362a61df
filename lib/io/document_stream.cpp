#include "io/document_stream.hpp"

#include "core/error.hpp"
#include "text/parse_number.hpp"

namespace la {

namespace {

std::string_view trimmed_line(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r") - start + 1);
}

// What follows `# key:` on a line, or nothing.
std::optional<std::string_view> comment_value(std::string_view line, std::string_view key) {
    line = trimmed_line(line);
    if (line.empty() || line.front() != '#') return std::nullopt;
    line = trimmed_line(line.substr(1));
    if (line.substr(0, key.size()) != key) return std::nullopt;
    return trimmed_line(line.substr(key.size()));
}

// The zero-sized matrix of a line `# size: R C`; nothing if the line says anything else.
std::optional<Matrix> zero_sized(std::string_view line) {
    const auto value = comment_value(line, "size:");
    if (!value) return std::nullopt;
    const std::size_t blank = value->find_first_of(" \t");
    std::int64_t rows = 0, columns = 0;
    if (blank == std::string_view::npos || !parse_integer(value->substr(0, blank), rows) ||
        !parse_integer(trimmed_line(value->substr(blank)), columns))
        return std::nullopt;
    constexpr std::int64_t limit = std::int64_t(1) << 31;
    if (rows < 0 || columns < 0 || rows > limit || columns > limit || (rows != 0 && columns != 0)) return std::nullopt;
    return Matrix(arma::mat(static_cast<arma::uword>(rows), static_cast<arma::uword>(columns)));
}

}  // namespace

DocumentStream::DocumentStream(const std::string& file, const InputOptions& options)
    : origin_(file), options_(options), chunks_(open_source(file), file, options.buffer_size) {}

DocumentStream::HeadLine DocumentStream::classify(std::string_view line) const {
    const std::string_view text = trimmed_line(line);
    if (text.empty()) return HeadLine::blank;
    const bool may_be_market = !options_.format || *options_.format == Format::mtx;
    if (may_be_market && is_matrix_market_banner(text)) return HeadLine::banner;
    if (options_.format == Format::mtx) return HeadLine::rows;
    if (is_name_line(text)) return HeadLine::name;
    if (zero_sized(text)) return HeadLine::size;
    if (text.front() == options_.csv.comment) return HeadLine::comment;
    return HeadLine::rows;
}

void DocumentStream::take_byte_order_mark() {
    std::optional<LineChunk> chunk = chunks_.next();
    if (!chunk) return;
    const std::string_view text = chunk->text();
    const auto is_utf16 = [&] {
        if (text.substr(0, 2) == "\xff\xfe" || text.substr(0, 2) == "\xfe\xff") return true;
        // Without a mark: every second byte of plain text is NUL.
        return text.size() >= 4 && (text[0] == '\0') != (text[1] == '\0') && (text[0] == '\0') == (text[2] == '\0') &&
               (text[1] == '\0') == (text[3] == '\0');
    };
    if (is_utf16()) throw data_error(origin_ + ": UTF-16 text is not read; convert it to UTF-8 first");
    if (text.substr(0, 3) == "\xef\xbb\xbf") chunk->begin += 3;
    chunks_.put_back(std::move(*chunk));
}

bool DocumentStream::next() {
    if (at_start_) take_byte_order_mark();
    at_start_ = false;
    name_.clear();
    table_.reset();
    market_file_.reset();
    empty_.reset();
    bool named = false;
    const auto end_of_stream = [&] {
        if (empty_) return found_any_ = true;
        if (named) throw data_error(origin_ + ": document '" + name_ + "' is empty");
        if (!found_any_) throw data_error(origin_ + ": empty input");
        return false;
    };
    for (std::optional<LineChunk> chunk;;) {
        if (!chunk || chunk->begin == chunk->end) {
            chunk = chunks_.next();
            if (!chunk) return end_of_stream();
        }
        std::string_view line = chunk->text();
        line = line.substr(0, line.find('\n'));
        const HeadLine kind = classify(line);
        const bool ends_empty =
            empty_ && (kind == HeadLine::blank || kind == HeadLine::name || kind == HeadLine::banner);
        const bool begins_content = kind == HeadLine::rows || kind == HeadLine::banner;
        if (ends_empty || begins_content || (kind == HeadLine::name && named)) {
            chunks_.put_back(std::move(*chunk));
            if (ends_empty) return found_any_ = true;
            if (kind == HeadLine::name) throw data_error(origin_ + ": document '" + name_ + "' is empty");
            if (empty_)
                throw data_error({origin_, chunks_.line, 0},
                                 "a matrix of size " + shape_text(*empty_) + " has no rows of cells");
            found_any_ = true;
            if (kind == HeadLine::banner || options_.format == Format::mtx) {
                format_ = Format::mtx;
            } else {
                table_.emplace(chunks_, options_.csv, origin_);
                table_->observe(options_.on_read);
                format_ = table_->delimiter() == '\t' ? Format::tsv : Format::csv;
            }
            return true;
        }
        if (kind == HeadLine::name) {
            named = true;
            name_ = *comment_value(line, "name:");
        }
        if (kind == HeadLine::size) {
            empty_ = zero_sized(line);
            format_ = Format::csv;
        }
        chunk->begin += line.size() + (chunk->begin + line.size() == chunk->end ? 0 : 1);
        ++chunks_.line;
    }
}

char DocumentStream::delimiter() const {
    return table_ && table_->delimiter() != one_column ? table_->delimiter() : ',';
}

Matrix DocumentStream::read() {
    if (empty_) {
        Matrix out = std::move(*empty_);
        empty_.reset();
        out.origin = origin_;
        return out;
    }
    if (table_) return table_->read(options_.threads);
    chunks_.observe(options_.on_read);
    Matrix matrix = market_file().read(options_.threads);
    chunks_.observe(nullptr);
    return matrix;
}

std::optional<Coordinates<double>> DocumentStream::read_entries() {
    if (empty_ || table_ || !market_file().is_real_coordinate()) return std::nullopt;
    chunks_.observe(options_.on_read);
    Coordinates<double> entries = market_file().read_entries(options_.threads);
    chunks_.observe(nullptr);
    return entries;
}

MatrixMarketFile& DocumentStream::market_file() {
    if (!market_file_) market_file_.emplace(chunks_, origin_);
    name_ = market_file_->name();
    return *market_file_;
}

}  // namespace la
