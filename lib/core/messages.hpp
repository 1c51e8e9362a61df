// Words that messages share.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "core/matrix.hpp"

namespace la {

// "1 entry", "2 entries".
inline std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

// "0.000123", "1.5e+09"
inline std::string three_digits(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", x + 0.0);  // 0 for -0
    return text;
}

// "1.5 GiB"
inline std::string gibibytes(double bytes) {
    return three_digits(bytes / 0x1p30) + " GiB";
}

// "A.csv", or "the matrix" where it has no origin.
inline std::string name_of(const std::string& origin) {
    return origin.empty() ? "the matrix" : origin;
}
inline std::string name_of(const Matrix& a) {
    return name_of(a.origin);
}

}  // namespace la
