#include "expr/parser.hpp"

#include <algorithm>
#include <optional>

#include "expr/error.hpp"
#include "expr/lexer.hpp"
#include "expr/nearest.hpp"

namespace la {

namespace {

class Parser {
  public:
    explicit Parser(Syntax& syntax) : syntax_(syntax), tokens_(tokenize(syntax.text)) {}

    void run() {
        if (here().kind == TokenKind::end) fail("the expression is empty", 0);
        parse_expression();
        if (here().kind == TokenKind::end) return;
        if (here().kind == TokenKind::right_parenthesis) fail("')' closes nothing", here().position);
        if (here().kind == TokenKind::right_bracket) fail("']' closes nothing", here().position);
        fail("expected an operator, found " + shown(here()), here().position);
    }

  private:
    const Token& here() const { return tokens_[at_]; }
    const Token& ahead() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }

    [[noreturn]] void fail(const std::string& message, std::size_t position) const {
        throw ExpressionError(ErrorKind::usage, message, syntax_.text, position);
    }

    static std::string shown(const Token& token) {
        return token.kind == TokenKind::end ? "the end" : "'" + std::string(token.text) + "'";
    }

    // The frames of the functions that call each other bound how deep an expression may nest: what takes room for
    // lists stays out of them.
    [[gnu::noinline]] std::size_t add(NodeKind kind, std::size_t position, std::vector<std::size_t> arguments = {}) {
        const std::size_t index = syntax_.add(kind, std::move(arguments));
        syntax_.nodes[index].position = position;
        return index;
    }

    // Inside brackets a line's end, and a sign that has a blank before but none after it, begin another element.
    bool begins_element() const {
        if (!in_brackets_) return false;
        const bool sign = here().kind == TokenKind::plus || here().kind == TokenKind::minus;
        return here().after_newline || (sign && here().after_blank && !ahead().after_blank);
    }

    std::size_t parse_expression() {
        std::size_t left = parse_term();
        while ((here().kind == TokenKind::plus || here().kind == TokenKind::minus) && !begins_element()) {
            const Token& op = tokens_[at_++];
            const std::size_t right = parse_term();
            left = add(op.kind == TokenKind::plus ? NodeKind::add : NodeKind::subtract, op.position, {left, right});
        }
        return left;
    }

    // * / \ .* ./
    static std::optional<NodeKind> term_operator(TokenKind kind) {
        using T = TokenKind;
        // clang-format off
        switch (kind) {
            case T::star: return NodeKind::multiply;
            case T::slash: return NodeKind::divide;
            case T::backslash: return NodeKind::left_divide;
            case T::dot_star: return NodeKind::elementwise_multiply;
            case T::dot_slash: return NodeKind::elementwise_divide;
            case T::number: case T::imaginary: case T::name: case T::plus: case T::minus: case T::caret:
            case T::dot_caret: case T::quote: case T::dot_quote: case T::left_parenthesis: case T::right_parenthesis:
            case T::left_bracket: case T::right_bracket: case T::comma: case T::semicolon: case T::end: break;
        }
        // clang-format on
        return std::nullopt;
    }

    std::size_t parse_term() {
        std::size_t left = parse_unary();
        for (;;) {
            const auto kind = term_operator(here().kind);
            if (!kind || begins_element()) return left;
            const std::size_t position = tokens_[at_++].position;
            const std::size_t right = parse_unary();
            left = add(*kind, position, {left, right});
        }
    }

    // The positions of the minus signs, outermost first.
    std::vector<std::size_t> read_signs() {
        std::vector<std::size_t> minus;
        for (; here().kind == TokenKind::plus || here().kind == TokenKind::minus; ++at_)
            if (here().kind == TokenKind::minus) minus.push_back(here().position);
        return minus;
    }

    std::size_t apply_signs(const std::vector<std::size_t>& minus, std::size_t operand) {
        for (auto position = minus.rbegin(); position != minus.rend(); ++position)
            operand = add(NodeKind::negate, *position, {operand});
        return operand;
    }

