// Square systems through one factorization, and what else follows from it: inverse, determinant, its logarithm.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/matrix.hpp"
#include "ops/sparse_system.hpp"
#include "ops/transposed_product.hpp"

namespace la {

// A square matrix, factored once: triangular matrices as they are, Hermitian positive definite ones by Cholesky (LAPACK
// xPOTRF), all others by LU with partial pivoting (xGETRF). The reciprocal condition number in the 1-norm is LAPACK's
// estimate (xPOCON, xGECON, xTRCON). Large sparse matrices stay sparse (sparse_system.hpp), small ones are made dense.
// Golub and Van Loan, Matrix Computations, 4th ed., chapters 3 and 4.
class Factorization {
  public:
    // Throws a data error unless a is square, a numerical error if it holds NaN or Inf.
    explicit Factorization(Matrix a);

    double reciprocal_condition() const;
    std::string driver() const;  // LAPACK's name for what ran: "dgetrf", "zpotrf", "dtrtrs"

    // X with form(A)·X = B, and X with X·form(A) = B. A numerical error "… is singular to working accuracy" where the
    // reciprocal condition number is below eps.
    Matrix solve(const Matrix& b, Form form = Form::plain) const;
    Matrix solve_right(const Matrix& b, Form form = Form::plain) const;
    Matrix inverse() const;  // dense: a data error where that of a sparse matrix would exceed the limit

    // 1×1; the determinant may overflow to infinity, and is an integer where the entries are and it is accurate. The
    // logarithm needs a positive determinant (numerical error).
    Matrix determinant() const;
    Matrix log_determinant() const;

  private:
    enum class Kind { lower, upper, cholesky, lu };

    template <class T>
    struct Factors {
        Kind kind = Kind::lu;
        arma::Mat<T> values;
        std::vector<int> pivots;
        double reciprocal_condition = 0;

        explicit Factors(arma::Mat<T> a);
        void solve(arma::Mat<T>& b, char trans) const;  // 'N', 'T', 'C'
        double sign_of_permutation() const;
    };

    void require_regular() const;
    arma::mat real_values(Matrix a);
    Matrix positive_logarithm(arma::cx_double phase, double logarithm) const;

    std::variant<Factors<double>, Factors<arma::cx_double>> factors_;
    std::shared_ptr<const SparseSystem> sparse_;  // instead
    arma::uword order_ = 0;
    std::string origin_;
    bool of_integers_ = false;
};

// The determinant of n×n integers is an integer: that next to what LU gave, if the error of LU, about
// n²·eps·cond₁·|det|, is below one half, else what LU gave.
double nearest_integer_determinant(double det, arma::uword n, double reciprocal_condition);

// The upper triangular R with RᴴR = A and a positive diagonal. Numerical errors unless A is Hermitian and positive
// definite.
Matrix cholesky(const Matrix& a);

}  // namespace la
