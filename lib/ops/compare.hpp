// Whether two matrices are equal up to a tolerance.
#pragma once

#include <optional>
#include <string>

#include "core/matrix.hpp"

namespace la {

// What each column of the first matrix may be multiplied by before it is compared.
enum class UpTo {
    nothing,
    sign,   // -1
    phase,  // a complex number of modulus 1
};

struct Tolerance {
    double rtol = 1e-9;
    double atol = 0;
};

// The worst cell; positions count from 0.
struct Difference {
    arma::uword row = 0;
    arma::uword column = 0;
    std::string text_a;  // the values as they stand in the matrices
    std::string text_b;
    double amount = 0;  // |a - b|; Inf where NaN or Inf meets another value
};

// Equal (no difference) where every cell has |a - b| <= atol + rtol·max|B|, the maximum over the finite entries of b.
// NaN equals NaN and Inf the same Inf, real and imaginary parts apart. Of equally bad cells the first by columns is
// reported. A sign or phase is that of the inner product of the two columns, which minimises the 2-norm of their
// difference. Zeros that a sparse matrix does not store are zeros; two sparse matrices are compared by their nonzeros
// alone. Names are ignored. Requires equal shapes.
std::optional<Difference> compare(const Matrix& a, const Matrix& b, Tolerance tolerance = {},
                                  UpTo up_to = UpTo::nothing);

}  // namespace la
