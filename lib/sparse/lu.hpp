// LU factorization of a sparse square matrix: P R A Q = L U, with rows scaled by powers of two (R), by Eigen's
// SparseLU, which is the supernodal left-looking method of Demmel, Eisenstat, Gilbert, Li and Liu, A supernodal
// approach to sparse partial pivoting, SIAM J. Matrix Anal. Appl. 20, 1999 (SuperLU).
//
// The columns' order is that of fill_reducing_order.hpp. Pivots are the largest of their column; where the order is
// symmetric, a diagonal one of at least a tenth of that will do.
#pragma once

#include <armadillo>
#include <memory>

#include "core/safe_product.hpp"
#include "core/transposition.hpp"
#include "sparse/fill_reducing_order.hpp"

namespace la {

template <class T>
class SparseLu {
  public:
    // Factors A, n x n and finite, which may go afterwards. A data error where the factors would not fit into memory,
    // naming what they would take.
    explicit SparseLu(const arma::SpMat<T>& a) : SparseLu(a, fill_reducing_order(a)) {}
    SparseLu(const arma::SpMat<T>& a, FillReducingOrder order);  // which is that of A
    ~SparseLu();
    SparseLu(SparseLu&&) noexcept;
    SparseLu& operator=(SparseLu&&) noexcept;

    // A pivot is exactly zero: there is nothing to solve with.
    bool is_singular() const;

    // The solution X of form(A) X = B in place of B (n x p). Requires that A is not singular.
    void solve(arma::Mat<T>& b, Transposition form = Transposition::none) const;

    // The reciprocal condition number in the 1-norm, by an estimate of |A⁻¹| from a few solutions (norm_estimate.hpp);
    // 0 where A is singular, infinite where n = 0. Found once.
    double rcond() const;

    ScaledProduct determinant() const;

    double entries() const;  // of L and U

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace la
