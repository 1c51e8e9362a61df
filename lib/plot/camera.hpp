// Space seen from a fixed place, without perspective.
#pragma once

#include <armadillo>

namespace la {

// The 2×3 matrix that takes a point of space to the sheet: the first axis points towards the viewer and left, the
// second right, the third up. Its rows are orthonormal, so lengths across the line of sight are kept.
arma::mat view_of_space();

// The unit vector towards the viewer.
arma::vec line_of_sight();

}  // namespace la
