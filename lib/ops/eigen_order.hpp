// The order in which eigenvalues are written.
#pragma once

#include <armadillo>

namespace la {

// The permutation that puts eigenvalues of a matrix of order n in their order: descending real part; sorted neighbors
// whose real parts are closer than 100 n eps max|lambda| form a group that is ordered by descending imaginary part;
// what is still equal stays as it was. Infinite values come first and do not count in max|lambda|.
arma::uvec eigenvalue_order(const arma::cx_vec& values, arma::uword n);

}  // namespace la
