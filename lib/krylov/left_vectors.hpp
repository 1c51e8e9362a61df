// Left eigenvectors that belong to given right ones, of a large sparse matrix A.
//
// Let the orthonormal X (n x k) span an invariant subspace, A X = X M. Its complement is invariant under A', and for
// each left eigenvector u of M, M'u = conj(w) u, the equation (A' - conj(w)) z = -(A' - conj(w)) X u lives in it. Then
// y = X u + z is a left eigenvector of A and X'y = u: each right vector has its left one, whatever is multiple, and
// they are biorthogonal by construction (Stewart and Sun, Matrix Perturbation Theory, 1990, section V.1). There is no z
// only where w is defective. GMRES solves for z, with the operator that found X as its preconditioner, from what a
// search for left vectors found.
#pragma once

#include "krylov/general_eigen.hpp"

namespace la {

// Y, column j for the pair of index chosen(j): Y'V = I for the vectors V of these pairs, Y'v = 0 for the others, and
// |A'y - conj(w) y| <= 1e-10 |A| |y|. The spectrum is that whose basis() holds the span of the pairs. A numerical error
// where a value is defective to working accuracy ("not diagonalizable"; `name` is what messages call A), or where the
// equation is not solved ("not converged").
template <class T, class S>
arma::cx_mat left_vectors(const arma::SpMat<T>& a, const RitzPairs<T>& pairs, const arma::uvec& chosen,
                          GeneralEigen<S>& spectrum, const std::string& name);

}  // namespace la
