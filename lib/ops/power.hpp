// The inverse, and integer powers.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"

namespace la {

// A⁻¹ of a square matrix, dense; the names swap sides. Numerical errors unless A is regular (Factorization): "A.csv is
// singular to working accuracy (reciprocal condition number 1e-18)", where A⁻¹ lies beyond the range of doubles, and
// where a value is NaN or infinite.
Matrix inverse(const Matrix& a);

// A^k of a square matrix by repeated squaring, through the inverse for k < 0; the identity for k = 0. Names stay
// (those of the inverse for k < 0), sparse stays sparse for k >= 0, and its products are shared by `threads` threads.
Matrix power(const Matrix& a, std::int64_t k, int threads = 1);

}  // namespace la
