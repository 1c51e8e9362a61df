// The shape of delimited text: delimiter, header, row names. How cells are told apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"

namespace la {

enum class Presence { automatic, yes, no };

// What becomes of a missing cell, empty or `NA`.
enum class MissingAction {
    refuse,    // an error that names the cell
    nan,       // NaN
    drop_row,  // the row is left out; NaN counts as missing
    replace,   // MissingPolicy::value; NaN counts as missing
};

struct MissingPolicy {
    MissingAction action = MissingAction::refuse;
    double value = 0;
    bool takes_nan() const { return action == MissingAction::drop_row || action == MissingAction::replace; }
};

struct CsvOptions {
    std::optional<char> delimiter;  // detected where not given
    Presence header = Presence::automatic;
    Presence row_names = Presence::automatic;
    char comment = '#';
    MissingPolicy missing;
};

// A delimiter of one_column means that a line is one cell; blanks means runs of spaces and tabs.
inline constexpr char one_column = '\0';
inline constexpr char blanks = ' ';

inline bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

struct Cell {
    std::string text;  // without outer blanks and quotes
    bool quoted = false;
};

inline constexpr std::uint64_t presumed_names_fault = ~std::uint64_t(0);

// Something wrong at a cell (counted from 1; 0 is the line; presumed_names_fault: at the first row name) of a line
// counted from 0 within the text at hand.
struct CsvFault {
    std::uint64_t line;
    std::uint64_t cell;
    std::string message;
};

// The cells of one line (without its newline). On a fault of quoting `fault` is set and the cells before it returned.
std::vector<Cell> split_cells(std::string_view line, char delimiter, std::optional<CsvFault>& fault);

bool is_missing(const Cell& cell);
bool is_number(const Cell& cell);

// "expected a number, found 'abc'", with a hint where the text looks like a decimal comma.
std::string not_a_number_message(const std::string& text, char delimiter);

struct CsvLayout {
    char delimiter = one_column;
    std::size_t cells = 0;  // of a data row, names included, a trailing delimiter excluded
    bool trailing_delimiter = false;
    bool has_header = false;
    bool row_names = false;
    std::string first_name;           // the first row name where names are only presumed: if a later first cell is a
    bool row_names_presumed = false;  // number, this one is the error
    Names column_names;

    std::size_t columns() const { return cells - (row_names ? 1 : 0); }
};

// From the first one or two lines of rows. On a malformed line `fault` is set.
CsvLayout detect_layout(std::string_view first, std::optional<std::string_view> second, const CsvOptions& options,
                        std::optional<CsvFault>& fault);

}  // namespace la
