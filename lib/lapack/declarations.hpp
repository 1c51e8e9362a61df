// The LAPACK routines for eigenvalues that Armadillo does not declare, with 32-bit integers and the hidden lengths of
// character arguments that gfortran passes last. Overloads choose between the real and the complex routine.
#pragma once

#include <armadillo>
#include <complex>
#include <cstddef>

extern "C" {
void dgebal_(const char* job, const int* n, double* a, const int* lda, int* low, int* high, double* scale, int* info,
             std::size_t job_length);
void zgebal_(const char* job, const int* n, std::complex<double>* a, const int* lda, int* low, int* high, double* scale,
             int* info, std::size_t job_length);
void dsytrd_(const char* uplo, const int* n, double* a, const int* lda, double* d, double* e, double* tau, double* work,
             const int* lwork, int* info, std::size_t uplo_length);
void zhetrd_(const char* uplo, const int* n, std::complex<double>* a, const int* lda, double* d, double* e,
             std::complex<double>* tau, std::complex<double>* work, const int* lwork, int* info,
             std::size_t uplo_length);
void dsytrf_(const char* uplo, const int* n, double* a, const int* lda, int* pivots, double* work, const int* lwork,
             int* info, std::size_t uplo_length);
void zhetrf_(const char* uplo, const int* n, std::complex<double>* a, const int* lda, int* pivots,
             std::complex<double>* work, const int* lwork, int* info, std::size_t uplo_length);
void dsygvd_(const int* itype, const char* jobz, const char* uplo, const int* n, double* a, const int* lda, double* b,
             const int* ldb, double* w, double* work, const int* lwork, int* iwork, const int* liwork, int* info,
             std::size_t jobz_length, std::size_t uplo_length);
void zhegvd_(const int* itype, const char* jobz, const char* uplo, const int* n, std::complex<double>* a,
             const int* lda, std::complex<double>* b, const int* ldb, double* w, std::complex<double>* work,
             const int* lwork, double* rwork, const int* lrwork, int* iwork, const int* liwork, int* info,
             std::size_t jobz_length, std::size_t uplo_length);
void dggev3_(const char* jobvl, const char* jobvr, const int* n, double* a, const int* lda, double* b, const int* ldb,
             double* alphar, double* alphai, double* beta, double* vl, const int* ldvl, double* vr, const int* ldvr,
             double* work, const int* lwork, int* info, std::size_t jobvl_length, std::size_t jobvr_length);
void zggev3_(const char* jobvl, const char* jobvr, const int* n, std::complex<double>* a, const int* lda,
             std::complex<double>* b, const int* ldb, std::complex<double>* alpha, std::complex<double>* beta,
             std::complex<double>* vl, const int* ldvl, std::complex<double>* vr, const int* ldvr,
             std::complex<double>* work, const int* lwork, double* rwork, int* info, std::size_t jobvl_length,
             std::size_t jobvr_length);
}

namespace la::lapack {

static_assert(sizeof(arma::blas_int) == sizeof(int));

// Permutes and scales A to rows and columns of like norms; low and high are counted from 1.
inline void balance(char job, int n, double* a, int& low, int& high, double* scale, int& info) {
    dgebal_(&job, &n, a, &n, &low, &high, scale, &info, 1);
}

inline void balance(char job, int n, std::complex<double>* a, int& low, int& high, double* scale, int& info) {
    zgebal_(&job, &n, a, &n, &low, &high, scale, &info, 1);
}

inline void tridiagonalize(char uplo, int n, double* a, double* d, double* e, double* tau, double* work, int lwork,
                           int& info) {
    dsytrd_(&uplo, &n, a, &n, d, e, tau, work, &lwork, &info, 1);
}

inline void tridiagonalize(char uplo, int n, std::complex<double>* a, double* d, double* e, std::complex<double>* tau,
                           std::complex<double>* work, int lwork, int& info) {
    zhetrd_(&uplo, &n, a, &n, d, e, tau, work, &lwork, &info, 1);
}

// A = L D L' by Bunch and Kaufman's diagonal pivoting.
inline void factor_hermitian(char uplo, int n, double* a, int* pivots, double* work, int lwork, int& info) {
    dsytrf_(&uplo, &n, a, &n, pivots, work, &lwork, &info, 1);
}

inline void factor_hermitian(char uplo, int n, std::complex<double>* a, int* pivots, std::complex<double>* work,
                             int lwork, int& info) {
    zhetrf_(&uplo, &n, a, &n, pivots, work, &lwork, &info, 1);
}

}  // namespace la::lapack
