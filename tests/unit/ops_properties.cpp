#include "ops/properties.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"

namespace {

using la::Property;
using namespace std::complex_literals;

constexpr double infinity = std::numeric_limits<double>::infinity();

Property get(const la::Matrix& a, const std::string& key) {
    return la::Properties(a).get(key);
}
double number(const la::Matrix& a, const std::string& key) {
    return std::get<double>(get(a, key));
}
std::string text(const la::Matrix& a, const std::string& key) {
    return std::get<std::string>(get(a, key));
}
std::uint64_t count(const la::Matrix& a, const std::string& key) {
    return std::get<std::uint64_t>(get(a, key));
}
bool yes(const la::Matrix& a, const std::string& key) {
    return std::get<bool>(get(a, key));
}
bool undefined(const la::Matrix& a, const std::string& key) {
    return std::holds_alternative<std::monostate>(get(a, key));
}
bool is(const la::Matrix& a, const std::string& predicate) {
    return la::Properties(a).is(predicate);
}

la::Matrix real_matrix(const arma::mat& a) {
    return la::Matrix(a);
}
la::Matrix complex_matrix(const arma::cx_mat& a) {
    return la::Matrix(a);
}

}  // namespace

TEST_CASE("the keys are those of the contract, in its order") {
    CHECK(la::Properties::keys() ==
          std::vector<std::string>{"rows",     "cols",       "nnz",         "field", "symmetry",  "asymmetry",
                                   "diagonal", "triangular", "orthogonal",  "rank",  "tolerance", "trace",
                                   "det",      "det_sign",   "log_abs_det", "norm1", "norm2",     "norminf",
                                   "normfro",  "cond",       "definiteness"});
    CHECK(la::Properties::predicates() ==
          std::vector<std::string>{"symmetric", "hermitian", "diagonal", "identity", "triangular", "orthogonal",
                                   "projection", "invertible", "pd", "psd", "nd", "nsd", "indefinite", "square"});
}

TEST_CASE("the properties of a small matrix") {
    const la::Matrix a = real_matrix({{4, 1}, {2, 3}});
    CHECK(count(a, "rows") == 2);
    CHECK(count(a, "cols") == 2);
    CHECK(count(a, "nnz") == 4);
    CHECK(text(a, "field") == "real");
    CHECK(text(a, "symmetry") == "none");
    CHECK(number(a, "asymmetry") == 1);
    CHECK_FALSE(yes(a, "diagonal"));
    CHECK(text(a, "triangular") == "no");
    CHECK_FALSE(yes(a, "orthogonal"));
    CHECK(count(a, "rank") == 2);
    CHECK(number(a, "trace") == 7);
    CHECK(number(a, "det") == 10);
    CHECK(number(a, "det_sign") == 1);
    CHECK(number(a, "log_abs_det") == doctest::Approx(std::log(10)).epsilon(1e-15));
    CHECK(number(a, "norm1") == 6);
    CHECK(number(a, "norminf") == 5);
    CHECK(number(a, "normfro") == doctest::Approx(std::sqrt(30)).epsilon(1e-15));
    CHECK(number(a, "norm2") * number(a, "norm2") == doctest::Approx(15 + std::sqrt(125)).epsilon(1e-14));
    CHECK(number(a, "cond") == doctest::Approx((15 + std::sqrt(125)) / 10).epsilon(1e-14));
    CHECK(number(a, "tolerance") == 2 * arma::datum::eps * number(a, "norm2"));
    CHECK(text(a, "definiteness") == "positive-definite");
}

TEST_CASE("what a matrix that is not square does not have is undefined") {
    const la::Matrix a = real_matrix({{1, 2, 3}, {4, 5, 6}});
    for (const char* key : {"asymmetry", "trace", "det", "det_sign", "log_abs_det", "definiteness"}) {
        CAPTURE(key);
        CHECK(undefined(a, key));
    }
    CHECK(text(a, "symmetry") == "none");
    CHECK(count(a, "rank") == 2);
    CHECK_FALSE(yes(a, "orthogonal"));
    for (const std::string& predicate : la::Properties::predicates()) {
        CAPTURE(predicate);
        CHECK_FALSE(is(a, predicate));
    }
}

TEST_CASE("symmetry has a word for each kind") {
    CHECK(text(real_matrix({{1, 2}, {2, 3}}), "symmetry") == "symmetric");
    CHECK(text(real_matrix({{0, 2}, {-2, 0}}), "symmetry") == "skew-symmetric");
    CHECK(text(complex_matrix({{1, 1i}, {-1i, 2}}), "symmetry") == "hermitian");
    CHECK(text(complex_matrix({{1, 1i}, {1i, 2}}), "symmetry") == "symmetric");
    CHECK(text(complex_matrix({{0, 1i}, {-1i, 0}}), "symmetry") == "hermitian");
    CHECK(text(complex_matrix({{0, 1.0 + 1i}, {-1.0 - 1i, 0}}), "symmetry") == "skew-symmetric");
    CHECK(number(complex_matrix({{1, 1i}, {1i, 2}}), "asymmetry") == 2);
    CHECK(is(complex_matrix({{1, 1i}, {-1i, 2}}), "hermitian"));
    CHECK_FALSE(is(complex_matrix({{1, 1i}, {-1i, 2}}), "symmetric"));
    CHECK(is(real_matrix({{1, 2}, {2, 3}}), "hermitian"));
    CHECK_FALSE(is(real_matrix({{1, 2}, {2.000001, 3}}), "symmetric"));
    CHECK(is(real_matrix({{1, 2}, {2 + 4e-16, 3}}), "symmetric"));
}

