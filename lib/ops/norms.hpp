// Norms: of a matrix those that the vector norms induce, Frobenius and nuclear; of a row or a column those of a vector
// (Golub and Van Loan, Matrix Computations, 4th ed., chapters 2.3 and 2.4). All are 0 for an empty matrix. What lies
// within the range of doubles does not overflow on the way.
#pragma once

#include <string>

#include "core/matrix.hpp"

namespace la {

double norm1(const Matrix& a);    // the largest column sum of moduli; of a vector the sum of moduli
double norminf(const Matrix& a);  // the largest row sum of moduli; of a vector the largest modulus
double normfro(const Matrix& a);  // the square root of the sum of squared moduli: of a vector its length

// The largest singular value, of a large sparse matrix by iteration; of a vector its length. `driver` becomes the
// method where singular values were computed. Throws as singular() does.
double norm2(const Matrix& a, int threads = 1, std::string* driver = nullptr);

// The sum of the singular values. Throws as singular_values() does: a sparse matrix is made dense.
double normnuc(const Matrix& a);

}  // namespace la
