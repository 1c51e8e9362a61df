// What a matrix does to the unit circle or sphere.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// The unit circle (sphere) with the right singular vectors v, and beside it the image, an ellipse (ellipsoid) whose
// half axes are the stretched left ones, σ·u; for a square matrix the real eigenlines with their eigenvalue. A is real,
// 2×2, 3×3, 2×3 or 3×2, else a data error; NaN or Inf is a numerical error that names the cell.
// Trefethen and Bau, Numerical Linear Algebra, lecture 4.
std::string map_picture(const Matrix& a, const PictureOptions& options);

}  // namespace la
