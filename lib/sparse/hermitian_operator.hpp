// A sparse Hermitian matrix as an operator on blocks of vectors, and what its pattern and its rows tell beforehand.
#pragma once

#include <armadillo>
#include <cstdint>
#include <vector>

namespace la {

template <class T>
class HermitianOperator {
  public:
    // A, n x n with n < 2^32, must outlive this; it is exactly Hermitian. Products with much to do are shared by
    // `threads` threads, each with rows of its own: the result does not depend on them.
    HermitianOperator(const arma::SpMat<T>& a, int threads);

    // out = A in, both n x p. The workspace is one: not for two threads at once.
    void multiply(const arma::Mat<T>& in, arma::Mat<T>& out) const;

    // Gershgorin's interval: all eigenvalues lie in [lower, upper].
    double lower() const { return lower_; }
    double upper() const { return upper_; }

    arma::uword order() const { return a_.n_rows; }
    arma::uword entries() const { return a_.n_nonzero; }

  private:
    template <arma::uword P>
    void multiply_packed(const arma::Mat<T>& in, arma::Mat<T>& out) const;

    const arma::SpMat<T>& a_;
    std::vector<std::uint32_t> rows_;  // of the entries of A: reading them bounds a product
    mutable std::vector<T> packed_;
    int threads_;
    double lower_ = 0, upper_ = 0;
};

// The share of the vertices that the widest level of a breadth-first search holds, in the graph of A's pattern. Meshes
// and bands have narrow levels, and factors with little fill; a random graph has most vertices in one level, and its
// factor is nearly dense. Searched from a vertex far from the first one.
template <class T>
double widest_level(const arma::SpMat<T>& a);

}  // namespace la
