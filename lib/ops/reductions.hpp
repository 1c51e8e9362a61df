// Sums, means and extremes over entries, rows or columns. Scalars come back as 1×1 matrices of the field of the
// argument. Sums are those of core/summation.hpp: right to a few eps of the sum of moduli. Sums and means
// that lie within the range of doubles do not overflow on the way.
#pragma once

#include "core/matrix.hpp"

namespace la {

Matrix sum(const Matrix& a);          // of all entries; 0 for none
Matrix mean(const Matrix& a);         // of all entries; NaN for none
Matrix row_sums(const Matrix& a);     // m×1
Matrix column_sums(const Matrix& a);  // 1×n

// The largest and the smallest entry, NaN passed over unless there is nothing else.
// Data errors: complex values, no entries.
Matrix maximum(const Matrix& a);
Matrix minimum(const Matrix& a);

Matrix trace(const Matrix& a);  // requires a square matrix

// xᴴ·y of two vectors of any orientation and equal length.
Matrix dot(const Matrix& x, const Matrix& y);

// exp(x)/sum(exp(x)) and log(sum(exp(x))), by row for matrices, over all entries of a vector; without overflow. Real:
// a data error for complex values. logsumexp of m×n is m×1, of a vector 1×1.
Matrix softmax(const Matrix& a);
Matrix logsumexp(const Matrix& a);

}  // namespace la
