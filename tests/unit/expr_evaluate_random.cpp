// Random expressions against their evaluation node by node, without any rewriting.
#include <doctest/doctest.h>

#include <random>

#include "core/field.hpp"
#include "expr/evaluate.hpp"
#include "expr/parser.hpp"
#include "expr/print.hpp"

namespace {

using arma::cx_mat;

bool is_scalar(const cx_mat& a) {
    return a.n_elem == 1;
}

cx_mat filled(const cx_mat& a, const cx_mat& like) {
    return is_scalar(a) && !is_scalar(like) ? cx_mat(arma::size(like), arma::fill::value(a[0])) : a;
}

cx_mat operation(const la::Node& n, const cx_mat& a, const cx_mat& b) {
    using la::NodeKind;
    switch (n.kind) {
        case NodeKind::add:
            return filled(a, b) + filled(b, a);
        case NodeKind::subtract:
            return filled(a, b) - filled(b, a);
        case NodeKind::elementwise_multiply:
            return filled(a, b) % filled(b, a);
        case NodeKind::multiply:
            return is_scalar(a) || is_scalar(b) ? cx_mat(filled(a, b) % filled(b, a)) : cx_mat(a * b);
        default:
            return arma::solve(a, b);
    }
}

cx_mat naive(const la::Syntax& syntax, const std::map<std::string, cx_mat>& values, std::size_t i) {
    using la::NodeKind;
    const la::Node& n = syntax.nodes[i];
    const auto argument = [&](std::size_t k) { return naive(syntax, values, n.arguments[k]); };
    switch (n.kind) {
        case NodeKind::number:
            return cx_mat(1, 1, arma::fill::value(arma::cx_double(n.number)));
        case NodeKind::name:
            return values.at(n.name);
        case NodeKind::negate:
            return -argument(0);
        case NodeKind::conjugate_transpose:
            return argument(0).t();
        case NodeKind::transpose:
            return argument(0).st();
        case NodeKind::call:
            break;
        default:
            return operation(n, argument(0), argument(1));
    }
    switch (n.function) {
        case la::Function::sin:
            return arma::sin(argument(0));
        case la::Function::tr:
            return cx_mat(1, 1, arma::fill::value(arma::trace(argument(0))));
        case la::Function::sum:
            return cx_mat(1, 1, arma::fill::value(arma::accu(argument(0))));
        case la::Function::diag:
            return arma::diagmat(arma::vectorise(argument(0)));
        default:
            return arma::inv(argument(0));
    }
}

// Expressions over n×n matrices, columns and scalars; what is inverted has a dominant diagonal.
class RandomExpression {
  public:
    explicit RandomExpression(unsigned seed) : random_(seed) {}

    std::string matrix(int depth) {
        if (depth == 0) return pick({"A", "B", "C", "A", "B", "2*A"});
        const auto m = [&] { return matrix(depth - 1); };
        switch (number(12)) {
            case 0:
                return "(" + m() + "+" + m() + ")";
            case 1:
                return "(" + m() + "-" + m() + ")";
            case 2:
                return "(" + m() + ".*" + m() + ")";
            case 3:
                return "(" + m() + ")'";
            case 4:
                return "(" + m() + ").'";
            case 5:
                return "sin(" + m() + ")";
            case 6:
                return "(" + scalar(depth - 1) + "*" + m() + ")";
            case 7:
                return "(" + column(depth - 1) + "*" + column(depth - 1) + "')";
            case 8:
                return pick({"inv(D)", "inv(D)'", "inv(D').'", "inv(D.')"});
            case 9:
                return "diag(" + column(depth - 1) + ")";
            case 10:
                return "-" + pick({"A", "B'", "C.'"});
            default:
                return "(" + m() + "*" + m() + ")";
        }
    }

    std::string column(int depth) {
        if (depth == 0) return pick({"x", "y"});
        const auto c = [&] { return column(depth - 1); };
        switch (number(5)) {
            case 0:
                return "(" + c() + "+" + c() + ")";
            case 1:
                return "(" + c() + ".*sin(" + c() + "))";
            case 2:
                return "(D\\" + c() + ")";
            default:
                return "(" + matrix(depth - 1) + "*" + c() + ")";
        }
    }

    std::string scalar(int depth) {
        if (depth == 0) return pick({"0.5", "s"});
        switch (number(4)) {
            case 0:
                return "tr(" + matrix(depth - 1) + ")";
            case 1:
                return "sum(" + column(depth - 1) + ")";
            case 2:
                return "(" + scalar(depth - 1) + "-" + scalar(depth - 1) + ")";
            default:
                return "(" + column(depth - 1) + "'*" + column(depth - 1) + ")";
        }
    }

  private:
    int number(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    std::string pick(const std::vector<std::string>& from) { return from[std::size_t(number(int(from.size())))]; }

    std::mt19937 random_;
};

cx_mat random_values(arma::uword rows, arma::uword cols, bool is_complex, std::mt19937& engine) {
    std::uniform_real_distribution<double> uniform(-0.4, 0.4);
    return cx_mat(rows, cols).imbue([&] { return arma::cx_double(uniform(engine), is_complex ? uniform(engine) : 0); });
}

// A third of the matrices complex, a third sparse.
void check_values(unsigned seed, arma::uword n) {
    std::mt19937 engine(seed);
    std::map<std::string, cx_mat> values;
    la::Bindings bindings;
    for (const std::string name : {"A", "B", "C", "D", "x", "y", "s"}) {
        cx_mat& value = values[name];
        value = random_values(name == "s" ? 1 : n, name[0] >= 'a' ? 1 : n, seed % 3 == 1 && name != "B", engine);
        if (name == "D") value.diag() += 3.0;
        bindings[name] = la::to_real_if_possible(la::Matrix(value));
    }
    if (seed % 3 == 2) {
        const arma::mat sparse = arma::real(values["A"]) % (arma::real(values["B"]) > 0);
        values["A"] = arma::conv_to<cx_mat>::from(sparse);
        bindings["A"] = la::Matrix(arma::sp_mat(sparse));
    }
    RandomExpression expressions(seed);
    const std::string text = seed % 4 == 0 ? expressions.scalar(5) : expressions.matrix(1 + int(seed % 5));
    INFO(text);
    const la::Syntax syntax = la::parse(text);
    const cx_mat expected = naive(syntax, values, syntax.root());
    const cx_mat found = la::dense_complex(la::evaluate(syntax, bindings));
    REQUIRE(arma::size(found) == arma::size(expected));
    const double scale = std::max(1.0, arma::abs(expected).max());
    CHECK(arma::abs(found - expected).max() <= 1e-10 * scale);
}

}  // namespace

TEST_CASE("random expressions have the values of straightforward evaluation") {
    for (unsigned seed = 0; seed < 1500; ++seed) check_values(seed, 2 + seed % 4);
}
