#include "ops/steps.hpp"

#include <cmath>

#include "core/error.hpp"
#include "core/field.hpp"

namespace la {

namespace {

// The point at the angle (pi/2) numerator/denominator, within the first quadrant and computed in its nearer half.
arma::vec2 quadrant_point(arma::uword numerator, arma::uword denominator) {
    const double right_angle = std::acos(0.0);
    if (2 * numerator > denominator) {
        const arma::vec2 mirrored = quadrant_point(denominator - numerator, denominator);
        return {mirrored(1), mirrored(0)};
    }
    const double angle = right_angle * double(numerator) / double(denominator);
    return {std::cos(angle), std::sin(angle)};
}

arma::vec2 turned_by_right_angles(const arma::vec2& p, arma::uword count) {
    switch (count) {
        case 0:
            return p;
        case 1:
            return {-p(1), p(0)};
        case 2:
            return {-p(0), -p(1)};
        default:
            return {p(1), -p(0)};
    }
}

}  // namespace

Matrix circle(arma::uword n) {
    arma::mat points(2, n);
    for (arma::uword j = 0; j < n; ++j) points.col(j) = turned_by_right_angles(quadrant_point(4 * j % n, n), 4 * j / n);
    return Matrix(std::move(points));
}

std::vector<std::pair<std::string, Matrix>> eigen_steps(const Eigensystem& e, Matrix x) {
    const arma::uword n = e.vectors.rows();
    if (x.rows() != n)
        throw data_error((x.origin.empty() ? "points" : x.origin) + " is " + shape_text(x) +
                         ": points are columns of " + std::to_string(n) + (n == 1 ? " row" : " rows"));
    x = to_real_if_possible(to_dense(std::move(x)));
    const bool real_result = e.has_conjugate_pairs && !x.is_complex();

    const arma::cx_mat in_basis = dense_complex(e.inverse) * dense_complex(x);
    arma::cx_mat stretched = in_basis;
    stretched.each_col() %= e.values;
    const arma::cx_mat image = dense_complex(e.vectors) * stretched;
    return {{"x", x},
            {"Vinv*x", to_real_if_possible(Matrix(in_basis))},
            {"D*Vinv*x", to_real_if_possible(Matrix(stretched))},
            {"V*D*Vinv*x", real_result ? Matrix(arma::mat(arma::real(image))) : to_real_if_possible(Matrix(image))}};
}

}  // namespace la
