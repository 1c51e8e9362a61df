// The product of two matrices, and what is made of it: multiples, inner and outer products.
#pragma once

#include "core/matrix.hpp"

namespace la {

// A·B: row names from a, column names from b. Sparse times sparse is sparse (see sparse_product), every other product
// dense (see mixed_product; xGEMM, xGEMV); real values are promoted to complex where the other factor is complex. A
// zero that a sparse matrix does not store takes no part, not even against NaN and Inf. Large products with a sparse
// factor are shared by `threads` threads, without any effect on the result. Throws a data error where the inner
// dimensions differ ("A.csv is 2x3, B.csv is 2x3: inner dimensions 3 and 2 differ"), where memory is short, and where a
// sparse factor would lead to a dense product above max_dense_cells that is also larger than the dense factor.
Matrix multiply(const Matrix& a, const Matrix& b, int threads = 1);

// The check of the inner dimensions alone.
void require_inner(const Matrix& a, const Matrix& b);

// factor·A with A's names and origin; real where both are.
Matrix scale(Matrix a, arma::cx_double factor);

// xᴴ·y, 1×1, and x·yᴴ of vectors in any orientation, sparse if both are. A data error unless both are vectors, for the
// inner product of equal length.
Matrix inner_product(const Matrix& x, const Matrix& y);
Matrix outer_product(const Matrix& x, const Matrix& y);

}  // namespace la
