// Least squares with a large sparse matrix that stays sparse, and the orthogonal projection onto its column space.
//
// By sparse QR (qr.hpp) of whichever of A and Aᴴ is tall, its columns scaled to a like size by powers of two.
// What its dependent columns are of the others gives the null space, from which the least of all solutions, or the part
// of the right-hand side that a wide A reaches, follows by a small dense QR (Golub and Van Loan, Matrix Computations,
// 4th ed., chapter 5). Solutions are refined once. Where the factors would not fit into memory, or the build has none,
// by LSQR (lsqr.hpp).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/matrix.hpp"

namespace la {

class SparseSpan {
  public:
    // The span of the columns of the sparse m×n matrix a, or of aᴴ, whose values are finite. Nothing where dense
    // drivers serve better: a is dense or small, or would fit densely and its factors have much fill, or a tolerance
    // is given, to which singular values are truer.
    //
    // A column of the tall one counts as dependent where it is no farther from the span of others than the tolerance:
    // where not given, 20 (m + n) eps times the longest one, scaled. LSQR knows no tolerance.
    static std::unique_ptr<SparseSpan> of(const Matrix& a, bool adjoint, std::optional<double> tolerance);
    virtual ~SparseSpan() = default;

    // b dense, m×k and finite. A numerical error where LSQR does not converge, a data error where memory is short.
    virtual Matrix least_squares(const Matrix& b) const = 0;  // the X of minimum norm that minimizes |b - A X|
    virtual Matrix project(const Matrix& b) const = 0;

    virtual std::string driver() const = 0;  // of what ran
};

}  // namespace la
