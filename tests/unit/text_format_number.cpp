// Numbers to text: exact texts, and that every double comes back.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "core/error.hpp"
#include "text/format_number.hpp"
#include "text/parse_number.hpp"

namespace {

using la::NumberFormat;

template <class T>
std::string text_of(const NumberFormat& format, T value) {
    std::string out;
    format.append(out, value);
    return out;
}

std::string conversion_error(const std::string& conversion) {
    try {
        NumberFormat::with_conversion(conversion);
    } catch (const la::Error& error) {
        CHECK(error.kind() == la::ErrorKind::usage);
        return error.what();
    }
    return "accepted";
}

// The shortest text that printf finds for a double; ours must not be longer in digits.
int fewest_digits(double value) {
    char buffer[64];
    for (int digits = 1; digits < 17; ++digits) {
        std::snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
        if (std::strtod(buffer, nullptr) == value) return digits;
    }
    return 17;
}

// Digits of the text without the zeros that only tell the magnitude.
int significant_digits(const std::string& text) {
    std::string digits;
    for (const char c : text.substr(0, text.find('e')))
        if (c >= '0' && c <= '9') digits += c;
    digits.erase(0, digits.find_first_not_of('0'));
    digits.erase(digits.find_last_not_of('0') + 1);
    return static_cast<int>(digits.size());
}

void check_round_trip(double value) {
    const std::string text = la::number_text(value);
    REQUIRE(text.size() <= la::max_shortest_length);
    double back = 0;
    REQUIRE(la::parse_real(std::string_view(text), back));
    REQUIRE(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(value));
}

}  // namespace

TEST_CASE("format_number: the shortest text, plain digits where integral, an exponent at the extremes") {
    const std::pair<double, const char*> cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e5, "100000"},
        {-123456789, "-123456789"},
        {9007199254740991, "9007199254740991"},
        {9007199254740992, "9007199254740992"},
        {9999999999999998, "9999999999999998"},
        {1e15, "1000000000000000"},
        {1e16, "1e+16"},
        {-1.25e16, "-1.25e+16"},
        {1e100, "1e+100"},
        {0.00001, "0.00001"},
        {0.000012345, "0.000012345"},
        {9.999e-06, "9.999e-06"},
        {1.5e-7, "1.5e-07"},
        {1e-10, "1e-10"},
        {123456.789, "123456.789"},
        {1.0 / 3, "0.3333333333333333"},
        {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
        {std::numeric_limits<double>::min(), "2.2250738585072014e-308"},
        {std::numeric_limits<double>::denorm_min(), "5e-324"},
        {std::numeric_limits<double>::infinity(), "Inf"},
        {-std::numeric_limits<double>::infinity(), "-Inf"},
        {std::numeric_limits<double>::quiet_NaN(), "NaN"},
        {-std::numeric_limits<double>::quiet_NaN(), "NaN"},
    };
    for (const auto& [value, text] : cases) CHECK(la::number_text(value) == text);
}

TEST_CASE("format_number: complex numbers") {
    const NumberFormat shortest;
    using Complex = std::complex<double>;
    CHECK(text_of(shortest, Complex(1, 2)) == "1+2i");
    CHECK(text_of(shortest, Complex(1, -2)) == "1-2i");
    CHECK(text_of(shortest, Complex(-0.0, -0.0)) == "0+0i");
    CHECK(text_of(shortest, Complex(0, 1e-7)) == "0+1e-07i");
    CHECK(text_of(shortest, Complex(NAN, -INFINITY)) == "NaN-Infi");
    CHECK(text_of(shortest, Complex(INFINITY, NAN)) == "Inf+NaNi");
    CHECK(text_of(NumberFormat::with_digits(3), Complex(3.14159, -2.71828)) == "3.14-2.72i");
    CHECK(text_of(NumberFormat::with_conversion("%.1f"), Complex(1, 2)) == "1.0+2.0i");
}

TEST_CASE("format_number: digits and conversions are those of printf") {
    CHECK(text_of(NumberFormat::with_digits(3), 3.14159) == "3.14");
    CHECK(text_of(NumberFormat::with_digits(3), 100000.0) == "1e+05");
    CHECK(text_of(NumberFormat::with_digits(17), 0.1) == "0.10000000000000001");
    CHECK(text_of(NumberFormat::with_digits(3), -0.0) == "0");
    CHECK(text_of(NumberFormat::with_conversion("%8.3f"), 3.14159) == "   3.142");
    CHECK(text_of(NumberFormat::with_conversion("%-8.3f"), 3.14159) == "3.142   ");
    CHECK(text_of(NumberFormat::with_conversion("%+.2e"), 3.14159) == "+3.14e+00");
    CHECK(text_of(NumberFormat::with_conversion("%08.3f"), -3.14159) == "-003.142");
    CHECK(text_of(NumberFormat::with_conversion("%g"), std::numeric_limits<double>::infinity()) == "Inf");
    CHECK(text_of(NumberFormat::with_conversion("%f"), -std::numeric_limits<double>::quiet_NaN()) == "NaN");
    for (const char* bad :
         {"", "%", "f", "%d", "%s", "%x", "%a", "%f%f", "%%", "x%f", "%f ", "%lf", "%*f", "%.*f", "%n"})
        CHECK(conversion_error(bad) == "--format takes one %e, %f or %g conversion, found '" + std::string(bad) + "'");
    CHECK_THROWS_WITH_AS(NumberFormat::with_digits(0), "--digits takes 1 to 40, found 0", la::Error);
    CHECK_THROWS_WITH_AS(NumberFormat::with_digits(41), "--digits takes 1 to 40, found 41", la::Error);
}

TEST_CASE("format_number: 100000 doubles of every kind come back bit for bit") {
    std::mt19937_64 random(20261124);
    std::uniform_real_distribution<double> unit(-1, 1);
    for (int i = 0; i < 100000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        switch (i % 5) {
            case 0:
                value = std::bit_cast<double>(bits);
                break;  // any exponent
            case 1:
                value = std::bit_cast<double>(bits & 0x800fffffffffffff);
                break;  // subnormal
            case 2:
                value = unit(random);
                break;  // ordinary
            case 3:
                value = static_cast<double>(static_cast<std::int64_t>(bits) >> (i % 60));
                break;  // integral
            case 4:
                value = std::ldexp(1.0, static_cast<int>(bits % 2098) - 1074);
                break;  // powers of two
        }
        if (std::isfinite(value) && value != 0) check_round_trip(value);
    }
}

TEST_CASE("format_number: no text has more digits than needed") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        const double value = std::bit_cast<double>(random());
        if (!std::isfinite(value) || value == 0) continue;
        REQUIRE(significant_digits(la::number_text(value)) <= fewest_digits(value));
    }
}
