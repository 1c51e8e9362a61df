// The extreme singular values and the rank of a large sparse matrix that stays sparse.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/matrix.hpp"

namespace la {

class SparseExtremes {
  public:
    // Of the m×n matrix a, which must outlive this, whose values are finite and of safe size. Nothing where it is dense
    // or small enough for dense drivers.
    static std::unique_ptr<SparseExtremes> of(const Matrix& a, int threads);
    virtual ~SparseExtremes() = default;

    // By block Lanczos (singular.hpp), as good as all singular values are.
    virtual double largest() = 0;

    // An estimate from above of σₖ, k = min(m, n): block Lanczos on the inverse of AᴴA by a factorization of A
    // (solve_sparse.hpp, qr.hpp), until the residual bounds the error by 1e-10, or by 15·eps·σ₁/σₖ where
    // rounding in the solutions allows no more: of the value found, which is mostly the last. 0 where A is singular to
    // working accuracy. Nothing where dense drivers serve better; a data error where they cannot and neither the
    // factors would fit into memory.
    virtual std::optional<double> smallest() = 0;

    struct Rank {
        arma::uword value;
        bool is_estimate;
    };

    // How many singular values are above the tolerance: all where smallest() is clearly; else counted by the inertia of
    // [0 A; Aᴴ 0], shifted, where the tolerance is far above rounding; else estimated by sparse QR, where a column is
    // dependent that is no farther than the tolerance from the span of others: values within a factor of about n of it
    // may be taken for the other kind. Otherwise as smallest().
    virtual std::optional<Rank> rank(double tolerance) = 0;

    const std::vector<std::string>& drivers() const { return drivers_; }  // of what ran

  protected:
    std::vector<std::string> drivers_;
};

}  // namespace la
