// Words that messages share.
#pragma once

#include <cstdint>
#include <string>

#include "core/matrix.hpp"

namespace la {

// "1 entry", "2 entries".
inline std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

// "A.csv", or "the matrix" where it has no origin.
inline std::string name_of(const std::string& origin) {
    return origin.empty() ? "the matrix" : origin;
}
inline std::string name_of(const Matrix& a) {
    return name_of(a.origin);
}

}  // namespace la
