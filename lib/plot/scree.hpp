// Singular values or eigenvalues in order, and how much of the whole the first ones hold.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// Of a matrix the singular values, descending, the share that the first 1, 2, … have in the sum of their squares, and
// a cut behind the rank; of a row or column of values these, descending, and the share in their sum, as the
// eigenvalues of a covariance want it. With options.log the values have a logarithmic scale; zeros are then left out,
// and the picture says how many. Data errors: no values, or given ones that are negative beyond the rounding of the
// largest; NaN or Inf is a numerical error. Jolliffe, Principal Component Analysis, 2nd ed., chapter 6.1.
std::string scree_picture(const Matrix& a, const PictureOptions& options);

}  // namespace la
