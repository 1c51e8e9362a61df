// Matrices as tensors, and the operations on matrices as tensors' contractions.
#pragma once

#include <map>

#include "calculus/tensor.hpp"

namespace la {

using Axes = std::vector<Axis>;

// A matrix as a tensor: the first `rows` axes together are its rows (none: one row), the others its columns; of several
// axes the first varies fastest. Sizes of 1 are no axes.
struct MatrixTensor {
    TensorId tensor = 0;
    std::size_t rows = 0;
};

// Builds matrices in a graph. Shapes fit, as infer_shapes found; that two sides have equally many entries is taken from
// there where the axes do not show it.
class MatrixTensors {
  public:
    explicit MatrixTensors(Tensors& tensors) : t_(tensors) {}

    std::size_t rank(const MatrixTensor& m) const { return t_[m.tensor].rank(); }
    std::size_t columns(const MatrixTensor& m) const { return rank(m) - m.rows; }
    bool is_vector(const MatrixTensor& m) const { return m.rows == 0 || columns(m) == 0; }
    Axes axes(const MatrixTensor& m) const { return t_[m.tensor].axes; }
    Axes row_axes(const MatrixTensor& m) const;
    Axes column_axes(const MatrixTensor& m) const;
    bool is_square(const MatrixTensor& a) const { return a.rows == columns(a) && row_axes(a) == column_axes(a); }

    MatrixTensor scalar(TensorId tensor) const { return {tensor, 0}; }
    MatrixTensor number(double value) { return scalar(t_.number(value)); }
    MatrixTensor entries(const MatrixTensor& a);  // how many there are
    MatrixTensor identity_over(const Axes& side);
    MatrixTensor like(const MatrixTensor& m, TensorId tensor) const { return {tensor, m.rows}; }
    MatrixTensor transposed(const MatrixTensor& m);

    // The rows, the columns or both as one axis each.
    MatrixTensor merged_side(const MatrixTensor& m, bool rows);
    MatrixTensor merged(const MatrixTensor& m) { return merged_side(merged_side(m, true), false); }

    // Brings both sides of a and b to the same axes, unless one of them is a scalar.
    void align_all(MatrixTensor& a, MatrixTensor& b);

    MatrixTensor sum_of(double ca, MatrixTensor a, double cb, MatrixTensor b);
    MatrixTensor scaled(double c, const MatrixTensor& a) { return like(a, t_.scale(c, a.tensor)); }
    MatrixTensor elementwise(MatrixTensor a, MatrixTensor b, double exponent);  // a .* b.^exponent
    MatrixTensor elementwise_power(MatrixTensor a, MatrixTensor b);
    MatrixTensor multiply(MatrixTensor a, MatrixTensor b);
    MatrixTensor left_divide(const MatrixTensor& a, const MatrixTensor& b);
    MatrixTensor divide(const MatrixTensor& b, const MatrixTensor& a);
    MatrixTensor inverse(const MatrixTensor& a);
    MatrixTensor pseudo_inverse(const MatrixTensor& a);
    MatrixTensor kron(const MatrixTensor& a, const MatrixTensor& b);

    // Sums over the axes that are not kept.
    MatrixTensor summed(const MatrixTensor& a, bool keep_rows, bool keep_columns);
    MatrixTensor sum(const MatrixTensor& a) { return summed(a, false, false); }
    MatrixTensor dot(MatrixTensor a, MatrixTensor b);
    MatrixTensor normfro(const MatrixTensor& a);
    MatrixTensor trace(MatrixTensor a);

    // Along the columns of each row; of all entries of a vector.
    MatrixTensor softmax(const MatrixTensor& a);
    MatrixTensor logsumexp(const MatrixTensor& a);

  private:
    Axis product(const Axes& factors);
    void align(MatrixTensor& a, bool rows_of_a, MatrixTensor& b, bool rows_of_b);
    void split_side(MatrixTensor& m, bool rows, const Axes& into);
    MatrixTensor spread(const MatrixTensor& a, const MatrixTensor& b);

    Tensors& t_;
    std::map<Axes, Axis> products_;
};

}  // namespace la
