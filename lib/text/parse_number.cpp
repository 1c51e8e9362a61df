#include "text/parse_number.hpp"

#include <fast_float/fast_float.h>
#include <charconv>
#include <cmath>

namespace la {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

ParseResult parse_unsigned(const char* first, const char* last, double& value) {
    // A sign here would be a second one; fast_float alone would take '-' again.
    if (first == last || *first == '-' || *first == '+') return {first, ParseStatus::not_a_number};
    const auto [end, error] = fast_float::from_chars(first, last, value);
    if (error != std::errc() || end == first) return {first, ParseStatus::not_a_number};
    if (std::isfinite(value)) return {end, ParseStatus::ok};
    if (is_digit(*first) || *first == '.') return {end, ParseStatus::overflow};
    // NaN with a payload, "nan(1)", is a C-ism that no table needs.
    if (end[-1] == ')') return {first, ParseStatus::not_a_number};
    return {end, ParseStatus::ok};
}

}  // namespace

ParseResult parse_real(const char* first, const char* last, double& value) {
    const char* p = first;
    const bool negative = p != last && *p == '-';
    if (p != last && (*p == '-' || *p == '+')) ++p;
    ParseResult result = parse_unsigned(p, last, value);
    if (result.status == ParseStatus::not_a_number) return {first, result.status};
    if (negative) value = -value;
    return result;
}

ParseStatus parse_cell(std::string_view text, std::complex<double>& value, bool& is_complex) {
    is_complex = false;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        text = text.substr(1, text.size() - 2);
        if (text.front() == '(') return ParseStatus::not_a_number;
        const ParseStatus inner = parse_cell(text, value, is_complex);
        return is_complex || inner != ParseStatus::ok ? inner : ParseStatus::not_a_number;
    }
    const char* const last = text.data() + text.size();
    double first_part = 0;
    ParseResult result = parse_real(text.data(), last, first_part);
    if (result.status == ParseStatus::not_a_number) return result.status;
    if (result.end == last) {
        value = first_part;
        return result.status;
    }
    const auto is_unit = [&](const char* p) { return p + 1 == last && (*p == 'i' || *p == 'j'); };
    ParseStatus status = result.status;
    if (is_unit(result.end)) {
        value = {0, first_part};
        is_complex = true;
        return status;
    }
    if (*result.end != '+' && *result.end != '-') return ParseStatus::not_a_number;
    const char* second = result.end;
    if (second + 1 != last && second[0] == '+' && second[1] == '-') ++second;
    double second_part = 0;
    result = parse_real(second, last, second_part);
    if (result.status == ParseStatus::not_a_number || !is_unit(result.end)) return ParseStatus::not_a_number;
    value = {first_part, second_part};
    is_complex = true;
    return status == ParseStatus::ok ? result.status : status;
}

bool parse_integer(std::string_view text, std::int64_t& value) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') return false;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse_real(std::string_view text, double& value) {
    const char* const last = text.data() + text.size();
    const ParseResult result = parse_real(text.data(), last, value);
    return result.status == ParseStatus::ok && result.end == last;
}

std::string quoted_excerpt(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::string out = "'";
    for (const char c : text.substr(0, longest)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    return out + (text.size() > longest ? "...'" : "'");
}

}  // namespace la
