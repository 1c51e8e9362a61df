// The exponential of a matrix.
#pragma once

#include "core/matrix.hpp"

namespace la {

// exp(A), A n×n, dense; exactly symmetric (Hermitian) where A is. Scaling and squaring of the balanced matrix: Al-Mohy
// and Higham, A new scaling and squaring algorithm for the matrix exponential, SIAM J. Matrix Anal. Appl. 31, 2009.
// What is squared is exp(X) - I (squared_exponential.hpp), so that slow motions beside fast ones keep their digits.
// Triangular matrices and real ones without negative entries off the diagonal take a Taylor series instead, which has
// each entry right to a small multiple of n·eps. Of these, generators of Markov chains, whose rows (or columns) sum to
// 0 but for rounding, have exponentials whose rows (columns) sum to 1.
//
// Throws a data error unless A is square, a numerical error if it holds NaN or Inf, if exp(A) lies beyond the range of
// doubles, or if A is so large that rounding errors in it leave no digit of exp(A).
Matrix matrix_exponential(const Matrix& a);

}  // namespace la
