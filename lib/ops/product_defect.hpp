// How far products of a sparse matrix with itself are from what they would be if it were orthogonal or a projection:
// column by column (Gustavson, 1978), so that nothing grows, and no further than to the first column that tells no.
#pragma once

#include "core/matrix.hpp"

namespace la {

// Whether all |AᴴA - I|, or all |A² - A|, are at most `allowed`. a is sparse, square and finite.
bool has_orthonormal_columns(const Matrix& a, double allowed);
bool equals_its_square(const Matrix& a, double allowed);

}  // namespace la
