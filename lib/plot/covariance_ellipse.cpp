#include "plot/covariance_ellipse.hpp"

#include <cmath>

#include "core/error.hpp"
#include "ops/covariance.hpp"
#include "ops/eigen.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"
#include "plot/scatter.hpp"

namespace la {

std::string covariance_picture(const Matrix& table, const PictureOptions& options) {
    if (table.cols() != 2)
        throw data_error(described(table) + ": cov draws tables of 2 columns; laconv --cols 1,2 takes two of them");
    const arma::mat points = real_values(table, "cov").t();
    CovarianceAccumulator sums;
    sums.add(table);
    const arma::vec mean = arma::real(dense_complex(to_complex(sums.mean()))).t();
    const Eigensystem axes = eigen(covariance(sums, 1), {.vectors = true});
    const arma::mat vectors = arma::real(dense_complex(to_complex(axes.vectors)));
    const arma::vec variances = arma::clamp(arma::real(axes.values), 0, arma::datum::inf);
    const double total = arma::accu(variances);
    const arma::vec first = vectors.col(0) * std::sqrt(variances(0)), second = vectors.col(1) * std::sqrt(variances(1));
    const arma::mat one = ellipse(mean, first, second), two = ellipse(mean, 2 * first, 2 * second);

    Canvas canvas(options, {640, 580}, shown_name(table) + ": mean and covariance");
    Plane plane(canvas);
    plane.true_to_scale = fits_one_scale(points, 10);
    plane.x_label = column_label(table, 0) + scale_note(plane.true_to_scale);
    plane.y_label = column_label(table, 1);
    plane.show(arma::join_rows(points, two));
    const arma::mat shown = thinned(points);
    plane.dots("points", shown, colors::sky, shown.n_cols > 1000 ? 0.3 : 0.6);
    plane.curve("one_sigma", one, {colors::blue, 2});
    plane.curve("two_sigma", two, {colors::blue, 1, 2});
    const Point center = point_of(mean);
    const arma::vec axis[] = {first, second};
    const char* color[] = {colors::vermilion, colors::green};
    for (arma::uword i = 0; i < 2; ++i) {
        const Point tip = point_of(mean + axis[i]);
        if (arma::norm(axis[i]) > 0) plane.arrow(center, tip, color[i]);
        const std::string share = total > 0 ? " (" + label_number(std::round(100 * variances(i) / total)) + " %)" : "";
        plane.label(tip, {axis[i](0), axis[i](1)},
                    canvas.symbol("√λ", "sqrt lambda") + canvas.index(i + 1) + " = " +
                        label_number(std::sqrt(variances(i))) + share,
                    color[i]);
    }
    const std::string sigma = canvas.symbol("σ", " sigma");
    plane.label(point_of(one.col(60)), {one(0, 60) - mean(0), one(1, 60) - mean(1)}, "1" + sigma, colors::blue);
    plane.label(point_of(two.col(60)), {two(0, 60) - mean(0), two(1, 60) - mean(1)}, "2" + sigma, colors::blue);
    plane.draw(canvas.sheet());
    return canvas.finish();
}

}  // namespace la
