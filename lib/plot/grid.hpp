// Pictures of matrices cell by cell, rows downwards as on paper.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// The most cells shown down or across; larger matrices are shown in bins.
inline constexpr arma::uword most_cells_shown = 512;

// The values as colors: blue below zero and vermilion above where there are both, else dark to light. Cells with NaN
// or infinity stay blank, and the picture says how many. Names stand at rows and columns where there is room, values in
// the cells of small matrices. Large ones show the means of bins. Complex values count by their modulus; with
// options.log it is the logarithm of the modulus that is colored, and zeros stay blank. A data error for a matrix
// without cells; a numerical error without a finite one.
std::string heat_picture(const Matrix& a, const PictureOptions& options);

// Where a matrix is not zero, sparse ones as they are stored. Large ones show how many nonzeros a bin holds.
std::string spy_picture(const Matrix& a, const PictureOptions& options);

}  // namespace la
