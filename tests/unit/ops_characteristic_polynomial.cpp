#include "ops/characteristic_polynomial.hpp"

#include <doctest/doctest.h>
#include <cmath>

#include "core/error.hpp"
#include "ops/eigen.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;

namespace {

// Coefficients of the product of (x - root), highest power first.
arma::cx_vec expanded(const arma::cx_vec& roots) {
    arma::cx_vec p = {1.0};
    for (const cx_double& root : roots) p = arma::conv(p, arma::cx_vec{1.0, -root});
    return p;
}

bool is_exactly(const mat& a, const arma::vec& expected) {
    return arma::approx_equal(dense_real(characteristic_polynomial(Matrix(a))), mat(expected), "absdiff", 0);
}

}  // namespace

TEST_CASE("integer matrices have exact integer polynomials") {
    CHECK(is_exactly({{4, 1}, {2, 3}}, {1, -7, 10}));
    CHECK(is_exactly({{0, -1}, {1, 0}}, {1, 0, 1}));
    CHECK(is_exactly(mat(1, 1, arma::fill::ones), {1, -1}));
    CHECK(is_exactly(mat(3, 3), {1, 0, 0, 0}));
    CHECK(is_exactly({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, {1, -15, -18, 0}));
    CHECK(is_exactly({{0, 0, 6}, {1, 0, -11}, {0, 1, 6}}, {1, -6, 11, -6}));
    // the last coefficient lies above 2^53 and is rounded once
    CHECK(is_exactly({{94906267, 1}, {1, 94906267}}, {1, -189812534, 94906267.0 * 94906267.0}));
}

TEST_CASE("the path graph of 40 vertices has Chebyshev's polynomial, exactly") {
    const arma::uword n = 40;
    mat path(n, n);
    for (arma::uword i = 0; i + 1 < n; ++i) path(i, i + 1) = path(i + 1, i) = 1;
    arma::vec expected(n + 1);
    double binomial = 1;  // of n-k over k, with alternating signs at x^(n-2k)
    for (arma::uword k = 0; 2 * k <= n; ++k) {
        expected(2 * k) = (k % 2 == 0 ? 1 : -1) * binomial;
        const double m = double(n - k), j = double(k);
        binomial *= (m - j) * (m - j - 1) / (m * (j + 1));
    }
    expected = arma::round(expected);
    CHECK(is_exactly(path, expected));
}

TEST_CASE("an empty matrix has the polynomial 1") {
    CHECK(is_exactly(mat(), {1}));
}

TEST_CASE("La Budde's method agrees with the product over the eigenvalues") {
    arma::arma_rng::set_seed(51);
    for (const arma::uword n : {1, 2, 3, 10, 30}) {
        const mat x(n, n, arma::fill::randn);
        const cx_mat z(n, n, arma::fill::randn);
        for (const cx_mat& a : {cx_mat(x, mat(n, n)), cx_mat(mat(x + x.t()), mat(n, n)), z, cx_mat(z + z.t())}) {
            CAPTURE(n);
            const cx_mat p = dense_complex(characteristic_polynomial(Matrix(a)));
            const arma::cx_vec expected = expanded(eigen(Matrix(a)).values);
            REQUIRE(p.n_rows == n + 1);
            CHECK(p(0) == 1.0);
            CHECK(arma::norm(p.col(0) - expected) <= 1e-11 * arma::norm(expected));
            CHECK(std::abs(p(1) + arma::trace(a)) <= 1e-13 * arma::norm(a, "fro") * double(n));
        }
    }
}

TEST_CASE("rounded and exact polynomials agree where both exist") {
    arma::arma_rng::set_seed(52);
    for (const arma::uword n : {2, 5, 12}) {
        const mat integers = arma::round(3 * mat(n, n, arma::fill::randn));
        const mat exact = dense_real(characteristic_polynomial(Matrix(integers)));
        const mat halves = dense_real(characteristic_polynomial(Matrix(mat(integers * 0.1))));
        for (arma::uword k = 0; k <= n; ++k)
            CHECK(std::abs(halves(k) * std::pow(10.0, double(k)) - exact(k)) <= 1e-11 * arma::norm(exact));
    }
}

TEST_CASE("fields: Hermitian gives real, complex gives complex, sparse is read as dense") {
    CHECK_FALSE(characteristic_polynomial(Matrix(cx_mat{{2, cx_double(0, 1)}, {cx_double(0, -1), 2}})).is_complex());
    CHECK(characteristic_polynomial(Matrix(cx_mat(cx_double(0, 1) * cx_mat(1, 1, arma::fill::ones)))).is_complex());
    CHECK_FALSE(characteristic_polynomial(Matrix(arma::sp_mat(mat{{4, 1}, {2, 3}}))).is_sparse());
}

TEST_CASE("polynomials that are refused") {
    CHECK_THROWS_WITH_AS(characteristic_polynomial(Matrix(mat(2, 3), "A.csv")),
                         "A.csv is 2x3: a square matrix is needed", Error);
    CHECK_THROWS_WITH_AS(characteristic_polynomial(Matrix(mat(1e200 * mat(3, 3, arma::fill::eye)))),
                         "the characteristic polynomial has coefficients beyond the range of doubles", Error);
}
