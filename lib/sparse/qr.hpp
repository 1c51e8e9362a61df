// QR factorization of a sparse matrix: A E = Q R, columns in an order that keeps R sparse, by SuiteSparseQR.
//
// Davis, Algorithm 915, SuiteSparseQR: multifrontal multithreaded rank-revealing sparse QR factorization, ACM TOMS 38,
// 2011. The order is the better of COLAMD and AMD on AᴴA. Rank by Heath's method: a column whose part outside the span
// of those before is no longer than the tolerance counts as dependent. SuiteSparseQR is under the GPL: LATOOLS_GPL.
#pragma once

#include <armadillo>
#include <memory>
#include <vector>

namespace la {

// Whether this build has it; without, nothing below may be called.
extern const bool has_sparse_qr;

// What the symbolic analysis bounds a factorization by.
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

    // The rest is for after that; b is dense. With r the rank, Q1 are the first r columns of Q, and of the columns of A
    // r are independent, A1, in the order of R1, which is r x r: A1 = Q1 R1.

    arma::uword rank() const;
    std::vector<arma::uword> dependent_columns() const;

    // Q1 Q1ᴴ b, the projection onto the column space of A.
    arma::Mat<T> project(const arma::Mat<T>& b) const;

    // The x that minimizes |b - A x| and is zero for dependent columns.
    arma::Mat<T> solve(const arma::Mat<T>& b) const;

    // Q1 R1⁻ᴴ b1, the least x with A1ᴴ x = b1, the part of b that belongs to the independent columns.
    arma::Mat<T> solve_adjoint(const arma::Mat<T>& b) const;

    // (AᴴA)⁻¹ b. Requires rank n.
    arma::Mat<T> solve_normal(const arma::Mat<T>& b) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace la
