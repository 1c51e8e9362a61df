// Elementwise arithmetic that leaves sparse matrices sparse.
#pragma once

#include "ops/elementwise.hpp"

namespace la {

// |x| of every entry, real; sparse stays sparse.
Matrix absolute(const Matrix& a);

// True if the operation gives 0 at 0.
bool keeps_zero(ElementwiseOp op);

// One operation on a sparse matrix that stays sparse; requires keeps_zero(op).
Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a);

// True for a + b, a - b of two sparse matrices; a .* b of two matrices of which one is sparse and not 1×1; and with
// sparse a that is not 1×1 and 1×1 s: a .* s, a ./ s, a .^ s where the operation gives 0 at 0 (not so for S/0).
bool is_sparse_operation(ElementwiseOp op, const Matrix& a, const Matrix& b);

// One of these operations. Both functions throw a DomainError as elementwise() does.
Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a, const Matrix& b);

}  // namespace la
