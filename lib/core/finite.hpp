// NaN and infinities among the cells of a matrix.
#pragma once

#include <optional>
#include <string>

#include "core/matrix.hpp"

namespace la {

struct NotFinite {
    arma::uword row, column;  // counted from 0
    std::string value;        // "NaN", "Inf", "-Inf": of a complex number the first part that is not finite
};

// The first cell that is NaN or infinite, or nothing: in row order, of a sparse matrix in column order.
std::optional<NotFinite> first_not_finite(const Matrix& a);

// The same of NaN alone.
std::optional<NotFinite> first_nan(const Matrix& a);

// The largest modulus of the finite cells; 0 where there are none.
double largest_finite(const Matrix& a);

// "at row 2, column 3"; empty for the only cell of a 1×1 matrix.
std::string place_of(const NotFinite& cell, const Matrix& a);

}  // namespace la
