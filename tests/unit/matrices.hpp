// Values of matrices as Armadillo holds them, and matrices with a name.
#pragma once

#include <armadillo>
#include <vector>

#include "core/matrix.hpp"

namespace la::test {

inline const arma::mat& real(const Matrix& a) {
    return std::get<arma::mat>(a.values);
}

inline const arma::cx_mat& complex(const Matrix& a) {
    return std::get<arma::cx_mat>(a.values);
}

// Of a matrix of any kind.
inline arma::cx_mat values(const Matrix& a) {
    return std::get<arma::cx_mat>(to_complex(to_dense(a)).values);
}

inline arma::cx_mat complex_of(const arma::mat& a) {
    return arma::cx_mat(a, arma::mat(a.n_rows, a.n_cols));
}

inline double frobenius(const arma::cx_mat& a) {
    return a.is_empty() ? 0 : arma::norm(a, "fro");
}

inline arma::mat column(const std::vector<double>& values) {
    return arma::vec(values);
}

inline arma::mat hilbert(arma::uword n) {
    arma::mat h(n, n);
    for (arma::uword i = 0; i < n; ++i)
        for (arma::uword j = 0; j < n; ++j) h(i, j) = 1.0 / double(i + j + 1);
    return h;
}

inline arma::mat jordan_block(arma::uword n, double value) {
    arma::mat a = value * arma::eye(n, n);
    for (arma::uword i = 1; i < n; ++i) a(i - 1, i) = 1;
    return a;
}

// Of a polynomial with random coefficients.
inline arma::mat companion(arma::uword n) {
    arma::mat a(n, n);
    a.row(0).randn();
    for (arma::uword i = 1; i < n; ++i) a(i, i - 1) = 1;
    return a;
}

}  // namespace la::test
