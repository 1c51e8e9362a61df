// The shape of delimited text: delimiter, header, row names.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "io/csv_layout.hpp"

namespace {

using la::Presence;
using Names = la::Names;

// The layout of two lines as text: delimiter, columns, "h" for a header, "r" for row names, and the column names.
std::string layout_of(const std::string& first, const std::optional<std::string>& second, la::CsvOptions options = {}) {
    std::optional<la::CsvFault> fault;
    const std::optional<std::string_view> view = second ? std::optional<std::string_view>(*second) : std::nullopt;
    const la::CsvLayout layout = la::detect_layout(first, view, options, fault);
    if (fault) return std::to_string(fault->line) + ":" + std::to_string(fault->cell) + " " + fault->message;
    std::string out = layout.delimiter == la::one_column ? "one" : std::string(1, layout.delimiter);
    out += " " + std::to_string(layout.columns());
    if (layout.has_header) out += " h";
    if (layout.row_names) out += " r";
    for (const std::string& name : layout.column_names) out += "[" + name + "]";
    return out;
}

std::vector<std::string> cells_of(const std::string& line, char delimiter) {
    std::optional<la::CsvFault> fault;
    std::vector<std::string> out;
    for (const la::Cell& cell : la::split_cells(line, delimiter, fault)) out.push_back(cell.text);
    return out;
}

std::string fault_of(const std::string& line, char delimiter) {
    std::optional<la::CsvFault> fault;
    la::split_cells(line, delimiter, fault);
    return fault ? std::to_string(fault->cell) + " " + fault->message : "none";
}

}  // namespace

TEST_CASE("csv_layout: tab, else semicolon, else comma, else blanks, outside quotes, on the second line") {
    CHECK(layout_of("1\t2", "3\t4") == "\t 2");
    CHECK(layout_of("1;2", "3;4") == "; 2");
    CHECK(layout_of("1,2", "3,4") == ", 2");
    CHECK(layout_of("1 2", "3   4") == "  2");
    CHECK(layout_of("1", "2") == "one 1");
    CHECK(layout_of("a b;c,d", "1;2") == "; 2 h[a b][c,d]");
    CHECK(layout_of("\"a;b\",c", "1,2") == ", 2 h[a;b][c]");
    CHECK(layout_of("  1,2", "  3,4") == ", 2");
    CHECK(layout_of("   1 2", " 3 4") == "  2");
    CHECK(layout_of("height of all", "1") == "one 1 h[height of all]");
    CHECK(layout_of("1,2", std::nullopt) == ", 2");
    CHECK(layout_of("1 2 3", std::nullopt) == "  3");
}

TEST_CASE("csv_layout: a delimiter that is given") {
    la::CsvOptions options;
    options.delimiter = '|';
    CHECK(layout_of("a,b|c", "1|2", options) == "| 2 h[a,b][c]");
    options.delimiter = ' ';
    CHECK(layout_of("1  2", "3 4", options) == "  2");
}

TEST_CASE("csv_layout: the header") {
    CHECK(layout_of("a,b", "1,2") == ", 2 h[a][b]");
    CHECK(layout_of("\"a\",\"b\"", "1,2") == ", 2 h[a][b]");
    CHECK(layout_of("1,2", "3,4") == ", 2");
    CHECK(layout_of("x", "1") == "one 1 h[x]");
    CHECK(layout_of("i,j", "1,2") == ", 2 h[i][j]");  // a bare i is text
    CHECK(layout_of("1i,2j", "1,2") == ", 2");
    CHECK(layout_of("1,2", "3,4,5") == ", 2 h r[1][2]");  // one cell shorter
    la::CsvOptions options;
    options.header = Presence::yes;
    CHECK(layout_of("1,2", "3,4", options) == ", 2 h[1][2]");
    options.header = Presence::no;
    CHECK(layout_of("1,2", "3,4", options) == ", 2");
}

TEST_CASE("csv_layout: row names") {
    CHECK(layout_of("r,1,2", "s,3,4") == ", 2 r");
    CHECK(layout_of("k,a,b", "r,1,2") == ", 2 h r[a][b]");
    CHECK(layout_of(",a,b", "r,1,2") == ", 2 h r[a][b]");
    CHECK(layout_of(",a,b", "0,1,2") == ", 2 h r[a][b]");                  // pandas
    CHECK(layout_of("\"\",\"a\",\"b\"", "\"r\",1,2") == ", 2 h r[a][b]");  // R, write.csv
    CHECK(layout_of("\"a\" \"b\"", "\"r s\" 1 2") == "  2 h r[a][b]");     // R, write.table
    CHECK(layout_of("a\tb", "r\t1\t2") == "\t 2 h r[a][b]");
    CHECK(layout_of("a b", "1 1 2") == "  2 h r[a][b]");  // R's default names are numbers
    la::CsvOptions options;
    options.row_names = Presence::yes;
    CHECK(layout_of("1,2", "3,4", options) == ", 1 r");
    CHECK(layout_of("k,a", "3,4", options) == ", 1 h r[a]");
}

TEST_CASE("csv_layout: a trailing delimiter on all rows is no cell") {
    CHECK(layout_of("1,2,", "3,4,") == ", 2");
    CHECK(layout_of("a,b,", "1,2,") == ", 2 h[a][b]");
    CHECK(layout_of("1;2;", "3;4;") == "; 2");
}

TEST_CASE("csv_layout: cells of a line") {
    using Cells = std::vector<std::string>;
    CHECK(cells_of("1,2,3", ',') == Cells{"1", "2", "3"});
    CHECK(cells_of(" 1 , 2 ", ',') == Cells{"1", "2"});
    CHECK(cells_of("1,,3", ',') == Cells{"1", "", "3"});
    CHECK(cells_of("  1   2 ", ' ') == Cells{"1", "2"});
    CHECK(cells_of("1 \t 2", ' ') == Cells{"1", "2"});
    CHECK(cells_of("a b", la::one_column) == Cells{"a b"});
    CHECK(cells_of("\"a,b\",c", ',') == Cells{"a,b", "c"});
    CHECK(cells_of("\"say \"\"hi\"\"\",2", ',') == Cells{"say \"hi\"", "2"});
    CHECK(cells_of("\" a \",2", ',') == Cells{" a ", "2"});
    CHECK(fault_of("1,\"2", ',') == "2 unterminated quote");
    CHECK(fault_of("1,\"2\"3", ',') == "2 text after a closing quote");
    CHECK(fault_of("1,\"2\"", ',') == "none");
}

TEST_CASE("csv_layout: missing cells and numbers") {
    for (const char* text : {"", "NA"}) CHECK(la::is_missing({text, false}));
    for (const char* text : {"na", "N/A", "NaN", "0", "NULL"}) CHECK_FALSE(la::is_missing({text, false}));
    for (const char* text : {"1", "-1e3", "2i", "1+2j", "NaN", "inf"}) CHECK(la::is_number({text, false}));
    for (const char* text : {"i", "abc", "1,5", "0x1", "NA", ""}) CHECK_FALSE(la::is_number({text, false}));
    CHECK(la::not_a_number_message("abc", ',') == "expected a number, found 'abc'");
    CHECK(la::not_a_number_message("1,5", ';') == "expected a number, found '1,5' (decimal comma?)");
}
