// Rational and polynomial approximations of the exponential of a matrix near 0.
#pragma once

#include <armadillo>

namespace la {

// R with exp(A·2^-squarings) = I + R, to a small multiple of eps in the norm of R.
template <class T>
struct ExponentialApproximant {
    arma::Mat<T> less_identity;
    int squarings = 0;
    int beyond_powers = 0;  // of them: more than the norms of the powers of A ask for
};

// The diagonal Padé approximant of degree 3, 5, 7, 9 or 13, with as few squarings as the norms of the powers of A
// (n×n, finite) allow: Al-Mohy and Higham 2009, algorithm 5.1. Further squarings guard against rounding errors where
// the powers are small only by cancellation.
template <class T>
ExponentialApproximant<T> pade_approximant(const arma::Mat<T>& a);

// The Taylor polynomial of degree 16, with so many squarings that the terms of each path through A (n×n) hardly cancel
// and that paths through all n places have their weight. Where A is triangular, or has no negative entry off the
// diagonal, each entry is right to a small multiple of n·eps. After Shao, Gao and Xue, Aggressively truncated Taylor
// series method for accurate computation of exponentials of essentially nonnegative matrices, SIAM J. Matrix Anal.
// Appl. 35, 2014.
template <class T>
ExponentialApproximant<T> taylor_approximant(const arma::Mat<T>& a);

}  // namespace la
