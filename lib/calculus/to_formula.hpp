// Tensors back to matrix notation.
#pragma once

#include <map>

#include "calculus/formula.hpp"
#include "calculus/tensor.hpp"
#include "calculus/to_tensors.hpp"

namespace la {

// Which axes of a tensor are the rows of a matrix and which the columns; of several the first varies fastest.
struct MatrixLayout {
    std::vector<std::size_t> rows, columns;
};

// The tensor as a formula of matrices: paths of factors as products, cycles as traces, factors of the same labels
// elementwise, unconnected parts as Kronecker products. `variables` says how names stand: as columns, rows, matrices.
// Null if there is no formula: a factor has more axes than a matrix.
Formula to_formula(Tensors& tensors, TensorId a, const MatrixLayout& layout,
                   const std::map<std::string, MatrixTensor>& variables);

}  // namespace la
