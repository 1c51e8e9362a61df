// Rows and columns chosen by position or name.
#pragma once

#include <string>
#include <vector>

#include "core/matrix.hpp"

namespace la {

// The positions, counted from 0, that a list such as "1,3-5,name" asks for out of `count`, in its order, with
// repetitions; positions in the list count from 1, "5-3" descends, and a name takes precedence over a number or range.
// A list that is a name as a whole is that name. `what` is "row" or "column" and `origin` what messages call the
// matrix. Throws a usage error for an empty item and data errors: "A.csv has no column 'x'", "A.csv has 2 columns 'x'",
// "column 7 is out of range 1..3".
std::vector<arma::uword> parse_selection(const std::string& list, const Names& names, arma::uword count,
                                         const std::string& what, const std::string& origin = "the matrix");

// Names follow; origin is kept, sparse stays sparse. Requires positions within the matrix.
Matrix select_rows(const Matrix& a, const std::vector<arma::uword>& positions);
Matrix select_columns(const Matrix& a, const std::vector<arma::uword>& positions);

}  // namespace la
