// Square systems of a sparse matrix, factored once and never made dense.
//
// Hermitian positive definite matrices by Cholesky (cholesky.hpp), all others by LU (lu.hpp). Solutions
// are refined once with residuals in working precision, which makes them backward stable for each row where the pivots
// were not the largest (Skeel 1980; Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapter 12).
#pragma once

#include <memory>

#include "ops/square_system.hpp"

namespace la {

class SparseSystem : public SquareSystem {
  public:
    // Factors the sparse square matrix a, whose values are finite. Nothing where dense drivers serve better: a is
    // dense, of order 500 or less, or would fit densely and its factors are nearly full. A data error where they would
    // not fit into memory, naming what they would take.
    static std::unique_ptr<SparseSystem> factored(const Matrix& a);
};

}  // namespace la
