// Gram matrices AᴴA and AAᴴ, exactly symmetric (Hermitian with a real diagonal).
#pragma once

#include <optional>

#include "core/matrix.hpp"
#include "core/power_of_two.hpp"

namespace la {

// AᴴA, n×n, of a matrix that arrives in blocks of rows, in memory that does not depend on their number. Dense blocks
// are added by DSYRK or ZHERK; sparse blocks alone give a sparse result. Column names of the first block name both
// sides. The result depends on the blocks and their order, by rounding only.
class GramAccumulator {
  public:
    // A data error if the block has another number of columns than the first, or where memory is short.
    void add(const Matrix& row_block, int threads = 1);

    // As if other's blocks had been added.
    void merge(const GramAccumulator& other);

    // 0×0 before any add; zero after blocks without rows.
    Matrix result() const;

    // That of the result, whose blocks were all dense.
    arma::vec diagonal() const;

    // As if column j of all blocks, which were dense, had been 2^exponents[j] times what it was.
    void scale_columns(const Exponents& exponents);

  private:
    void begin_or_require_columns(const Matrix& block);
    void add_products(const Matrix& upper);

    std::optional<Matrix> upper_;  // of sums of products only the upper triangle counts
};

// AAᴴ, m×m; row names name both sides.
Matrix gram_rows(const Matrix& a, int threads = 1);

}  // namespace la
