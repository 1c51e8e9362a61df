// Text to syntax tree.
#pragma once

#include <string>

#include "expr/syntax.hpp"

namespace la {

// Parentheses, brackets and calls may nest this deep.
inline constexpr int max_nesting = 1000;

// clang-format off
// Parses an expression of this grammar (precedence climbing; blanks and line ends between tokens do not matter):
//     expression = term {("+" | "-") term}
//     term       = unary {("*" | "/" | "\" | ".*" | "./") unary}
//     unary      = {"+" | "-"} power
//     power      = primary {"'" | ".'" | ("^" | ".^") {"+" | "-"} primary}
//     primary    = number | "pi" | name | function "(" [expression {"," expression}] ")" | "(" expression ")" | brackets
//     brackets   = "[" {";"} [row {separator {";"} row}] {separator} "]",  separator = ";" or the end of a line
//     row        = expression {[","] expression} [","]
// clang-format on
// Inside brackets Octave's rules for blanks hold: [1 -2] has two elements, [1 - 2] and [1-2] have one, and a blank ends
// an operand before "(".
// Throws an ExpressionError (usage) where the text is no expression.
Syntax parse(std::string text);

}  // namespace la
