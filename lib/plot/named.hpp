// What pictures ask of their matrices, and what they call them.
#pragma once

#include <string>

#include "core/matrix.hpp"

namespace la {

// The origin of a matrix for a title, without its directory: "A.csv"; "the matrix" where it has none or came from
// standard input.
std::string shown_name(const Matrix& a);

// The values of a finite real matrix, dense. A data error ("A.csv is complex: map draws real matrices"), a numerical
// error that names a cell that is not finite.
arma::mat real_values(const Matrix& a, const std::string& kind);

}  // namespace la
