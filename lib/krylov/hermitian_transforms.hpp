// The operators by which Lanczos reaches the eigenvalues of a large sparse Hermitian matrix A, and what they cost.
//
// A itself; (A - s I)^-1 by a sparse factorization, where s lies just outside the end wanted, as a Cholesky factor
// proves, or at the point wanted; -(A - s I)^2 where no factor is to be had there; Chebyshev polynomials of the first
// and the last (chebyshev_filter.hpp). Ericsson, Ruhe, The spectral transformation Lanczos method, 1980.
#pragma once

#include <armadillo>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "krylov/block_lanczos.hpp"
#include "krylov/selection.hpp"
#include "sparse/cholesky.hpp"
#include "sparse/hermitian_operator.hpp"

namespace la {

// What Lanczos runs on.
template <class T>
struct SpectralTransform {
    BlockOperator<T> apply;
    RitzOrder order = RitzOrder::largest;
    double relative = 0, absolute = 0, noise = 0;  // when its residuals have converged, see LanczosOptions
    std::function<double(double)> value;           // the eigenvalue of A that one of the operator's stands for
    std::function<double(double)> inner;           // of a polynomial: the value of the operator that it is of
    std::function<double(double)> image;           // of an eigenvalue of A: equal where the operator cannot tell two
    std::function<void()> restore_factor;          // makes `apply` work again after a count; empty where it always does
    arma::uword products = 1;                      // with A, of one application
    std::string name;                              // for messages; never compared
    double seconds = 0;                            // predicted for a filter
};

template <class T>
class HermitianTransforms {
  public:
    // A, exactly Hermitian, of order 1 or more, must outlive this and the transforms. What is found out is found out
    // when it is first asked for.
    HermitianTransforms(const arma::SpMat<T>& a, int threads);

    const HermitianOperator<T>& matrix() const { return matrix_; }
    double norm() const { return ends().norm; }  // an estimate of |A| by some steps of Lanczos, never above it
    double lowest() const { return ends().lowest; }
    double highest() const { return ends().highest; }  // Ritz values of these steps

    // What a run on direct(region) has told already of the ends of A.
    void learn(const EigenRegion& region, const BlockLanczos<T>& run) const;

    SpectralTransform<T> direct(const EigenRegion& region) const;
    SpectralTransform<T> folded(double center) const;

    // A Chebyshev polynomial of the direct or folded one, `base`, where Lanczos looks for `count` of its values in
    // blocks, with a basis of that many columns, and knows these Ritz values of base, best first; none lie below `low`.
    // Nothing where that would not be faster. Its predicted seconds, and those of base without, are told in its name.
    std::optional<SpectralTransform<T>> filtered(const SpectralTransform<T>& base, const arma::vec& ritz_values,
                                                 double low, arma::uword basis, arma::uword count,
                                                 arma::uword block) const;

    // Shifted beyond the upper or the lower end, as near to the outermost Ritz value known as a Cholesky factor allows;
    // nothing where no factor is to be had.
    std::optional<SpectralTransform<T>> inverted_end(bool upper, double known, double uncertainty);

    // How far a Ritz value lies from a shift that is to be had without a good estimate of the end.
    double slack(bool upper, double known) const;

    // Shifted to the center, or beside it where A - center I is singular.
    std::optional<SpectralTransform<T>> inverted_inside(double center);

    // Whether a factor is to be had: it would fit into half of the memory, and is not sure to be nearly dense, as those
    // of random graphs are. The second is not asked where it must be had.
    bool has_factor(bool must = false);

    // Predicted from counts of operations and never measured: choices must not depend on the machine's load.
    double count_seconds() const;   // of one inertia; requires an analysis, as the next does
    double invert_seconds() const;  // of a factor and the usual number of solutions
    double step_seconds(arma::uword basis, arma::uword block, arma::uword products = 1) const;  // of Lanczos
    double factor_bytes() const { return factor_->ldl_bytes(); }

    // How many eigenvalues lie below s, which may be moved by less than the margin; nothing where pivots are so small
    // that rounding could tell another number. Takes the factor's place.
    std::optional<arma::uword> count_below(double s, double margin);

  private:
    SpectralTransform<T> inverse(double shift, double sign, const char* kind, std::function<void()> restore);
    void solve_refined(double shift, arma::Mat<T>& b);
    double backward_error(double shift);

    const arma::SpMat<T>& a_;
    HermitianOperator<T> matrix_;
    struct Ends {
        double norm, lowest, highest;
    };
    const Ends& ends() const;

    mutable std::optional<Ends> ends_;
    std::unique_ptr<SparseCholesky<T>> factor_;
    bool is_hopeless_ = false;
};

}  // namespace la
