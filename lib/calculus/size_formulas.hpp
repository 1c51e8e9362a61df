// How sizes and constant matrices are written: rows(A), numel(A), ones(rows(A), 1).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calculus/formula.hpp"
#include "calculus/tensor.hpp"
#include "calculus/to_formula.hpp"

namespace la {

// Null where no variable has the size.
class SizeFormulas {
  public:
    SizeFormulas(const Tensors& tensors, const std::map<std::string, MatrixTensor>& variables)
        : t_(tensors), variables_(variables) {}

    Formula size(Axis axis) const;
    // The product of several sizes: of all axes of a matrix its number of entries.
    Formula size(const std::vector<Axis>& axes) const;
    // zeros or ones over such axes.
    Formula constant(Function function, const std::vector<Axis>& axes, const MatrixLayout& layout) const;

  private:
    const Tensors& t_;
    const std::map<std::string, MatrixTensor>& variables_;
};

}  // namespace la
