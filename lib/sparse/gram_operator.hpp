// AᴴA or AAᴴ, whichever is smaller, as an operator on blocks of vectors: applied in one pass over A, never formed.
//
// With B = A for a wide A, else B = Aᴴ, that is BBᴴ = Σ b bᴴ over the columns b of B: an entry is read once, for the
// sum bᴴx and, while it is in the cache, for its share of b (bᴴx).
#pragma once

#include <armadillo>
#include <cstdint>
#include <memory>
#include <vector>

namespace la {

template <class T>
class GramOperator {
  public:
    // Copies the entries of A, whose smaller side has less than 2^32 rows or columns. Passes with much to do are
    // shared by `threads` threads; the sums are taken in an order that does not depend on them.
    GramOperator(const arma::SpMat<T>& a, int threads);

    // out = B Bᴴ in, both short_side x p. The workspace is one: not for two threads at once.
    void multiply(const arma::Mat<T>& in, arma::Mat<T>& out) const;

    // Bᴴ in, long_side x p, and B in, short_side x p. A data error where memory is short.
    arma::Mat<T> to_long(const arma::Mat<T>& in) const;
    arma::Mat<T> to_short(const arma::Mat<T>& in) const;

    bool is_transposed() const { return is_transposed_; }  // B = Aᴴ
    arma::uword short_side() const { return short_side_; }
    arma::uword long_side() const { return columns_.size(); }

  private:
    void copy(const arma::SpMat<T>& a);
    void divide();
    template <arma::uword P>
    void multiply_packed(const arma::Mat<T>& in, arma::Mat<T>& out) const;

    bool is_transposed_;
    int threads_;
    arma::uword short_side_;
    std::vector<arma::uword> columns_;       // of B, in the order in which they are held
    std::vector<arma::uword> starts_;        // of those among the entries, and the end
    std::unique_ptr<std::uint32_t[]> rows_;  // of the entries: half as long as Armadillo's, a quarter less to read
    std::unique_ptr<T[]> values_;
    std::vector<arma::uword> parts_;              // the places where the parts of a pass end
    mutable std::vector<std::vector<T>> packed_;  // of each part
};

}  // namespace la
