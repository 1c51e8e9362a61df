#include "ops/scaling.hpp"

#include <doctest/doctest.h>

#include <cmath>

using la::Matrix;

TEST_CASE("only values near the ends of the range of doubles are scaled, by a power of two") {
    CHECK(la::safe_scale(Matrix(arma::mat{{3, -1e99}})) == 1);
    CHECK(la::safe_scale(Matrix(arma::mat(2, 2, arma::fill::zeros))) == 1);
    CHECK(la::safe_scale(Matrix(arma::mat(0, 2))) == 1);
    for (const double size : {1e308, 1e101, 1e-101, 1e-300}) {
        CAPTURE(size);
        const double scale = la::safe_scale(Matrix(arma::mat{{0, -size}}));
        CHECK(std::exp2(std::round(std::log2(scale))) == scale);
        CHECK(scale * size >= 1);
        CHECK(scale * size < 2);
    }
    CHECK(la::safe_scale(Matrix(arma::mat{{5e-324, 0}})) == std::ldexp(1.0, 1023));
    CHECK(la::safe_scale(Matrix(arma::cx_mat{{{1.7e308, 1.7e308}, 0}})) == std::ldexp(1.0, -1023));
    arma::sp_mat sparse(2, 2);
    sparse(1, 0) = std::ldexp(1.0, 1000);
    CHECK(la::safe_scale(Matrix(sparse)) == std::ldexp(1.0, -1000));
}

TEST_CASE("scaling keeps labels and is undone by the reciprocal") {
    Matrix a(arma::mat{{1e300, -3e299}}, "A.csv");
    a.column_names = {"x", "y"};
    const double scale = la::safe_scale(a);
    const Matrix b = la::scaled(a, scale);
    CHECK(b.column_names == a.column_names);
    CHECK(b.origin == "A.csv");
    CHECK(std::get<arma::mat>(b.values)(0, 0) * (1 / scale) == 1e300);
}
