// The quadratic form of a 2×2 matrix as a landscape.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// f(x) = xᵀAx around the origin: its level sets, filled, and labeled; the gradient 2Sx, S = (A + Aᵀ)/2, as arrows; the
// principal axes with their eigenvalues; what kind of form it is. With `surface` the graph of f in space. A data error
// unless A is 2×2 and real; NaN or Inf is a numerical error.
// Strang, Introduction to Linear Algebra, chapter 6.5.
std::string form_picture(const Matrix& a, bool surface, const PictureOptions& options);

}  // namespace la
