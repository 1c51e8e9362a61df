#include "ops/solve.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "graded.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;
using arma::cx_mat;
using arma::mat;
using arma::sp_mat;
using arma::uword;

namespace {

// The inverse and solutions of R·B·C are those of B in other units, to n·eps·cond of the matrix that was judged.
template <class T>
void check_in_units(const arma::Mat<T>& b, const Exponents& rows, const Exponents& columns) {
    const uword n = b.n_rows;
    const Factorization factors(equilibrated(Matrix(b), rows, columns));
    REQUIRE(factors.is_regular());
    const double unit = double(n) * eps / std::min(1.0, factors.reciprocal_condition());
    const auto inverse = dense_as<T>(equilibrated(factors.inverse(), columns, rows));
    const arma::Mat<T> expected = arma::inv(b);
    CHECK(arma::abs(inverse - expected).max() <= 10 * unit * arma::abs(expected).max());

    const arma::Mat<T> x(n, 2, arma::fill::randn);
    const Matrix right = equilibrated(Matrix(arma::Mat<T>(b * x)), rows, Exponents(2));
    const auto found = dense_as<T>(equilibrated(factors.solve(right), columns, Exponents(2)));
    CHECK(arma::abs(found - x).max() <= 10 * unit * arma::abs(x).max());
    const Matrix left = equilibrated(Matrix(arma::Mat<T>(x.st() * b)), Exponents(2), columns);
    const auto found_left = dense_as<T>(equilibrated(factors.solve_right(left), Exponents(2), rows));
    CHECK(arma::abs(found_left - x.st()).max() <= 10 * unit * arma::abs(x).max());

    const arma::cx_double logarithm = arma::log_det(b);
    double shift = 0;
    for (uword i = 0; i < n; ++i) shift += rows[i] + columns[i];
    const ScaledProduct det = factors.determinant_product();
    CHECK(std::abs(det.log_modulus() - shift * std::log(2) - logarithm.real()) <= unit + 1e-15 * std::abs(shift));
    CHECK(std::abs(det.phase - std::exp(arma::cx_double(0, logarithm.imag()))) <= 10 * unit);
}

template <class T>
void check_in_all_units(const arma::Mat<T>& b) {
    const uword n = b.n_rows;
    for (const int range : {0, 5, 100, 480}) {
        CAPTURE(range);
        check_in_units(b, random_exponents(n, range), random_exponents(n, range));
    }
    for (const int power : {-1000, -600, 600, 1000}) {
        CAPTURE(power);
        check_in_units(b, Exponents(n, power), Exponents(n));
        check_in_units(b, Exponents(n), Exponents(n, power));
    }
    // Rows, or columns, from 2^-1000 to 2^1000, that is 1e-300 to 1e300.
    Exponents steps(n);
    for (uword i = 0; i < n; ++i) steps[i] = n == 1 ? 0 : int(2000 * i / (n - 1)) - 1000;
    check_in_units(b, steps, Exponents(n));
    check_in_units(b, Exponents(n), steps);
}

// Ones on a cycle: rows reach two columns each.
mat ring(uword n) {
    mat a(n, n, arma::fill::eye);
    for (uword i = 0; i < n; ++i) a(i, (i + 1) % n) = i + 1 == n ? 2 : 1;
    return a;
}

}  // namespace

TEST_CASE("systems in any units: general, definite, triangular, of few entries, real and complex") {
    arma::arma_rng::set_seed(61);
    for (const uword n : {1, 2, 3, 8, 25}) {
        CAPTURE(n);
        const mat x(n, n, arma::fill::randn), identity(n, n, arma::fill::eye);
        const cx_mat z(x, mat(n, n, arma::fill::randn));
        check_in_all_units(mat(x + 2 * std::sqrt(double(n)) * identity));
        check_in_all_units(cx_mat(z + 3 * std::sqrt(double(n)) * cx_mat(identity, 0 * identity)));
        check_in_all_units(mat(x * x.t() + identity));
        check_in_all_units(mat(arma::trimatu(x) / double(n) + identity * 2));
        check_in_all_units(mat(arma::trimatl(x) / double(n) + identity * 2));
        if (n > 1) check_in_all_units(ring(n));
    }
}

TEST_CASE("definite systems in units of their own") {
    arma::arma_rng::set_seed(62);
    const mat x(12, 12, arma::fill::randn);
    for (const int range : {5, 100, 500}) {
        const Exponents d = random_exponents(12, range);
        check_in_units(mat(x * x.t() + mat(12, 12, arma::fill::eye)), d, d);
    }
}

TEST_CASE("large sparse systems in any units stay sparse") {
    arma::arma_rng::set_seed(63);
    const sp_mat grid = kronecker_sum(path(26), path(25)),
                 skew = kronecker_sum(toeplitz(26, -1.5, 2.5, -0.5), path(25));
    for (const sp_mat& b : {grid, skew})
        for (const int range : {0, 100, 450}) {
            CAPTURE(range);
            const uword n = b.n_rows;
            const Exponents rows = random_exponents(n, range), columns = random_exponents(n, range);
            for (const bool is_congruent : {true, false}) {
                const Factorization factors(equilibrated(Matrix(b), rows, is_congruent ? rows : columns));
                CHECK(factors.driver().starts_with("sparse"));
                REQUIRE(factors.is_regular());
                const mat x(n, 1, arma::fill::randn);
                const Matrix right = equilibrated(Matrix(mat(b * x)), rows, Exponents(1));
                const Matrix found = equilibrated(factors.solve(right), is_congruent ? rows : columns, Exponents(1));
                CHECK(arma::abs(dense_real(found) - x).max() <=
                      10 * double(n) * eps / factors.reciprocal_condition() * arma::abs(x).max());
            }
        }
}

