// The larger of two numbers that tell how bad something is.
#pragma once

#include <cmath>

namespace la {

// The larger of two, NaN if either is.
inline double worse(double worst, double x) {
    return std::isnan(x) || x > worst ? x : worst;
}

}  // namespace la
