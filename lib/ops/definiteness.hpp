// The sign of the form Re x'A x.
#pragma once

#include <string>

#include "core/matrix.hpp"

namespace la {

enum class Definiteness {
    positive_definite,
    positive_semidefinite,
    negative_definite,
    negative_semidefinite,
    indefinite,
    zero,
};

// Of H = (A + A')/2, judged as S H S (hermitian_equilibrium), which has the signs of H by Sylvester's law and does not
// hang on units: |lambda| <= n eps max|lambda| of its eigenvalues counts as zero. A 0x0 matrix is zero. Asymmetric
// matrices are classified too: callers that care ask is_symmetric.
//
// Positive definite is what positive_definite.hpp finds so, negative definite what it finds of -H; for the other words
// the eigenvalues are computed (xSYEVD, xHEEVD). Sparse matrices of order above 500 stay sparse: a few steps of Lanczos
// prove what is indefinite, a Cholesky factor of H shifted by what counts as zero proves what is definite, and pivots
// of L D L' are counted otherwise (hermitian_transforms.hpp).
//
// Throws a data error where A is not square or memory is short for sparse factors, a numerical error where A is not
// finite or the pivots are too small to count by. `driver` receives the name of what decided.
Definiteness definiteness(Matrix a, std::string* driver = nullptr);

// "positive-definite" and so on, with hyphens.
std::string definiteness_text(Definiteness d);

// Both include the definite and the zero form.
bool is_positive_semidefinite(Definiteness d);
bool is_negative_semidefinite(Definiteness d);

}  // namespace la
