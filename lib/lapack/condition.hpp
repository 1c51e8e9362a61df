// LAPACK's estimates of the reciprocal condition number in the 1-norm, under one name for both fields.
#pragma once

#include "core/field.hpp"
#include "lapack/svd.hpp"

namespace la::lapack {

// Of the matrix with this 1-norm whose factors xGETRF left (xGECON).
template <class T>
double condition_of_lu(const arma::Mat<T>& lu, double norm) {
    int n = to_int(lu.n_rows), info = 0;
    char kind = '1';
    double rcond = 0;
    arma::podarray<T> work(4 * lu.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(2 * lu.n_rows);
        arma::lapack::cx_gecon(&kind, &n, lu.memptr(), &n, &norm, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(lu.n_rows);
        arma::lapack::gecon(&kind, &n, lu.memptr(), &n, &norm, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

// Of the matrix with this 1-norm whose upper triangular factor xPOTRF left (xPOCON).
template <class T>
double condition_of_cholesky(const arma::Mat<T>& factor, double norm) {
    int n = to_int(factor.n_rows), info = 0;
    char uplo = 'U';
    double rcond = 0;
    arma::podarray<T> work(3 * factor.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(factor.n_rows);
        arma::lapack::cx_pocon(&uplo, &n, factor.memptr(), &n, &norm, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(factor.n_rows);
        arma::lapack::pocon(&uplo, &n, factor.memptr(), &n, &norm, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

// Of a triangular matrix, uplo 'U' or 'L' (xTRCON).
template <class T>
double condition_of_triangle(const arma::Mat<T>& a, char uplo) {
    int n = to_int(a.n_rows), info = 0;
    char kind = '1', diag = 'N';
    double rcond = 0;
    arma::podarray<T> work(3 * a.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(a.n_rows);
        arma::lapack::cx_trcon(&kind, &uplo, &diag, &n, a.memptr(), &n, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(a.n_rows);
        arma::lapack::trcon(&kind, &uplo, &diag, &n, a.memptr(), &n, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

}  // namespace la::lapack
