// The relative distance of neighboring numbers.
#pragma once

#include <limits>

namespace la {

inline constexpr double eps = std::numeric_limits<double>::epsilon();

}  // namespace la
