// A square matrix factored once, in like units, for any number of right-hand sides.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/matrix.hpp"
#include "core/safe_product.hpp"
#include "ops/equilibrate.hpp"
#include "ops/product_transposed.hpp"

namespace la {

// What is factored is R·A·C (equilibrate.hpp), and what A is judged by.
class SquareSystem {
  public:
    SquareSystem() = default;
    virtual ~SquareSystem() = default;
    SquareSystem(const SquareSystem&) = delete;
    SquareSystem& operator=(const SquareSystem&) = delete;

    // Whether A can be inverted: it was found to be positive definite, or the reciprocal condition number is at least
    // eps.
    bool is_regular() const;

    // Whether the test of positive_definite.hpp found it so.
    virtual bool is_positive_definite() const { return false; }

    // Of R·A·C in the 1-norm, LAPACK's estimate; 0 where it is exactly singular, infinite for order 0.
    virtual double reciprocal_condition() const = 0;

    // X, dense, with form(A)·X = B; nothing where X leaves the range of doubles. Not to be asked unless A is regular.
    std::optional<Matrix> solve(const Matrix& b, Transposition form) const;

    ScaledProduct determinant() const;

    virtual std::string driver() const = 0;  // of what ran: "dgetrf", "sparse LU (Eigen)"

  protected:
    // X with form(R·A·C)·X = B, B dense.
    virtual Matrix solve_equilibrated(Matrix b, Transposition form) const = 0;
    virtual ScaledProduct determinant_of_equilibrated() const = 0;

    Equilibrium scales_;
};

// Of a dense or small matrix, made dense, whose values are finite: triangular matrices as they are, Hermitian positive
// definite ones by Cholesky (positive_definite.hpp), all others by LU with partial pivoting (LAPACK's xGETRF). Where
// the first choice of scales would make an LU singular the transversal's is tried. Solutions of small ill-conditioned
// systems are refined with residuals in doubled precision (least_squares_refinement.hpp).
std::unique_ptr<SquareSystem> dense_system(Matrix a);

}  // namespace la
