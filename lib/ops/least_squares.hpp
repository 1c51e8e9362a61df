// Linear least squares: the x that minimizes ‖y − X·x‖ for every column of y, of minimum norm where X does not have
// full column rank. Real and complex mix. Never through XᵀX.
//
// Method: columns are scaled to a like size by powers of two (which rounds nothing), then factored by QR with column
// pivoting; the rank is the number of singular values of R above max(m, n)·eps·σ₁ of the scaled matrix, so a design
// whose columns differ only in scale keeps its rank. Full rank: back substitution, and refinement
// (ops/least_squares_refinement.hpp) up to refinement_cells. Deficient: minimum norm by a second QR of the rows that
// remain (complete orthogonal decomposition; Golub and Van Loan, Matrix Computations, 4th ed., chapter 5.5). A
// tolerance that is given is absolute: singular values of X itself up to it count as zero, and the pseudo-inverse of
// the rest is applied.
//
// A large sparse X stays sparse (ops/least_squares_sparse.hpp).
//
// X and y with different numbers of rows are a data error, NaN or Inf a numerical error that names the cell, and so is
// a coefficient beyond the range of doubles.
#pragma once

#include <optional>
#include <string>

#include "core/matrix.hpp"
#include "ops/triangular_factor.hpp"

namespace la {

struct LeastSquaresOptions {
    std::optional<double> tolerance;
    bool intercept = false;  // a column of ones before those of X
};

// The most cells of X for which refinement pays: beyond, reading X again a few times would cost more than the
// factorization, and a tool may as well stream.
inline constexpr arma::uword refinement_cells = 1'000'000;

// The coefficients, n×k (n+1 with an intercept, first) for X of m×n and y of m×k. Rows carry the column names of X (the
// intercept is called "intercept"), columns those of y.
// `driver` receives the name of the factorization.
Matrix least_squares(const Matrix& x, const Matrix& y, const LeastSquaresOptions& options = {},
                     std::string* driver = nullptr);

// The same in one pass over row blocks, in memory independent of the number of rows: keeps the triangular factor of
// [X y]. There is no refinement, which needs the data twice; the solution is that of a backward stable QR. Blocks of X
// and y must have as many rows as each other.
class LeastSquaresAccumulator {
  public:
    explicit LeastSquaresAccumulator(LeastSquaresOptions options = {}) : options_(options) {}

    void add(const Matrix& x_block, const Matrix& y_block);
    void merge(const LeastSquaresAccumulator& other);  // of the same options
    Matrix result() const;                             // 0×0 before any add
    std::string driver() const;                        // LAPACK's name for the factorization of blocks

    arma::uword rows() const { return factor_.rows(); }

  private:
    LeastSquaresOptions options_;
    TriangularFactor factor_;  // of [1 X y]
    arma::uword unknowns_ = 0;
    Names row_names_, column_names_;
};

}  // namespace la
