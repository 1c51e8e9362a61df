// Square systems through one factorization, and what else follows from it: inverse, determinant, its logarithm.
#pragma once

#include <memory>
#include <string>

#include "core/matrix.hpp"
#include "core/safe_product.hpp"
#include "ops/product_transposed.hpp"
#include "ops/square_system.hpp"

namespace la {

// A square matrix, factored once, judged by what is left of it when its rows and columns are scaled alike
// (equilibrate.hpp): a dense one by LAPACK (square_system.hpp), a large sparse one as it is (solve_sparse.hpp).
// Golub and Van Loan, Matrix Computations, 4th ed., chapters 3 and 4.
class Factorization {
  public:
    // Throws a data error unless a is square, a numerical error if it holds NaN or Inf.
    explicit Factorization(Matrix a);

    // The one test of what can be inverted: a Hermitian matrix that is positive definite (positive_definite.hpp), or an
    // estimated reciprocal condition number of at least eps.
    bool is_regular() const { return system_->is_regular(); }
    double reciprocal_condition() const { return system_->reciprocal_condition(); }
    std::string driver() const { return system_->driver(); }  // "dgetrf", "zpotrf", "dtrtrs", "sparse LU (Eigen)"

    // X with form(A)·X = B, and X with X·form(A) = B. A numerical error "… is singular to working accuracy" unless A is
    // regular, another where X leaves the range of doubles.
    Matrix solve(const Matrix& b, Transposition form = Transposition::none) const;
    Matrix solve_right(const Matrix& b, Transposition form = Transposition::none) const;
    Matrix inverse() const;  // dense: a data error where that of a sparse matrix would exceed the limit

    // The determinant, which may leave the range of doubles; an integer where the entries are and it is accurate.
    ScaledProduct determinant_product() const;

    // 1×1; the determinant may overflow to infinity. The logarithm needs a positive determinant (numerical error).
    Matrix determinant() const;
    Matrix log_determinant() const;

  private:
    Matrix solve_regular(const Matrix& b, Transposition form, const char* what) const;

    std::shared_ptr<const SquareSystem> system_;
    arma::uword order_ = 0;
    std::string origin_;
    bool of_integers_ = false;
};

// The upper triangular R with RᴴR = A and a positive diagonal. Numerical errors unless A is Hermitian and positive
// definite (positive_definite.hpp).
Matrix cholesky(const Matrix& a);

}  // namespace la
