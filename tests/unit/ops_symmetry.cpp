#include "ops/symmetry.hpp"

#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;

namespace {}  // namespace

TEST_CASE("the largest difference to the mirror image decides, dense and sparse") {
    const mat a = {{1, 2, 0}, {2, 0, 3}, {0, 3.5, 4}};
    CHECK(asymmetry(Matrix(a)) == 0.5);
    CHECK(asymmetry(Matrix(arma::sp_mat(a))) == 0.5);
    CHECK_FALSE(is_symmetric(Matrix(a)));
    for (const double factor : {90.0, 110.0}) {
        const mat nearly = {{1, 1 + factor * eps}, {1, 1}};
        CHECK(is_symmetric(Matrix(nearly)) == (factor < 100));
        CHECK(is_symmetric(Matrix(arma::sp_mat(nearly))) == (factor < 100));
    }
}

TEST_CASE("complex matrices are Hermitian, not symmetric") {
    const cx_double i(0, 1);
    const cx_mat hermitian = {{1, 2.0 + i}, {2.0 - i, 3}}, symmetric = {{1, i}, {i, 1}}, diagonal = {{1, 0}, {0, i}};
    CHECK(is_symmetric(Matrix(hermitian)));
    CHECK(is_symmetric(Matrix(arma::sp_cx_mat(hermitian))));
    CHECK_FALSE(is_symmetric(Matrix(symmetric)));
    CHECK(asymmetry(Matrix(diagonal)) == 2);
    CHECK(is_skew_symmetric(Matrix(cx_mat(i * hermitian))));
}

TEST_CASE("skew-symmetric matrices") {
    const mat skew = {{0, 2}, {-2, 0}};
    CHECK(is_skew_symmetric(Matrix(skew)));
    CHECK(is_skew_symmetric(Matrix(arma::sp_mat(skew))));
    CHECK(skew_asymmetry(Matrix(mat{{1, 2}, {-2, 0}})) == 2);
    CHECK_FALSE(is_skew_symmetric(Matrix(mat{{1, 2}, {-2, 0}})));
    CHECK(is_skew_symmetric(Matrix(mat(2, 2))));
    CHECK(is_symmetric(Matrix(mat(2, 2))));
}

TEST_CASE("impossible shapes and values are not symmetric, empty ones are") {
    CHECK_FALSE(is_symmetric(Matrix(mat(2, 3))));
    CHECK(std::isnan(asymmetry(Matrix(mat(2, 3)))));
    CHECK_FALSE(is_symmetric(Matrix(mat{{1, arma::datum::nan}, {0, 1}})));
    CHECK(is_symmetric(Matrix(mat{{1, arma::datum::inf}, {arma::datum::inf, 1}})));
    CHECK(is_symmetric(Matrix(mat())));
}

TEST_CASE("the symmetric part is exactly symmetric and keeps what agrees") {
    arma::arma_rng::set_seed(41);
    for (const arma::uword n : {1, 2, 33, 70}) {
        const mat x(n, n, arma::fill::randn);
        const mat h = dense_real(symmetric_part(Matrix(x)));
        CHECK(arma::approx_equal(h, mat(h.t()), "absdiff", 0));
        CHECK(arma::approx_equal(h, mat(0.5 * (x + x.t())), "absdiff", 4 * eps));
        const cx_mat z(n, n, arma::fill::randn), hermitian = dense_complex(symmetric_part(Matrix(z)));
        CHECK(arma::approx_equal(hermitian, cx_mat(hermitian.t()), "absdiff", 0));
        CHECK(arma::approx_equal(hermitian, cx_mat(0.5 * (z + z.t())), "absdiff", 4 * eps));
    }
    const mat large = {{1.7e308, 1.7e308}, {1.7e308, 5e-324}};
    CHECK(arma::approx_equal(dense_real(symmetric_part(Matrix(large))), large, "absdiff", 0));
    const Matrix sparse = symmetric_part(Matrix(arma::sp_mat(mat{{1, 4}, {0, 1}})));
    CHECK(sparse.is_sparse());
    CHECK(arma::approx_equal(dense_real(sparse), mat{{1, 2}, {2, 1}}, "absdiff", 0));
    CHECK_THROWS_WITH_AS(symmetric_part(Matrix(mat(2, 3), "A.csv")), "A.csv is 2x3: a square matrix is needed", Error);
}
