// The one test of positive definiteness: what it decides is what chol, inverses, solutions and the words of
// definiteness.hpp go by.
#pragma once

#include <armadillo>
#include <optional>

#include "core/power_of_two.hpp"

namespace la {

// H = S⁻¹·RᴴR·S⁻¹ with R upper triangular, zero below, and S = diag(2^scales) as hermitian_equilibrium finds it.
template <class T>
struct EquilibratedCholesky {
    arma::Mat<T> factor;
    Exponents scales;
    double reciprocal_condition = 0;  // of S·H·S in the 1-norm, LAPACK's estimate
};

// Of an n×n matrix of finite values, n > 0. Nothing unless S·A·S is Hermitian (to 100·eps, symmetry.hpp) and its
// eigenvalues all exceed n·eps times the largest. A Cholesky factor (xPOTRF) proves that where its reciprocal condition
// number is clearly larger; only between are eigenvalues computed (xSYEVD, xHEEVD).
//
// Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapter 10; Demmel, On floating point errors in
// Cholesky, LAPACK Working Note 14, 1989: what decides whether the factorization succeeds is the matrix whose diagonal
// is scaled to 1.
std::optional<EquilibratedCholesky<double>> equilibrated_cholesky(const arma::mat& a);
std::optional<EquilibratedCholesky<arma::cx_double>> equilibrated_cholesky(const arma::cx_mat& a);

}  // namespace la
