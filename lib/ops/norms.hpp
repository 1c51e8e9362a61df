// Norms: of a matrix those that the vector norms induce, Frobenius and nuclear; of a row or a column those of a vector.
// All are 0 for an empty matrix. What lies within the range of doubles does not overflow on the way.
#pragma once

#include "core/matrix.hpp"

namespace la {

double norm1(const Matrix& a);    // the largest column sum of moduli; of a vector the sum of moduli
double norminf(const Matrix& a);  // the largest row sum of moduli; of a vector the largest modulus
double normfro(const Matrix& a);  // the square root of the sum of squared moduli: of a vector its length

// Dense; throw as singular_values() does.
double norm2(const Matrix& a);    // the largest singular value; of a vector its length
double normnuc(const Matrix& a);  // the sum of the singular values

}  // namespace la
