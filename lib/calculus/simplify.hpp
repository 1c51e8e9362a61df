// Shorter forms of sums.
#pragma once

#include "calculus/tensor.hpp"

namespace la {

// The same tensor with common factors drawn out of sums, wherever that is shorter: A*x + A'*x becomes (A+A')*x.
TensorId simplified(Tensors& tensors, TensorId a);

// The same tensor where all terms that are divided by a scalar (or a root of it) are zero.
TensorId without_divisor(Tensors& tensors, TensorId a, TensorId scalar);

}  // namespace la
