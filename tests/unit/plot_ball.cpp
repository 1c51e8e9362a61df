#include "plot/ball.hpp"

#include <doctest/doctest.h>

#include "data_block.hpp"
#include "plot/camera.hpp"
#include "plot/map.hpp"

using namespace la;
using arma::mat;
using arma::vec;

namespace {

// How far the image of the unit ball under a reaches in a direction of the sheet, and how far what was drawn does.
void check_outline(const mat& a) {
    const mat outline = data_block(map_picture(Matrix(a), {}), "image");
    const mat shown = onto_sheet(a.n_rows) * a;
    REQUIRE(outline.n_rows > 50);
    for (const vec& d : {vec{1, 0}, vec{0, 1}, vec{0.6, 0.8}, vec{-0.8, 0.6}})
        CHECK((outline * d).max() == doctest::Approx(arma::norm(shown.t() * d)).epsilon(0.003));
}

}  // namespace

TEST_CASE("the view of space keeps lengths across the line of sight") {
    const mat view = view_of_space();
    CHECK(arma::norm(view * view.t() - arma::eye(2, 2)) < 1e-15);
    CHECK(arma::norm(view * line_of_sight()) < 1e-15);
    CHECK(arma::norm(line_of_sight()) == doctest::Approx(1));
}

TEST_CASE("the image of the unit ball reaches as far as the matrix stretches") {
    check_outline({{1, 1}, {0, 1}});
    check_outline({{0, -2}, {2, 0}});
    check_outline({{1, 2}, {2, 4}});
    check_outline({{2, 1, 0}, {0, 1, 1}, {1, 0, 3}});
    check_outline({{1, 2, 0}, {0, 1, 1}});
    check_outline({{1, 2}, {0, 1}, {1, 1}});
}

TEST_CASE("rings of an ellipsoid lie within its outline") {
    const mat a{{2, 1, 0}, {0, 1, 1}, {1, 0, 3}};
    const std::string script = map_picture(Matrix(a), {});
    const mat shown = onto_sheet(3) * a, metric = arma::inv_sympd(shown * shown.t());
    for (const char* name : {"image_ring1", "image_ring2", "image_ring3", "image_ring1_behind"}) {
        const mat ring = data_block(script, name);
        REQUIRE(ring.n_rows > 50);
        for (arma::uword i = 0; i < ring.n_rows; ++i)
            if (ring.row(i).is_finite()) CHECK(arma::as_scalar(ring.row(i) * metric * ring.row(i).t()) <= 1 + 1e-4);
    }
}