    std::size_t parse_unary() {
        const auto minus = read_signs();
        return apply_signs(minus, parse_power());
    }

    std::size_t parse_power() {
        std::size_t base = parse_primary();
        while (!begins_element()) {
            const Token& op = here();
            if (op.kind == TokenKind::quote || op.kind == TokenKind::dot_quote)
                base = parse_transposition(base);
            else if (op.kind == TokenKind::caret || op.kind == TokenKind::dot_caret)
                base = parse_exponent(base);
            else
                break;
        }
        return base;
    }

    [[gnu::noinline]] std::size_t parse_transposition(std::size_t base) {
        const Token& op = tokens_[at_++];
        if (op.kind == TokenKind::dot_quote) return add(NodeKind::transpose, op.position, {base});
        if (in_brackets_ && op.after_blank)
            fail("inside brackets ' must follow its operand without a blank", op.position);
        return add(NodeKind::conjugate_transpose, op.position, {base});
    }

    [[gnu::noinline]] std::size_t parse_exponent(std::size_t base) {
        const Token& op = tokens_[at_++];
        const auto minus = read_signs();
        const std::size_t exponent = apply_signs(minus, parse_primary());
        return add(op.kind == TokenKind::caret ? NodeKind::power : NodeKind::elementwise_power, op.position,
                   {base, exponent});
    }

    std::size_t parse_primary() {
        const Token& token = here();
        switch (token.kind) {
            case TokenKind::number:
            case TokenKind::imaginary: {
                ++at_;
                const bool real = token.kind == TokenKind::number;
                const std::size_t index = add(real ? NodeKind::number : NodeKind::imaginary, token.position);
                syntax_.nodes[index].number = token.value;
                return index;
            }
            case TokenKind::name:
                return parse_name();
            case TokenKind::left_parenthesis:
                return parse_parentheses();
            case TokenKind::left_bracket:
                return parse_brackets();
            case TokenKind::plus:
            case TokenKind::minus:
            case TokenKind::star:
            case TokenKind::slash:
            case TokenKind::backslash:
            case TokenKind::caret:
            case TokenKind::dot_star:
            case TokenKind::dot_slash:
            case TokenKind::dot_caret:
            case TokenKind::quote:
            case TokenKind::dot_quote:
            case TokenKind::right_parenthesis:
            case TokenKind::right_bracket:
            case TokenKind::comma:
            case TokenKind::semicolon:
            case TokenKind::end:
                break;
        }
        fail("expected an operand, found " + shown(token), token.position);
    }

    std::size_t parse_name() {
        const Token& token = tokens_[at_++];
        const FunctionInfo* function = find_function(token.text);
        const bool called = here().kind == TokenKind::left_parenthesis && !(in_brackets_ && here().after_blank);
        if (called && function == nullptr)
            fail("unknown function '" + std::string(token.text) + "'" + suggestion(token.text, function_names()),
                 token.position);
        if (called) return parse_call(token, *function);
        if (function != nullptr)
            fail("'" + std::string(token.text) + "' is a function: its arguments follow in parentheses",
                 token.position);
        if (token.text == "pi") return add(NodeKind::pi, token.position);
        const std::size_t index = add(NodeKind::name, token.position);
        syntax_.nodes[index].name = token.text;
        return index;
    }

    // Remembers what encloses the tokens to come, and bounds how deep that goes.
    class Nested {
      public:
        Nested(Parser& parser, bool in_brackets) : parser_(parser), outer_(parser.in_brackets_) {
            if (++parser_.depth_ > max_nesting)
                parser_.fail("nested too deeply (more than " + std::to_string(max_nesting) + " levels)",
                             parser_.here().position);
            parser_.in_brackets_ = in_brackets;
        }
        ~Nested() {
            --parser_.depth_;
            parser_.in_brackets_ = outer_;
        }
        Nested(const Nested&) = delete;
        Nested& operator=(const Nested&) = delete;

      private:
        Parser& parser_;
        bool outer_;
    };

