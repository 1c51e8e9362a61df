#include "plot/level_sets.hpp"

#include <doctest/doctest.h>

using namespace la;
using arma::mat;
using arma::vec;

namespace {

const double turn = 0.3;
const mat axes{{std::cos(turn), -std::sin(turn)}, {std::sin(turn), std::cos(turn)}};

void check_values(const QuadraticForm& form, double level, std::size_t count) {
    const std::vector<mat> curves = level_curves(form, level, 2);
    CHECK(curves.size() == count);
    const double scale = arma::abs(form.values).max() * 16;
    for (const mat& curve : curves)
        for (arma::uword j = 0; j < curve.n_cols; ++j)
            CHECK(form.at(curve(0, j), curve(1, j)) ==
                  doctest::Approx(level).epsilon(0).scale(1).epsilon(1e-12 * scale));
}

}  // namespace

TEST_CASE("on a level curve the form has its level") {
    check_values({{3, 1}, axes}, 1, 1);     // an ellipse
    check_values({{-1, -3}, axes}, -1, 1);  // below zero
    check_values({{3, -1}, axes}, 1, 2);    // a hyperbola
    check_values({{3, -1}, axes}, -0.5, 2);
    check_values({{3, -1}, axes}, 0, 2);  // crossing lines
    check_values({{3, 0}, axes}, 1, 2);   // parallel lines
    check_values({{3, 0}, axes}, 0, 1);   // one line
    check_values({{0, -3}, axes}, -1, 2);
    check_values({{0, -3}, axes}, 0, 1);
}

TEST_CASE("a level that a form never has has no curve") {
    check_values({{3, 1}, axes}, -1, 0);
    check_values({{-1, -3}, axes}, 1, 0);
    check_values({{3, 0}, axes}, -1, 0);
    check_values({{0, 0}, axes}, 1, 0);
    check_values({{0, 0}, axes}, 0, 0);
}

TEST_CASE("open curves end outside the radius") {
    for (const QuadraticForm& form : {QuadraticForm{{3, -1}, axes}, QuadraticForm{{3, 0}, axes}})
        for (const mat& curve : level_curves(form, 1, 2)) {
            CHECK(arma::norm(vec(curve.col(0))) >= 2 - 1e-12);
            CHECK(arma::norm(vec(curve.col(curve.n_cols - 1))) >= 2 - 1e-12);
        }
}

TEST_CASE("an area beyond a level holds no point on the near side") {
    const QuadraticForm form{{3, -1}, axes};
    for (const double level : {1.0, -0.5})
        for (const mat& area : areas_beyond(form, level, 2)) {
            const vec middle = 0.5 * (area.col(0) + area.col(area.n_cols - 1));
            CHECK(form.at(middle(0), middle(1)) / level > 1);
            CHECK(arma::norm(vec(area.col(0))) > 2);
        }
}
