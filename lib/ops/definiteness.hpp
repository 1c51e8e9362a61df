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

// From the eigenvalues of (A + A')/2, where |lambda| <= n eps max|lambda| counts as zero. A 0x0 matrix is zero.
// Asymmetric matrices are classified too: who cares asks is_symmetric. Sparse matrices are made dense. Throws a data
// error where A is not square or too large to be made dense, a numerical error where it is not finite.
// `driver` receives LAPACK's name for what decided.
Definiteness definiteness(Matrix a, std::string* driver = nullptr);

// "positive-definite" and so on, with hyphens.
std::string definiteness_text(Definiteness d);

// Both include the definite and the zero form.
bool is_positive_semidefinite(Definiteness d);
bool is_negative_semidefinite(Definiteness d);

}  // namespace la
