#include "plot/ball.hpp"

#include "ops/svd.hpp"
#include "plot/camera.hpp"
#include "plot/colors.hpp"

namespace la {

namespace {

constexpr arma::uword steps = 96;  // around

// The columns of `points` for which `keep` holds, others NaN, which interrupts a line.
arma::mat kept(arma::mat points, const arma::urowvec& keep) {
    for (arma::uword j = 0; j < points.n_cols; ++j)
        if (!keep(j)) points.col(j).fill(arma::datum::nan);
    return points;
}

void draw_ellipsoid(Plane& plane, const std::string& name, const arma::mat& a, const arma::mat& axes,
                    std::string_view color) {
    const arma::mat shown = onto_sheet(3) * a;
    const SingularDecomposition d = singular_decomposition(Matrix(shown), Factors::full);
    const arma::mat left = dense_real(d.left), right = dense_real(d.right);
    const arma::mat outline =
        ellipse(arma::zeros(2), arma::vec(left.col(0) * d.values(0)), arma::vec(left.col(1) * d.values(1)));
    plane.area(name + "_body", outline, color, 0.15);
    plane.curve(name, outline, {color, 1.5});
    // Points of the ball along this direction fall on one point of the sheet, the front one has the larger part of it.
    arma::vec depth = right.col(2);
    const double towards_viewer = arma::dot(a * depth, line_of_sight());
    const bool is_flat = std::abs(towards_viewer) <= 1e-9 * arma::norm(a, "fro");
    if (towards_viewer < 0) depth = -depth;
    for (arma::uword i = 0; i < 3; ++i) {
        const arma::mat circle = ellipse(arma::zeros(3), axes.col((i + 1) % 3), axes.col((i + 2) % 3), steps + 1);
        const arma::urowvec in_front = depth.t() * circle >= -1e-9;
        const std::string ring = name + "_ring" + std::to_string(i + 1);
        plane.curve(ring, is_flat ? shown * circle : kept(shown * circle, in_front), {color, 0.75});
        if (!is_flat) plane.curve(ring + "_behind", kept(shown * circle, 1 - in_front), {color, 0.5, 3});
    }
}

}  // namespace

arma::mat onto_sheet(arma::uword dimensions) {
    return dimensions == 2 ? arma::mat(2, 2, arma::fill::eye) : view_of_space();
}

void draw_ball(Plane& plane, const std::string& name, const arma::mat& a, const arma::mat& axes,
               std::string_view color) {
    if (a.n_rows == 3 && a.n_cols == 3) return draw_ellipsoid(plane, name, a, axes, color);
    const arma::mat shown = onto_sheet(a.n_rows) * a;
    const SingularDecomposition d = singular_decomposition(Matrix(shown));
    const arma::mat left = dense_real(d.left);
    const arma::mat outline = a.n_cols == 2
                                  ? ellipse(arma::zeros(2), shown.col(0), shown.col(1), steps + 1)
                                  : ellipse(arma::zeros(2), left.col(0) * d.values(0), left.col(1) * d.values(1));
    plane.area(name + "_body", outline, color, 0.15);
    plane.curve(name, outline, {color, 1.5});
}

void draw_space_axes(Plane& plane, const Canvas& canvas, double length) {
    const arma::mat ends = view_of_space() * length;
    for (arma::uword i = 0; i < 3; ++i) {
        const Point end = point_of(ends.col(i));
        plane.arrow({0, 0}, end, colors::light_gray, 1);
        plane.label(end, end, "x" + canvas.index(i + 1), colors::gray);
    }
}

}  // namespace la
