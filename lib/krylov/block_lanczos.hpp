// A few eigenvalues at the upper end of a Hermitian operator, by the thick-restart block Lanczos method.
//
// A basis is grown by blocks, each orthogonalized by classical Gram-Schmidt, first against the last blocks, where the
// recurrence has its coefficients, then against the whole basis, again where the norm dropped; until it is full: then
// the best Ritz vectors and the last residual block start the next one. As the start is random, the Krylov space holds
// as many copies of a multiple eigenvalue as a block has columns, restarts and rounding bring the others; `deflated`
// finds what is left.
//
// Wu, Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, 2000; Stewart, A Krylov-Schur
// algorithm for large eigenproblems, 2001; blocks: Golub, Underwood, The block Lanczos method, 1977; Daniel, Gragg,
// Kaufman, Stewart, Reorthogonalization and stable algorithms for updating the Gram-Schmidt QR factorization, 1976.
#pragma once

#include <armadillo>
#include <cstdint>
#include <functional>
#include <random>

namespace la {

// out (n x b, of that size already) = the operator times in (n x b).
template <class T>
using BlockOperator = std::function<void(const arma::Mat<T>& in, arma::Mat<T>& out)>;

enum class RitzOrder { largest, largest_modulus };

struct LanczosOptions {
    arma::uword count = 1;  // of eigenvalues
    arma::uword block = 2;
    arma::uword basis = 0;  // columns held before a restart; 0: as suits count
    RitzOrder order = RitzOrder::largest;
    std::uint64_t seed = 20011026;  // what one start lacks of a multiple value, another from the same seed lacks too
    // A residual converged is at most relative * |value| + absolute * s + noise * s^2, where s is the largest |value|:
    // the last for an inverse, which rounding perturbs by eps |A| s^2.
    double relative = 0, absolute = 0, noise = 0;
};

template <class T>
class BlockLanczos {
  public:
    // Starts with random vectors from the seed, orthogonal to the orthonormal columns of `deflated` (n rows, or
    // none), in whose complement everything stays; or, where given, with the columns of `start` and a little of random
    // vectors, so that nothing is excluded. Throws a data error where the basis does not fit into memory.
    BlockLanczos(arma::uword n, BlockOperator<T> apply, LanczosOptions options, const arma::Mat<T>& deflated = {},
                 const arma::Mat<T>& start = {});

    // Goes on until `count` values have converged (true), or the operator was applied to that many blocks more.
    bool advance(std::uint64_t applications);

    // Asks for smaller residuals than `noise` allowed; advance then goes on.
    void tighten(double factor);

    bool converged() const { return converged_ == options_.count; }
    arma::uword converged_count() const { return converged_; }
    std::uint64_t applications() const { return applications_; }
    arma::uword basis() const { return capacity_; }
    double scale() const { return scale_; }  // the largest |Ritz value| so far

    // The best Ritz values in their order, as many as count or fewer; their residuals; their vectors, n x as many.
    arma::vec values() const { return values(options_.count); }
    arma::vec residuals() const;
    arma::Mat<T> vectors() const { return vectors(options_.count); }

    // The same beyond count: as many as there are.
    arma::vec values(arma::uword count) const;
    arma::Mat<T> vectors(arma::uword count) const;

    // All Ritz values, in their order, and the norm of the last residual block: by about as much may the operator's own
    // values exceed them.
    const arma::vec& all_values() const { return theta_; }
    double excess() const { return coupling_.is_empty() ? 0 : arma::norm(coupling_, "fro"); }

    // The extreme Ritz values of all, between the operator's own.
    double lowest() const { return theta_.is_empty() ? 0 : theta_.min(); }
    double highest() const { return theta_.is_empty() ? 0 : theta_.max(); }

  private:
    void step();
    arma::Mat<T> orthogonalize(arma::Mat<T>& w, arma::uword known) const;
    void orthonormalize(arma::Mat<T>& w);
    void orthonormalise_stepwise(arma::Mat<T>& w);
    void fill_randomly(T* column, arma::uword known, const T* near = nullptr);
    void extract();
    void count_converged();
    void restart();
    arma::Mat<T> view(arma::uword first, arma::uword count) const;

    arma::uword n_, deflated_, block_, capacity_;
    LanczosOptions options_;
    BlockOperator<T> apply_;
    arma::Mat<T> basis_;      // deflated vectors, then those of the basis, then the next block
    arma::Mat<T> projected_;  // of the operator on the basis
    arma::Mat<T> coupling_;   // of the next block with the last
    arma::Mat<T> image_;      // of the last block
    arma::uword size_ = 0;    // columns of the basis
    bool exhausted_ = false;  // the basis spans the space
    arma::vec theta_;         // in the order wanted
    arma::Mat<T> ritz_;       // columns: Ritz vectors in terms of the basis
    arma::vec residuals_;
    arma::uword converged_ = 0;
    std::uint64_t applications_ = 0;
    double scale_ = 0;
    std::mt19937_64 random_;
};

}  // namespace la
