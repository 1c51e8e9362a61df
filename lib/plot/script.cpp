#include "plot/script.hpp"

#include <charconv>
#include <cmath>

namespace la {

namespace {

// The length of the well-formed UTF-8 sequence at text[at], 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
    };
    const auto is_continuation = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const int first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF && is_continuation(1)) return 2;
    if (first >= 0xE0 && first <= 0xEF && is_continuation(1) && is_continuation(2)) {
        const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
        const bool noncharacter = first == 0xEF && second == 0xBF && byte(2) > 0xBD;  // not allowed in XML
        return overlong || surrogate || noncharacter ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4 && is_continuation(1) && is_continuation(2) && is_continuation(3)) {
        const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        const unsigned char c = static_cast<unsigned char>(text[at]);
        if (length == 0)
            out += "\uFFFD";
        else if ((length == 1 && (c < 0x20 || c == 0x7F)) || (length == 2 && c == 0xC2 && text[at + 1] < '\xA0'))
            out += ' ';
        else
            out += text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : printable(text)) {
        if (c == '\'') out += c;
        out += c;
    }
    return out + "'";
}

std::string quoted_tic(std::string_view text) {
    std::string doubled;
    for (const char c : text) doubled.append(c == '%' ? 2 : 1, c);
    return quoted(doubled);
}

std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string shortened(std::string_view text, std::size_t most, bool plain) {
    std::string clean = printable(text);
    if (character_count(clean) <= most) return clean;
    std::size_t at = 0;
    for (std::size_t kept = 0; kept + 1 < most; ++kept) at += std::max<std::size_t>(sequence_length(clean, at), 1);
    clean.resize(at);
    return clean + (plain ? "~" : "…");
}

double round_step(double x) {
    if (x <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(x)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= x * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

std::string data_number(double value, int digits) {
    if (std::isnan(value)) return "NaN";
    if (value == 0) return "0";
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr;
    return {buffer, end};
}

std::string label_number(double value) {
    const double size = std::abs(value);
    if (value == 0 || !std::isfinite(value))
        return value == 0 ? "0" : std::isnan(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
    char buffer[64];
    const bool positional = size >= 0.005 && size < 99999.995;
    const auto format = positional ? std::chars_format::fixed : std::chars_format::scientific;
    std::string text(buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format, 2).ptr);
    // No zeros at the end of the decimals, which end before an exponent.
    const std::size_t exponent = std::min(text.find('e'), text.size());
    std::size_t end = exponent;
    while (text[end - 1] == '0') --end;
    if (text[end - 1] == '.') --end;
    return text.erase(end, exponent - end);
}

std::string label_number(std::complex<double> value) {
    const std::string real = label_number(value.real());
    if (value.imag() == 0) return real;
    std::string imaginary = label_number(value.imag());
    if (imaginary == "1" || imaginary == "-1") imaginary.pop_back();
    if (value.real() == 0) return imaginary + "i";
    return real + (value.imag() > 0 ? "+" : "") + imaginary + "i";
}

void Script::data(std::string_view name, const arma::mat& rows, int digits) {
    line("$", name, " << EOD");
    // What rounding has left of a zero depends on the machine.
    const arma::vec finite = rows.elem(arma::find_finite(rows));
    const double zero = finite.is_empty() ? 0 : 1e-12 * arma::abs(finite).max();
    for (arma::uword i = 0; i < rows.n_rows; ++i) {
        for (arma::uword j = 0; j < rows.n_cols; ++j) {
            if (j != 0) text_ += ' ';
            text_ += data_number(std::abs(rows(i, j)) <= zero ? 0 : rows(i, j), digits);
        }
        text_ += '\n';
    }
    line("EOD");
}

}  // namespace la
