// The inverse, and integer powers.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"

namespace la {

// A⁻¹ of a square matrix, dense; the names swap sides. A numerical error where the reciprocal condition number (1-norm
// estimate, see Factorization) is below eps: "A.csv is singular to working accuracy (reciprocal condition number
// 1e-18)", and where a value is NaN or infinite.
Matrix inverse(const Matrix& a);

// A^k of a square matrix by repeated squaring, through the inverse for k < 0; the identity for k = 0. Names stay
// (those of the inverse for k < 0), sparse stays sparse for k >= 0, and its products are shared by `threads` threads.
Matrix power(const Matrix& a, std::int64_t k, int threads = 1);

}  // namespace la
