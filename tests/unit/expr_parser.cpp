#include "expr/parser.hpp"

#include <doctest/doctest.h>

#include <string>

#include "expr/error.hpp"
#include "expr/print.hpp"

namespace {

// The tree with every operation in parentheses.
std::string grouped(const la::Syntax& syntax, std::size_t i) {
    const la::Node& n = syntax.nodes[i];
    std::string inside;
    for (const std::size_t k : n.arguments) inside += (inside.empty() ? "" : " ") + grouped(syntax, k);
    const std::string op(la::operator_text(n.kind));
    switch (n.kind) {
        case la::NodeKind::number:
            return std::to_string(n.number).substr(0, 4);
        case la::NodeKind::imaginary:
            return std::to_string(n.number).substr(0, 4) + "i";
        case la::NodeKind::name:
            return n.name;
        case la::NodeKind::pi:
            return "pi";
        case la::NodeKind::call:
            return std::string(la::info(n.function).name) + "(" + inside + ")";
        case la::NodeKind::row:
            return "{" + inside + "}";
        case la::NodeKind::brackets:
            return "[" + inside + "]";
        default:
            return "(" + op + " " + inside + ")";
    }
}

std::string grouped(const std::string& text) {
    const la::Syntax syntax = la::parse(text);
    return grouped(syntax, syntax.root());
}

std::string parse_error(const std::string& text) {
    try {
        la::parse(text);
    } catch (const la::ExpressionError& error) {
        CHECK(error.kind() == la::ErrorKind::usage);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("precedence and associativity are Octave's") {
    CHECK(grouped("a+b*c") == "(+ a (* b c))");
    CHECK(grouped("a-b-c") == "(- (- a b) c)");
    CHECK(grouped("a/b*c") == "(* (/ a b) c)");
    CHECK(grouped("a\\b*c") == "(* (\\ a b) c)");
    CHECK(grouped("-x.^a") == "(- (.^ x a))");
    CHECK(grouped("-a*b") == "(* (- a) b)");
    CHECK(grouped("a*-b") == "(* a (- b))");
    CHECK(grouped("a^-b") == "(^ a (- b))");
    CHECK(grouped("a^-b^c") == "(^ (^ a (- b)) c)");
    CHECK(grouped("a^b^c") == "(^ (^ a b) c)");
    CHECK(grouped("a^b'") == "(' (^ a b))");
    CHECK(grouped("-a'") == "(- (' a))");
    CHECK(grouped("a'*b.'") == "(* (' a) (.' b))");
    CHECK(grouped("a''") == "(' (' a))");
    CHECK(grouped("--a") == "(- (- a))");
    CHECK(grouped("+a") == "a");
    CHECK(grouped("a.*b./c") == "(./ (.* a b) c)");
}

TEST_CASE("a dot belongs to the operator, not to the number") {
    CHECK(grouped("2.*x") == "(.* 2.00 x)");
    CHECK(grouped("2./x") == "(./ 2.00 x)");
    CHECK(grouped("2.^x") == "(.^ 2.00 x)");
    CHECK(grouped("2.'") == "(.' 2.00)");
    CHECK(grouped("2.5.*x") == "(.* 2.50 x)");
    CHECK(grouped("2.+x") == "(+ 2.00 x)");
    CHECK(grouped("25e-1*.5") == "(* 2.50 0.50)");
    CHECK(grouped("2i+3j") == "(+ 2.00i 3.00i)");
}

TEST_CASE("blanks separate elements inside brackets as in Octave") {
    CHECK(grouped("[a -b]") == "[{a (- b)}]");
    CHECK(grouped("[a - b]") == "[{(- a b)}]");
    CHECK(grouped("[a-b]") == "[{(- a b)}]");
    CHECK(grouped("[a -b + c]") == "[{a (+ (- b) c)}]");
    CHECK(grouped("[a' b']") == "[{(' a) (' b)}]");
    CHECK(grouped("[a (b)]") == "[{a b}]");
    CHECK(grouped("[(a -b)]") == "[{(- a b)}]");
    CHECK(grouped("[sin(a -b) c]") == "[{sin((- a b)) c}]");
    CHECK(grouped("[a *b]") == "[{(* a b)}]");
    CHECK(grouped("[a, b; c d]") == "[{a b} {c d}]");
    CHECK(grouped("[a b\n c d;\n]") == "[{a b} {c d}]");
    CHECK(grouped("[]") == "[]");
    CHECK(grouped("[[a b] c]") == "[{[{a b}] c}]");
    CHECK(grouped("a\n+\nb") == "(+ a b)");
    CHECK(grouped("a '") == "(' a)");
}

TEST_CASE("aliases") {
    CHECK(grouped("arcsin(x)+arctan(y)") == "(+ asin(x) atan(y))");
}

TEST_CASE("errors show the message, the expression and a caret") {
    CHECK(parse_error("") == "the expression is empty\n  \n  ^");
    CHECK(parse_error("a +") == "expected an operand, found the end\n  a +\n     ^");
    CHECK(parse_error("a * * b") == "expected an operand, found '*'\n  a * * b\n      ^");
    CHECK(parse_error("a b") == "expected an operator, found 'b'\n  a b\n    ^");
    CHECK(parse_error("3x") == "expected an operator, found 'x'\n  3x\n   ^");
    CHECK(parse_error("2*(a+b") == "'(' is never closed\n  2*(a+b\n    ^");
    CHECK(parse_error("[1 2") == "'[' is never closed\n  [1 2\n  ^");
    CHECK(parse_error("a+b)") == "')' closes nothing\n  a+b)\n     ^");
    CHECK(parse_error("a]") == "']' closes nothing\n  a]\n   ^");
    CHECK(parse_error("(a]") == "expected ')', found ']'\n  (a]\n    ^");
    CHECK(parse_error("[1 2)") == "expected ']', found ')'\n  [1 2)\n      ^");
    CHECK(parse_error("(a b)") == "expected an operator or ')', found 'b'\n  (a b)\n     ^");
    CHECK(parse_error("1+sim(x)") == "unknown function 'sim'; did you mean 'sin'?\n  1+sim(x)\n    ^");
    CHECK(parse_error("A(1)") == "unknown function 'A'\n  A(1)\n  ^");
    CHECK(parse_error("sin+1") == "'sin' is a function: its arguments follow in parentheses\n  sin+1\n  ^");
    CHECK(parse_error("dot(x)") == "'dot' takes 2 arguments, found 1\n  dot(x)\n  ^");
    CHECK(parse_error("det()") == "'det' takes 1 argument, found 0\n  det()\n  ^");
    CHECK(parse_error("ones(1,2,3)") == "'ones' takes 1 or 2 arguments, found 3\n  ones(1,2,3)\n  ^");
    CHECK(parse_error("a = b") == "unexpected character '='\n  a = b\n    ^");
    CHECK(parse_error("x*\xCE\xB2") == "unexpected character '\xCE\xB2'\n  x*\xCE\xB2\n    ^");
    CHECK(parse_error(std::string("a\x01")) == "unexpected character of code 1\n  a \n   ^");
    CHECK(parse_error("1e999") == "the number is too large\n  1e999\n  ^");
    CHECK(parse_error("[a ']") == "inside brackets ' must follow its operand without a blank\n  [a ']\n     ^");
    CHECK(parse_error("a +\nb c") == "expected an operator, found 'c'\n  b c\n    ^");
}

TEST_CASE("the caret counts characters, and long expressions are cut to a window") {
    CHECK(la::expression_excerpt("\xCE\xB2+x", 3) == "  \xCE\xB2+x\n    ^");
    const std::string text(500, 'a');
    const std::string excerpt = la::expression_excerpt(text, 250);
    CHECK(excerpt == "  ..." + std::string(72, 'a') + "...\n  " + std::string(3 + 36, ' ') + "^");
}

TEST_CASE("nesting is bounded, the length of chains is not") {
    const std::string deep(la::max_nesting, '(');
    CHECK_NOTHROW(la::parse(deep + "a" + std::string(la::max_nesting, ')')));
    CHECK(parse_error(deep + "(a").starts_with("nested too deeply (more than 1000 levels)\n"));
    CHECK(parse_error(std::string(5000, '[')).starts_with("nested too deeply"));

    std::string sum = "a";
    for (int i = 0; i < 100000; ++i) sum += "+a";
    const la::Syntax syntax = la::parse(sum);
    CHECK(syntax.nodes.size() == 200001);
    CHECK(la::print(syntax) == sum);
    CHECK_NOTHROW(la::parse(std::string(100000, '-') + "a"));
    CHECK_NOTHROW(la::parse("a" + std::string(100000, '\'')));
}

TEST_CASE("names in order of occurrence") {
    CHECK(la::names_in(la::parse("b*a+pi*b-sin(c)")) == std::vector<std::string>{"b", "a", "c"});
}
