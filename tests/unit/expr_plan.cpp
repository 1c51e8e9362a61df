// What is carried out for an expression, and what is not.
#include "expr/plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "expr/graph.hpp"
#include "expr/parser.hpp"

namespace {

using la::ChainFactor;
using la::GraphOp;
using la::Transposition;

struct Planned {
    la::Graph graph;
    std::vector<la::Task> tasks;

    std::size_t count(GraphOp op) const {
        return std::size_t(std::count_if(tasks.begin(), tasks.end(),
                                         [&](const la::Task& task) { return graph.nodes[task.node].op == op; }));
    }
    const la::Task& last() const { return tasks.back(); }
};

// A, B, P are 50×50, X is 70×50, b, x 50×1, w 70×1, and S is sparse.
Planned planned(const std::string& text) {
    using la::Shape;
    const la::NameShapes shapes = {{"A", {Shape::of(50, 50), {}}}, {"B", {Shape::of(50, 50), {}}},
                                   {"S", {Shape::of(50, 50), {}}}, {"X", {Shape::of(70, 50), {}}},
                                   {"b", {Shape::of(50, 1), {}}},  {"x", {Shape::of(50, 1), {}}},
                                   {"w", {Shape::of(70, 1), {}}}};
    std::map<std::string, la::InputKind> kinds;
    for (const auto& [name, _] : shapes) kinds[name] = {false, name == "S"};
    const la::Syntax syntax = la::parse(text);
    Planned result;
    result.graph = la::build_graph(syntax, la::infer_shapes(syntax, shapes), kinds);
    result.tasks = la::plan(result.graph);
    return result;
}

}  // namespace

TEST_CASE("systems are solved with one factorization, without an inverse") {
    for (const char* text : {"inv(A)*b", "A^-1*b", "b'*inv(A)", "A*inv(B)*b", "b'*inv(A)*x", "x'*inv(A')*b"}) {
        INFO(text);
        const Planned plan = planned(text);
        CHECK(plan.count(GraphOp::inverse) == 0);
        CHECK(plan.count(GraphOp::factorization) == 1);
        const auto& factors = plan.last().factors;
        CHECK(std::any_of(factors.begin(), factors.end(),
                          [](const ChainFactor& f) { return f.kind == ChainFactor::Kind::inverse; }));
    }
    CHECK(planned("A\\b").count(GraphOp::solve) == 1);
    CHECK(planned("b'/A").count(GraphOp::solve_right) == 1);
    CHECK(planned("X\\w").count(GraphOp::least_squares) == 1);
    CHECK(planned("inv(A)").count(GraphOp::inverse) == 1);
    const Planned shared = planned("A\\b*det(A) + inv(A)*x*logdet(A) + inv(A)*b");
    CHECK(shared.count(GraphOp::factorization) == 1);
    CHECK(shared.count(GraphOp::inverse) == 0);
}

TEST_CASE("no transpose is formed inside a product, and X'*X is one matrix with itself") {
    for (const char* text : {"X'*X", "X*X'", "A'*B", "(A*B)'*x", "2*X'*X"}) {
        INFO(text);
        const Planned plan = planned(text);
        CHECK(plan.count(GraphOp::adjoint) + plan.count(GraphOp::transpose) == 0);
        CHECK(plan.count(GraphOp::product) == 1);
    }
    const auto factors = planned("X'*X").last().factors;
    REQUIRE(factors.size() == 2);
    CHECK(factors[0].node == factors[1].node);
    CHECK(factors[0].form != Transposition::none);
    CHECK(factors[1].form == Transposition::none);
    const auto weighted = planned("X'*diag(w)*X").last().factors;
    REQUIRE(weighted.size() == 3);
    CHECK(weighted[1].kind == ChainFactor::Kind::diagonal);
}

TEST_CASE("the trace of a product has no product") {
    for (const char* text : {"tr(A*B)", "tr(A*B*A)", "tr(x*b')", "1+tr(A'*inv(B))"})
        CHECK_MESSAGE(planned(text).count(GraphOp::product) == 0, text);
    CHECK(planned("tr(A*B)").last().factors.size() == 2);
}

TEST_CASE("elementwise operations are one pass") {
    const Planned chain = planned("exp(-A.^2).*(2*B-1)");
    CHECK(chain.count(GraphOp::map) == 1);
    CHECK(chain.last().program.steps.size() == 6);
    CHECK(chain.last().operands.size() == 4);  // A, B, 1 and one 2
}

TEST_CASE("equal parts are carried out once") {
    CHECK(planned("(A*B)*x + (A*B)*b").count(GraphOp::product) == 3);
    CHECK(planned("expm(A)*x + expm(A)*b").count(GraphOp::call) == 1);
    CHECK(planned("softmax(X) + softmax(X) .* softmax(X)").count(GraphOp::call) == 1);
}

TEST_CASE("what stays sparse is known beforehand") {
    for (const char* text :
         {"S*S", "2*S", "S'", "S.*A", "S+S'", "sin(S)", "S/3", "S^2*S", "S^3", "S.^2", "diag(x)*S", "kron(S,A)"}) {
        const Planned plan = planned(text);
        CHECK_MESSAGE(plan.graph.nodes[plan.graph.root].is_sparse, text);
    }
    for (const char* text : {"S*A", "S+1", "S+A", "exp(S)", "inv(S)", "S.^0", "S.^-1", "S./S"}) {
        const Planned plan = planned(text);
        CHECK_MESSAGE(!plan.graph.nodes[plan.graph.root].is_sparse, text);
    }
}
