// QR factorisation of a sparse matrix: A E = Q R, columns in an order that keeps R sparse, by SuiteSparseQR.
//
// Davis, Algorithm 915, SuiteSparseQR: multifrontal multithreaded rank-revealing sparse QR factorization, ACM TOMS 38,
// 2011. The order is the better of COLAMD and AMD on AᴴA. Rank by Heath's method: a column whose part outside the span
// of those before is no longer than the tolerance counts as dependent. SuiteSparseQR is under the GPL: LATOOLS_GPL.
#pragma once

#include <armadillo>
#include <memory>

namespace la {

// Whether this build has it; without, nothing below may be called.
extern const bool has_sparse_qr;

// What the symbolic analysis bounds a factorisation by.
struct QrCost {
    double bytes = 0;
    double flops = 0;
};

template <class T>
class SparseQr {
  public:
    // Analyses the pattern of A, m x n, which must outlive factor(). Throws a data error where memory is short, here
    // and below.
    explicit SparseQr(const arma::SpMat<T>& a);
    ~SparseQr();
    SparseQr(SparseQr&&) noexcept;
    SparseQr& operator=(SparseQr&&) noexcept;

    QrCost cost() const;

    // The tolerance is absolute, 0 or more.
    void factor(double tolerance);

    // The rest is for after that. b is dense.

    arma::uword rank() const;

    // Q1 Q1ᴴ b, Q1 the first columns of Q, as many as the rank: the projection onto the column space of A.
    arma::Mat<T> project(const arma::Mat<T>& b) const;

    // The x that minimizes |b - A x|, zero for dependent columns.
    arma::Mat<T> solve(const arma::Mat<T>& b) const;

    // The least x with Aᴴ x = b, and (AᴴA)⁻¹ b. Both require rank n.
    arma::Mat<T> solve_adjoint(const arma::Mat<T>& b) const;
    arma::Mat<T> solve_normal(const arma::Mat<T>& b) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace la
