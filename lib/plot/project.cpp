#include "plot/project.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "ops/subspace.hpp"
#include "plot/ball.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr arma::uword most_labels = 12, most_right_angles = 30;

// A square patch of the plane that the columns of q span, and lines on it.
void draw_patch(Plane& plane, const arma::mat& q, double size) {
    const arma::mat side = onto_sheet(3) * q * size;
    const arma::vec first = side.col(0), second = side.col(1);
    const arma::mat corners = arma::join_rows(first + second, second - first, -first - second, first - second);
    plane.area("plane", arma::join_rows(corners, corners.col(0)), colors::sky, 0.18);
    for (int i = -2; i <= 2; ++i) {
        const arma::vec across = 0.5 * i * first, up = 0.5 * i * second;
        plane.segment(point_of(across - second), point_of(across + second), {colors::sky, 0.5});
        plane.segment(point_of(up - first), point_of(up + first), {colors::sky, 0.5});
    }
}

// The mark of a right angle at a foot: the corner of a square between the perpendicular and a direction in the span.
void draw_right_angle(Plane& plane, const std::string& name, const arma::mat& sheet, const arma::vec& foot,
                      const arma::vec& residual, const arma::vec& along, double size) {
    if (arma::norm(residual) < 2 * size) return;
    const arma::vec up = residual / arma::norm(residual) * size, across = along * size;
    plane.curve(name, sheet * arma::join_rows(foot + up, foot + up + across, foot + across), {colors::gray, 1});
}

void require_shapes(const Matrix& basis, const Matrix& vectors) {
    const arma::uword m = vectors.rows();
    if (m != 2 && m != 3)
        throw data_error(described(vectors) +
                         ": project draws points of the plane or space, columns of 2 or 3 entries");
    if (basis.rows() != m)
        throw data_error(described(basis) + ", " + described(vectors) + ": " + std::to_string(basis.rows()) + " and " +
                         std::to_string(m) + " rows differ");
    if (vectors.cols() == 0) throw data_error(described(vectors) + ": there are no points");
}

}  // namespace

std::string project_picture(const Matrix& basis, const Matrix& vectors, const PictureOptions& options) {
    require_shapes(basis, vectors);
    const arma::mat points = real_values(vectors, "project");
    real_values(basis, "project");
    const arma::mat q = dense_real(orthonormal_basis(basis, Subspace::column));
    const arma::uword m = points.n_rows, n = points.n_cols, rank = q.n_cols;
    if (rank == 0 || rank == m)
        throw data_error(described(basis) + " of rank " + std::to_string(rank) + ": project draws the line" +
                         (m == 3 ? " or plane" : "") + " of a basis of rank 1" + (m == 3 ? " or 2" : ""));
    const Projection projection(basis);
    const arma::mat feet = dense_real(projection.project(vectors)),
                    residuals = dense_real(projection.residual(vectors));

    const std::string target = rank == 1 ? "line" : "plane";
    Canvas canvas(options, {640, 600}, "projection onto the " + target + " of " + shown_name(basis));
    Plane plane(canvas);
    const arma::mat sheet = onto_sheet(m), shown = sheet * points, shown_feet = sheet * feet;
    const double size = std::max({std::sqrt(arma::max(arma::sum(arma::square(points), 0))), 1e-300});
    const arma::mat patch = rank == 2 ? arma::mat(sheet * q * size * 1.2) : arma::mat(2, 0);
    plane.has_axes = m == 2;
    plane.show(arma::join_rows(arma::join_rows(shown, shown_feet, arma::zeros(2, 1)),
                               arma::join_rows(patch.n_cols ? arma::mat(arma::join_rows(patch, -patch)) : patch,
                                               m == 3 ? arma::mat(sheet * size * 0.8) : arma::mat(2, 0))));
    if (m == 3) draw_space_axes(plane, canvas, 0.8 * size);
    if (rank == 2)
        draw_patch(plane, q, size);
    else
        plane.line(point_of(sheet * q.col(0)), {colors::sky, 2});

    for (arma::uword j = 0; j < n; ++j) {
        const Point from = point_of(shown.col(j)), to = point_of(shown_feet.col(j));
        plane.segment(from, to, {colors::gray, 1, 2});
        if (n <= most_right_angles && !canvas.is_text()) {
            const double length = arma::norm(feet.col(j));
            const arma::vec along = length > 0.05 * size ? arma::vec(-feet.col(j) / length) : arma::vec(q.col(0));
            draw_right_angle(plane, "corner" + std::to_string(j + 1), sheet, feet.col(j), residuals.col(j), along,
                             0.035 * size);
        }
    }
    plane.dots("feet", shown_feet, colors::blue, 0.7, 'x');
    plane.dots("points", shown, colors::vermilion, 0.9, 'o');
    for (arma::uword j = 0; j < n && n <= most_labels; ++j) {
        const Point point = point_of(shown.col(j)), foot = point_of(shown_feet.col(j));
        if (!vectors.column_names.empty())
            plane.label(point, {point.x - foot.x, point.y - foot.y}, canvas.fitted(vectors.column_names[j], 120),
                        colors::vermilion);
        const double distance = arma::norm(residuals.col(j));
        if (distance > 1e-12 * size)
            plane.label({(point.x + foot.x) / 2, (point.y + foot.y) / 2}, {point.y - foot.y, foot.x - point.x},
                        label_number(distance), colors::gray, true);
    }
    plane.explain("points", colors::vermilion, canvas.symbol("●", "o"));
    plane.explain("feet", colors::blue, canvas.symbol("●", "x"));
    plane.explain("perpendiculars with their length", colors::gray, canvas.symbol("- -", "."));
    plane.draw(canvas.sheet());
    return canvas.finish();
}

}  // namespace la
