// Kernel matrices: similarities between the rows of one table and those of another, or of itself.
#pragma once

#include <optional>

#include "core/matrix.hpp"

namespace la {

enum class KernelKind {
    linear,   // x·zᴴ
    poly,     // (gamma·x·zᴴ + coef0)^degree
    rbf,      // exp(-gamma·‖x - z‖²)
    laplace,  // exp(-gamma·‖x - z‖₁)
    cosine,   // x·zᴴ/(‖x‖·‖z‖)
};

struct KernelOptions {
    KernelKind kind = KernelKind::linear;
    std::optional<double> gamma;  // 1/columns where not given
    double degree = 3;
    double coef0 = 1;
};

// K of m×k for x of m×n and z of k×n; row names of x name its rows, row names of z its columns. Linear and cosine
// kernels of sparse tables are sparse. Products come from xGEMM, distances from differences, never from
// ‖x‖² - 2x·z + ‖z‖². Throws a data error where the columns differ or memory is short, a numerical error for NaN and
// Inf, for a row of zeros under cosine, and for a fractional power of what is not a positive real number.
Matrix kernel(const Matrix& x, const Matrix& z, const KernelOptions& options, int threads = 1);

// K of x with itself, exactly symmetric (Hermitian); the diagonals of rbf, laplace and cosine are exactly 1.
Matrix kernel(const Matrix& x, const KernelOptions& options, int threads = 1);

}  // namespace la
