// What a matrix does to points, step by step.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/matrix.hpp"
#include "plot/picture.hpp"

namespace la {

// Documents of points (columns of 2 or 3 entries, as laeig and lasvd --steps print them) side by side, each point in
// the same color everywhere. The points of the unit circle are joined, and two of them, a quarter turn apart, drawn as
// arrows. Data errors: fewer than two documents, other shapes, complex values; NaN or Inf is a numerical error.
std::string steps_picture(const std::vector<std::pair<std::string, Matrix>>& documents, const PictureOptions& options);

}  // namespace la
