// Symmetry (of real matrices) and Hermitian symmetry (of complex ones): A' is always the conjugate transpose.
// Sparse matrices are judged without being made dense.
#pragma once

#include "core/matrix.hpp"

namespace la {

// max|A - A'|, 0 for an empty matrix; NaN where A is not square or has cells that cannot be compared.
double asymmetry(const Matrix& a);

// max|A + A'|, 0 for a skew-symmetric matrix.
double skew_asymmetry(const Matrix& a);

// max|A - A'| <= 100 eps max|A|: such a matrix is taken for symmetric. Where some value is infinite all must agree.
// False where A is not square.
bool is_symmetric(const Matrix& a);

// Throws a data error, with the largest |A - A'|, unless A is square and is_symmetric; a numerical error unless finite.
void require_symmetric(const Matrix& a);

// max|A + A'| <= 100 eps max|A|; the zero matrix is both.
bool is_skew_symmetric(const Matrix& a);

// (A + A')/2, exactly symmetric; a pair of cells that agrees already is left as it is. Throws a data error unless A is
// square.
Matrix symmetric_part(Matrix a);

}  // namespace la
