#include "plot/covariance_ellipse.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "data_block.hpp"

using namespace la;
using arma::mat;
using arma::rowvec;

TEST_CASE("ellipses lie at distances 1 and 2 in the metric of the inverse covariance") {
    arma::arma_rng::set_seed(2);
    const mat table = arma::randn(50, 2) * mat{{2, 1}, {0, 0.5}} + 3;
    const std::string script = covariance_picture(Matrix(table), {});
    const mat covariance = arma::cov(table), metric = arma::inv_sympd(covariance);
    const rowvec mean = arma::mean(table, 0);
    CHECK(data_block(script, "points").n_rows == 50);
    for (const auto& [name, distance] : {std::pair{"one_sigma", 1.0}, std::pair{"two_sigma", 2.0}}) {
        const mat curve = data_block(script, name);
        REQUIRE(curve.n_rows > 50);
        for (arma::uword i = 0; i < curve.n_rows; ++i) {
            const rowvec x = curve.row(i) - mean;
            CHECK(std::sqrt(arma::as_scalar(x * metric * x.t())) == doctest::Approx(distance).epsilon(1e-4));
        }
    }
}

TEST_CASE("a table on a line has a flat ellipse") {
    const mat curve = data_block(covariance_picture(Matrix(mat{{0, 0}, {1, 1}, {2, 2}}), {}), "one_sigma");
    CHECK(arma::abs(curve.col(0) - curve.col(1)).max() < 1e-5);
}

TEST_CASE("what has no covariance in the plane is refused") {
    CHECK_THROWS_AS(covariance_picture(Matrix(mat{{1, 2}}), {}), Error);
    CHECK_THROWS_AS(covariance_picture(Matrix(mat(4, 3, arma::fill::ones)), {}), Error);
    CHECK_THROWS_AS(covariance_picture(Matrix(mat{{1, 2}, {arma::datum::nan, 3}}), {}), Error);
}
