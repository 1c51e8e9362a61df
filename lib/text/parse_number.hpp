// Text to numbers, strictly: the whole grammar of what a cell or a Matrix Market token may hold.
#pragma once

#include <complex>
#include <cstdint>
#include <string>
#include <string_view>

namespace la {

enum class ParseStatus {
    ok,
    not_a_number,  // nothing that begins like a number
    overflow,      // a decimal that rounds to infinity
};

struct ParseResult {
    const char* end;  // one past the last character that belongs to the number
    ParseStatus status;
};

// Reads the longest real number at `first`: decimal digits as in the C locale (`+1`, `.5`, `5.`, `1e-3`), `NaN`, `Inf`,
// `Infinity` signed and in any case; no hexadecimal, no blanks. Rounded to nearest; underflow gives zero or a
// subnormal. Method: Lemire, "Number parsing at a gigabyte per second" (2021), as implemented by fast_float.
ParseResult parse_real(const char* first, const char* last, double& value);

// The whole text is one number: real, or complex as `a+bi`, `a+bj`, `(a+bj)`, `bi`, `a+-bj`. A bare `i` is text.
// `is_complex` tells which of the two forms was found.
ParseStatus parse_cell(std::string_view text, std::complex<double>& value, bool& is_complex);

// The whole text is a decimal integer, an optional sign before it. False if it is not or does not fit.
bool parse_integer(std::string_view text, std::int64_t& value);

// The whole text is one finite or infinite real number.
bool parse_real(std::string_view text, double& value);

// A text as messages show it: in quotes, cut after 40 bytes, unprintable bytes as '?'.
std::string quoted_excerpt(std::string_view text);

}  // namespace la