TEST_CASE("singular matrices stay singular in any units") {
    arma::arma_rng::set_seed(64);
    for (const uword n : {2, 3, 10}) {
        const mat x(n, n - 1, arma::fill::randn), singular = x * mat(n - 1, n, arma::fill::randn);
        for (const int range : {0, 5, 100, 480}) {
            CAPTURE(n);
            CAPTURE(range);
            const Matrix a = equilibrated(Matrix(singular), random_exponents(n, range), random_exponents(n, range));
            CHECK_FALSE(Factorization(a).is_regular());
        }
    }
    CHECK_FALSE(Factorization(Matrix(mat{{1, 1}, {1, 1 + 2 * eps / 3}})).is_regular());
    CHECK_FALSE(Factorization(Matrix(mat{{1, 0}, {0, 0}})).is_regular());
    const Matrix cycle_in_units = equilibrated(Matrix(cycle(600)), random_exponents(600, 100), Exponents(600));
    CHECK_FALSE(Factorization(cycle_in_units).is_regular());
}

TEST_CASE("ill-conditioned systems are solved to all digits") {
    // Vandermonde's matrix of 1..12, of condition 1e16, and b so that x is 1.
    mat v(12, 12), b(12, 1, arma::fill::zeros);
    for (uword i = 0; i < 12; ++i)
        for (uword j = 0; j < 12; ++j) b(i) += v(i, j) = std::pow(double(i + 1), double(j));
    const mat x = dense_real(Factorization(Matrix(v)).solve(Matrix(b)));
    CHECK(arma::abs(x - 1).max() <= 4 * eps);
    const mat y = dense_real(Factorization(Matrix(mat(v.t()))).solve(Matrix(b), Transposition::transpose));
    CHECK(arma::abs(y - 1).max() <= 4 * eps);
    const cx_mat z = dense_complex(Factorization(Matrix(cx_mat(v, 0 * v))).solve(Matrix(b)));
    CHECK(arma::abs(z - 1.0).max() <= 4 * eps);
}

TEST_CASE("results beyond the range of doubles are told, those within it found") {
    const Factorization tiny(Matrix(mat{{1e-310, 2e-310}, {3e-310, 4e-310}}, "A.csv"));
    CHECK(tiny.is_regular());
    CHECK_THROWS_WITH_AS(tiny.inverse(), "the inverse of A.csv lies beyond the range of doubles", Error);
    CHECK_THROWS_WITH_AS(tiny.solve(Matrix(mat(arma::vec{1, 1}))),
                         "the solution with A.csv lies beyond the range of doubles", Error);
    const mat x = dense_real(tiny.solve(Matrix(mat(arma::vec{5e-310, 1.1e-309}))));
    CHECK(x(0) == doctest::Approx(1).epsilon(1e-12));
    CHECK(x(1) == doctest::Approx(2).epsilon(1e-12));
    const mat inverse = dense_real(Factorization(Matrix(mat{{1.7e308, 1.7e308}, {1.7e308, -1.7e308}})).inverse());
    CHECK(arma::abs(inverse * 1.7e308 - mat{{0.5, 0.5}, {0.5, -0.5}}).max() <= 1e-15);
}

TEST_CASE("determinants whose factors leave the range of doubles") {
    const auto det = [](const mat& a) { return Factorization(Matrix(a)).determinant_product(); };
    CHECK(det(mat{{1e-310, 0}, {0, 1}}).value() == 1e-310);
    CHECK(det(mat{{0, 1}, {1e-310, 0}}).value() == -1e-310);
    CHECK(det(arma::diagmat(arma::vec{1e200, 1e200, 1e-200, 1e-200})).value().real() ==
          doctest::Approx(1).epsilon(1e-15));
    // A pivot that is subnormal although all rows and columns are alike.
    const ScaledProduct product = det(mat{{1, 1, 0}, {1, 1, 1e-310}, {0, 1e-310, 1}});
    CHECK(product.phase == -1.0);
    CHECK(product.log_modulus() == doctest::Approx(2 * std::log(1e-310)).epsilon(1e-14));
    CHECK(det(mat{{1, 2}, {2, 4}}).value() == 0.0);
    CHECK(det(mat{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}).value() == 0.0);
    CHECK(det(mat{{0, 1}, {1, 0}}).value() == -1.0);
    CHECK(det(mat()).value() == 1.0);
}

TEST_CASE("a singular system names what solves it") {
    const Factorization factors(Matrix(mat{{1, 2}, {2, 4}}, "A.csv"));
    CHECK_THROWS_WITH_AS(factors.solve(Matrix(mat(arma::vec{1, 2}))),
                         "A.csv is singular to working accuracy (laproj --coef gives a least squares solution)", Error);
    CHECK_THROWS_WITH_AS(factors.inverse(), "A.csv is singular to working accuracy", Error);
}
