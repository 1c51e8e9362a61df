// Matrices made from the entries of others, and special matrices. Sparse matrices stay sparse; names are not carried.
#pragma once

#include "core/matrix.hpp"

namespace la {

// Every entry is `value`, 0 for zeros: real if it is real.
Matrix constant_matrix(arma::uword rows, arma::uword cols, arma::cx_double value);

// A data error where it does not fit: above max_dense_cells, or, sparse, into memory.
Matrix identity_matrix(arma::uword n, bool sparse);

// K with K·vec(A) = vec(A.') for A of m×n; mn×mn, sparse. A data error where it does not fit into memory.
Matrix commutation_matrix(arma::uword m, arma::uword n);

// The n×n matrix with the n entries of a vector (any orientation) on its diagonal; sparse if x is or on demand.
Matrix diagonal_matrix(const Matrix& x, bool sparse = false);

// The min(m, n) diagonal entries as a column.
Matrix diagonal_of(const Matrix& a);

// The entries in column-major order in another shape; requires equally many cells.
Matrix reshape(Matrix a, arma::uword rows, arma::uword cols);

// The Kronecker product, sparse if one of them is. A data error where it does not fit: above max_dense_cells, or,
// sparse, into memory.
Matrix kronecker(const Matrix& a, const Matrix& b);

}  // namespace la
