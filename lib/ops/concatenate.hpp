// Matrices joined to one.
#pragma once

#include <vector>

#include "core/matrix.hpp"

namespace la {

// Side by side, and one below the other. Sparse if all parts are; complex if one is. The shared side takes the names of
// the first part that has some; the joined side keeps its names if no part lacks them. Requires at least one part.
// Throws a data error where shapes do not fit: "A.csv is 2x3, B.csv is 3x3: numbers of rows 2 and 3 differ", and where
// memory is short.
Matrix hstack(const std::vector<Matrix>& parts);
Matrix vstack(const std::vector<Matrix>& parts);

// The same of parts that stay where they are.
Matrix hstack(const std::vector<const Matrix*>& parts);
Matrix vstack(const std::vector<const Matrix*>& parts);

}  // namespace la