TEST_CASE("a complex matrix without imaginary parts is real") {
    const la::Matrix a = complex_matrix(arma::cx_mat(arma::mat{{1, 2}, {3, 4}}, arma::mat(2, 2, arma::fill::zeros)));
    CHECK(text(a, "field") == "real");
    CHECK(text(complex_matrix({{1, 1i}, {0, 0}}), "field") == "complex");
}

TEST_CASE("shapes of zeros") {
    CHECK(text(real_matrix({{1, 2}, {0, 3}}), "triangular") == "upper");
    CHECK(text(real_matrix({{1, 0}, {2, 3}}), "triangular") == "lower");
    CHECK(text(real_matrix({{1, 0}, {0, 3}}), "triangular") == "both");
    CHECK(yes(real_matrix({{1, 0, 0}, {0, 3, 0}}), "diagonal"));
    CHECK(is(real_matrix({{1, 1e-14}, {0, 1}}), "identity"));
    CHECK_FALSE(is(real_matrix({{1, 0}, {0, 0}}), "identity"));
    CHECK_FALSE(is(real_matrix({{1, 1e-12}, {0, 1}}), "identity"));
    const double c = std::cos(1), s = std::sin(1);
    CHECK(is(real_matrix({{c, -s}, {s, c}}), "orthogonal"));
    CHECK_FALSE(is(real_matrix({{1, 1}, {-1, 1}}), "orthogonal"));
    CHECK(is(complex_matrix({{0, 1i}, {1i, 0}}), "orthogonal"));
    CHECK(is(real_matrix({{0.5, 0.5}, {0.5, 0.5}}), "projection"));
    CHECK(is(real_matrix({{1, 1}, {0, 0}}), "projection"));
    CHECK_FALSE(is(real_matrix({{1, 1}, {0, 1}}), "projection"));
}

