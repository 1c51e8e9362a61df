// The unit circle or sphere and its images under linear maps, in the plane of the sheet.
#pragma once

#include <string>

#include "plot/plane.hpp"

namespace la {

// From the space of m = 2 or 3 dimensions to the sheet, 2×m.
arma::mat onto_sheet(arma::uword dimensions);

// The image of the unit circle or sphere under a (m×n, both 2 or 3) drawn as `name`: its body, outline, and of an
// ellipsoid the ellipses through pairs of `axes` (columns of n×n, orthonormal), dashed where they are behind.
void draw_ball(Plane& plane, const std::string& name, const arma::mat& a, const arma::mat& axes,
               std::string_view color);

// The coordinate axes of space from the origin to `length`, with their names.
void draw_space_axes(Plane& plane, const Canvas& canvas, double length);

}  // namespace la
