// Least squares with a sparse matrix by products alone: for factors that would not fit into memory.
//
// LSQR (Paige, Saunders, LSQR: an algorithm for sparse linear equations and sparse least squares, ACM TOMS 8, 1982):
// conjugate gradients on the normal equations in exact arithmetic, but by bidiagonalization, so that no condition
// number is squared. From zero it tends to the solution of minimum norm, the faster the smaller the condition number.
#pragma once

#include <armadillo>
#include <cstdint>

namespace la {

template <class T>
class Lsqr {
  public:
    // A must outlive this.
    explicit Lsqr(const arma::SpMat<T>& a, std::uint64_t most_steps = 20'000);

    // The x of minimum norm that minimizes |b - A x|, for every column of b, up to residuals r with
    // |Aᴴr| <= 1e-12 |A| |r| or |r| <= 1e-13 (|A| |x| + |b|), |A| being the largest norm of a column. Throws a
    // numerical error where that is not reached within most_steps each, telling how far it came.
    arma::Mat<T> solve(const arma::Mat<T>& b);

    std::uint64_t steps() const { return steps_; }  // of all solutions so far

  private:
    struct Gradient {
        double relative_residual, relative_gradient;
        bool is_small() const;
    };

    arma::Col<T> correction(const arma::Col<T>& residual, double least_residual, std::uint64_t last_step);
    Gradient gradient(const arma::Col<T>& b, const arma::Col<T>& x, const arma::Col<T>& residual) const;

    const arma::SpMat<T>& a_;
    double norm_ = 0;
    std::uint64_t most_steps_, steps_ = 0;
};

}  // namespace la
