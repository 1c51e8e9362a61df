// Products of a sparse and a dense matrix.
#pragma once

#include "ops/product_transposed.hpp"

namespace la {

// form(a)·form(b), dense, where exactly one of a and b is sparse; of the sparse one no transpose is formed. Threads
// share the columns or the rows of the product; every sum is taken in the order of the inner index (of the stored
// entries), so that no byte depends on them. Requires fitting inner dimensions. Names do not follow. Throws a data
// error where the product would exceed max_dense_cells and is also larger than the dense factor, and where memory is
// short.
Matrix mixed_product(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads);

}  // namespace la
