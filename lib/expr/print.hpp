// Syntax tree to text.
#pragma once

#include <string>

#include "expr/syntax.hpp"

namespace la {

// The expression on one line with as few parentheses as its grammar allows and no blanks but after commas and
// semicolons: "(A+A')*x", "[1, -2; 3, 4]". parse(print(tree)) == tree.
std::string print(const Syntax& syntax);

}  // namespace la