TEST_CASE("determinants of integers are integers, whatever the elimination leaves") {
    CHECK(number(real_matrix({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), "det") == 0);
    CHECK(number(real_matrix({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), "det_sign") == 0);
    CHECK(number(real_matrix({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), "log_abs_det") == -infinity);
    CHECK(number(real_matrix({{3, 2, 7}, {1, 9, -4}, {5, 6, 11}}), "det") == 34);
    CHECK(number(real_matrix({{0, 1}, {1, 0}}), "det") == -1);
    CHECK(number(real_matrix({{0, 1}, {1, 0}}), "det_sign") == -1);
    CHECK(number(real_matrix({{0.5, 0}, {0, 0.5}}), "det") == 0.25);
}

TEST_CASE("determinants overflow, their sign and logarithm do not") {
    const la::Matrix huge = real_matrix(arma::mat(-1e200 * arma::eye(3, 3))),
                     tiny = real_matrix(arma::mat(1e-200 * arma::eye(2, 2)));
    CHECK(number(huge, "det") == -infinity);
    CHECK(number(huge, "det_sign") == -1);
    CHECK(number(huge, "log_abs_det") == doctest::Approx(600 * std::log(10)).epsilon(1e-15));
    CHECK(number(tiny, "det") == 0);
    CHECK(number(tiny, "det_sign") == 1);
    CHECK(number(tiny, "log_abs_det") == doctest::Approx(-400 * std::log(10)).epsilon(1e-15));
    const auto det = std::get<std::complex<double>>(get(complex_matrix({{1i, 0}, {0, 2}}), "det"));
    CHECK(det == 2i);
    CHECK(std::get<std::complex<double>>(get(complex_matrix({{1i, 0}, {0, 2}}), "det_sign")) == 1i);
    CHECK(number(complex_matrix({{1i, 0}, {0, 2i}}), "det") == -2);
}

TEST_CASE("norms do not overflow, singular matrices have an infinite condition number") {
    CHECK(number(real_matrix({{3e200, 0}, {0, 4e200}}), "normfro") == doctest::Approx(5e200).epsilon(1e-15));
    CHECK(number(real_matrix({{3, 4}}), "normfro") == 5);
    CHECK(number(real_matrix({{1, 2}, {2, 4}}), "cond") == infinity);
    CHECK(number(real_matrix(arma::mat(2, 2, arma::fill::zeros)), "cond") == infinity);
    CHECK(number(real_matrix({{1, 0}, {0, 1e-6}}), "cond") == doctest::Approx(1e6).epsilon(1e-9));
    CHECK(is(real_matrix({{1, 0}, {0, 1e-6}}), "invertible"));
    CHECK_FALSE(is(real_matrix({{1, 2}, {2, 4}}), "invertible"));
    CHECK_FALSE(is(real_matrix({{1, 1}, {1, 1 + 2e-16}}), "invertible"));
    CHECK(is(real_matrix({{1e-310, 2e-310}, {3e-310, 4e-310}}), "invertible"));
    CHECK(is(real_matrix({{1, 0}, {0, 1e-300}}), "invertible"));
}

TEST_CASE("rank follows the tolerance that is given, cond does not") {
    la::Properties p(real_matrix({{1, 0}, {0, 1e-6}}), 1e-3);
    CHECK(std::get<std::uint64_t>(p.get("rank")) == 1);
    CHECK(std::get<double>(p.get("tolerance")) == 1e-3);
    CHECK(std::get<double>(p.get("cond")) == doctest::Approx(1e6).epsilon(1e-9));
}

TEST_CASE("the rank of a tiny or huge matrix is that of the matrix") {
    const arma::mat a{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    for (const int power : {-1070, -1040, -1000, -600, 600, 1000}) {
        CAPTURE(power);
        const arma::mat scaled = std::ldexp(1.0, power / 2) * a * std::ldexp(1.0, power - power / 2);
        CHECK(count(real_matrix(scaled), "rank") == 2);
        CHECK(number(real_matrix(scaled), "cond") == infinity);
        CHECK(number(real_matrix(scaled), "norm2") ==
              doctest::Approx(std::ldexp(number(real_matrix(a), "norm2"), power)));
    }
}

TEST_CASE("the predicates of definiteness") {
    const la::Matrix pd = real_matrix({{2, 1}, {1, 2}}), psd = real_matrix({{1, 1}, {1, 1}}),
                     none = real_matrix({{1, 0}, {0, -1}});
    const la::Matrix zero = real_matrix(arma::mat(2, 2, arma::fill::zeros));
    CHECK(is(pd, "pd"));
    CHECK(is(pd, "psd"));
    CHECK_FALSE(is(psd, "pd"));
    CHECK(is(psd, "psd"));
    CHECK(is(zero, "psd"));
    CHECK(is(zero, "nsd"));
    CHECK(is(none, "indefinite"));
    CHECK_FALSE(is(none, "nsd"));
    CHECK(is(real_matrix({{-2, 1}, {1, -2}}), "nd"));
}

TEST_CASE("structure of a sparse matrix that no dense one could hold") {
    arma::sp_mat a(1'000'000, 1'000'000);
    a(0, 0) = 3;
    a(999'999, 5) = -4;
    const la::Matrix m(a);
    CHECK(count(m, "nnz") == 2);
    CHECK(number(m, "trace") == 3);
    CHECK(number(m, "norm1") == 4);
    CHECK(number(m, "norminf") == 4);
    CHECK(number(m, "normfro") == 5);
    CHECK(text(m, "symmetry") == "none");
    CHECK(number(m, "asymmetry") == 4);
    CHECK(text(m, "triangular") == "lower");
    CHECK_FALSE(yes(m, "diagonal"));
    CHECK_FALSE(is(m, "identity"));
    CHECK_FALSE(is(m, "orthogonal"));
    CHECK_FALSE(is(m, "projection"));
    const la::Matrix corner(arma::sp_mat(a.submat(0, 0, 49'999, 49'999)));
    CHECK(number(corner, "norm2") == doctest::Approx(3));
    CHECK(count(corner, "rank") == 1);
}

TEST_CASE("values that are not finite stop the decompositions only") {
    const la::Matrix a(arma::mat{{1, arma::datum::nan}, {0, arma::datum::inf}}, "A.csv");
    CHECK(count(a, "nnz") == 3);
    CHECK(text(a, "triangular") == "upper");
    CHECK_FALSE(yes(a, "diagonal"));
    CHECK(text(a, "symmetry") == "none");
    CHECK(number(a, "trace") == infinity);
    CHECK(std::isnan(number(a, "norm1")));
    CHECK(number(a, "asymmetry") != number(a, "asymmetry"));
    for (const char* key : {"orthogonal", "rank", "det", "norm2", "cond", "definiteness"}) {
        CAPTURE(key);
        CHECK_THROWS_WITH_AS(get(a, key), "A.csv: row 1, column 2 is NaN: finite values are needed", la::Error);
    }
}

TEST_CASE("matrices without cells") {
    const la::Matrix none = real_matrix(arma::mat(0, 0)), wide = real_matrix(arma::mat(0, 3));
    CHECK(number(none, "det") == 1);
    CHECK(number(none, "log_abs_det") == 0);
    CHECK(number(none, "trace") == 0);
    CHECK(number(none, "norm2") == 0);
    CHECK(undefined(none, "cond"));
    CHECK(count(wide, "rank") == 0);
    CHECK(number(wide, "normfro") == 0);
    CHECK(undefined(wide, "det"));
    CHECK(is(none, "invertible"));
}

TEST_CASE("unknown keys and predicates are named") {
    CHECK_THROWS_WITH_AS(get(real_matrix(arma::mat(1, 1)), "color"), "unknown property 'color'", la::Error);
    CHECK_THROWS_WITH_AS(is(real_matrix(arma::mat(1, 1)), "blue"), "unknown predicate 'blue'", la::Error);
}
