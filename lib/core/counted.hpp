// Numbers of things in messages.
#pragma once

#include <cstdint>
#include <string>

namespace la {

// "1 entry", "2 entries".
inline std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace la
