// Random expressions full of constant arrays, diagonals and powers: their value, the form of them that is derived, the
// formula that is printed, and the derivative against differences.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "calculus/derivative.hpp"
#include "calculus/difference_check.hpp"
#include "core/error.hpp"
#include "differences.hpp"
#include "expr/parser.hpp"

namespace {

using namespace la::test;

constexpr int expressions = 2000;  // two seconds

// All values are positive, so that every power is defined: scalars r, t, n, columns p and q of 3 entries, a row u, and
// matrices S and T of 3×3.
la::Bindings positive_bindings() {
    std::mt19937 engine(11);
    std::uniform_real_distribution<double> uniform(0.5, 1.5);
    const auto random = [&](uword rows, uword cols) {
        return la::Matrix(mat(rows, cols).imbue([&] { return uniform(engine); }));
    };
    la::Bindings b;
    for (const char* name : {"r", "t", "n"}) b[name] = random(1, 1);
    for (const char* name : {"p", "q"}) b[name] = random(3, 1);
    for (const char* name : {"S", "T"}) b[name] = random(3, 3);
    b["u"] = random(1, 3);
    return b;
}

class Positive {
  public:
    explicit Positive(unsigned seed) : random_(seed) {}

    std::string scalar(int depth) {
        if (depth == 0) return pick({"r", "t", "n", "2", "0.5"});
        const std::string s = scalar(depth - 1);
        switch (number(9)) {
            case 0:
                return "(" + s + "+" + scalar(depth - 1) + ")";
            case 1:
                return "(" + s + "*" + scalar(depth - 1) + ")";
            case 2:
                return "(" + s + ")" + pick({"^", ".^"}) + name();
            case 3:
                return "sum(" + column(depth - 1) + ")";
            case 4:
                return "mean(" + matrix(depth - 1) + ")";
            case 5:
                return "(" + column(depth - 1) + "'*" + column(depth - 1) + ")";
            case 6:
                return "tr(" + matrix(depth - 1) + ")";
            case 7:
                return "(u*" + column(depth - 1) + ")";
            default:
                return "sum(" + matrix(depth - 1) + ".^" + name() + ")";
        }
    }

    std::string column(int depth) {
        if (depth == 0) return pick({"p", "q", "ones(3, 1)", "(t*ones(3, 1))", "(1+r*ones(3, 1))", "(u')"});
        const std::string c = column(depth - 1);
        switch (number(12)) {
            case 0:
                return "(" + c + "+vector(" + scalar(depth - 1) + "))";
            case 1:
                return "(" + c + ".*" + column(depth - 1) + ")";
            case 2:
                return "(" + c + "./" + column(depth - 1) + ")";
            case 3:
            case 4:
                return "(" + c + ".^" + name() + ")";
            case 5:
                return "(" + c + ".^" + column(depth - 1) + ")";
            case 6:
                return "(" + scalar(depth - 1) + ".^" + c + ")";
            case 7:
                return "diag(" + matrix(depth - 1) + ")";
            case 8:
                return "(" + matrix(depth - 1) + "*" + c + ")";
            case 9:
                return "exp(-" + c + ")";
            case 10:
                return "sqrt(diag(" + matrix(depth - 1) + "))";
            default:
                return "(" + scalar(depth - 1) + "+" + c + ")";
        }
    }

    std::string matrix(int depth) {
        if (depth == 0) return pick({"S", "T", "ones(3, 3)", "(r*ones(3, 3))", "(S+matrix(t))"});
        const std::string m = matrix(depth - 1);
        switch (number(8)) {
            case 0:
                return "(" + m + "+matrix(" + scalar(depth - 1) + "))";
            case 1:
                return "(" + m + ".^" + name() + ")";
            case 2:
                return "(diag(" + column(depth - 1) + ")+" + m + ")";
            case 3:
                return "(diag(" + column(depth - 1) + ")*" + m + ")";
            case 4:
                return "(" + column(depth - 1) + "*" + column(depth - 1) + "')";
            case 5:
                return "(" + m + "')";
            case 6:
                return "(" + m + ".*" + matrix(depth - 1) + ")";
            default:
                return "(" + m + "*diag(" + column(depth - 1) + "))";
        }
    }

