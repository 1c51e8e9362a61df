// The LAPACK routines behind singular values, QR factors and least squares, under one name for both fields. Integers
// have 32 bits: a matrix or workspace beyond them is a data error. Arguments are overwritten as LAPACK documents it.
#pragma once

#include <algorithm>
#include <limits>

#include "core/error.hpp"
#include "core/field.hpp"

extern "C" {
void dgeqrt_(const int* m, const int* n, const int* nb, double* a, const int* lda, double* t, const int* ldt,
             double* work, int* info);
void zgeqrt_(const int* m, const int* n, const int* nb, arma::cx_double* a, const int* lda, arma::cx_double* t,
             const int* ldt, arma::cx_double* work, int* info);
void dormqr_(const char* side, const char* trans, const int* m, const int* n, const int* k, const double* a,
             const int* lda, const double* tau, double* c, const int* ldc, double* work, const int* lwork, int* info,
             std::size_t side_length, std::size_t trans_length);
void zunmqr_(const char* side, const char* trans, const int* m, const int* n, const int* k, const arma::cx_double* a,
             const int* lda, const arma::cx_double* tau, arma::cx_double* c, const int* ldc, arma::cx_double* work,
             const int* lwork, int* info, std::size_t side_length, std::size_t trans_length);
}

namespace la::lapack {

static_assert(sizeof(arma::blas_int) == sizeof(int), "OpenBLAS is used with 32-bit integers");

inline int to_int(arma::uword n) {
    if (n > arma::uword(std::numeric_limits<int>::max()))
        throw data_error("a matrix is too large for LAPACK's 32-bit integers");
    return int(n);
}

// Calls call(work, lwork), first as the query for the best workspace, then for its work.
template <class T, class Call>
void with_workspace(Call&& call) {
    T best{};
    call(&best, -1);
    const double size = std::max(1.0, std::real(best));
    if (size > double(std::numeric_limits<int>::max()))
        throw data_error("a matrix is too large for LAPACK's 32-bit workspace");
    arma::Col<T> work(static_cast<arma::uword>(size), arma::fill::none);
    call(work.memptr(), int(size));
}

// Which factors a singular value decomposition computes, as LAPACK calls them.
struct SvdJob {
    char letter;  // 'N' none, 'S' thin, 'A' full

