// The derivative of a tensor.
#pragma once

#include <map>

#include "calculus/tensor.hpp"

namespace la {

// A function that depends on the variable and has no rule.
struct NoRule {
    TensorId tensor;
};

// The derivative of `f` by a variable: a tensor with the axes of f, then those of the variable; zero where the variable
// does not occur. By a symmetric variable: the symmetric part of the derivative by its entries as if they were
// independent. If f depends on the variable through a function without a rule, `missing` names it and the result means
// nothing.
// Method: reverse mode over the graph, every adjoint carrying the axes of f (Laue, Mitterreiter, Giesen 2018, 2020);
// the derivatives of inverse and determinant as in Magnus, Neudecker, Matrix Differential Calculus, chapters 8 and 9;
// that of the pseudo-inverse: Golub, Pereyra, SIAM J. Numer. Anal. 10 (1973).
TensorId derive(Tensors& tensors, TensorId f, TensorId variable, std::optional<NoRule>& missing);

// The derivative of an elementwise function at a tensor, elementwise. At kinks (abs, relu, sign at 0) it is 0.
TensorId derivative_of_map(Tensors& tensors, Function function, TensorId argument);

}  // namespace la
