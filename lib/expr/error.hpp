// Errors that point at a place in an expression.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace la {

// what() is the message, the line of the expression that holds the place (cut to a window where it is long), and a
// caret under the place:
//     unknown name 'gama'; did you mean 'gamma'?
//       2*gama + 1
//         ^
// The position counts bytes from 0; one past the end speaks of the end.
class ExpressionError : public Error {
  public:
    ExpressionError(ErrorKind kind, const std::string& message, std::string_view expression, std::size_t position);
    const std::string& message() const { return message_; }
    std::size_t position() const { return position_; }

  private:
    std::string message_;
    std::size_t position_;
};

// The two lines below the message, each indented by two blanks. The caret's column counts characters of UTF-8.
std::string expression_excerpt(std::string_view expression, std::size_t position);

}  // namespace la
