// What the operating system says of its last failure.
#pragma once

#include <cerrno>
#include <string>
#include <system_error>

namespace la {

// The text of an errno in lower case: "no such file or directory".
inline std::string system_error_text(int error = errno) {
    std::string text = std::generic_category().message(error);
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
        text[0] = static_cast<char>(text[0] + 32);
    return text;
}

}  // namespace la
