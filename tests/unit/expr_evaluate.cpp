#include "expr/evaluate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "core/field.hpp"
#include "expr/error.hpp"
#include "expr/parser.hpp"

namespace {

using arma::cx_mat;
using arma::mat;

mat scalar(double value) {
    return mat(1, 1, arma::fill::value(value));
}

mat random(arma::uword rows, arma::uword cols, int seed) {
    std::mt19937 engine{unsigned(seed)};
    std::uniform_real_distribution<double> uniform(-1, 1);
    return mat(rows, cols).imbue([&] { return uniform(engine); });
}

const mat A = random(4, 4, 1), B = random(4, 6, 2), C = random(6, 3, 3), X = random(7, 4, 4), x = random(4, 1, 5),
          y = random(4, 1, 6), w = arma::abs(random(7, 1, 7)), P = A.t() * A + arma::eye(4, 4);
const cx_mat Z(random(4, 4, 8), random(4, 4, 9)), z(random(4, 1, 10), random(4, 1, 11));

arma::sp_mat sparse_values() {
    arma::sp_mat s(4, 4);
    s(0, 1) = 2;
    s(2, 2) = -3;
    s(3, 0) = 0.5;
    return s;
}

la::Bindings bindings() {
    la::Bindings all;
    for (const auto& [name, value] :
         {std::pair{"A", &A}, {"B", &B}, {"C", &C}, {"X", &X}, {"x", &x}, {"y", &y}, {"w", &w}, {"P", &P}})
        all[name] = la::Matrix(*value);
    all["Z"] = la::Matrix(Z);
    all["z"] = la::Matrix(z);
    all["S"] = la::Matrix(sparse_values());
    all["s"] = la::Matrix(scalar(2.5));
    all["k"] = la::Matrix(scalar(3));
    return all;
}

la::Matrix value_of(const std::string& text) {
    return la::evaluate(la::parse(text), bindings());
}

void check(const std::string& text, const mat& expected) {
    INFO(text);
    const la::Matrix result = value_of(text);
    REQUIRE_FALSE(result.is_complex());
    const mat found = la::dense_real(result);
    REQUIRE(found.n_rows == expected.n_rows);
    REQUIRE(found.n_cols == expected.n_cols);
    if (expected.is_empty()) return;
    CHECK(arma::abs(found - expected).max() <= 1e-12 * std::max(1.0, arma::abs(expected).max()));
}

void check(const std::string& text, double expected) {
    check(text, scalar(expected));
}

void check_complex(const std::string& text, const cx_mat& expected) {
    INFO(text);
    const la::Matrix result = value_of(text);
    REQUIRE(result.is_complex());
    const cx_mat found = la::dense_complex(result);
    REQUIRE(arma::size(found) == arma::size(expected));
    CHECK(arma::abs(found - expected).max() <= 1e-12 * std::max(1.0, arma::abs(expected).max()));
}

std::string message_of(const std::string& text, la::ErrorKind kind) {
    try {
        value_of(text);
    } catch (const la::ExpressionError& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("operators") {
    check("A*x", A * x);
    check("3*y - x", 3 * y - x);
    check("-x.^2", -(x % x));
    check("2^-3", 0.125);
    check("2^3^2", 64);
    check("A.*P./(1+P.*P)", A % P / (1 + P % P));
    check("x'*A*x", x.t() * A * x);
    check("A^2", A * A);
    check("A^k", A * A * A);
    check("A^0", mat(4, 4, arma::fill::eye));
    check("P^-2", arma::inv(mat(P * P)));
    check("A\\x", arma::solve(A, x));
    check("x'/A", arma::solve(A.t(), x).t());
    check("X\\w", arma::solve(X, w));
    check("w'/X'", arma::solve(X, w).t());
    check("[x, y; y x]", arma::join_cols(arma::join_rows(x, y), arma::join_rows(y, x)));
    check("[1 -2]", mat(arma::rowvec{1, -2}));
    check("[]", mat());
    check("[x; []; 1]", arma::join_cols(x, scalar(1)));
    check("s\\x", x / 2.5);
    check("1/0", arma::datum::inf);
    check("(x'*x)*A", arma::dot(x, x) * A);
}

TEST_CASE("products of several factors, transposes, inverses and diagonals inside them") {
    check("A*B*C", A * B * C);
    check("(B*C)'*A'*x", (B * C).t() * A.t() * x);
    check("C'*B'*A", C.t() * B.t() * A);
    check("2*X'*X", 2 * X.t() * X);
    check("inv(A)*x", arma::solve(A, x));
    check("x'*inv(A)", arma::solve(A.t(), x).t());
    check("x'*inv(A')*y", x.t() * arma::solve(A.t(), y));
    check("inv(A)'*x", arma::solve(A.t(), x));
    check("x'*inv(A)'", arma::solve(A, x).t());
    check("inv(A)*inv(P)", arma::inv(A) * arma::inv(P));
    check("inv(A)*B*C + inv(A)*A*B*C", arma::solve(A, mat(B * C)) + B * C);
    check("diag(x)*A*diag(y)", arma::diagmat(x) * A * arma::diagmat(y));
    check("X'*diag(w)*X", X.t() * arma::diagmat(w) * X);
    check("X'*diag(-w)*X*x", -X.t() * arma::diagmat(w) * X * x);
    check("A*diag(x-y)*A'", A * arma::diagmat(x - y) * A.t());
    check("tr(A*P)", arma::trace(A * P));
    check("tr(B*C*C'*B')", arma::trace(B * C * C.t() * B.t()));
    check("tr(A)", arma::trace(A));
    check("det(P)+logdet(P)+sum(inv(P))", arma::det(P) + std::log(arma::det(P)) + arma::accu(arma::inv(P)));
    check_complex("Z'*z", Z.t() * z);
    check_complex("Z.'*z", Z.st() * z);
    check_complex("(Z*z)'*Z", (Z * z).t() * Z);
    check_complex("(Z.')'*z", arma::conj(Z) * z);
    check_complex("z'*inv(Z)'", arma::solve(Z, z).t());
    check_complex("z'*inv(Z.')", (arma::solve(Z, arma::conj(z))).st());
    check_complex("inv(Z).'*z", arma::solve(Z.st(), z));
    check_complex("z'/Z", arma::solve(Z.t(), z).t());
    check_complex("A\\z", arma::solve(arma::conv_to<cx_mat>::from(A), z));
}

TEST_CASE("Gram matrices are exactly symmetric") {
    for (const char* text : {"X'*X", "X*X'", "2*X'*X", "-X'*X", "(2*X)'*(2*X)", "(X/s)'*(X/s)", "X'*diag(w)*X",
                             "X'*diag(1-3*w)*X", "sym(A)", "inv(P)"}) {
        INFO(text);
        const mat gram = la::dense_real(value_of(text));
        CHECK(arma::abs(gram - gram.t()).max() == 0);
    }
    const cx_mat gram = la::dense_complex(value_of("Z'*Z"));
    CHECK(arma::abs(gram - gram.t()).max() == 0);
}

TEST_CASE("elementwise functions") {
    check("sin(x)+cos(x)-tan(x)", arma::sin(x) + arma::cos(x) - arma::tan(x));
    check("asin(x)+acos(x)+arctan(x)", arma::asin(x) + arma::acos(x) + arma::atan(x));
    check("sinh(x)-cosh(x).*tanh(x)", arma::sinh(x) - arma::cosh(x) % arma::tanh(x));
    check("exp(log(w)) + sqrt(w)", w + arma::sqrt(w));
    check("abs(x).*sign(x)", x);
    check("relu(x)-relu(-x)", x);
    check("sigmoid(x)", 1 / (1 + arma::exp(-x)));
    check("softplus(x)", arma::log1p(arma::exp(x)));
    check("[sigmoid(-1000) sigmoid(1000) softplus(-1000) softplus(1000)]", mat(arma::rowvec{0, 1, 0, 1000}));
    check("log(0)", -arma::datum::inf);
    check_complex("exp(Z)", arma::exp(Z));
    check_complex("log(z-2)", arma::log(z - 2.0));
    check_complex("sqrt(0i-1+0.5i)", cx_mat(1, 1, arma::fill::value(std::sqrt(arma::cx_double(-1, 0.5)))));
    check("abs(z)", arma::abs(z));
}

TEST_CASE("reductions and other functions") {
    check("sum(A)", arma::accu(A));
    check("mean(A)", arma::accu(A) / 16);
    check("max(A)-min(A)", A.max() - A.min());
    check("norm1(A)", arma::norm(A, 1));
    check("norm2(A)", arma::norm(A, 2));
    check("norminf(A)", arma::norm(A, "inf"));
    check("normfro(A)", arma::norm(A, "fro"));
    check("normnuc(A)", arma::accu(arma::svd(A)));
    check("norm1(x')", arma::norm(x, 1));
    check("norm2(x')", arma::norm(x, 2));
    check("norminf(x')", arma::norm(x, "inf"));
    check("normnuc(x)", arma::norm(x, 2));
    check("norm2(1e200*x)", 1e200 * arma::norm(x));
    check("norm(A)", arma::norm(A, 2));
    check("rowsum(B)", arma::sum(B, 1));
    check("colsum(B)", arma::sum(B, 0));
    check("pinv(X)", arma::pinv(X));
    check("diag(A)", mat(arma::diagvec(A)));
    check("diag(x')", mat(arma::diagmat(x)));
    check("eye(2)+ones(2)+zeros(2,2)", mat(arma::mat{{2, 1}, {1, 2}}));
    check("rank([1 2; 2 4])", 1);
    check("sym(A)", (A + A.t()) / 2);
    check("dot(x,y')", arma::dot(x, y));
    check("outer(x,y)", x * y.t());
    check("kron(x,A)", arma::kron(x, A));
    check("vec(B)", mat(arma::vectorise(B)));
    check("reshape(B,3,8)", arma::reshape(B, 3, 8));
    check("commutation(4,6)*vec(B)-vec(B')", arma::zeros(24, 1));
    check("A*null([x y]')",
          A * arma::null(mat(arma::join_rows(x, y).t())) *
              (arma::null(mat(arma::join_rows(x, y).t())).t() * la::dense_real(value_of("null([x y]')"))));
    check("orth([x 2*x])'*x*(orth([x 2*x])'*x)", x.t() * x);
    check("expm(A)*expm(-A)", mat(4, 4, arma::fill::eye));
    check("chol(P)'*chol(P)", P);
    check("softmax(x)", arma::exp(x) / arma::accu(arma::exp(x)));
    check("rowsum(softmax(1000*B))", arma::ones(4, 1));
    check("logsumexp(B)", arma::log(arma::sum(arma::exp(B), 1)));
    check("logsumexp([1000 1000])", 1000 + std::log(2.0));
    check("numel(B)+rows(B)*cols(B)", 48);
    check("x+vector(1)", x + 1);
    check("B*vector(s)+matrix(2)*x", B * (2.5 * arma::ones(6, 1)) + 2 * arma::ones(4, 4) * x);
    check("pi", arma::datum::pi);
    check("logdet([0 1; -1 0])", 0);
}

TEST_CASE("zero imaginary parts are written real, sparse stays sparse") {
    CHECK_FALSE(value_of("2i*2i").is_complex());
    CHECK_FALSE(value_of("Z-Z").is_complex());
    for (const char* text : {"S",
                             "S*S",
                             "2*S+S",
                             "S'",
                             "S.*A",
                             "A.*S",
                             "S/2",
                             "-S",
                             "sin(S)",
                             "S^2",
                             "S^3",
                             "S^0",
                             "S.^2",
                             "abs(S).^s",
                             "diag(x)-S",
                             "kron(S,A)",
                             "reshape(S,2,8)",
                             "kron(S,S)",
                             "S+eye(4)",
                             "[S; S]",
                             "vec(S)",
                             "sym(S)",
                             "abs(S)",
                             "diag(x)*S",
                             "commutation(2,2)*S",
                             "s*S*S"})
        CHECK_MESSAGE(value_of(text).is_sparse(), text);
    const mat s(sparse_values());
    check("2*S+S'", 2 * s + s.t());
    check("S*A - A*S", s * A - A * s);
    check("S'*A*S", s.t() * A * s);
    check("S.*A + exp(S)", s % A + arma::exp(s));
    check("S^3", s * s * s);
    check("diag(x)*S*diag(y)", arma::diagmat(x) * s * arma::diagmat(y));
    check("tr(S*S)+sum(S)+max(S)+min(S)+mean(S)", arma::trace(s * s) + arma::accu(s) + 2 - 3 + arma::accu(s) / 16);
    check("kron(S,S)", arma::kron(s, s));
    check("kron(A,S)", arma::kron(A, s));
    check("S.^2 + diag(x)*diag(y)", s % s + arma::diagmat(x % y));
    check("S^0", arma::eye(4, 4));
    CHECK_FALSE(value_of("diag([1 2])*[1; 2]").is_sparse());
    for (const char* text : {"S/0", "S*(0/0)", "S./zeros(4,4)", "sin(S*(1/0))", "2*(S/0)+S", "(S/0).*A", "(S/0)^2"}) {
        INFO(text);
        const la::Matrix result = value_of(text);
        CHECK_FALSE(result.is_sparse());
        CHECK(std::isnan(la::dense_real(result)[0]));
    }
    check("[S A]", arma::join_rows(s, A));
}

TEST_CASE("determinants whose factors leave the range, and those of integers") {
    check("det(diag([1e200 1e200 1e-200 1e-200]))", scalar(1));
    CHECK(la::dense_real(value_of("det([1e-200 0; 1 1e-200])"))[0] == 0);
    CHECK(std::isinf(la::dense_real(value_of("det([1e200 0; 1 1e200])"))[0]));
    CHECK(la::dense_real(value_of("det([7 2 3; 4 5 6; 9 8 10])"))[0] == 3);
    CHECK(la::dense_real(value_of("det([5 3; 3 5])"))[0] == 16);
}

TEST_CASE("an imaginary unit asks for the complex field, even 0i") {
    check_complex("sqrt(-4+0i)", cx_mat(1, 1, arma::fill::value(arma::cx_double(0, 2))));
    CHECK(message_of("sqrt(-4+0)", la::ErrorKind::numerical).starts_with("'sqrt' of -4"));
    check("(2+0i)^2", scalar(4));
    check("A^(2+0i)", A * A);
}

TEST_CASE("what sparse matrices would blow up into is refused") {
    la::Bindings big;
    arma::sp_mat huge(1u << 20, 1u << 20);
    huge(7, 3) = -2;
    big["H"] = la::Matrix(huge);
    const auto message = [&](const std::string& text) {
        try {
            la::evaluate(la::parse(text), big);
        } catch (const la::ExpressionError& e) {
            return e.message();
        }
        return std::string("no error");
    };
    const std::string dense = "the result is dense: 1048576x1048576 exceeds the limit of 134217728 cells";
    CHECK(message("exp(H)") == dense);
    CHECK(message("H+1") == dense);
    CHECK(message("softmax(H)") == dense);
    CHECK(message("sqrt(H)") == "'sqrt' of -2 at row 8, column 4 is outside its real domain");
    CHECK(message("kron(H,H)") == "'kron': the result is too large");
    CHECK(message("eye(1048576)+1") == dense);
    CHECK(la::evaluate(la::parse("sum(eye(rows(H)) - H + diag(rowsum(H)))"), big).is_sparse() == false);
}

TEST_CASE("identities and diagonal matrices that would be too large are sparse") {
    for (const char* text : {"eye(1048576)", "2*eye(1048576)", "diag(ones(1048576,1))", "commutation(1000,1000)",
                             "eye(1048576)*diag(ones(1048576,1))"})
        CHECK(la::evaluate(la::parse(text), {}).is_sparse());
    CHECK_FALSE(la::evaluate(la::parse("eye(3)"), {}).is_sparse());
}

TEST_CASE("what is not finite though it comes from finite values is told") {
    const auto told = [](const std::string& text, la::Bindings bindings) {
        std::vector<std::string> warnings;
        la::evaluate(la::parse(text), std::move(bindings), {1, nullptr, &warnings});
        std::string all;
        for (const std::string& w : warnings) all += w + "|";
        return all;
    };
    const auto column = [](std::initializer_list<double> values) { return la::Matrix(mat(arma::vec(values))); };
    const la::Bindings p = {{"p", column({0.5, 0, 0.5})}};
    CHECK(told("sum(p.*log(p))", p) == "'log(p)' is -Inf at row 2, column 1; 'p.*log(p)' is NaN at row 2, column 1|");
    CHECK(told("sum(log(p))", p) == "'log(p)' is -Inf at row 2, column 1|");
    CHECK(told("exp(log(p))+p", p).empty());
    CHECK(told("1./(1./p)", p).empty());
    CHECK(told("(p-p)./(p-p)", p) == "'(p-p)./(p-p)' is NaN at row 1, column 1|");
    CHECK(told("1e200*1e200*p", p) == "'1e+200*1e+200' is Inf; '1e+200*1e+200*p' is NaN at row 2, column 1|");
    CHECK(told("p'*p/0", p) == "'p'*p/0' is Inf|");
    CHECK(told("p-p", {{"p", column({1, arma::datum::nan})}}).empty());
    CHECK(told("2*p", {{"p", column({1, arma::datum::inf})}}).empty());
    CHECK(told("[p; 1/0]", {{"p", column({1, arma::datum::nan})}}) == "'1/0' is Inf|");
    CHECK(told("abs(null(S))/0", {{"S", la::Matrix(mat(2, 2, arma::fill::ones))}}) ==
          "'abs(null(S))/0' is Inf at row 1, column 1|");
    // Too many values to be held for a second look.
    const mat many(4097, 4096, arma::fill::zeros);
    CHECK(told("1./x-1", {{"x", la::Matrix(many)}}) == "'1./x-1' is Inf at row 1, column 1|");
}

TEST_CASE("an attempt tells why it failed, and leaves the bindings alone") {
    const la::Bindings bindings = {{"x", la::Matrix(mat{4, -1})}};
    const auto trouble = [&](const std::string& text) {
        const la::Trial trial = la::attempt(la::parse(text), bindings);
        CHECK(trial.value.has_value() == trial.trouble.empty());
        return trial.trouble;
    };
    CHECK(trouble("2*x").empty());
    CHECK(trouble("1+log(x)") == "'log' of -1 at row 1, column 2 is outside its real domain, in 'log(x)'");
    CHECK(trouble("inv([1 2; 2 4])*x'") ==
          "the matrix is singular to working accuracy (laproj --coef gives a least squares solution), in "
          "'inv([1, 2; 2, 4])*x''");
    CHECK(trouble("x./(x-4)") == "'x./(x-4)' is Inf at row 1, column 1");
    CHECK(la::dense_real(bindings.at("x"))[1] == -1);
    CHECK(la::largest_intermediate(la::parse("1e3*x-1e3*x"), bindings) == 4000);
}

TEST_CASE("common parts, reuse of memory and many terms give the values of straightforward evaluation") {
    check("exp(x)./(1+exp(x)) + sum(exp(x))*exp(x)",
          arma::exp(x) / (1 + arma::exp(x)) + arma::accu(arma::exp(x)) * arma::exp(x));
    check("(x+y).*(x+y)-(x+y)", (x + y) % (x + y) - (x + y));
    check("A*B*C - (A*B)*C", arma::zeros(4, 3));
    check("x.*(x'*x) + x", x * arma::dot(x, x) + x);
    std::string sum = "x", product = "A";
    for (int i = 0; i < 20000; ++i) sum += "+x";
    for (int i = 0; i < 99; ++i) product += "*A*P";
    check(sum, 20001 * x);
    mat expected = A;
    for (int i = 0; i < 99; ++i) expected = expected * A * P;
    check(product, expected);
}

TEST_CASE("products are taken in the cheapest order, traces without the product") {
    // From left to right each of these would make a matrix of 6.4e9 cells.
    la::Bindings tall;
    tall["u"] = la::Matrix(random(80000, 1, 30));
    tall["v"] = la::Matrix(random(80000, 1, 31));
    const mat u = la::dense_real(tall["u"]), v = la::dense_real(tall["v"]);
    const mat product = la::dense_real(la::evaluate(la::parse("u*v'*u"), tall));
    CHECK(arma::approx_equal(product, mat(u * arma::dot(v, u)), "absdiff", 1e-10));
    const mat trace = la::dense_real(la::evaluate(la::parse("tr(u*v')"), tall));
    CHECK(trace[0] == doctest::Approx(arma::dot(u, v)).epsilon(1e-12));
    const mat scaled = la::dense_real(la::evaluate(la::parse("diag(u)*v"), tall));
    CHECK(arma::approx_equal(scaled, mat(u % v), "absdiff", 1e-15));
}

TEST_CASE("an inverse that is multiplied by solves") {
    la::Bindings hilbert;
    mat h(8, 8);
    for (arma::uword i = 0; i < 8; ++i)
        for (arma::uword j = 0; j < 8; ++j) h(i, j) = 1.0 / double(i + j + 1);
    h(0, 1) += 0.25;  // for LU
    hilbert["A"] = la::Matrix(h);
    hilbert["b"] = la::Matrix(mat(h * arma::ones(8, 1)));
    for (const char* text : {"inv(A)*b - A\\b", "A^-1*b - A\\b"}) {
        INFO(text);
        CHECK(arma::abs(la::dense_real(la::evaluate(la::parse(text), hilbert))).max() == 0);
    }
}

TEST_CASE("a value's memory is handed over at its last use") {
    la::Bindings big;
    big["A"] = la::Matrix(random(300, 200, 40));
    const double* memory = std::get<mat>(big["A"].values).memptr();
    const mat before = std::get<mat>(big["A"].values);
    const la::Matrix result = la::evaluate(la::parse("exp(A)*sum(A) + norm1(A)"), std::move(big));
    CHECK(std::get<mat>(result.values).memptr() == memory);
    const mat expected = arma::exp(before) * arma::accu(before) + arma::norm(before, 1);
    CHECK(arma::approx_equal(std::get<mat>(result.values), expected, "reldiff", 1e-10));
}

TEST_CASE("elementwise results do not depend on threads") {
    la::Bindings big;
    big["u"] = la::Matrix(random(1100000, 1, 20));
    const la::Syntax chain = la::parse("exp(-u.^2).*sin(u)+u./(2+u)");
    const la::Matrix one = la::evaluate(chain, big, {1}), three = la::evaluate(chain, big, {3});
    CHECK(arma::all(arma::vectorise(la::dense_real(one) == la::dense_real(three))));
    const mat u = la::dense_real(big["u"]);
    CHECK(arma::abs(la::dense_real(one) - (arma::exp(-u % u) % arma::sin(u) + u / (2 + u))).max() < 1e-14);
}

TEST_CASE("names are carried") {
    la::Bindings named;
    named["A"] = la::Matrix(mat(2, 2, arma::fill::ones));
    named["A"].row_names = {"a", "b"};
    named["A"].column_names = {"c", "d"};
    const la::Matrix transposed = la::evaluate(la::parse("2*A'"), named);
    CHECK(transposed.row_names == la::Names{"c", "d"});
    CHECK(transposed.column_names == la::Names{"a", "b"});
    const la::Matrix gram = la::evaluate(la::parse("A'*A + 1"), named);
    CHECK(gram.row_names == la::Names{"c", "d"});
    CHECK(gram.column_names == la::Names{"c", "d"});
    CHECK(la::evaluate(la::parse("sum(A)"), named).row_names.empty());
}

TEST_CASE("numerical refusals point at the operation") {
    using enum la::ErrorKind;
    CHECK(message_of("1+log([1 2; -1 3])", numerical) ==
          "'log' of -1 at row 2, column 1 is outside its real domain\n  1+log([1 2; -1 3])\n    ^");
    CHECK(message_of("sqrt(-4)", numerical) == "'sqrt' of -4 is outside its real domain\n  sqrt(-4)\n  ^");
    CHECK(message_of("acos(2)", numerical) == "'acos' of 2 is outside its real domain\n  acos(2)\n  ^");
    CHECK(message_of("asin([0 2])", numerical) ==
          "'asin' of 2 at row 1, column 2 is outside its real domain\n  asin([0 2])\n  ^");
    CHECK(message_of("(-8)^0.5", numerical) ==
          "the power of -8 to the exponent 0.5 is outside its real domain\n  (-8)^0.5\n      ^");
    CHECK(message_of("sqrt(S)", numerical) ==
          "'sqrt' of -3 at row 3, column 3 is outside its real domain\n  sqrt(S)\n  ^");
    CHECK(message_of("2*inv([1 2; 2 4])", numerical) ==
          "the matrix is singular to working accuracy\n  2*inv([1 2; 2 4])\n    ^");
    CHECK(message_of("[1 2; 2 4]\\[1; 2]", numerical) ==
          "the matrix is singular to working accuracy (laproj --coef gives a least squares solution)\n  [1 2; 2 "
          "4]\\[1; 2]\n            ^");
    CHECK(message_of("2*(inv([1 2; 2 4])*[1; 2])", numerical) ==
          "the matrix is singular to working accuracy (laproj --coef gives a least squares solution)\n  2*(inv([1 2; 2 "
          "4])*[1; 2])\n     ^");
    CHECK(message_of("tr(A*inv(A-A))", numerical) ==
          "the matrix is singular to working accuracy\n  tr(A*inv(A-A))\n       ^");
    CHECK(message_of("exp(1+2*sqrt([4 0]-1))*2", numerical) ==
          "'sqrt' of -1 at row 1, column 2 is outside its real domain\n  exp(1+2*sqrt([4 0]-1))*2\n          ^");
    CHECK(message_of("[1 2; 2 4]^-1", numerical).starts_with("the matrix is singular to working accuracy\n"));
    CHECK(message_of("logdet([1 0; 0 -1])", numerical) ==
          "'logdet': the determinant of the matrix is not positive\n  logdet([1 0; 0 -1])\n  ^");
    CHECK(message_of("logdet([1 2; 2 4])", numerical) ==
          "'logdet': the determinant of the matrix is not positive\n  logdet([1 2; 2 4])\n  ^");
    CHECK(message_of("chol([1 2; 2 1])", numerical) ==
          "'chol': the matrix is not positive definite\n  chol([1 2; 2 1])\n  ^");
    CHECK(message_of("chol([1 2; 0 1])", numerical) == "'chol': the matrix is not symmetric\n  chol([1 2; 0 1])\n  ^");
    CHECK(message_of("inv([0/0 1; 1 1])", numerical) ==
          "row 1, column 1 is NaN: finite values are needed\n  inv([0/0 1; 1 1])\n  ^");
    CHECK(message_of("exp(1+2*relu(3*z))-1", data) ==
          "'relu' is not defined for complex numbers\n  exp(1+2*relu(3*z))-1\n          ^");
    CHECK(message_of("relu(z)", data) == "'relu' is not defined for complex numbers\n  relu(z)\n  ^");
    CHECK(message_of("max(z)", data) == "'max' is not defined for complex numbers\n  max(z)\n  ^");
    CHECK(message_of("max([])", data) == "'max' of a 0x0 matrix: it has no entries\n  max([])\n  ^");
    CHECK(message_of("A^0.5", usage) ==
          "'^': the exponent of a matrix must be an integer (.^ is elementwise)\n  A^0.5\n   ^");
    CHECK(message_of("A*q", usage) == "unknown name 'q'\n  A*q\n    ^");
}
