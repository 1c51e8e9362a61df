#include "plot/level_sets.hpp"

#include <cmath>
#include <numbers>

namespace la {

namespace {

constexpr arma::uword pieces = 72;

arma::mat straight(const arma::vec& from, const arma::vec& to) {
    const arma::rowvec t = arma::linspace<arma::rowvec>(0, 1, pieces + 1);
    return from * (1 - t) + to * t;
}

}  // namespace

double QuadraticForm::at(double x, double y) const {
    const arma::vec c = axes.t() * arma::vec{x, y};
    return values(0) * c(0) * c(0) + values(1) * c(1) * c(1);
}

std::vector<arma::mat> level_curves(const QuadraticForm& form, double level, double radius) {
    // Turned so that the level is not negative, and the first axis is that along which the form grows fastest.
    const double sign = level < 0 ? -1 : 1, c = std::abs(level);
    const arma::uword first = level < 0 ? 1 : 0, second = 1 - first;
    const double along = sign * form.values(first), across = sign * form.values(second);
    const arma::vec u = form.axes.col(first), v = form.axes.col(second);
    std::vector<arma::mat> curves;
    if (c == 0) {
        if (along > 0 && across < 0) {  // u = ±√(−across/along)·v
            const double slope = std::sqrt(-across / along);
            for (const double side : {-1.0, 1.0}) {
                const arma::vec d = arma::normalise(side * slope * u + v) * radius;
                curves.push_back(straight(-d, d));
            }
        } else if (along > 0 && across == 0) {
            curves.push_back(straight(-radius * v, radius * v));
        } else if (along == 0 && across < 0) {
            curves.push_back(straight(-radius * u, radius * u));
        }
        return curves;
    }
    if (along <= 0) return curves;
    const double reach = std::sqrt(c / along);
    if (across > 0) {
        const arma::rowvec t = arma::linspace<arma::rowvec>(0, 2 * std::numbers::pi, pieces + 1);
        curves.push_back(reach * u * arma::cos(t) + std::sqrt(c / across) * v * arma::sin(t));
    } else if (across == 0) {
        for (const double side : {-1.0, 1.0})
            curves.push_back(straight(side * reach * u - radius * v, side * reach * u + radius * v));
    } else if (reach < radius) {
        // reach·cosh t is at least as long as `radius` from here on.
        const double last = std::acosh(radius / reach) + 0.1;
        const arma::rowvec t = arma::linspace<arma::rowvec>(-last, last, pieces + 1);
        for (const double side : {-1.0, 1.0})
            curves.push_back(side * reach * u * arma::cosh(t) + std::sqrt(c / -across) * v * arma::sinh(t));
    }
    return curves;
}

std::vector<arma::mat> areas_beyond(const QuadraticForm& form, double level, double radius) {
    std::vector<arma::mat> areas = level_curves(form, level, radius);
    // An open curve ends outside; what lies behind it is reached by going straight out from its ends.
    for (arma::mat& curve : areas) {
        const arma::vec middle = 0.5 * (curve.col(0) + curve.col(curve.n_cols - 1));
        const arma::vec out = 3 * radius * arma::normalise(middle);
        curve = arma::join_rows(curve.col(0) + out, curve, curve.col(curve.n_cols - 1) + out);
    }
    return areas;
}

}  // namespace la
