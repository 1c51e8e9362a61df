// Orthogonal projection of points onto a line or a plane through the origin.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// The columns of `vectors` as points, their feet in the column space of `basis`, and the perpendiculars between; in the
// plane or in space (2 or 3 rows). Column names of the vectors stand at the points. Data errors: another number of
// rows, in one or both; a basis that spans everything or nothing; complex values. NaN or Inf is a numerical error.
// Strang, Introduction to Linear Algebra, chapter 4.2.
std::string project_picture(const Matrix& basis, const Matrix& vectors, const PictureOptions& options);

}  // namespace la
