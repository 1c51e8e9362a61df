// The largest singular values of a large sparse matrix, with their vectors and multiplicities.
//
// Block Lanczos (block_lanczos.hpp) on AᴴA or AAᴴ, whichever is smaller, finds an orthonormal V; the QR factorization
// of A·V and the singular value decomposition of its small factor give the values without the squares, in which those
// below eps^1/2 of the largest would drown. What is much smaller than the largest value of a search is left to the next
// one, in the complement of what was found: there A is small, and so are the errors of its products. Where that takes
// many steps, because the values lie close, it goes on with a Chebyshev polynomial of the squares
// (chebyshev_filter.hpp).
//
// Stewart, A Krylov-Schur algorithm for large eigenproblems, 2001; Wu, Simon, Thick-restart Lanczos method for large
// symmetric eigenvalue problems, 2000; Golub, Kahan, Calculating the singular values and pseudo-inverse of a matrix,
// 1965, whose recurrence spans the same spaces; Larsen, Lanczos bidiagonalization with partial reorthogonalization,
// 1998.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "krylov/block_lanczos.hpp"
#include "krylov/chebyshev_filter.hpp"
#include "sparse/gram_operator.hpp"

namespace la {

// The columns of left (m x k) and right (n x k) are orthonormal; values descend.
template <class T>
struct SingularVectors {
    arma::Mat<T> left;
    arma::vec values;
    arma::Mat<T> right;
};

template <class T>
class KrylovSingular {
  public:
    // A has a row and a column or more, and values whose squares stay in the range of doubles.
    KrylovSingular(const arma::SpMat<T>& a, int threads, std::uint64_t most_steps)
        : gram_(a, threads), most_steps_(most_steps) {}

    // The k largest, k <= min(m, n), each with |A v - s u| and |Aᴴ u - s v| <= 1e-10 |A|. Throws a numerical error
    // where a search does not converge within most_steps, telling how far it came; a data error where memory is short.
    SingularVectors<T> find(arma::uword k);

    const std::string& method() const { return method_; }  // for people

  private:
    struct Factors {
        arma::Mat<T> inner, outer;  // vectors of the shorter and of the longer side
        arma::vec values;
    };

    using Search = std::unique_ptr<BlockLanczos<T>>;

    void grow(arma::Mat<T>& v, arma::uword count);
    Search search(LanczosOptions options, const arma::Mat<T>& v);
    void go_on(BlockLanczos<T>& lanczos, std::uint64_t most);
    [[noreturn]] void refuse(const BlockLanczos<T>& lanczos, arma::uword found) const;
    Factors factored(const arma::Mat<T>& v) const;
    bool is_missing_some(const Factors& found);
    double with_companions(const BlockLanczos<T>& lanczos) const;
    void require_small_residuals(const Factors& found) const;
    BlockOperator<T> operand();
    double square(double value) const;
    double image(double square) const;
    arma::vec squares(const arma::vec& values) const;

    GramOperator<T> gram_;
    std::uint64_t most_steps_;
    std::optional<ChebyshevInterval> interval_;  // of the polynomial that searches run on, if they do
    double added_ = 0;                           // to the squares, in the last search
    double norm_ = 0;                            // of A, the largest value known
    arma::Mat<T> companions_;                    // Ritz vectors beside those that were wanted, orthonormal with them
    arma::vec companions_squared_;               // their Ritz values
    std::uint64_t searches_ = 0, steps_ = 0;     // each search from a seed of its own
    std::string method_;
};

}  // namespace la
