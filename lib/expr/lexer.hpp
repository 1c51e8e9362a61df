// An expression cut into tokens.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace la {

enum class TokenKind {
    number,     // 2  .5  1e-3
    imaginary,  // 2i  2j
    name,
    plus,
    minus,
    star,
    slash,
    backslash,
    caret,
    dot_star,
    dot_slash,
    dot_caret,
    quote,      // ' is always a transposition: there are no strings
    dot_quote,  // .'
    left_parenthesis,
    right_parenthesis,
    left_bracket,
    right_bracket,
    comma,
    semicolon,
    end,
};

struct Token {
    TokenKind kind;
    std::size_t position;   // of its first byte
    std::string_view text;  // into the expression
    double value;           // of a number
    bool after_blank;       // blanks stand before it: they separate elements inside brackets
    bool after_newline;     // a line ends before it: it separates rows inside brackets
};

// The tokens with one `end` at the end. The expression must outlive them.
// A dot that belongs to an operator is not part of the number before it: 2.*x is 2 .* x.
// Throws an ExpressionError (usage) at a character that begins no token and at a number too large for a double.
std::vector<Token> tokenize(std::string_view expression);

// True if the text can stand in an expression as one name: letters, digits and underscores, no digit first.
bool is_name(std::string_view text);

}  // namespace la
