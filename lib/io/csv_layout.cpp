#include "io/csv_layout.hpp"

#include <algorithm>
#include <complex>

#include "text/parse_number.hpp"

namespace la {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// The delimiter of a line by the contract's precedence, one_column where there is none.
char find_delimiter(std::string_view line) {
    bool in_quotes = false, semicolon = false, comma = false, inner_blank = false;
    line = trimmed(std::string_view(line));
    for (const char c : line) {
        if (c == '"') in_quotes = !in_quotes;
        if (in_quotes) continue;
        if (c == '\t') return '\t';
        semicolon |= c == ';';
        comma |= c == ',';
        inner_blank |= c == ' ';
    }
    return semicolon ? ';' : comma ? ',' : inner_blank ? blanks : one_column;
}

bool has_outer_tab(std::string_view line) {
    return !line.empty() && (line.front() == '\t' || line.back() == '\t');
}

char detect_delimiter(std::string_view first, std::optional<std::string_view> second) {
    const auto of_line = [](std::string_view line) { return has_outer_tab(line) ? '\t' : find_delimiter(line); };
    const char found = of_line(second.value_or(first));
    if (found != one_column || !second) return found;
    // A one-column table may have a heading of several words; a first row of numbers is a row.
    const char of_first = of_line(first);
    if (of_first != blanks) return of_first;
    std::optional<CsvFault> fault;
    const std::vector<Cell> cells = split_cells(first, blanks, fault);
    return !cells.empty() && is_number(cells.front()) ? blanks : one_column;
}

// Whether the text would be a number with a point for its comma.
bool is_decimal_comma(const std::string& text, char delimiter) {
    const std::size_t comma = text.find(',');
    if (delimiter == ',' || comma == std::string::npos || comma == 0 || comma + 1 == text.size()) return false;
    std::string with_point = text;
    with_point[comma] = '.';
    return is_number({with_point});
}

// What is neither a number nor missing, nor a number in another dress: it can be a name.
bool is_text(const Cell& cell, char delimiter) {
    return !is_missing(cell) && !is_number(cell) && (cell.quoted || !is_decimal_comma(cell.text, delimiter));
}

// A row can be a header if no cell is a number or missing, an empty first one aside.
bool all_text(const std::vector<Cell>& row, char delimiter) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i == 0 && row.size() > 1 && row[i].text.empty()) continue;
        if (!is_text(row[i], delimiter)) return false;
    }
    return true;
}

// Columns that pandas has counted, behind an empty corner: `,0,1,2`.
bool counts_columns(const std::vector<Cell>& row) {
    if (row.size() < 2 || !row.front().text.empty()) return false;
    for (std::size_t i = 1; i < row.size(); ++i)
        if (row[i].text != std::to_string(i - 1)) return false;
    return true;
}

// Quoted numbers over unquoted ones are names: the form in which names that read as numbers are written.
bool quoted_over_numbers(const std::vector<Cell>& row, const std::vector<Cell>& below) {
    if (row.size() != below.size()) return false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool corner = i == 0 && row[i].text.empty();
        if (!corner && (!row[i].quoted || below[i].quoted)) return false;
    }
    return true;
}

bool only_first_quoted(const std::vector<Cell>& row) {
    const auto quoted = [](const Cell& cell) { return cell.quoted; };
    return row.size() > 1 && row.front().quoted && std::none_of(row.begin() + 1, row.end(), quoted);
}

bool ends_in_delimiter(const std::vector<Cell>& row) {
    return row.size() > 1 && row.back().text.empty() && !row.back().quoted;
}

Cell take_quoted(std::string_view line, std::size_t& position, std::size_t number, std::optional<CsvFault>& fault) {
    Cell cell{"", true};
    for (++position; position < line.size(); ++position) {
        if (line[position] != '"') {
            cell.text += line[position];
        } else if (position + 1 < line.size() && line[position + 1] == '"') {
            cell.text += '"';
            ++position;
        } else {
            ++position;
            return cell;
        }
    }
    fault = CsvFault{0, number, "unterminated quote"};
    return cell;
}

}  // namespace

