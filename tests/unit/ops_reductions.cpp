#include "ops/reductions.hpp"

#include <doctest/doctest.h>
#include <cmath>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "ops/transpose.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_mat;
using arma::uword;

namespace {

double value(const Matrix& a) {
    return dense_real(a)[0];
}

// The sum of n times x with one rounding.
double times(uword n, double x) {
    return double((long double)n * (long double)x);
}

}  // namespace

TEST_CASE("sums of a million equal terms are right to a few roundings, in every direction") {
    const uword n = 1000000;
    const mat column(n, 1, arma::fill::value(0.1));
    const Matrix row(mat(column.t())), sparse{sp_mat(column)}, wide(mat(3, n / 4, arma::fill::value(0.1)));
    const double expected = times(n, 0.1);
    CHECK(std::abs(value(sum(Matrix(column))) - expected) <= 20 * eps * expected);
    CHECK(std::abs(value(mean(Matrix(column))) - 0.1) <= 20 * eps * 0.1);
    CHECK(std::abs(value(column_sums(Matrix(column))) - expected) <= 20 * eps * expected);
    CHECK(std::abs(value(row_sums(row)) - expected) <= 20 * eps * expected);
    CHECK(std::abs(value(column_sums(sparse)) - expected) <= 20 * eps * expected);
    CHECK(std::abs(value(row_sums(Matrix(sp_mat(column.t())))) - expected) <= 20 * eps * expected);
    CHECK(arma::abs(dense_real(row_sums(wide)) - times(n / 4, 0.1)).max() <= 80 * eps * times(n / 4, 0.1));
    CHECK(std::abs(value(logsumexp(Matrix(mat(n, 1)))) - std::log(double(n))) <= 20 * eps * std::log(double(n)));
    CHECK(std::abs(value(softmax(Matrix(mat(n, 1)))) - 1 / double(n)) <= 20 * eps / double(n));
}

TEST_CASE("sums of rows and columns of integers are exact, dense and sparse, real and complex") {
    arma::arma_rng::set_seed(81);
    for (const uword m : {0, 1, 2, 7, 130})
        for (const uword n : {0, 1, 3, 64, 65, 200}) {
            CAPTURE(m);
            CAPTURE(n);
            const mat a = arma::floor(10 * mat(m, n, arma::fill::randn));
            mat rows(m, 1), columns(1, n);
            for (uword i = 0; i < m; ++i)
                for (uword j = 0; j < n; ++j) {
                    rows(i, 0) += a(i, j);
                    columns(0, j) += a(i, j);
                }
            for (const Matrix& x : {Matrix(a), Matrix(sp_mat(a))}) {
                CHECK(arma::approx_equal(dense_real(row_sums(x)), rows, "absdiff", 0));
                CHECK(arma::approx_equal(dense_real(column_sums(x)), columns, "absdiff", 0));
            }
            const Matrix z(cx_mat(a, 2 * a));
            CHECK(arma::approx_equal(dense_complex(row_sums(z)), cx_mat(rows, 2 * rows), "absdiff", 0));
            CHECK(arma::approx_equal(dense_complex(column_sums(to_sparse(z))), cx_mat(columns, 2 * columns), "absdiff",
                                     0));
        }
}
