#include "plot/steps.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "ops/steps.hpp"
#include "plot/ball.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr arma::uword most_numbered = 12, most_arrows = 6;
constexpr double comparable = 4;  // ranges of such a ratio are shown to one scale
constexpr double margin = 1.25;

// What the factors of A = V·D·V⁻¹ and A = U·S·Vᵀ do.
std::string explanation(const std::string& name) {
    static const std::pair<const char*, const char*> known[] = {
        {"x", "the points"},         {"Vinv*x", "in eigenvectors"},
        {"D*Vinv*x", "stretched"},   {"V*D*Vinv*x", "and back: A*x"},
        {"Vt*x", "rotated"},         {"S*Vt*x", "stretched"},
        {"U*S*Vt*x", "rotated: A*x"}};
    for (const auto& [document, text] : known)
        if (name == document) return text;
    return "";
}

arma::mat points_of(const std::string& name, const Matrix& m) {
    if (m.rows() != 2 && m.rows() != 3)
        throw data_error(described(m) + ": steps draws points of the plane or space, columns of 2 or 3 entries");
    if (m.cols() == 0) throw data_error(described(m) + ": there are no points");
    const Matrix real = to_real_if_possible(m);
    if (real.is_complex())
        throw data_error("document '" + name + "' is complex: steps draws real points, as lasvd --steps has them");
    return real_values(real, "steps");
}

bool is_circle(const arma::mat& points) {
    return points.n_rows == 2 && points.n_cols >= 8 &&
           arma::abs(points - dense_real(circle(points.n_cols))).max() <= 1e-6;
}

void draw_points(Plane& plane, const Canvas& canvas, const arma::mat& points, const std::string& number, bool joined) {
    const arma::uword n = points.n_cols;
    if (joined) {
        plane.area("body" + number, points, colors::sky, 0.15);
        plane.curve("curve" + number, arma::join_rows(points, points.col(0)), {colors::gray, 1});
    }
    if (!joined || !canvas.is_text()) plane.colored_dots("points" + number, points, n > 200 ? 0.4 : 0.7);
    const auto arrow_to = [&](arma::uword j, const std::string& text, const char* color) {
        plane.arrow({0, 0}, point_of(points.col(j)), color);
        plane.label(point_of(points.col(j)), point_of(points.col(j)), text, color);
    };
    if (joined) {
        arrow_to(0, "e" + canvas.index(1), colors::vermilion);
        if (n % 4 == 0) arrow_to(n / 4, "e" + canvas.index(2), colors::blue);
    } else if (n <= most_arrows) {
        for (arma::uword j = 0; j < n; ++j) arrow_to(j, std::to_string(j + 1), colors::gray);
    } else if (n <= most_numbered) {
        for (arma::uword j = 0; j < n; ++j)
            plane.label(point_of(points.col(j)), point_of(points.col(j)), std::to_string(j + 1), colors::gray, true);
    }
}

}  // namespace

std::string steps_picture(const std::vector<std::pair<std::string, Matrix>>& documents, const PictureOptions& options) {
    const std::size_t count = documents.size();
    if (count < 2)
        throw data_error((count == 0 ? "there is nothing" : shown_name(documents[0].second) + " is one document") +
                         ": steps draws several, as laeig --steps and lasvd --steps print them");
    std::vector<arma::mat> points;
    double largest = 0, smallest = arma::datum::inf;
    for (const auto& [name, matrix] : documents) {
        points.push_back(points_of(name, matrix));
        const double size = std::sqrt(arma::max(arma::sum(arma::square(points.back()), 0)));
        largest = std::max(largest, size);
        if (size > 0) smallest = std::min(smallest, size);
    }
    if (largest == 0) largest = smallest = 1;
    const bool one_scale = largest / smallest <= comparable, joined = is_circle(points[0]);

    // Side by side; in a text, which is narrow, two of them.
    const std::size_t columns = options.terminal == Terminal::text ? 2 : count, lines = (count + columns - 1) / columns;
    Canvas canvas(options, {static_cast<int>(270 * columns), static_cast<int>(300 * lines + 30)}, "x, step by step");
    canvas.begin_panels();
    canvas.script.line("set palette defined ", colors::sequential, "; unset colorbox; set cbrange [0:1]");
    for (std::size_t i = 0; i < count; ++i) {
        Plane plane(canvas);
        const arma::uword dimensions = points[i].n_rows;
        const double size = std::sqrt(arma::max(arma::sum(arma::square(points[i]), 0)));
        const double shown = one_scale || size == 0 ? largest : size;
        plane.title = documents[i].first.empty() ? "#" + std::to_string(i + 1) : documents[i].first;
        plane.x_label = explanation(documents[i].first);
        if (plane.x_label.empty()) plane.x_label = " ";
        plane.show_square(margin * shown);
        plane.has_axes = dimensions == 2;
        if (dimensions == 3) draw_space_axes(plane, canvas, shown);
        draw_points(plane, canvas, onto_sheet(dimensions) * points[i], std::to_string(i + 1), joined);
        plane.draw(canvas.part(i, columns, lines));
    }
    return canvas.finish();
}

}  // namespace la
