// A, A.' or A' as a matrix of its own.
#pragma once

#include "core/matrix.hpp"
#include "core/transposition.hpp"

namespace la {

// Swaps the names with the shape and keeps the origin.
Matrix transpose(const Matrix& a, Transposition kind = Transposition::adjoint);

}  // namespace la