    template <class T>
    void size(const arma::Mat<T>& a, arma::Mat<T>& u, arma::Mat<T>& vt) const {
        const arma::uword k = std::min(a.n_rows, a.n_cols);
        u.set_size(letter == 'N' ? 1 : a.n_rows, letter == 'N' ? 1 : letter == 'S' ? k : a.n_rows);
        vt.set_size(letter == 'N' ? 1 : letter == 'S' ? k : a.n_cols, letter == 'N' ? 1 : a.n_cols);
    }
};

// A = U·diag(s)·Vᴴ by divide and conquer, values alone without any vectors (xGESDD). A side longer than 11/6 of the
// other makes the driver begin with a QR or LQ factorization. Returns info: > 0 is "not converged".
template <class T>
int gesdd(SvdJob job, arma::Mat<T>& a, arma::vec& s, arma::Mat<T>& u, arma::Mat<T>& vt) {
    job.size(a, u, vt);
    int m = to_int(a.n_rows), n = to_int(a.n_cols), ldu = to_int(u.n_rows), ldvt = to_int(vt.n_rows), info = 0;
    const arma::uword small = std::min(a.n_rows, a.n_cols), large = std::max(a.n_rows, a.n_cols);
    s.set_size(small);
    arma::Col<int> iwork(8 * small);
    with_workspace<T>([&](T* work, int lwork) {
        if constexpr (is_complex_scalar<T>) {
            const arma::uword with_factors = std::max(5 * small + 5, 2 * large + 2 * small + 1);
            arma::vec rwork(small * (job.letter == 'N' ? 7 : with_factors), arma::fill::none);
            arma::lapack::cx_gesdd(&job.letter, &m, &n, a.memptr(), &m, s.memptr(), u.memptr(), &ldu, vt.memptr(),
                                   &ldvt, work, &lwork, rwork.memptr(), iwork.memptr(), &info);
        } else {
            arma::lapack::gesdd(&job.letter, &m, &n, a.memptr(), &m, s.memptr(), u.memptr(), &ldu, vt.memptr(), &ldvt,
                                work, &lwork, iwork.memptr(), &info);
        }
    });
    return info;
}

// The same by implicit QR iteration (xGESVD): slower, but converges where divide and conquer gave up.
template <class T>
int gesvd(SvdJob job, arma::Mat<T>& a, arma::vec& s, arma::Mat<T>& u, arma::Mat<T>& vt) {
    job.size(a, u, vt);
    int m = to_int(a.n_rows), n = to_int(a.n_cols), ldu = to_int(u.n_rows), ldvt = to_int(vt.n_rows), info = 0;
    s.set_size(std::min(a.n_rows, a.n_cols));
    with_workspace<T>([&](T* work, int lwork) {
        if constexpr (is_complex_scalar<T>) {
            arma::vec rwork(5 * s.n_elem, arma::fill::none);
            arma::lapack::cx_gesvd<double>(&job.letter, &job.letter, &m, &n, a.memptr(), &m, s.memptr(), u.memptr(),
                                           &ldu, vt.memptr(), &ldvt, work, &lwork, rwork.memptr(), &info);
        } else {
            arma::lapack::gesvd(&job.letter, &job.letter, &m, &n, a.memptr(), &m, s.memptr(), u.memptr(), &ldu,
                                vt.memptr(), &ldvt, work, &lwork, &info);
        }
    });
    return info;
}

// A = QR by Householder reflections (xGEQRF): R in the upper triangle, the reflectors below it and in tau.
template <class T>
void geqrf(arma::Mat<T>& a, arma::Col<T>& tau) {
    int m = to_int(a.n_rows), n = to_int(a.n_cols), info = 0;
    tau.set_size(std::min(a.n_rows, a.n_cols));
    with_workspace<T>(
        [&](T* work, int lwork) { arma::lapack::geqrf(&m, &n, a.memptr(), &m, tau.memptr(), work, &lwork, &info); });
}

// A = QR by reflections in blocks of `block` columns, each factored recursively (xGEQRT; Elmroth and Gustavson 2000):
// of LAPACK's routines the fastest on tall matrices of a few columns. Of the leading `rows` rows of A only.
template <class T>
void geqrt(arma::Mat<T>& a, arma::uword rows, arma::uword block) {
    const int m = to_int(rows), n = to_int(a.n_cols), lda = to_int(a.n_rows);
    const int nb = std::min({to_int(block), m, n});
    if (nb == 0) return;
    arma::Mat<T> t(nb, std::min(rows, a.n_cols), arma::fill::none);
    arma::Col<T> work(arma::uword(nb) * a.n_cols, arma::fill::none);
    int info = 0;
    if constexpr (is_complex_scalar<T>)
        zgeqrt_(&m, &n, &nb, a.memptr(), &lda, t.memptr(), &nb, work.memptr(), &info);
    else
        dgeqrt_(&m, &n, &nb, a.memptr(), &lda, t.memptr(), &nb, work.memptr(), &info);
}

// A·P = QR with column pivoting (xGEQP3); column j of A·P is column pivots[j] of A, counted from 0.
template <class T>
void geqp3(arma::Mat<T>& a, arma::uvec& pivots, arma::Col<T>& tau) {
    int m = to_int(a.n_rows), n = to_int(a.n_cols), info = 0;
    tau.set_size(std::min(a.n_rows, a.n_cols));
    arma::Col<int> order(a.n_cols, arma::fill::zeros);
    with_workspace<T>([&](T* work, int lwork) {
        if constexpr (is_complex_scalar<T>) {
            arma::vec rwork(2 * a.n_cols, arma::fill::none);
            arma::lapack::cx_geqp3(&m, &n, a.memptr(), &m, order.memptr(), tau.memptr(), work, &lwork, rwork.memptr(),
                                   &info);
        } else {
            arma::lapack::geqp3(&m, &n, a.memptr(), &m, order.memptr(), tau.memptr(), work, &lwork, &info);
        }
    });
    pivots = arma::conv_to<arma::uvec>::from(order - 1);
}

// The first `columns` columns of Q from the reflectors of geqrf or geqp3 (xORGQR, xUNGQR).
template <class T>
arma::Mat<T> form_q(const arma::Mat<T>& reflectors, const arma::Col<T>& tau, arma::uword columns) {
    arma::Mat<T> q(reflectors.n_rows, columns, arma::fill::zeros);
    const arma::uword kept = std::min(columns, reflectors.n_cols);
    if (q.is_empty()) return q;
    if (kept != 0) q.head_cols(kept) = reflectors.head_cols(kept);
    int m = to_int(q.n_rows), n = to_int(columns), k = to_int(std::min(kept, tau.n_elem)), info = 0;
    arma::Col<T> scale = tau;
    with_workspace<T>([&](T* work, int lwork) {
        if constexpr (is_complex_scalar<T>)
            arma::lapack::ungqr(&m, &n, &k, q.memptr(), &m, scale.memptr(), work, &lwork, &info);
        else
            arma::lapack::orgqr(&m, &n, &k, q.memptr(), &m, scale.memptr(), work, &lwork, &info);
    });
    return q;
}

// c becomes Q·c, or Qᴴ·c, with the whole square Q of the reflectors (xORMQR, xUNMQR).
template <class T>
void multiply_q(bool adjoint, const arma::Mat<T>& reflectors, const arma::Col<T>& tau, arma::Mat<T>& c) {
    if (c.is_empty() || tau.is_empty()) return;
    const char trans = !adjoint ? 'N' : is_complex_scalar<T> ? 'C' : 'T';
    const int m = to_int(c.n_rows), n = to_int(c.n_cols), k = to_int(tau.n_elem);
    int info = 0;
    with_workspace<T>([&](T* work, int lwork) {
        if constexpr (is_complex_scalar<T>)
            zunmqr_("L", &trans, &m, &n, &k, reflectors.memptr(), &m, tau.memptr(), c.memptr(), &m, work, &lwork, &info,
                    1, 1);
        else
            dormqr_("L", &trans, &m, &n, &k, reflectors.memptr(), &m, tau.memptr(), c.memptr(), &m, work, &lwork, &info,
                    1, 1);
    });
}

// The leading n×n upper triangle, zero below.
template <class T>
arma::Mat<T> upper_triangle(const arma::Mat<T>& a, arma::uword rows, arma::uword columns) {
    arma::Mat<T> r(rows, columns, arma::fill::zeros);
    for (arma::uword j = 0; j < columns; ++j)
        for (arma::uword i = 0; i < std::min(j + 1, rows); ++i) r(i, j) = a(i, j);
    return r;
}

}  // namespace la::lapack
