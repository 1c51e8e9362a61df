// Factorisations of a sparse Hermitian matrix, shifted: s(A - shift I) = L L' or L D L', by CHOLMOD.
//
// The order is that of AMD (Amestoy, Davis, Duff 1996), found once for all shifts. Chen, Davis, Hager, Rajamanickam,
// Algorithm 887: CHOLMOD, 2008. The supernodal module, used for Cholesky where it pays, is under the GPL: LATOOLS_GPL.
#pragma once

#include <armadillo>
#include <memory>

#include "core/safe_product.hpp"

namespace la {

// What the symbolic analysis predicts for a factorization.
struct FactorCost {
    double entries = 0;  // of L
    double flops = 0;
};

// Signs of the eigenvalues of A - shift I by Sylvester's law.
struct Inertia {
    arma::uword negative = 0;
    double growth = 0;  // largest |d l²| of the factors: they are exact for a matrix within some eps * growth
};

template <class T>
class SparseCholesky {
  public:
    // Analyses the pattern of A, n x n and Hermitian, of which the lower triangle is read. A must outlive this.
    // Throws a data error where memory is short, here and below.
    explicit SparseCholesky(const arma::SpMat<T>& a);
    ~SparseCholesky();
    SparseCholesky(const SparseCholesky&) = delete;
    SparseCholesky& operator=(const SparseCholesky&) = delete;

    FactorCost cost() const;

    // Bytes that a factorization takes, by Cholesky or, with indices of their own for every column, as L D L'.
    double cholesky_bytes() const;
    double ldl_bytes() const;

    // L L' = A - shift I, or shift I - A where negated. False, and nothing to solve with, where that is not positive
    // definite to working accuracy; success proves that all eigenvalues of A lie beyond the shift.
    bool factor_definite(double shift, bool negated);

    // L D L' = A - shift I without pivoting; nothing where a pivot vanishes. The caller judges the growth, and moves
    // the shift where it is too large.
    bool factor_indefinite(double shift, Inertia& inertia);

    // A rough reciprocal condition number of the system last factored, from the diagonal of its factor.
    double rcond() const;

    // The determinant of the system last factored, by factor_definite.
    ScaledProduct determinant() const;

    // The solution of the system last factored, with as many right-hand sides as b (n x p) has columns, in place of b.
    void solve(arma::Mat<T>& b);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace la
