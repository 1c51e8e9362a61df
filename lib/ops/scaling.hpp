// Matrices whose values are so large or small that squares, sums or reciprocals of them leave the range of doubles.
#pragma once

#include "core/matrix.hpp"

namespace la {

// The power of two that brings the largest modulus into [1, 2) where it lies outside [1e-100, 1e100]; else, and for a
// matrix of zeros, 1. An infinite value counts as the largest double, NaN not at all.
double safe_scale(const Matrix& a);

// a times a power of two, exact unless values underflow; labels stay.
Matrix scaled(Matrix a, double scale);

// A matrix of safe size, copied only where it has to be scaled. Must not outlive the original.
class SafelyScaled {
  public:
    explicit SafelyScaled(const Matrix& a) : scale(safe_scale(a)), original_(a) {
        if (scale != 1) copy_ = scaled(a, scale);
    }
    const Matrix& matrix() const { return scale == 1 ? original_ : copy_; }

    const double scale;  // matrix() over the original

  private:
    const Matrix& original_;
    Matrix copy_;
};

}  // namespace la
