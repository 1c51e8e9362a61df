// Matrix expressions to tensors.
#pragma once

#include <map>
#include <set>

#include "calculus/tensor.hpp"
#include "expr/shapes.hpp"
#include "expr/syntax.hpp"

namespace la {

// A matrix as a tensor: the first `rows` axes together are its rows (none: one row), the others its columns; of several
// axes the first varies fastest. Sizes of 1 are no axes.
struct MatrixTensor {
    TensorId tensor = 0;
    std::size_t rows = 0;
};

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
