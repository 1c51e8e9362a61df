// Derivatives against differences of eighth order, for every name of many expressions.
#include <doctest/doctest.h>

#include <random>

#include "calculus/derivative.hpp"
#include "differences.hpp"
#include "expr/parser.hpp"
#include "expr/print.hpp"

namespace {

using namespace la::test;

// Matrices A 4×3, B 3×4, M and N 3×3 with a dominant diagonal, X 3×2, W 2×3; columns x, z 3, y 4 and p 3 with positive
// entries; a row r; scalars s and t, positive.
la::Bindings random_bindings() {
    std::mt19937 engine(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    const auto random = [&](uword rows, uword cols) { return mat(rows, cols).imbue([&] { return uniform(engine); }); };
    la::Bindings b;
    b["A"] = la::Matrix(random(4, 3));
    b["B"] = la::Matrix(random(3, 4));
    b["M"] = la::Matrix(mat(random(3, 3) + 3 * arma::eye(3, 3)));
    b["N"] = la::Matrix(mat(random(3, 3) + 3 * arma::eye(3, 3)));
    b["X"] = la::Matrix(random(3, 2));
    b["W"] = la::Matrix(random(2, 3));
    b["x"] = la::Matrix(random(3, 1));
    b["z"] = la::Matrix(random(3, 1));
    b["y"] = la::Matrix(random(4, 1));
    b["p"] = la::Matrix(mat(1.5 + 0.5 * random(3, 1)));
    b["r"] = la::Matrix(random(1, 3));
    b["s"] = la::Matrix(mat(1, 1, arma::fill::value(0.7)));
    b["t"] = la::Matrix(mat(1, 1, arma::fill::value(1.3)));
    return b;
}

void check_name(const la::Syntax& f, const std::string& name, const la::Bindings& bindings) {
    INFO("wrt " << name);
    const auto value = [&](const la::Bindings& b) {
        la::Bindings used;
        for (const std::string& n : la::names_in(f)) used[n] = b.at(n);
        return la::dense_real(la::evaluate(f, used));
    };
    const la::Derivative one(f, shapes_of(bindings), {name, 1, {}});
    INFO("order 1: " << one.formula().text);
    const std::vector<mat> gradient = dense(la::evaluate(one, bindings, {}));
    require_close(gradient[0], first_order(value, bindings, name), 1e-9, noise_of_differences(value(bindings)));

    const la::Derivative symbolic(f, symbols_of(bindings), {name, 1, {}});
    INFO("symbolic: " << symbolic.formula().text);
    CHECK(la::print(la::parse(symbolic.formula().text)) == symbolic.formula().text);
    require_close(dense(la::evaluate(symbolic, bindings, {}))[0], gradient[0], 1e-12);
    // A printed formula is an expression that can be derived in turn.
    const la::Derivative again(symbolic.formula(), symbols_of(bindings), {name, 0, {}});
    INFO("again: " << again.formula().text);
    require_close(dense(la::evaluate(again, bindings, {}))[0], gradient[0], 1e-12);
    CHECK_NOTHROW(la::Derivative(symbolic.formula(), symbols_of(bindings), {name, 1, {}}));

    const la::Derivative two(f, shapes_of(bindings), {name, 2, {}});
    INFO("order 2: " << two.formula().text);
    const auto of_order_1 = [&](const la::Bindings& b) { return dense(la::evaluate(one, b, {}))[0]; };
    const std::vector<mat> second = dense(la::evaluate(two, bindings, {}));
    const uword entries = value(bindings).n_elem;
    if (entries == 1 && second[0].n_elem > 1) {
        const uword d = bindings.at(name).cells();
        mat expected(d, d);
        for (uword l = 0; l < d; ++l) expected.col(l) = arma::vectorise(difference(of_order_1, bindings, name, l));
        require_close(second[0], expected, 1e-8, noise_of_differences(gradient[0]));
    } else if (bindings.at(name).cells() == 1) {
        require_close(second[0], difference(of_order_1, bindings, name, 0), 1e-8, noise_of_differences(gradient[0]));
    } else {
        REQUIRE(second.size() == entries);
        for (uword l = 0; l < bindings.at(name).cells(); ++l) {
            const mat d = difference(of_order_1, bindings, name, l);
            for (uword k = 0; k < entries; ++k) {
                const mat column = second[k].col(l), expected = d.row(k).t();
                const double scale = std::max(1.0, arma::abs(d).max());
                CHECK(arma::abs(column - expected).max() <= 1e-8 * scale);
            }
        }
    }
}

void check(const std::string& text) {
    INFO(text);
    static const la::Bindings bindings = random_bindings();
    const la::Syntax f = la::parse(text);
    for (const std::string& name : la::names_in(f)) check_name(f, name, bindings);
}

}  // namespace

TEST_CASE("linear and quadratic formulas") {
    for (const char* text : {"z'*x",
                             "x'*M*x",
                             "x'*M*N*x",
                             "A*x",
                             "A*M*B",
                             "x'*z*x",
                             "(x'*z)^2",
                             "x*z'",
                             "outer(x, z)",
                             "dot(x, z)",
                             "r*x",
                             "x*r",
                             "r*M*x",
                             "r*M*r'",
                             "(A*x-y)'*(A*x-y)",
                             "norm2(A*x-y)^2",
                             "norm2(x)^2+s*norm2(z)^2",
                             "tr(M)",
                             "tr(M*N)",
                             "tr(M'*N)",
                             "tr(A*X*W*B)",
                             "tr(A*B*A*B)",
                             "tr(X*W)",
                             "sum(M)",
                             "mean(M)",
                             "mean(x)",
                             "sum(M.*N)",
                             "rowsum(A)",
                             "colsum(A)",
                             "rowsum(A)'*y",
                             "colsum(M*N)*x",
                             "M'",
                             "2*M-3*N'",
                             "s*M",
                             "M*s*x",
                             "-x",
                             "-x'*z",
                             "M^2",
                             "M^3",
                             "tr(M^3)",
                             "sym(M)",
                             "x'*sym(M)*x",
                             "diag(x)",
                             "diag(M)",
                             "diag(x)*M",
                             "M*diag(x)*N",
                             "diag(M)'*x",
                             "tr(diag(x)*M)",
                             "vec(M)",
                             "vec(X)'*vec(W')",
                             "reshape(y,2,2)",
                             "kron(x, z)",
                             "kron(M, x)",
                             "kron(X, W)",
                             "commutation(3,2)*vec(X)",
                             "eye(3)*x",
                             "ones(1,3)*x",
                             "(x+vector(s))'*z",
                             "x-s",
                             "s-x",
                             "x/s",
                             "s*x/t",
                             "M/N",
                             "M\\x",
                             "x'/M",
                             "A\\y",
                             "3*x-z+x",
                             "x'*x*x'*z",
                             "x'*M*x*x"})
        check(text);
}

TEST_CASE("elementwise functions") {
    for (const char* text : {"sin(x)",
                             "cos(M)",
                             "tan(x)",
                             "asin(x/2)",
                             "acos(x/2)",
                             "atan(x)",
                             "sinh(x)",
                             "cosh(x)",
                             "tanh(x)",
                             "exp(x)",
                             "log(p)",
                             "sqrt(p)",
                             "abs(x)",
                             "relu(x)",
                             "sigmoid(x)",
                             "softplus(x)",
                             "sum(sin(M))",
                             "sin(r)",
                             "x.*z",
                             "x.*x.*z",
                             "x./p",
                             "p.^3",
                             "p.^-2",
                             "p.^0.5",
                             "p.^1.5",
                             "p.^z",
                             "p.^t",
                             "t.^x",
                             "s^t",
                             "2.^x",
                             "2./p",
                             "-x.^2",
                             "2^-3*x",
                             "(-x).^2",
                             "x.^2.*p",
                             "1./(1+exp(-x))",
                             "exp(x)./(1+exp(x))",
                             "log(1+exp(x))",
                             "log(sigmoid(x))",
                             "log(exp(x))",
                             "exp(log(p))",
                             "sum(log(1+exp(-z.*(M*x))))",
                             "x'*sin(x)",
                             "sin(cos(exp(x)))",
                             "W*tanh(M*tanh(N*x))",
                             "sum(tanh(W*x).^2)",
                             "x.*abs(x)",
                             "sqrt(x'*x)",
                             "sqrt(sum(p))",
                             "s*exp(-t*x)",
                             "exp(-x'*x/2)",
                             "exp(-norm2(x-z)^2/(2*s^2))",
                             "x/norm2(x)",
                             "1/norm2(x)",
                             "norm2(x)^3",
                             "norm2(x)",
                             "normfro(M)",
                             "norm1(x)",
                             "sum(abs(M))",
                             "norm2(x)*norm2(z)",
                             "x'*z/(norm2(x)*norm2(z))",
                             "1/(1+x'*x)",
                             "sigmoid(x'*z)",
                             "1-sigmoid(x)",
                             "x'*M*x/(x'*x)",
                             "log(x'*x)",
                             "(s+t)^2*s",
                             "s",
                             "s^2",
                             "sin(s)*t",
                             "s*t*x",
                             "sin(s)*M",
                             "abs(s)^2"})
        check(text);
}

TEST_CASE("functions of matrices") {
    for (const char* text : {"inv(M)",
                             "z'*inv(M)*x",
                             "inv(M)*N",
                             "tr(inv(M)*N)",
                             "inv(M*N)",
                             "inv(inv(M)+N)",
                             "inv(M)*M*x",
                             "det(M)",
                             "log(det(M))",
                             "logdet(M)",
                             "det(M*N)",
                             "det(inv(M))",
                             "logdet(B*A+M)",
                             "det(M)^2",
                             "det(s*M)",
                             "logdet(x*x'+eye(3))",
                             "x'*inv(M'*M)*x",
                             "pinv(A)",
                             "pinv(A)*y",
                             "tr(pinv(A)*A)",
                             "M^-2",
                             "sum(pinv(X))",
                             "A*inv(A'*A)*A'*y",
                             "sqrt(det(M))",
                             "x'*inv(M+diag(p))*x",
                             "z'*(M\\x)",
                             "inv(s*M)",
                             "det(X'*X)"})
        check(text);
}

TEST_CASE("inverses of skew-symmetric matrices") {
    for (const char* text : {"det(B'*A'-A*B)", "tr(inv(A*B-B'*A')*A*B)", "(B'*A'-A*B)\\y",
                             "sum(abs(A*B))+det(A*B-B'*A')", "y'*inv(B'*A'-A*B)*A*x", "log(det(B'*A'-A*B)^2)"})
        check(text);
}

TEST_CASE("powers of diagonals, and of arrays of equal entries") {
    for (const char* text : {"x'*sqrt(diag(M))", "diag(M).^1.5", "x./diag(M)", "sum(diag(M).^t)",
                             "diag(diag(M).^-0.5)*M", "M./sqrt(diag(M)*diag(M)')", "sum((1+s*ones(3,1)).^t)",
                             "z'*((1+s*ones(3,1)).^t)", "(t*ones(2,3)).^t", "sum((s+vector(t)).^p)", "p.^(t*ones(3,1))",
                             "(s*ones(3,1)).^x", "M./(rowsum(M.^2)*vector(1)')", "x./(1+s*ones(3,1)).^2"})
        check(text);
}

TEST_CASE("softmax and its relatives") {
    for (const char* text : {"softmax(x)", "softmax(A*x)", "softmax(r)", "softmax(M)", "logsumexp(x)", "logsumexp(r)",
                             "logsumexp(M)", "log(sum(exp(x)))", "exp(x)/sum(exp(x))", "log(softmax(x))",
                             "log(softmax(M))", "z'*log(softmax(A'*y))", "sum(N.*log(softmax(M)))",
                             "log(rowsum(exp(M)))", "softmax(x'*M)*N", "softmax(M*N'/sqrt(t))*X", "sum(softmax(x*x'))",

                             "log(mean(exp(x)))", "x'*softmax(x)"})
        check(text);
}

TEST_CASE("transposed functions are recognized whatever comes first") {
    for (const char* text :
         {"sum(M*N)+sum(log(exp(N'*M')*ones(3,1)))", "tr(M*N)+sum(log(rowsum(exp(N'*M'))))",
          "tr(M*N)+sum(x'*log(1+exp(N'*M')))", "tr(M*N)+sum(x'*(exp(N'*M')./(1+exp(N'*M'))))",
          "tr(M*N)+sum(x'*(1-1./(1+exp(N'*M'))))", "tr(M*N)+sum((exp(N'*M')./(rowsum(exp(N'*M'))*ones(1,3)))*x)",
          "tr(M*N)+sum((diag(1./rowsum(exp(N'*M')))*exp(N'*M'))*x)", "tr(M*N)+sum(x'*((N'*M').*sign(N'*M')))",
          "tr(M-N)+sum(x'*((N'-M').*sign(N'-M')))", "log(2+2*exp(x))",
          "tr(M*N)+sum(exp(M)./(ones(3,1)*colsum(exp(M))))"})
        check(text);
}
