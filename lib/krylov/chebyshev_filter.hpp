// Chebyshev polynomials of a Hermitian operator: they grow fast beyond one end of an interval and stay small on it.
//
// On T_d((B - m I) / h), where [m - h, m + h] holds the eigenvalues of B that are not wanted, Lanczos takes d products
// for one step: its Krylov space reaches as high a degree with d times fewer vectors to be orthogonalized. Zhou, Saad,
// A Chebyshev-Davidson algorithm for large symmetric eigenproblems, 2007; Saad, Numerical Methods for Large Eigenvalue
// Problems, chapter 4.4.
#pragma once

#include "krylov/block_lanczos.hpp"

namespace la {

struct ChebyshevInterval {
    double center = 0, half_width = 1;
    arma::uword degree = 1;

    // T_d at the value of B, and the value above the interval at which T_d is theta; its end where theta < 1.
    double at(double value) const;
    double value(double theta) const;
};

// The degree for `count` values above an interval that begins at `low`, for blocks of that many columns in a basis of
// that many; what Lanczos on B has found so far, best first, places its upper end and tells how far the values lie
// beyond. An interval of degree 1 where a polynomial does not pay. `even`: B's values below -low are wanted as well,
// and the interval is symmetric; otherwise the degree is odd, so that nothing below the interval comes up.
ChebyshevInterval suitable_interval(const arma::vec& ritz_values, arma::uword count, arma::uword block,
                                    arma::uword basis, double low, bool even);

// How high a degree Lanczos is likely to need in all, on B or on polynomials of it.
double likely_degree(const arma::vec& ritz_values, arma::uword count, arma::uword block, double low, bool even);

// T_d of the operator.
template <class T>
BlockOperator<T> chebyshev_filter(BlockOperator<T> apply, ChebyshevInterval interval);

}  // namespace la
