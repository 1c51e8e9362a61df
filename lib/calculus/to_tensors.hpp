// Matrix expressions to tensors.
#pragma once

#include <map>
#include <set>

#include "calculus/matrix_tensors.hpp"
#include "expr/shapes.hpp"
#include "expr/syntax.hpp"

namespace la {

struct Lowered {
    MatrixTensor value;
    std::map<std::string, MatrixTensor> variables;
    std::map<TensorId, std::size_t> places;  // of opaque functions: the node of the syntax
};

// Requires what infer_shapes returned. Names in `symmetric` are known to be X' = X.
// Throws an ExpressionError (usage) at imaginary numbers.
Lowered lower(Tensors& tensors, const Syntax& syntax, const std::vector<Inferred>& inferred,
              const std::set<std::string>& symmetric);

// The axes of a shape.
std::vector<Axis> axes_of(Tensors& tensors, const Shape& shape);

}  // namespace la
