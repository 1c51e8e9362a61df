// The transpose, conjugate or plain.
#pragma once

#include "core/matrix.hpp"

namespace la {

enum class TransposeKind {
    conjugate,  // A'
    plain,      // A.'
};

// Swaps the names with the shape and keeps the origin.
Matrix transpose(Matrix a, TransposeKind kind = TransposeKind::conjugate);

}  // namespace la
