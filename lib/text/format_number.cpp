#include "text/format_number.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

// Header-only, because Debian ships no static libfmt; the full table of powers makes the digits of a number cheaper.
#define FMT_HEADER_ONLY
#define FMT_USE_FULL_CACHE_DRAGONBOX 1
#include <fmt/format.h>

#include "core/error.hpp"

namespace la {

namespace {

// "00" "01" … "99", so that a division yields two digits.
constexpr std::array<char, 200> digit_pairs = [] {
    std::array<char, 200> pairs{};
    for (int i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

void write_pair(char* out, std::uint32_t value) {
    std::memcpy(out, &digit_pairs[2 * value], 2);
}

// Exactly eight digits.
void write_eight(char* out, std::uint32_t value) {
    const std::uint32_t high = value / 10000, low = value % 10000;
    write_pair(out, high / 100);
    write_pair(out + 2, high % 100);
    write_pair(out + 4, low / 100);
    write_pair(out + 6, low % 100);
}

int count_digits(std::uint64_t value) {
    static constexpr std::array<std::uint64_t, 18> powers = [] {
        std::array<std::uint64_t, 18> p{};
        std::uint64_t x = 1;
        for (auto& power : p) power = x, x *= 10;
        return p;
    }();
    // log10(2) as 1233/4096 gives the number of digits or one more.
    const int bits = 64 - __builtin_clzll(value | 1);
    const int guess = (bits * 1233) >> 12;
    return guess + (guess > 17 || value >= powers[static_cast<std::size_t>(guess)] ? 1 : 0);
}

// The decimal digits of a significand of at most 17 digits, right-aligned in 24 characters.
struct Digits {
    char text[24 + 16];  // copies of a fixed length may begin at the last digit
    int count;
    const char* first() const { return text + 24 - count; }

    explicit Digits(std::uint64_t significand) : count(count_digits(significand)) {
        const std::uint64_t top = significand / 100000000;
        write_eight(text + 16, static_cast<std::uint32_t>(significand % 100000000));
        write_eight(text + 8, static_cast<std::uint32_t>(top % 100000000));
        write_eight(text, static_cast<std::uint32_t>(top / 100000000));
    }
};

char* write_exponent(char* out, int exponent) {
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    auto magnitude = static_cast<std::uint32_t>(std::abs(exponent));
    if (magnitude >= 100) {
        *out++ = static_cast<char>('0' + magnitude / 100);
        magnitude %= 100;
    }
    write_pair(out, magnitude);
    return out + 2;
}

char* write_text(char* out, std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

// `digits` with a decimal point after `point` of them, zeros filled in on either side.
char* write_positional(char* out, const Digits& digits, int point) {
    if (point <= 0) {
        std::memcpy(out, "0.0000000", 8);  // point is at least -4
        out += 2 - point;
        std::memcpy(out, digits.first(), 17);
        return out + digits.count;
    }
    if (point >= digits.count) {
        std::memcpy(out, digits.first(), 17);
        std::memset(out + digits.count, '0', 16);
        return out + point;
    }
    std::memcpy(out, digits.first(), 17);
    std::memmove(out + point + 1, out + point, 17);
    out[point] = '.';
    return out + digits.count + 1;
}

}  // namespace

char* write_shortest(char* out, double value) {
    if (value == 0) return *out = '0', out + 1;
    if (std::isnan(value)) return write_text(out, "NaN");
    if (value < 0) {
        *out++ = '-';
        value = -value;
    }
    if (std::isinf(value)) return write_text(out, "Inf");
    // Integers below a million, the commonest cells of real tables, need no search for the shortest digits.
    if (value < 1e6 && value == static_cast<double>(static_cast<std::int32_t>(value))) {
        const Digits digits(static_cast<std::uint64_t>(value));
        std::memcpy(out, digits.first(), 8);
        return out + digits.count;
    }
    const auto decimal = fmt::detail::dragonbox::to_decimal(value);
    const Digits digits(decimal.significand);
    const int point = digits.count + decimal.exponent;  // value = 0.digits * 10^point
    if (point >= -4 && point <= 16) return write_positional(out, digits, point);
    *out++ = digits.first()[0];
    if (digits.count > 1) {
        *out++ = '.';
        std::memcpy(out, digits.first() + 1, static_cast<std::size_t>(digits.count - 1));
        out += digits.count - 1;
    }
    return write_exponent(out, point - 1);
}

std::string number_text(double value) {
    std::string out;
    NumberFormat().append(out, value);
    return out;
}

NumberFormat NumberFormat::with_digits(std::int64_t digits) {
    if (digits < 1 || digits > 40) throw usage_error("--digits takes 1 to 40, found " + std::to_string(digits));
    return with_conversion("%." + std::to_string(digits) + "g");
}

NumberFormat NumberFormat::with_conversion(const std::string& conversion) {
    const auto refuse = [&] {
        return usage_error("--format takes one %e, %f or %g conversion, found '" + conversion + "'");
    };
    std::size_t i = 0;
    const auto skip_number = [&] {
        const std::size_t start = i;
        while (i < conversion.size() && conversion[i] >= '0' && conversion[i] <= '9') ++i;
        if (i - start > 3) throw refuse();
    };
    if (conversion.empty() || conversion[i++] != '%') throw refuse();
    while (i < conversion.size() && std::strchr("+- #0", conversion[i])) ++i;
    const std::size_t after_flags = i;
    skip_number();
    if (i < conversion.size() && conversion[i] == '.') {
        ++i;
        skip_number();
    }
    if (i + 1 != conversion.size() || !std::strchr("efgEFG", conversion[i])) throw refuse();
    NumberFormat format;
    format.conversion_ = conversion;
    const bool has_sign = conversion.find('+') < after_flags;
    format.signed_conversion_ = has_sign ? conversion : "%+" + conversion.substr(1);
    return format;
}

void NumberFormat::append_conversion(std::string& out, double value, bool with_sign) const {
    if (!std::isfinite(value)) {
        if (with_sign && !(value < 0)) out += '+';
        out += std::isnan(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
        return;
    }
    if (value == 0) value = 0;  // drops the sign of -0
    char buffer[2048];
    const char* conversion = (with_sign ? signed_conversion_ : conversion_).c_str();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    const int length = std::snprintf(buffer, sizeof buffer, conversion, value);
#pragma GCC diagnostic pop
    out.append(buffer, static_cast<std::size_t>(length));
}

void NumberFormat::append(std::string& out, double value) const {
    if (!is_shortest()) return append_conversion(out, value, false);
    const std::size_t size = out.size();
    out.resize(size + max_shortest_length);
    out.resize(static_cast<std::size_t>(write_shortest(&out[size], value) - out.data()));
}

void NumberFormat::append(std::string& out, std::complex<double> value) const {
    append(out, value.real());
    if (is_shortest()) {
        if (!(value.imag() < 0)) out += '+';
        append(out, value.imag());
    } else {
        append_conversion(out, value.imag(), true);
    }
    out += 'i';
}

}  // namespace la
