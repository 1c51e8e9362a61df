// Iterative refinement of solutions with residuals in doubled precision.
#pragma once

#include <functional>

#include "core/field.hpp"

namespace la {

// A·P = QR of an m×n matrix with column pivoting, as lapack::geqp3 leaves it.
template <class T>
struct PivotedQr {
    arma::Mat<T> reflectors;
    arma::uvec pivots;
    arma::Col<T> tau;
};

// Improves x, the minimizer of ‖b − A·x‖ that the factorization of A (m >= n, of full rank) gave, until its corrections
// stop shrinking. The augmented system r + A·x = b, Aᴴ·r = 0 is refined for x and the residual r together: both are
// held, and their residuals summed, in double-double arithmetic (about 32 digits), the corrections come from the
// factorization in double. So x becomes right to nearly all its digits even where A is ill-conditioned and r is large.
// Columns of A and b should be scaled to a like size by powers of two, which makes the rounding of x relative.
//
// Björck 1967, BIT 7; Björck, Numerical Methods for Least Squares Problems, 1996, chapter 2.9; Demmel, Hida, Riedy and
// Li 2009, ACM TOMS 35.
void refine_least_squares(const arma::mat& a, const PivotedQr<double>& qr, const arma::vec& b, arma::vec& x);
void refine_least_squares(const arma::cx_mat& a, const PivotedQr<arma::cx_double>& qr, const arma::cx_vec& b,
                          arma::cx_vec& x);

// Improves the columns of x, solutions of A·x = b for a square A of entries near 1 that `solve`, in place of its
// argument, gave with the factors of A, until their corrections stop shrinking: where eps times the condition number is
// below 1 they become right to nearly all digits. Demmel, Hida, Kahan, Li, Mukherjee and Riedy 2006, ACM TOMS 32.
template <class T>
using InPlaceSolve = std::function<void(arma::Mat<T>&)>;
void refine_solution(const arma::mat& a, const arma::mat& b, arma::mat& x, const InPlaceSolve<double>& solve);
void refine_solution(const arma::cx_mat& a, const arma::cx_mat& b, arma::cx_mat& x,
                     const InPlaceSolve<arma::cx_double>& solve);

}  // namespace la