    // Steps over the closing token of what was opened.
    void close(const Token& opened, TokenKind closing) {
        if (here().kind == TokenKind::end) fail(shown(opened) + " is never closed", opened.position);
        if (here().kind != closing) {
            const bool other = here().kind == TokenKind::right_parenthesis || here().kind == TokenKind::right_bracket;
            const std::string wanted = closing == TokenKind::right_bracket ? "']'" : "')'";
            fail("expected " + (other ? wanted : "an operator or " + wanted) + ", found " + shown(here()),
                 here().position);
        }
        ++at_;
    }

    std::size_t parse_parentheses() {
        std::size_t inner = 0;
        const Token& opened = here();
        {
            const Nested nested(*this, false);
            ++at_;
            if (here().kind == TokenKind::end) fail("'(' is never closed", opened.position);
            inner = parse_expression();
            close(opened, TokenKind::right_parenthesis);
        }
        return inner;
    }

    std::size_t parse_call(const Token& name, const FunctionInfo& function) {
        const Token& opened = here();
        std::vector<std::size_t> arguments;
        {
            const Nested nested(*this, false);
            ++at_;
            if (here().kind == TokenKind::end) fail("'(' is never closed", opened.position);
            if (here().kind != TokenKind::right_parenthesis) {
                arguments.push_back(parse_expression());
                while (here().kind == TokenKind::comma) {
                    ++at_;
                    arguments.push_back(parse_expression());
                }
            }
            close(opened, TokenKind::right_parenthesis);
        }
        check_arity(name, function, arguments.size());
        const std::size_t index = add(NodeKind::call, name.position, std::move(arguments));
        syntax_.nodes[index].function = function.function;
        return index;
    }

    void check_arity(const Token& name, const FunctionInfo& function, std::size_t found) const {
        const auto least = static_cast<std::size_t>(function.least_arguments);
        const auto most = static_cast<std::size_t>(function.most_arguments);
        if (found >= least && found <= most) return;
        const std::string range = std::to_string(least) + (least == most ? "" : " or " + std::to_string(most));
        fail("'" + std::string(name.text) + "' takes " + range + (most == 1 ? " argument" : " arguments") + ", found " +
                 std::to_string(found),
             name.position);
    }

    std::size_t parse_brackets() {
        const Token& opened = here();
        std::vector<std::size_t> rows;
        {
            const Nested nested(*this, true);
            ++at_;
            for (;;) {
                while (here().kind == TokenKind::semicolon) ++at_;
                if (here().kind == TokenKind::right_bracket || here().kind == TokenKind::end) break;
                rows.push_back(parse_row());
                if (here().kind != TokenKind::semicolon && !here().after_newline) break;
            }
            close(opened, TokenKind::right_bracket);
        }
        return add(NodeKind::brackets, opened.position, std::move(rows));
    }

    // Elements until the row ends; a comma may follow the last one.
    std::size_t parse_row() {
        const std::size_t position = here().position;
        std::vector<std::size_t> elements{parse_expression()};
        for (;;) {
            const bool comma = here().kind == TokenKind::comma;
            if (comma) ++at_;
            if (here().after_newline || !begins_operand(here().kind)) break;
            if (!comma && !here().after_blank) break;
            elements.push_back(parse_expression());
        }
        return add(NodeKind::row, position, std::move(elements));
    }

    static bool begins_operand(TokenKind kind) {
        using T = TokenKind;
        // clang-format off
        switch (kind) {
            case T::number: case T::imaginary: case T::name: case T::plus: case T::minus: case T::left_parenthesis:
            case T::left_bracket: return true;
            case T::star: case T::slash: case T::backslash: case T::caret: case T::dot_star: case T::dot_slash:
            case T::dot_caret: case T::quote: case T::dot_quote: case T::right_parenthesis: case T::right_bracket:
            case T::comma: case T::semicolon: case T::end: break;
        }
        // clang-format on
        return false;
    }

    Syntax& syntax_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool in_brackets_ = false;
};

}  // namespace

Syntax parse(std::string text) {
    Syntax syntax;
    syntax.text = std::move(text);
    Parser(syntax).run();
    return syntax;
}

}  // namespace la
