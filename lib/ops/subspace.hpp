// The four fundamental subspaces of a matrix, orthonormal bases of them, and orthogonal projection onto them
// (Strang, Introduction to Linear Algebra; Golub and Van Loan, Matrix Computations, 4th ed., chapters 2.5 and 5.5).
// Never through AᴴA: a matrix that is clearly of full rank takes a Householder QR factorization, every other one the
// singular value decomposition, whose values up to the tolerance (default max(m, n)·eps·σ₁) count as zero. A projection
// with a large sparse matrix leaves it sparse (ops/least_squares_sparse.hpp).
//
// NaN or Inf is a numerical error that names the cell; real and complex matrices mix; other sparse ones are made dense.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/matrix.hpp"
#include "ops/least_squares_sparse.hpp"

namespace la {

// Of an m×n matrix of rank r: the column space in dimension m and its complement left, N(Aᴴ); the row space in
// dimension n and its complement null, N(A).
enum class Subspace { column, row, null, left };

Subspace subspace_from(const std::string& name);  // col, row, null, left; a usage error for another name

// An orthonormal basis in the columns: m×r, n×r, n×(n−r), m×(m−r); no columns where the subspace is {0}. Of each column
// the component of largest modulus is positive real. Rows carry the names of the matrix along that side.
// `driver` receives LAPACK's name for what ran.
Matrix orthonormal_basis(const Matrix& a, Subspace which, std::optional<double> tolerance = {},
                         std::string* driver = nullptr);

// The orthogonal projection onto a subspace, computed once for any number of vectors. Of a space and its complement the
// one of the column or row space is kept, so a small rank is cheap for all four.
class Projection {
  public:
    explicit Projection(const Matrix& a, Subspace onto = Subspace::column, std::optional<double> tolerance = {});

    // All take vectors as columns, and throw a data error unless they have dimension() rows. Rows carry the names of
    // the matrix along that side, where it has none those of the vectors; columns the names of the vectors.
    Matrix project(const Matrix& vectors) const;  // P·x
    Matrix residual(const Matrix& vectors) const;  // x − P·x, orthogonal to the subspace also where it nearly vanishes
    Matrix distance(const Matrix& vectors) const;  // a row of the norms of the residuals

    // P itself, exactly symmetric (Hermitian).
    Matrix matrix() const;

    std::string driver() const { return sparse_ ? sparse_->driver() : driver_; }  // LAPACK's name for what ran

    arma::uword dimension() const { return dimension_; }  // of the space around

  private:
    // Then the part in the span is the whole, or nothing, exactly.
    bool spans_everything() const { return !sparse_ && basis_.is_square(); }
    bool spans_nothing() const { return !sparse_ && basis_.cols() == 0; }

    Matrix along(const Matrix& vectors) const;                  // the part in the span of basis_
    Matrix across(const Matrix& vectors) const;                 // the part orthogonal to it
    Matrix part(const Matrix& vectors, bool orthogonal) const;  // one of the two, whatever the size of values
    Matrix checked(const Matrix& vectors) const;
    Matrix span_projector() const;
    Matrix named(Matrix result, const Matrix& vectors) const;

    std::unique_ptr<SparseSpan> sparse_;  // instead of a basis
    std::string driver_;
    Matrix basis_;     // orthonormal, of the column or row space
    bool complement_;  // onto the complement of its span
    arma::uword dimension_;
    Names names_;
    std::string space_;
};

}  // namespace la
