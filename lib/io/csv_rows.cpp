#include "io/csv_rows.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstring>

#include "text/parse_number.hpp"

namespace la {

namespace {

using Complex = std::complex<double>;

enum class RowOutcome { row, dropped, needs_complex, fault };

template <class T>
class RowParser {
  public:
    RowParser(std::string_view text, const CsvLayout& layout, const CsvOptions& options)
        : layout_(layout),
          options_(options),
          first_(text.data()),
          last_(text.data() + text.size()),
          columns_(layout.columns()),
          panel_(panel_rows * columns_) {
        // Every newline ends at most one row: an upper bound, so that the block is allocated once.
        const auto newlines = static_cast<arma::uword>(std::count(first_, last_, '\n'));
        values_.set_size(newlines + (text.empty() || text.back() == '\n' ? 0 : 1), columns_);
    }

    // Nothing if a complex cell turned up among reals.
    std::optional<CsvRows> run() {
        CsvRows out;
        const char* p = first_;
        while (p != last_ && !out.document_ended && !out.fault) {
            const char* line = p;
            while (p != last_ && is_blank(*p) && (*p != layout_.delimiter || *p == blanks)) ++p;
            if (p == last_ || *p == '\n' || (*p == '\r' && p + 1 != last_ && p[1] == '\n')) {
                out.document_ended = true;
                p = line;
            } else if (*p == options_.comment || *p == '#') {
                const std::string_view text = line_at(line);
                if (is_name_line(text)) {
                    out.document_ended = true;
                    p = line;
                } else if (*p == options_.comment) {
                    p = after(text, line);
                    ++out.lines;
                } else if (!parse_row(line, p, out)) {
                    return std::nullopt;
                }
            } else if (!parse_row(line, p, out)) {
                return std::nullopt;
            }
        }
        flush_panel();
        out.consumed = static_cast<std::size_t>(p - first_);
        values_.resize(rows_, columns_);
        out.block.values = std::move(values_);
        out.block.row_names = std::move(row_names_);
        return out;
    }

  private:
    static constexpr std::size_t panel_rows = 16;

    std::string_view line_at(const char* line) const {
        const void* newline = std::memchr(line, '\n', static_cast<std::size_t>(last_ - line));
        const char* end = newline ? static_cast<const char*>(newline) : last_;
        return {line, static_cast<std::size_t>(end - line)};
    }
    const char* after(std::string_view text, const char* line) const {
        const char* end = line + text.size();
        return end == last_ ? end : end + 1;
    }

    // Parses the row that begins at `line`; leaves `p` after it. False if the block must be complex.
    bool parse_row(const char* line, const char*& p, CsvRows& out) {
        T* row = &panel_[panel_fill_ * columns_];
        std::string_view name;
        const char* numbers = layout_.row_names ? fast_name(p, name) : p;
        if (const char* end = numbers ? fast_row(numbers, row) : nullptr) {
            if (layout_.row_names) row_names_.emplace_back(name);
            p = end;
            finish_row();
        } else {
            std::string_view text = line_at(line);
            p = after(text, line);
            if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
            CsvFault fault{0, 0, ""};
            switch (slow_row(text, row, fault)) {
                case RowOutcome::row:
                    finish_row();
                    break;
                case RowOutcome::dropped:
                    break;
                case RowOutcome::needs_complex:
                    return false;
                case RowOutcome::fault:
                    fault.line = out.lines;
                    out.fault = std::move(fault);
                    break;
            }
        }
        ++out.lines;
        return true;
    }

    void finish_row() {
        if (++panel_fill_ == panel_rows) flush_panel();
    }

    // Sixteen rows at a time are transposed from the cache into the column-major block.
    void flush_panel() {
        for (std::size_t c = 0; c < columns_; ++c) {
            T* out = values_.colptr(c) + rows_;
            for (std::size_t r = 0; r < panel_fill_; ++r) out[r] = panel_[r * columns_ + c];
        }
        rows_ += panel_fill_;
        panel_fill_ = 0;
    }

    // Finds a row name without inner quotes and returns where the numbers begin; nullptr if it takes a closer look.
    const char* fast_name(const char* p, std::string_view& name) const {
        const char delimiter = layout_.delimiter;
        const bool quoted = p != last_ && *p == '"';
        const char* const start = quoted ? p + 1 : p;
        const auto ends_name = [&](char c) {
            if (c == '\n' || c == '\0' || c == '"') return true;
            return !quoted && (delimiter == blanks ? is_blank(c) : c == delimiter);
        };
        for (p = start; p != last_ && !ends_name(*p);) ++p;
        if (p == last_ || p == start || (quoted && *p != '"')) return nullptr;
        name = {start, static_cast<std::size_t>(p - start)};
        if (quoted)
            ++p;
        else
            while (is_blank(name.back())) name.remove_suffix(1);
        while (p != last_ && is_blank(*p) && *p != delimiter) ++p;
        if (p == last_ || (delimiter == blanks ? !is_blank(*p) : *p != delimiter)) return nullptr;
        for (++p; p != last_ && is_blank(*p) && (*p != delimiter || delimiter == blanks);) ++p;
        // A number would mean that the column holds no names after all.
        if (layout_.row_names_presumed && (name == "NA" || is_number({std::string(name)}))) return nullptr;
        return p;
    }

