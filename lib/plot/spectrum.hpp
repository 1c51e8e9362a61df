// Eigenvalues in the complex plane.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// The eigenvalues of a square matrix, or the entries of a vector, with the unit circle; `gershgorin` adds the discs of
// the rows, around a_ii with the sum of the other moduli as radius, whose union holds all eigenvalues (Gershgorin
// 1931). A data error for another shape, and for discs of a vector; NaN or Inf is a numerical error.
std::string spectrum_picture(const Matrix& a, bool gershgorin, const PictureOptions& options);

}  // namespace la
