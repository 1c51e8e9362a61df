#include "ops/power.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/error.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_mat;

TEST_CASE("powers agree with repeated products") {
    arma::arma_rng::set_seed(31);
    const mat a = mat(4, 4, arma::fill::randn) + 4 * mat(4, 4, arma::fill::eye);
    const cx_mat z(a, mat(4, 4, arma::fill::randn));
    mat up(4, 4, arma::fill::eye), down = up;
    cx_mat up_z(up, mat(4, 4));
    const mat inverse_a = arma::inv(a);
    for (int k = 0; k <= 13; ++k) {
        CAPTURE(k);
        CHECK(arma::approx_equal(dense_real(power(Matrix(a), k)), up, "reldiff", 1e-11));
        CHECK(arma::approx_equal(dense_real(power(Matrix(sp_mat(a)), k)), up, "reldiff", 1e-11));
        CHECK(power(Matrix(sp_mat(a)), k).is_sparse());
        CHECK(arma::norm(dense_real(power(Matrix(a), -k)) - down) <= 1e-11 * arma::norm(down));
        CHECK(arma::norm(dense_complex(power(Matrix(z), k)) - up_z) <= 1e-11 * arma::norm(up_z));
        up = up * a;
        up_z = up_z * z;
        down = down * inverse_a;
    }
}

TEST_CASE("Fibonacci numbers, exactly") {
    CHECK(dense_real(power(Matrix(mat{{1, 1}, {1, 0}}), 78))(0, 1) == 8944394323791464.0);
}

TEST_CASE("exponents at the ends of their range") {
    const mat swap = {{0, 1}, {1, 0}}, identity(2, 2, arma::fill::eye);
    const auto smallest = std::numeric_limits<std::int64_t>::min(), largest = std::numeric_limits<std::int64_t>::max();
    CHECK(arma::approx_equal(dense_real(power(Matrix(swap), smallest)), identity, "absdiff", 0));
    CHECK(arma::approx_equal(dense_real(power(Matrix(swap), smallest + 1)), swap, "absdiff", 0));
    CHECK(arma::approx_equal(dense_real(power(Matrix(swap), largest)), swap, "absdiff", 0));
    CHECK(shape_text(power(Matrix(mat()), -3)) == "0x0");
}

TEST_CASE("names stay for powers and swap for the inverse") {
    Matrix a(mat{{2, 0}, {0, 4}}, "A.csv");
    a.row_names = {"r1", "r2"};
    a.column_names = {"c1", "c2"};
    for (const int k : {0, 1, 5}) {
        CHECK(power(a, k).row_names == a.row_names);
        CHECK(power(a, k).column_names == a.column_names);
    }
    CHECK(power(a, 2).origin.empty());
    CHECK(inverse(a).row_names == a.column_names);
    CHECK(inverse(a).column_names == a.row_names);
    CHECK(arma::approx_equal(dense_real(inverse(a)), mat{{0.5, 0}, {0, 0.25}}, "absdiff", 0));
}

TEST_CASE("matrices that have no inverse") {
    CHECK_THROWS_WITH_AS(power(Matrix(mat(2, 3), "A.csv"), 2), "A.csv is 2x3: a square matrix is needed", Error);
    CHECK_THROWS_WITH_AS(inverse(Matrix(mat{{1, 2}, {2, 4}}, "A.csv")),
                         "A.csv is singular to working accuracy (reciprocal condition number 0)", Error);
    CHECK_THROWS_WITH_AS(power(Matrix(mat{{1, 1}, {1, 1 + 0x1p-52}}, "A.csv"), -1),
                         "A.csv is singular to working accuracy (reciprocal condition number 5.6e-17)", Error);
    CHECK_THROWS_WITH_AS(power(Matrix(mat{{1e-310, 0}, {0, 1}}, "A.csv"), -1),
                         "the inverse of A.csv lies beyond the range of doubles", Error);
    CHECK_THROWS_WITH_AS(inverse(Matrix(mat{{1, 0}, {arma::datum::nan, 1}}, "A.csv")),
                         "A.csv: row 2, column 1 is NaN: finite values are needed", Error);
    CHECK_NOTHROW(inverse(Matrix(mat(1e-300 * mat(2, 2, arma::fill::eye)))));
    CHECK(dense_real(inverse(Matrix(mat{{1, 0}, {0, 1e-18}})))(1, 1) == doctest::Approx(1e18).epsilon(1e-15));
}