    std::string name() { return pick({"r", "t", "n"}); }
    std::string variable() { return pick({"r", "t", "n", "p", "q", "S"}); }
    bool coin() { return number(2) == 0; }

  private:
    int number(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    std::string pick(const std::vector<std::string>& from) { return from[std::size_t(number(int(from.size())))]; }

    std::mt19937 random_;
};

bool has_formula(const la::Syntax& f, const std::string& name, const la::Bindings& bindings) {
    try {
        la::Derivative(f, shapes_of(bindings), {name, 1, {}});
        la::Derivative(f, symbols_of(bindings), {name, 1, {}});
        return true;
    } catch (const la::Error& error) {
        return std::string(error.what()) != "the derivative has no formula of matrices";
    }
}

void check_expression(unsigned seed) {
    static const la::Bindings bindings = positive_bindings();
    Positive random(seed);
    const int depth = 1 + int(seed % 3);
    const std::string text = random.coin() ? random.scalar(depth) : random.column(depth), name = random.variable();
    INFO(text);
    INFO("wrt " << name);
    const la::Syntax f = la::parse(text);
    const auto value = [&](const la::Bindings& b) { return la::dense_real(la::evaluate(f, b)); };
    const double largest = arma::abs(value(bindings)).max();
    if (!(largest < 1e6 && largest > 1e-6)) return;

    if (!has_formula(f, name, bindings)) return;
    la::Derivative one(f, shapes_of(bindings), {name, 1, {}});
    INFO("value: " << one.value_formula().text);
    require_close(la::dense_real(la::evaluate(one.value_formula(), bindings)), value(bindings), 1e-12);
    CHECK(la::value_error(f, one, bindings) <= 1e-12);
    INFO("derivative: " << one.formula().text);
    const mat gradient = dense(la::evaluate(one, bindings, {}))[0];
    require_close(gradient, first_order(value, bindings, name), 1e-7, noise_of_differences(value(bindings)));

    const la::Derivative symbolic(f, symbols_of(bindings), {name, 1, {}});
    INFO("symbolic: " << symbolic.formula().text);
    require_close(la::dense_real(la::evaluate(la::parse(symbolic.formula().text), bindings)), gradient, 1e-12);
}

}  // namespace

TEST_CASE("random expressions of constant arrays, diagonals and powers") {
    for (unsigned seed = 0; seed < unsigned(expressions); ++seed) check_expression(seed);
}

TEST_CASE("a formula with another value is noticed") {
    const la::Bindings bindings = positive_bindings();
    const auto error = [&](const char* f, const char* derived) {
        la::Derivative formula(la::parse(derived), shapes_of(bindings), {"t", 1, {}});
        return la::value_error(la::parse(f), formula, bindings);
    };
    CHECK(error("sum(p)", "2*sum(p)") == doctest::Approx(1));
    CHECK(error("p", "p'") == arma::datum::inf);
    CHECK(error("p.*q", "q.*p") == 0);
    CHECK(error("sum(p)-sum(p)+1e-16", "0*t") <= 1e-6);
    CHECK(error("1/(t-t)", "t") == 0);
}

TEST_CASE("a wrong derivative is noticed, and the rounding of the differences is not") {
    const la::Bindings bindings = positive_bindings();
    const auto error = [&](const char* f, const char* derived, int order) {
        const la::DerivativeOptions how{"p", order, {}};
        const la::Derivative derivative(la::parse(derived), shapes_of(bindings), how);
        return la::difference_error(la::parse(f), shapes_of(bindings), how, la::evaluate(derivative, bindings, {}),
                                    bindings);
    };
    CHECK(error("sum(p.*p)", "2*sum(p.*p)", 1) == doctest::Approx(0.5));
    CHECK(error("sum(p)", "0*sum(p)", 1) > 1);
    CHECK(error("1e-3*sum(p)+1", "0*sum(p)", 1) > 1e-4);
    for (const int order : {1, 2}) {
        CHECK(error("sum(softmax(p))", "sum(softmax(p))", order) <= 1e-6);
        CHECK(error("1e9+sum(p.^3)", "1e9+sum(p.^3)", order) <= 1e-6);
        CHECK(error("p.^3", "p.^3", order) <= 1e-6);
    }
}