    // Reads a row of plain real numbers and returns where the next line begins; nullptr if there is anything else in
    // it.
    const char* fast_row(const char* p, T* row) const {
        const char delimiter = layout_.delimiter;
        for (std::size_t c = 0;; ++c) {
            double value;
            const ParseResult result = parse_real(p, last_, value);
            if (result.status != ParseStatus::ok) return nullptr;
            if (options_.missing.takes_nan() && std::isnan(value)) return nullptr;
            row[c] = value;
            p = result.end;
            const char* after_number = p;
            while (p != last_ && is_blank(*p) && *p != delimiter) ++p;
            if (c + 1 == columns_) break;
            if (delimiter == blanks) {
                while (p != last_ && is_blank(*p)) ++p;
                if (p == after_number || p == last_) return nullptr;
            } else {
                if (p == last_ || *p != delimiter) return nullptr;
                ++p;
                while (p != last_ && is_blank(*p) && *p != delimiter) ++p;
            }
        }
        if (layout_.trailing_delimiter) {
            if (p == last_ || *p != layout_.delimiter) return nullptr;
            ++p;
        }
        while (p != last_ && is_blank(*p) && (*p != delimiter || delimiter == blanks)) ++p;
        if (p != last_ && *p == '\r') ++p;
        if (p == last_) return p[-1] == '\r' ? nullptr : p;
        return *p == '\n' ? p + 1 : nullptr;
    }

    // Everything that a row may hold, and every error.
    RowOutcome slow_row(std::string_view line, T* row, CsvFault& fault) {
        if (line.find('\0') != std::string_view::npos) {
            fault.message = "NUL byte";
            return RowOutcome::fault;
        }
        std::optional<CsvFault> quoting;
        std::vector<Cell> cells = split_cells(line, layout_.delimiter, quoting);
        if (quoting) {
            fault = *quoting;
            return RowOutcome::fault;
        }
        if (layout_.trailing_delimiter && cells.size() == layout_.cells + 1 && cells.back().text.empty())
            cells.pop_back();
        else if (layout_.trailing_delimiter || cells.size() != layout_.cells) {
            fault.message = "row has " + std::to_string(cells.size()) + " cells, expected " +
                            std::to_string(layout_.cells + (layout_.trailing_delimiter ? 1 : 0));
            return RowOutcome::fault;
        }
        const std::size_t names = layout_.row_names ? 1 : 0;
        if (layout_.row_names_presumed && (is_missing(cells[0]) || is_number(cells[0]))) {
            // The column mixes, so it is not one of names, and its first cell is no number.
            fault.cell = presumed_names_fault;
            return RowOutcome::fault;
        }
        for (std::size_t c = 0; c < columns_; ++c) {
            fault.cell = c + names + 1;
            const RowOutcome outcome = parse_value(cells[c + names], row[c], fault);
            if (outcome != RowOutcome::row) return outcome;
        }
        if (names) row_names_.push_back(std::move(cells[0].text));
        return RowOutcome::row;
    }

    RowOutcome parse_value(const Cell& cell, T& out, CsvFault& fault) const {
        std::string_view text = cell.text;
        while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
        if (is_missing(cell)) return parse_missing(out, fault);
        Complex value;
        bool is_complex = false;
        switch (parse_cell(text, value, is_complex)) {
            case ParseStatus::ok:
                break;
            case ParseStatus::overflow:
                fault.message = "number too large: " + quoted_excerpt(text);
                return RowOutcome::fault;
            case ParseStatus::not_a_number:
                fault.message = not_a_number_message(cell.text, layout_.delimiter);
                return RowOutcome::fault;
        }
        const bool is_nan = std::isnan(value.real()) || std::isnan(value.imag());
        if (is_nan && options_.missing.takes_nan()) return parse_missing(out, fault);
        if constexpr (std::is_same_v<T, double>) {
            if (is_complex) return RowOutcome::needs_complex;
            out = value.real();
        } else {
            out = value;
        }
        return RowOutcome::row;
    }

    RowOutcome parse_missing(T& out, CsvFault& fault) const {
        switch (options_.missing.action) {
            case MissingAction::refuse:
                fault.message = "missing value";
                return RowOutcome::fault;
            case MissingAction::nan:
                out = arma::datum::nan;
                return RowOutcome::row;
            case MissingAction::replace:
                out = options_.missing.value;
                return RowOutcome::row;
            case MissingAction::drop_row:
                return RowOutcome::dropped;
        }
        return RowOutcome::fault;
    }

    const CsvLayout& layout_;
    const CsvOptions& options_;
    const char* first_;
    const char* last_;
    std::size_t columns_;
    std::vector<T> panel_;  // row-major
    std::size_t panel_fill_ = 0;
    arma::uword rows_ = 0;
    arma::Mat<T> values_;
    Names row_names_;
};

}  // namespace

bool is_name_line(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size() && is_blank(line[i])) ++i;
    if (i == line.size() || line[i] != '#') return false;
    ++i;
    while (i < line.size() && is_blank(line[i])) ++i;
    return line.substr(i, 5) == "name:";
}

CsvRows parse_rows(std::string_view text, const CsvLayout& layout, const CsvOptions& options) {
    if (std::optional<CsvRows> rows = RowParser<double>(text, layout, options).run()) return std::move(*rows);
    return std::move(*RowParser<Complex>(text, layout, options).run());
}

}  // namespace la
