// Text to numbers: what belongs to the grammar, and what does not.
#include <doctest/doctest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <string>

#include "text/parse_number.hpp"

namespace {

using la::ParseStatus;
using Complex = std::complex<double>;

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || a == b;
}

}  // namespace

TEST_CASE("parse_number: real cells") {
    constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    const std::pair<const char*, double> cases[] = {
        {"0", 0},
        {"-0", 0},
        {"+1", 1},
        {"007", 7},
        {".5", .5},
        {"5.", 5},
        {"-.5e1", -5},
        {"1e-3", 1e-3},
        {"1E3", 1000},
        {"1e+3", 1000},
        {"1e-400", 0},
        {"-1e-400", 0},
        {"4.9e-324", 5e-324},
        {"1.7976931348623157e308", std::numeric_limits<double>::max()},
        {"NaN", nan},
        {"nan", nan},
        {"-NAN", nan},
        {"+nan", nan},
        {"inf", inf},
        {"+Inf", inf},
        {"-INF", -inf},
        {"infinity", inf},
        {"-Infinity", -inf},
        {"9007199254740993", 9007199254740992},
        {"0.1000000000000000055511151231257827", 0.1},
    };
    for (const auto& [text, expected] : cases) {
        INFO(std::string(text));
        Complex value;
        bool is_complex = true;
        CHECK(la::parse_cell(text, value, is_complex) == ParseStatus::ok);
        CHECK_FALSE(is_complex);
        CHECK(same(value.real(), expected));
        CHECK(value.imag() == 0);
    }
}

TEST_CASE("parse_number: complex cells") {
    constexpr double inf = std::numeric_limits<double>::infinity();
    const std::pair<const char*, Complex> cases[] = {
        {"1+2i", {1, 2}},   {"1-2i", {1, -2}},          {"1+2j", {1, 2}},
        {"(1+2j)", {1, 2}}, {"(1-2i)", {1, -2}},        {"2i", {0, 2}},
        {"-2j", {0, -2}},   {"+.5i", {0, .5}},          {"1+-2j", {1, -2}},
        {"(0+1j)", {0, 1}}, {"1e3+1e-3i", {1e3, 1e-3}}, {"-1.5-2.5i", {-1.5, -2.5}},
        {"1+0i", {1, 0}},   {"1+Infi", {1, inf}},       {"-Inf-Infi", {-inf, -inf}},
    };
    for (const auto& [text, expected] : cases) {
        INFO(std::string(text));
        Complex value;
        bool is_complex = false;
        CHECK(la::parse_cell(text, value, is_complex) == ParseStatus::ok);
        CHECK(is_complex);
        CHECK(value == expected);
    }
}

TEST_CASE("parse_number: what is no number") {
    for (const char* text :
         {"",        " ",     " 1",    "1 ",   "abc",   "i",     "j",       "-i",    "+",      "-",
          ".",       "e5",    "1e",    "1e+",  "0x10",  "0X1p3", "1D+3",    "1d3",   "1,5",    "1_000",
          "--1",     "+-1",   "1.2.3", "1.0f", "12%",   "1/2",   "NA",      "na",    "nan(1)", "infin",
          "infinit", "1+2",   "1+i",   "1+i2", "1+2k",  "1+2ij", "1+2i+3i", "(1+2i", "1+2i)",  "((1+2i))",
          "1 + 2i",  "1+ 2i", "()",    "(i)",  "1e3.5", "\t1",   "1\n",     "true",  "$1",     "1i2"}) {
        INFO(std::string(text));
        Complex value;
        bool is_complex = false;
        CHECK(la::parse_cell(text, value, is_complex) == ParseStatus::not_a_number);
    }
}

TEST_CASE("parse_number: overflow is told, underflow is not") {
    for (const char* text : {"1e309", "-1e400", "1.7976931348623159e308", "1+1e999i", "1e999i", "1e999+1i"}) {
        INFO(std::string(text));
        Complex value;
        bool is_complex = false;
        CHECK(la::parse_cell(text, value, is_complex) == ParseStatus::overflow);
    }
}

TEST_CASE("parse_number: the longest number at the front") {
    const std::string text = "-1.5e3,2";
    double value = 0;
    const la::ParseResult result = la::parse_real(text.data(), text.data() + text.size(), value);
    CHECK(result.status == ParseStatus::ok);
    CHECK(result.end - text.data() == 6);
    CHECK(value == -1500);
    const std::string word = "x";
    CHECK(la::parse_real(word.data(), word.data() + 1, value).status == ParseStatus::not_a_number);
}

TEST_CASE("parse_number: integers") {
    std::int64_t value = 0;
    CHECK(la::parse_integer("010", value));
    CHECK(value == 10);
    CHECK(la::parse_integer("-7", value));
    CHECK(value == -7);
    CHECK(la::parse_integer("+7", value));
    CHECK(value == 7);
    CHECK(la::parse_integer("9223372036854775807", value));
    CHECK(value == std::numeric_limits<std::int64_t>::max());
    for (const char* text : {"", "-", "+", "+-1", "1.0", "1e3", "0x10", " 1", "1 ", "9223372036854775808"}) {
        INFO(std::string(text));
        CHECK_FALSE(la::parse_integer(text, value));
    }
}

TEST_CASE("parse_number: whole texts as reals") {
    double value = 0;
    CHECK(la::parse_real(std::string_view("-2.5"), value));
    CHECK(value == -2.5);
    for (const char* text : {"", "1x", "1+2i", "1e999", " 1"}) {
        INFO(std::string(text));
        CHECK_FALSE(la::parse_real(std::string_view(text), value));
    }
}

TEST_CASE("parse_number: texts as messages show them") {
    CHECK(la::quoted_excerpt("abc") == "'abc'");
    CHECK(la::quoted_excerpt("") == "''");
    CHECK(la::quoted_excerpt(std::string(40, 'x')) == "'" + std::string(40, 'x') + "'");
    CHECK(la::quoted_excerpt(std::string(41, 'x')) == "'" + std::string(40, 'x') + "...'");
    CHECK(la::quoted_excerpt("a\tb\x01") == "'a?b?'");
}
