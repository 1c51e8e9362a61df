// What lasvd reads: the matrix, or the triangular factor of a table that is too long to be held.
#pragma once

#include "cli/run.hpp"

namespace la {

// A, or where A is a long table and only its row space is asked for, its triangular factor in its place.
struct SingularOperand {
    Matrix matrix;
    arma::uword rows;  // of A itself
};

SingularOperand read_singular_operand(Session& session, bool needs_all_rows);

}  // namespace la
