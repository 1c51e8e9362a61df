// Shorter forms of sums.
#pragma once

#include "calculus/tensor.hpp"

namespace la {

// The same tensor with common factors drawn out of sums, wherever that is shorter: A*x + A'*x becomes (A+A')*x.
TensorId simplified(Tensors& tensors, TensorId a);

}  // namespace la
