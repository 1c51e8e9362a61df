// The product of two sparse matrices.
#pragma once

#include <armadillo>

namespace la {

// A·B (m×k by k×n), its columns sorted by rows; sums that are zero are not stored. By Gustavson's method (Two fast
// algorithms for sparse matrices, ACM TOMS 4, 1978) on up to `threads` threads that share the columns. Every sum is
// taken in the order of the inner index, so that no byte depends on the threads. Throws a data error where the result
// would not fit into the machine's memory.
template <class T>
arma::SpMat<T> sparse_product(const arma::SpMat<T>& a, const arma::SpMat<T>& b, int threads);

}  // namespace la
