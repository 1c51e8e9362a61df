// Matrices made from the entries of others, and special matrices. Sparse matrices stay sparse; names are not carried.
#pragma once

#include "core/matrix.hpp"

namespace la {

// Every entry is `value`, 0 for zeros: real if it is real.
Matrix constant_matrix(arma::uword rows, arma::uword cols, arma::cx_double value);

Matrix identity_matrix(arma::uword n, bool sparse);

// K with K·vec(A) = vec(A.') for A of m×n; mn×mn, sparse.
Matrix commutation_matrix(arma::uword m, arma::uword n);

// The n×n matrix with the n entries of a vector (any orientation) on its diagonal.
Matrix diagonal_matrix(const Matrix& x);

// The min(m, n) diagonal entries as a column.
Matrix diagonal_of(const Matrix& a);

// The entries in column-major order in another shape; requires equally many cells.
Matrix reshape(Matrix a, arma::uword rows, arma::uword cols);

// The Kronecker product, sparse if both are. A data error above max_dense_cells where it is dense.
Matrix kronecker(const Matrix& a, const Matrix& b);

}  // namespace la
