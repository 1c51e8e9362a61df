// Square systems of a sparse matrix, factored once and never made dense.
//
// Hermitian positive definite matrices by Cholesky (sparse_cholesky.hpp), all others by LU (sparse_lu.hpp). Solutions
// are refined once with residuals in working precision, which makes them backward stable for each row where the pivots
// were not the largest (Skeel 1980; Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapter 12).
#pragma once

#include <memory>
#include <string>

#include "core/matrix.hpp"
#include "ops/scaled_product.hpp"
#include "ops/transposed_product.hpp"

namespace la {

class SparseSystem {
  public:
    // Factors the sparse square matrix a, whose values are finite. Nothing where dense drivers serve better: a is
    // dense, of order 500 or less, or would fit densely and its factors are nearly full. A data error where they would
    // not fit into memory, naming what they would take.
    static std::unique_ptr<SparseSystem> factored(const Matrix& a);
    virtual ~SparseSystem() = default;

    // X, dense, with form(A) X = B; of a singular matrix it is not to be asked.
    virtual Matrix solve(const Matrix& b, Form form) const = 0;

    // In the 1-norm, estimated; 0 where A is exactly singular.
    virtual double reciprocal_condition() const = 0;
    virtual ScaledProduct determinant() const = 0;
    virtual std::string driver() const = 0;
};

}  // namespace la
