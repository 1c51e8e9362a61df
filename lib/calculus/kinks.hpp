// What is left of a derivative where a norm that it divides by is zero.
#pragma once

#include "calculus/tensor.hpp"

namespace la {

// The same tensor where all terms that are divided by a scalar (or a root of it) are zero.
TensorId without_divisor(Tensors& tensors, TensorId a, TensorId scalar);

// e where the scalar is the sum of the squares of e.
std::optional<TensorId> root_of_square_sum(const Tensors& tensors, TensorId scalar);

// Whether the derivatives of f up to an order tend to a limit as e tends to 0, the argument of the norm whose square is
// `square`: whether all that they divide by the norm has more factors e than it has norms. Says no where it cannot
// tell.
bool is_smooth_at_zero(Tensors& tensors, TensorId f, TensorId square, int order);

}  // namespace la
