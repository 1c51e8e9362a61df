// The rows of a table as points.
#pragma once

#include <string>

#include "core/matrix.hpp"
#include "plot/plane.hpp"

namespace la {

// Rows with a value that is not finite taken out; how many they were.
struct FiniteRows {
    arma::mat rows;
    Names names;  // of the rows that are left
    arma::uword left_out;
};
FiniteRows finite_rows_of(const arma::mat& rows, const Names& names);

// One of all points (columns of 2×n or 3×n) that fall into the same of 500 by 500 cells; all of few.
arma::mat thinned(const arma::mat& points);

// The name of column j: "height", "column 1".
std::string column_label(const Matrix& table, arma::uword j);

// Whether the columns of 2×n or 3×n are drawn to one scale: where the widest range is at most `ratio` times the
// narrowest.
bool fits_one_scale(const arma::mat& points, double ratio);

// Where the scales of the axes differ: angles are not what they are.
std::string scale_note(bool true_to_scale);

// The points of a table of 2 columns: a scatter plot; of 3 columns: in space. Row names stand at up to 40 points. Rows
// with NaN or Inf are left out, and the picture says how many. Data errors: another number of columns, complex values,
// no rows; a numerical error without a finite row.
std::string points_picture(const Matrix& table, const PictureOptions& options);

}  // namespace la
