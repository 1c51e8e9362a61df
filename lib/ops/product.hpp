// The product of two matrices, and what is made of it: multiples, inner and outer products.
#pragma once

#include "core/matrix.hpp"

namespace la {

// A·B: row names from a, column names from b. Sparse times sparse is sparse (Gustavson 1978, Two fast algorithms for
// sparse matrices, ACM TOMS 4), every other product dense (xGEMM, xGEMV); real values are promoted to complex where the
// other factor is complex. A zero that a sparse matrix does not store takes no part, not even against NaN and Inf.
// Throws a data error where the inner dimensions differ ("A.csv is 2x3, B.csv is 2x3: inner dimensions 3 and 2
// differ"), where memory is short, and where a sparse factor would lead to a dense product above max_dense_cells that
// is also larger than the dense factor.
Matrix multiply(const Matrix& a, const Matrix& b);

// The check of the inner dimensions alone.
void require_inner(const Matrix& a, const Matrix& b);

// factor·A with A's names and origin; real where both are.
Matrix scale(Matrix a, arma::cx_double factor);

// xᴴ·y, 1×1, and x·yᴴ of vectors in any orientation, sparse if both are. A data error unless both are vectors, for the
// inner product of equal length.
Matrix inner_product(const Matrix& x, const Matrix& y);
Matrix outer_product(const Matrix& x, const Matrix& y);

}  // namespace la
