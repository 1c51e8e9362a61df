// The characteristic polynomial det(x I - A).
#pragma once

#include "core/matrix.hpp"

namespace la {

// The n+1 coefficients of det(x I - A) as a column, highest power first; the first is 1.
//
// Method: La Budde's. A is reduced to Hessenberg form (dgehrd, zgehrd) or, where symmetric, to tridiagonal form
// (dsytrd, zhetrd); the polynomials of its leading principal submatrices follow from each other (Rehman and Ipsen, La
// Budde's method for computing characteristic polynomials, 2011, algorithms 2 and 1). Never from the eigenvalues, and
// never from traces of powers.
//
// A matrix of integers (complex: Gaussian integers) of order 64 or less is computed exactly, by the division-free
// algorithm of Samuelson and Berkowitz (1984) in 128-bit integers, unless those overflow; each coefficient is then the
// nearest double, so exact below 2^53.
//
// Throws a data error where A is not square, a numerical error where it is not finite or a coefficient overflows.
Matrix characteristic_polynomial(Matrix a);

}  // namespace la