std::vector<Cell> split_cells(std::string_view line, char delimiter, std::optional<CsvFault>& fault) {
    std::vector<Cell> cells;
    const auto skip_blanks = [&](std::size_t p) {
        while (p < line.size() && is_blank(line[p]) && line[p] != delimiter) ++p;
        return p;
    };
    const auto at_end_of_cell = [&](std::size_t p) {
        if (p == line.size()) return true;
        return delimiter == blanks ? is_blank(line[p]) : delimiter != one_column && line[p] == delimiter;
    };
    if (delimiter == blanks) line = trimmed(line);
    for (std::size_t position = 0;;) {
        position = skip_blanks(position);
        if (position < line.size() && line[position] == '"') {
            cells.push_back(take_quoted(line, position, cells.size() + 1, fault));
            if (!at_end_of_cell(position)) position = skip_blanks(position);
            if (!fault && !at_end_of_cell(position)) fault = CsvFault{0, cells.size(), "text after a closing quote"};
            if (fault) return cells;
        } else {
            const std::size_t start = position;
            while (!at_end_of_cell(position)) ++position;
            cells.push_back({std::string(trimmed(line.substr(start, position - start))), false});
        }
        if (position == line.size()) return cells;
        if (delimiter == blanks) {
            while (position < line.size() && is_blank(line[position])) ++position;
        } else {
            ++position;
        }
    }
}

bool is_missing(const Cell& cell) {
    return cell.text == "NA" || std::all_of(cell.text.begin(), cell.text.end(), is_blank);
}

bool is_number(const Cell& cell) {
    std::complex<double> value;
    bool is_complex;
    return parse_cell(trimmed(cell.text), value, is_complex) != ParseStatus::not_a_number;
}

std::string not_a_number_message(const std::string& text, char delimiter) {
    return "expected a number, found " + quoted_excerpt(text) +
           (is_decimal_comma(text, delimiter) ? " (decimal comma?)" : "");
}

CsvLayout detect_layout(std::string_view first, std::optional<std::string_view> second, const CsvOptions& options,
                        std::optional<CsvFault>& fault) {
    CsvLayout layout;
    layout.delimiter = options.delimiter.value_or(detect_delimiter(first, second));
    std::vector<Cell> top = split_cells(first, layout.delimiter, fault);
    if (fault) return layout;
    std::vector<Cell> below;
    if (second) below = split_cells(*second, layout.delimiter, fault);
    if (fault) {
        fault->line = 1;
        return layout;
    }
    layout.trailing_delimiter =
        layout.delimiter != blanks && ends_in_delimiter(top) && (!second || ends_in_delimiter(below));
    if (layout.trailing_delimiter) {
        top.pop_back();
        if (second) below.pop_back();
    }

    layout.has_header = options.header == Presence::yes ||
                        (options.header == Presence::automatic &&
                         (all_text(top, layout.delimiter) ||
                          (second && (top.size() + 1 == below.size() || quoted_over_numbers(top, below))) ||
                          // As a row its missing corner would be refused.
                          (options.missing.action == MissingAction::refuse && second && top.size() == below.size() &&
                           counts_columns(top))));
    if (layout.has_header && !second) {
        // Text that can be names of rows as well: one line without numbers is a heading over nothing.
        fault = CsvFault{0, 0, "header without rows"};
        return layout;
    }
    const std::vector<Cell>& row = layout.has_header ? below : top;
    layout.cells = row.size();
    const bool corner_absent = layout.has_header && top.size() + 1 == below.size();
    if (options.row_names == Presence::automatic) {
        if (layout.has_header && (corner_absent || top.front().text.empty())) {
            layout.row_names = true;
        } else if (!layout.has_header && second && only_first_quoted(top) && only_first_quoted(below)) {
            layout.row_names = true;  // names that read as numbers, as they are written
        } else if (row.size() > 1 && is_text(row.front(), layout.delimiter)) {
            layout.row_names = layout.row_names_presumed = true;
            layout.first_name = row.front().text;
            // Without a header and with more text behind the name, the row is no row at all.
            const auto is_no_cell = [](const Cell& cell) { return !is_number(cell) && !is_missing(cell); };
            if (!layout.has_header && std::any_of(row.begin() + 1, row.end(), is_no_cell))
                fault = CsvFault{0, 1, not_a_number_message(layout.first_name, layout.delimiter)};
        }
    } else {
        layout.row_names = options.row_names == Presence::yes;
    }
    if (layout.has_header) {
        if (top.size() != below.size() && !(corner_absent && layout.row_names)) {
            fault = CsvFault{
                1, 0, "row has " + std::to_string(below.size()) + " cells, expected " + std::to_string(top.size())};
            return layout;
        }
        for (std::size_t i = layout.row_names && !corner_absent ? 1 : 0; i < top.size(); ++i)
            layout.column_names.push_back(std::move(top[i].text));
    }
    if (layout.columns() == 0) fault = CsvFault{layout.has_header ? 1u : 0u, 0, "row names without columns"};
    return layout;
}

}  // namespace la
