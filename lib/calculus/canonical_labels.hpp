// One numbering of the labels of a contraction.
#pragma once

#include <vector>

#include "calculus/tensor.hpp"

namespace la {

// The contraction with its labels numbered, and its factors ordered, in one way for all contractions that are equal up
// to renaming and commutation. `symmetric[k]` says that the two labels of factor k may change places.
// Method: color refinement, ties broken by individualization (McKay, Practical graph isomorphism, 1981); beyond a
// fixed number of ties the result is right, but may differ between equal contractions.
Contraction with_canonical_labels(const Contraction& contraction, const std::vector<bool>& symmetric);

}  // namespace la
