// Powers and products of elementwise functions that have a better form.
#pragma once

#include "calculus/tensor.hpp"

namespace la {

// Rewrites one factor of the contraction, or two of them as one: abs(x)^2 as x^2, exp(x)^a as exp(a*x), 1/(1+exp(z))
// as sigmoid(-z), exp(z) over its sum as softmax(z), x.*sign(x) as abs(x). True if there was one to rewrite: call
// again.
bool rewrite_function_products(Tensors& tensors, Contraction& contraction);

}  // namespace la
