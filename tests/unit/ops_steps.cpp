#include "ops/steps.hpp"

#include <doctest/doctest.h>
#include <cmath>

#include "core/error.hpp"

using namespace la;
using arma::mat;

TEST_CASE("the circle is exact at right angles and has unit radius") {
    CHECK(arma::approx_equal(dense_real(circle(4)), mat{{1, 0, -1, 0}, {0, 1, 0, -1}}, "absdiff", 0));
    CHECK(shape_text(circle(0)) == "2x0");
    for (const arma::uword n : {1, 3, 7, 100}) {
        const mat points = dense_real(circle(n));
        for (arma::uword j = 0; j < n; ++j) {
            const double angle = 2 * std::acos(-1.0) * double(j) / double(n);
            CHECK(std::abs(points(0, j) - std::cos(angle)) <= 1e-15);
            CHECK(std::abs(points(1, j) - std::sin(angle)) <= 1e-15);
        }
    }
}

TEST_CASE("steps lead from the points to their image") {
    arma::arma_rng::set_seed(21);
    for (const mat& a : {mat{{4, 1}, {2, 3}}, mat{{2, 1}, {1, 2}}, mat{{0, -1}, {1, 0}}}) {
        const mat points = dense_real(circle(12));
        const Eigensystem e = eigen(Matrix(a), {true, false, true});
        const auto steps = eigen_steps(e, circle(12));
        REQUIRE(steps.size() == 4);
        CHECK(steps[0].first == "x");
        CHECK(steps[1].first == "Vinv*x");
        CHECK(steps[2].first == "D*Vinv*x");
        CHECK(steps[3].first == "V*D*Vinv*x");
        CHECK(arma::approx_equal(dense_real(steps[0].second), points, "absdiff", 0));
        CHECK(arma::norm(dense_complex(e.vectors) * dense_complex(steps[1].second) - points, "fro") <= 1e-14);
        CHECK(arma::norm(dense_complex(e.vectors) * dense_complex(steps[2].second) - a * points, "fro") <= 1e-13);
        CHECK(arma::norm(dense_real(steps[3].second) - a * points, "fro") <= 1e-13);
    }
}

TEST_CASE("points of another size are refused") {
    const Eigensystem e = eigen(Matrix(mat(3, 3, arma::fill::eye)), {true, false, true});
    CHECK_THROWS_WITH_AS(eigen_steps(e, Matrix(mat(2, 5), "P.csv")), "P.csv is 2x5: points are columns of 3 rows",
                         Error);
}
