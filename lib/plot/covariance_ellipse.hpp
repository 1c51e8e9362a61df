// A table of two columns and the ellipses of its covariance.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// The points of an n×2 table, rows as examples, with the mean, the ellipses of one and two standard deviations
// (distances 1 and 2 in the metric of the inverse covariance), and the principal axes, as long as the standard
// deviation along them. Data errors: another number of columns, fewer than two rows, complex values; NaN or Inf is a
// numerical error. Jolliffe, Principal Component Analysis, 2nd ed., chapter 2.
std::string covariance_picture(const Matrix& table, const PictureOptions& options);

}  // namespace la
