#include "expr/lexer.hpp"

#include <string>

#include "expr/error.hpp"
#include "text/parse_number.hpp"

namespace la {

namespace {

// Not <cctype>: its answers depend on the locale.
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class Lexer {
  public:
    explicit Lexer(std::string_view expression) : text_(expression) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        do tokens.push_back(next());
        while (tokens.back().kind != TokenKind::end);
        return tokens;
    }

  private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    Token next() {
        bool blank = false, newline = false;
        for (; at_ < text_.size() && is_blank(text_[at_]); ++at_) {
            blank = true;
            newline = newline || text_[at_] == '\n';
        }
        Token token{TokenKind::end, at_, {}, 0, blank, newline};
        if (at_ == text_.size()) return token;
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) {
            read_number(token);
        } else if (is_letter(peek())) {
            token.kind = TokenKind::name;
            while (is_letter(peek()) || is_digit(peek())) ++at_;
        } else {
            token.kind = read_operator();
        }
        token.text = text_.substr(token.position, at_ - token.position);
        return token;
    }

    void skip_digits() {
        while (is_digit(peek())) ++at_;
    }

    bool dot_begins_operator() const {
        const char c = peek(1);
        return c == '*' || c == '/' || c == '^' || c == '\'';
    }

    void read_number(Token& token) {
        skip_digits();
        if (peek() == '.' && !dot_begins_operator()) {
            ++at_;
            skip_digits();
        }
        const bool sign = peek(1) == '+' || peek(1) == '-';
        if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign ? 2 : 1))) {
            at_ += sign ? 2 : 1;
            skip_digits();
        }
        token.kind = TokenKind::number;
        token.value = value_of(token.position, at_);
        if ((peek() == 'i' || peek() == 'j') && !is_letter(peek(1)) && !is_digit(peek(1))) {
            token.kind = TokenKind::imaginary;
            ++at_;
        }
    }

    double value_of(std::size_t from, std::size_t to) const {
        double value = 0;
        const auto result = parse_real(text_.data() + from, text_.data() + to, value);
        if (result.status == ParseStatus::overflow)
            throw ExpressionError(ErrorKind::usage, "the number is too large", text_, from);
        return value;
    }

    TokenKind read_operator() {
        if (peek() == '.' && dot_begins_operator()) {
            const char c = peek(1);
            at_ += 2;
            return c == '*'   ? TokenKind::dot_star
                   : c == '/' ? TokenKind::dot_slash
                   : c == '^' ? TokenKind::dot_caret
                              : TokenKind::dot_quote;
        }
        switch (text_[at_++]) {
            case '+':
                return TokenKind::plus;
            case '-':
                return TokenKind::minus;
            case '*':
                return TokenKind::star;
            case '/':
                return TokenKind::slash;
            case '\\':
                return TokenKind::backslash;
            case '^':
                return TokenKind::caret;
            case '\'':
                return TokenKind::quote;
            case '(':
                return TokenKind::left_parenthesis;
            case ')':
                return TokenKind::right_parenthesis;
            case '[':
                return TokenKind::left_bracket;
            case ']':
                return TokenKind::right_bracket;
            case ',':
                return TokenKind::comma;
            case ';':
                return TokenKind::semicolon;
            default:
                --at_;
                fail_at_character();
        }
    }

    [[noreturn]] void fail_at_character() const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
        const auto code = static_cast<unsigned char>(text_[at_]);
        const bool printable = code >= 0x20 && code != 0x7F;
        const std::string shown =
            printable ? "'" + std::string(text_.substr(at_, end - at_)) + "'" : "of code " + std::to_string(int(code));
        throw ExpressionError(ErrorKind::usage, "unexpected character " + shown, text_, at_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view expression) {
    return Lexer(expression).run();
}

bool is_name(std::string_view text) {
    if (text.empty() || !is_letter(text[0])) return false;
    for (char c : text)
        if (!is_letter(c) && !is_digit(c)) return false;
    return true;
}

}  // namespace la
