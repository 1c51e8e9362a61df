// How much work the dense drivers do, for what chooses a method or a number of threads.
#pragma once

#include <algorithm>

#include "core/matrix.hpp"

namespace la {

// Of the dense driver, m n min(m, n) of an m-by-n matrix: a tenth of a second.
inline constexpr double little_work = 2e8;

// Up to this order a sparse square matrix is made dense: its eigenvalues, its systems and its definiteness.
inline constexpr arma::uword largest_small_order = 500;

// About how many flops of a decomposition (singular values, eigenvalues) several threads can share: none where an order
// is below 400, since then most of the time is spent on a few columns.
inline double decomposition_flops(const Matrix& a) {
    const arma::uword least = std::min(a.rows(), a.cols());
    return least < 400 ? 0 : 4 * double(a.cells()) * double(least);
}

}  // namespace la
