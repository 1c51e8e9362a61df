#include "expr/shapes.hpp"

#include <doctest/doctest.h>

#include "expr/error.hpp"
#include "expr/parser.hpp"

namespace {

const la::NameShapes known = {
    {"A", {la::Shape::of(3, 3), {}}},     {"B", {la::Shape::of(2, 3), {}}}, {"x", {la::Shape::of(3, 1), {}}},
    {"y", {la::Shape::of(2, 1), {}}},     {"s", {la::Shape::of(1, 1), {}}}, {"n", {la::Shape::of(1, 1), 4.0}},
    {"gamma", {la::Shape::of(1, 1), {}}},
};

std::string shape_of(const std::string& text, const la::NameShapes& names = known) {
    return la::shape_text(la::infer_shapes(la::parse(text), names).back().shape);
}

std::string shape_error(const std::string& text, la::ErrorKind kind) {
    try {
        la::infer_shapes(la::parse(text), known);
    } catch (const la::ExpressionError& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("shapes of operations and functions") {
    CHECK(shape_of("B*A") == "2x3");
    CHECK(shape_of("B'") == "3x2");
    CHECK(shape_of("x'*A*x") == "1x1");
    CHECK(shape_of("s*B+2") == "2x3");
    CHECK(shape_of("A\\x") == "3x1");
    CHECK(shape_of("B/A") == "2x3");
    CHECK(shape_of("B\\y") == "3x1");
    CHECK(shape_of("[B; x']") == "3x3");
    CHECK(shape_of("[x x A]") == "3x5");
    CHECK(shape_of("[[] x]") == "3x1");
    CHECK(shape_of("kron(B,x)") == "6x3");
    CHECK(shape_of("vec(B)") == "6x1");
    CHECK(shape_of("diag(x)") == "3x3");
    CHECK(shape_of("diag(B)") == "2x1");
    CHECK(shape_of("outer(x,y')") == "3x2");
    CHECK(shape_of("rowsum(B)") == "2x1");
    CHECK(shape_of("colsum(B)") == "1x3");
    CHECK(shape_of("logsumexp(B)") == "2x1");
    CHECK(shape_of("logsumexp(x)") == "1x1");
    CHECK(shape_of("pinv(B)") == "3x2");
    CHECK(shape_of("null(B)") == "3x?");
    CHECK(shape_of("commutation(2,3)") == "6x6");
    CHECK(shape_of("eye(rows(A)+cols(B)-2)") == "4x4");
    CHECK(shape_of("ones(n,2)") == "4x2");
    CHECK(shape_of("zeros(2)") == "2x2");
    CHECK(shape_of("reshape(B,numel(B),1)") == "6x1");
}

TEST_CASE("vector and matrix take the shape of their place") {
    const auto inner = [](const std::string& text) {
        const la::Syntax syntax = la::parse(text);
        const auto inferred = la::infer_shapes(syntax, known);
        for (std::size_t i = 0; i < syntax.nodes.size(); ++i) {
            const auto f = syntax.nodes[i].function;
            if (syntax.nodes[i].kind == la::NodeKind::call && (f == la::Function::vector || f == la::Function::matrix))
                return la::shape_text(inferred[i].shape);
        }
        return std::string("none");
    };
    CHECK(inner("x+vector(1)") == "3x1");
    CHECK(inner("B*vector(1)") == "3x1");
    CHECK(inner("vector(2)'*B") == "2x1");
    CHECK(inner("B+matrix(0)") == "2x3");
    CHECK(inner("A*matrix(1)*y+x") == "3x2");
    CHECK(inner("[A matrix(s)]+[A A]") == "3x3");
    CHECK(inner("[x; vector(1)]-[y; x]") == "2x1");
}

TEST_CASE("symbols are unified") {
    const auto symbol = [](arma::uword k) { return la::Dimension::symbol(k); };
    const la::NameShapes names = {{"A", {{symbol(0), symbol(1)}, {}}}, {"x", {{symbol(2), la::Dimension::of(1)}, {}}}};
    const la::Syntax syntax = la::parse("x'*A*x");
    const auto inferred = la::infer_shapes(syntax, names);
    CHECK(inferred.back().shape == la::Shape::of(1, 1));
    const la::Shape a = inferred[2].shape;
    CHECK(syntax.nodes[2].name == "A");
    CHECK(a.rows == a.cols);
    CHECK_FALSE(a.rows.known);
    CHECK(a.rows == inferred[0].shape.rows);
    CHECK(shape_of("A*[1;2]", names) == "?x1");
    CHECK_THROWS_AS(shape_of("x*x", names), la::ExpressionError);  // a symbol is not 1
}

TEST_CASE("refusals name the shapes and the place") {
    using enum la::ErrorKind;
    CHECK(shape_error("2*gama+s", usage) == "unknown name 'gama'; did you mean 'gamma'?\n  2*gama+s\n    ^");
    CHECK(shape_error("B*B", data) == "'*': inner dimensions of 2x3 and 2x3 differ\n  B*B\n   ^");
    CHECK(shape_error("x+x'", data) == "'+': shapes 3x1 and 1x3 differ\n  x+x'\n   ^");
    CHECK(shape_error("A.*x", data) == "'.*': shapes 3x3 and 3x1 differ\n  A.*x\n   ^");
    CHECK(shape_error("B/y", data) == "'/': column counts of 2x3 and 2x1 differ\n  B/y\n   ^");
    CHECK(shape_error("B\\x", data) == "'\\': row counts of 2x3 and 3x1 differ\n  B\\x\n   ^");
    CHECK(shape_error("1+det(B)", data) == "'det': the matrix is 2x3: a square matrix is needed\n  1+det(B)\n    ^");
    CHECK(shape_error("B^2", data) == "'^': the matrix is 2x3: a square matrix is needed\n  B^2\n   ^");
    CHECK(shape_error("2^A", data) == "'^': the exponent is 3x3: a scalar is needed (.^ is elementwise)\n  2^A\n   ^");
    CHECK(shape_error("[x y]", data) == "row counts of 3x1 and 2x1 differ\n  [x y]\n     ^");
    CHECK(shape_error("[x; B]", data) == "column counts of 3x1 and 2x3 differ\n  [x; B]\n      ^");
    CHECK(shape_error("dot(x,y)", data) == "'dot': lengths of 3x1 and 2x1 differ\n  dot(x,y)\n  ^");
    CHECK(shape_error("dot(x,A)", data) == "'dot': argument 2 is 3x3: a vector is needed\n  dot(x,A)\n  ^");
    CHECK(shape_error("reshape(A,2,4)", data) == "'reshape': 3x3 has 9 entries, 2x4 has 8\n  reshape(A,2,4)\n  ^");
    CHECK(shape_error("eye(s)", usage) == "'eye' needs a size that is known before the evaluation\n  eye(s)\n      ^");
    CHECK(shape_error("eye(2.5)", data) == "a size must be an integer that is not negative\n  eye(2.5)\n      ^");
    CHECK(shape_error("eye(-1)", data) == "a size must be an integer that is not negative\n  eye(-1)\n      ^");
    CHECK(shape_error("ones(1e5)", data) ==
          "'ones': 100000x100000 exceeds the limit of 134217728 cells\n  ones(1e5)\n  ^");
    CHECK(shape_error("3*vector(1)", usage) ==
          "the shape of 'vector' does not follow from its place\n  3*vector(1)\n    ^");
    CHECK(shape_error("x+vector(x)", data) == "'vector': the value is 3x1: a scalar is needed\n  x+vector(x)\n    ^");
}
