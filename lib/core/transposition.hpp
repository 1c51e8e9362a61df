// How a matrix enters a product, a system or a result: BLAS's three.
#pragma once

namespace la {

enum class Transposition {
    none,
    transpose,  // A.'
    adjoint,    // A'
};

}  // namespace la
