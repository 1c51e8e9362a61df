// Where a quadratic form has a value.
#pragma once

#include <armadillo>
#include <vector>

namespace la {

// The form values(0)·u² + values(1)·v² in the orthonormal coordinates u, v along the columns of `axes`.
struct QuadraticForm {
    arma::vec values;  // descending
    arma::mat axes;    // 2×2

    double at(double x, double y) const;
};

// The curves on which the form is `level`, points as columns of 2×n, complete within `radius` of the origin: an
// ellipse, two branches of a hyperbola, parallel lines, crossing lines; none where it never is. Values that are 0 count
// as such exactly.
std::vector<arma::mat> level_curves(const QuadraticForm& form, double level, double radius);

// The areas in which a form that is not definite lies further from 0 than a level, which is not 0.
std::vector<arma::mat> areas_beyond(const QuadraticForm& form, double level, double radius);

}  // namespace la
