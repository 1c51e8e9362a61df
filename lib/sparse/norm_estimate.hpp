// The 1-norm, of a matrix and of one that is known by what it does to vectors.
#pragma once

#include <armadillo>
#include <functional>

namespace la {

template <class T>
double norm_1(const arma::Mat<T>& a);
template <class T>
double norm_1(const arma::SpMat<T>& a);

// Replaces a vector (n x 1) by its image.
template <class T>
using VectorMap = std::function<void(arma::Mat<T>&)>;

// An estimate of |B|_1 from a few products with B (n x n) and Bᴴ: a lower bound, seldom below a third of it; Inf or NaN
// where a product is not finite. LAPACK xLACN2; Hager 1984; Higham, ACM TOMS 14, 1988.
template <class T>
double estimate_norm_1(arma::uword n, const VectorMap<T>& multiply, const VectorMap<T>& multiply_adjoint);

}  // namespace la
