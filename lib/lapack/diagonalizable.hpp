// When a matrix counts as not diagonalizable, and what is then said.
#pragma once

#include <cmath>
#include <string>

#include "core/epsilon.hpp"
#include "core/error.hpp"

namespace la {

// The condition number of an eigenvalue above which it may be defective, as those of a rounded Jordan block are.
inline double worst_condition() {
    return 1 / std::sqrt(100 * eps);
}

inline Error not_diagonalizable(const std::string& name) {
    return numerical_error(name + " is not diagonalizable to working accuracy");
}

}  // namespace la
