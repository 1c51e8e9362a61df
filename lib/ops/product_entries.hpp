// A·x from the entries of a sparse matrix as they stand in its file.
#pragma once

#include "core/coordinates.hpp"
#include "core/matrix.hpp"

namespace la {

// True if x is a dense real column of a.columns entries, which is what the product takes.
bool can_multiply(const Coordinates<double>& a, const Matrix& x);

// A·x, dense, where A (m×n) is used only once: sorting its entries into columns would cost more than the product. Each
// sum is taken in the order of the file, whatever the number of threads. x keeps its column's name.
Matrix multiply(const Coordinates<double>& a, const Matrix& x, int threads);

}  // namespace la
