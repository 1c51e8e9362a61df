// Products of two factors, each as it is or transposed, without forming the transpose (but of one sparse factor by
// another).
#pragma once

#include "core/matrix.hpp"
#include "core/transposition.hpp"

namespace la {

// form(a)·form(b), sparse if both are; A'*A and A*A' of one and the same object are exactly symmetric (xSYRK, xHERK).
// Requires fitting inner dimensions. Names do not follow the forms. Threads as in multiply(a, b).
Matrix multiply(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads = 1);

// The multiplications that a product with one vector takes: the cells of a dense matrix, the nonzeros of a sparse one.
arma::uword multiplications(const Matrix& a);

// diag(d)·B and B·diag(d) without the diagonal matrix; d is a vector of either orientation.
Matrix scale_rows(const Matrix& d, const Matrix& b);
Matrix scale_columns(const Matrix& b, const Matrix& d);

// Aᴴ·diag(d)·A and A·diag(d)·Aᴴ of a real vector d, exactly symmetric (Hermitian).
Matrix weighted_gram(const Matrix& a, const Matrix& d);
Matrix weighted_gram_of_rows(const Matrix& a, const Matrix& d);

// The trace of A·B without the product: the sum of A.' .* B.
Matrix trace_of_product(const Matrix& a, const Matrix& b);

}  // namespace la
