// Scales of rows and columns that bring the largest modulus of each near 1, by powers of two, which round nothing: what
// a system is judged by, so that the units of its rows and columns do not matter.
#pragma once

#include <optional>

#include "core/matrix.hpp"
#include "core/power_of_two.hpp"

namespace la {

// R = diag(2^rows), C = diag(2^columns), for R·A·C.
struct Equilibrium {
    Exponents rows, columns;
};

// Of an m×n matrix of finite values: the largest modulus of each row and column of R·A·C that is not zero lies in
// [1/16, 2). As LAPACK's xGEEQUB, and like xLAQGE rows that are alike to a factor of 8 are scaled alike, and columns
// too: so an ordinary matrix is judged, and its pivots are chosen, as it is. Where nonzeros come to lie so far below
// others that they might underflow scales of columns by geometric means come first, if that is better: Curtis and Reid,
// On the automatic scaling of matrices for Gaussian elimination, J. Inst. Maths Applics 10, 1972.
Equilibrium equilibrium(const Matrix& a);

// Of a square matrix A, where the largest moduli leave a choice: no modulus of R·A·C exceeds 2, and there is a
// transversal (an entry in each row and column) of moduli in [1, 2), the one of largest product. Nothing where there is
// no transversal of nonzeros, which makes A singular, where all nonzeros are alike, or where the search would be too
// long.
//
// Olschowka and Neumaier, A new pivoting strategy for Gaussian elimination, Linear Algebra Appl. 240, 1996; by shortest
// augmenting paths: Duff and Koster, On algorithms for permuting large entries to the diagonal of a sparse matrix, SIAM
// J. Matrix Anal. Appl. 22, 2001.
std::optional<Equilibrium> transversal_equilibrium(const Matrix& a);

// s for S·H·S with S = diag(2^s) and a Hermitian H of finite values, of which the upper triangle is read: no modulus
// exceeds 2, and with a positive definite H all of the diagonal lies in [1/2, 2), which makes the condition number of
// S·H·S least to a factor of about n over all S (van der Sluis, Numer. Math. 14, 1969; LAPACK's xPOEQUB).
//
// Bunch, Equilibration of symmetric matrices in the max-norm, J. ACM 18, 1971.
Exponents hermitian_equilibrium(const Matrix& h);

// R·A·C, with the labels of A.
Matrix equilibrated(Matrix a, const Exponents& rows, const Exponents& columns);

// Replaces B (dense) by R·B·2^-k with R = diag(2^rows), where k is for each column such that its largest modulus lies
// in [1, 2), and returns those k: the right-hand sides of R·A·C.
Exponents scale_right_sides(Matrix& b, const Exponents& rows);

// Replaces a solution Y by C·Y·2^k, C = diag(2^columns). False where that leaves the range of doubles.
[[nodiscard]] bool scale_solutions(Matrix& y, const Exponents& columns, const Exponents& k);

}  // namespace la
