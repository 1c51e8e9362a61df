// The squaring phase of the exponential of a matrix.
#pragma once

#include <armadillo>

namespace la {

// X = exp(A·2^-s), held as its entries off the diagonal, its diagonal, and its diagonal less 1. Where an entry of the
// diagonal is near 1, squaring its distance d from 1, d(2 + d), keeps the digits that 1 + d rounds away: the rounding
// errors of slow motions, which s squarings would multiply by 2^s, stay relative to how far they have moved.
template <class T>
class SquaredExponential {
  public:
    explicit SquaredExponential(arma::Mat<T> less_identity);

    void square();

    // Where A is upper triangular (n×n): the diagonal and the entries above it, each to rounding, as they are with this
    // many squarings to come. Al-Mohy and Higham 2009, code fragment 2.1.
    void recompute_diagonals(const arma::Mat<T>& a, int squarings_left);

    // Where the rows of A sum to 0, and those of X to 1 but for rounding errors, which squaring would double.
    void normalize_rows();

    bool is_finite() const;
    arma::Mat<T> matrix() const;

  private:
    arma::Mat<T> beside_;  // zeros on the diagonal
    arma::Col<T> diagonal_;
    arma::Col<T> less_one_;
};

}  // namespace la
