// Balancing: the similarity transformation that makes the rows and columns of a matrix equally large.
#pragma once

#include <armadillo>
#include <vector>

namespace la {

// D⁻¹·P'·A·P·D, A n×n and finite. P moves eigenvalues that stand alone to the ends of the diagonal, so that a
// triangular matrix in any order becomes upper triangular; D, of powers of two, equalizes the norms of the other rows
// and columns. Both are exact. LAPACK xGEBAL; Parlett and Reinsch, Numerische Mathematik 13, 1969; James, Langou and
// Lowery, On matrix balancing and eigenvector computation, 2014.
template <class T>
class Balanced {
  public:
    explicit Balanced(arma::Mat<T> a);

    const arma::Mat<T>& matrix() const { return matrix_; }

    // f(A) = P·D·f(matrix())·D⁻¹·P'.
    arma::Mat<T> undone(const arma::Mat<T>& x) const;

  private:
    arma::Mat<T> matrix_;
    std::vector<arma::uword> position_;  // row i of matrix() is row position_[i] of A,
    std::vector<int> exponent_;          // divided by 2^exponent_[i]
};

}  // namespace la
