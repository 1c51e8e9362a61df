// The one sign or phase that every eigenvector and singular vector is written with.
#pragma once

#include <armadillo>
#include <complex>

namespace la {

// The factor of modulus 1 that makes the component of largest modulus positive real. Moduli within 1e-8 relative of the
// largest tie and the lowest index wins, so that rounding does not decide. A zero vector gives 1.
double canonical_phase(const double* x, arma::uword n);
std::complex<double> canonical_phase(const std::complex<double>* x, arma::uword n);

// Multiplies every column by its canonical phase; the deciding component becomes exactly real. Lengths stay.
void make_columns_canonical(arma::mat& v);
void make_columns_canonical(arma::cx_mat& v);

// Makes the columns of v canonical, and its columns of u follow: those of a singular value decomposition. What u has
// beyond, of a full one, is canonical for itself.
template <class T>
void make_pairs_canonical(arma::Mat<T>& u, arma::Mat<T>& v, arma::uword pairs) {
    for (arma::uword j = 0; j < pairs; ++j) u.col(j) *= canonical_phase(v.colptr(j), v.n_rows);
    make_columns_canonical(v);
    if (u.n_cols == pairs) return;
    arma::Mat<T> beyond(u.colptr(pairs), u.n_rows, u.n_cols - pairs, false, true);
    make_columns_canonical(beyond);
}

}  // namespace la
