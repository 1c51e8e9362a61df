// Singular values and vectors of a dense real or complex matrix, and what follows from them: rank, pseudo-inverse,
// nearest matrix of low rank. A sparse matrix is made dense first (a data error above max_dense_cells). NaN or Inf is
// a numerical error that names the cell; others are "singular values did not converge" and a value beyond the range of
// doubles, which the rank, the pseudo-inverse and the nearest matrix of low rank do without.
//
// Drivers: LAPACK's xGESDD, for values alone without any vectors, tall and wide matrices through QR inside it; xGESVD
// where it does not converge. Golub and Van Loan, Matrix Computations, 4th ed., chapter 8.6.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/matrix.hpp"

namespace la {

// A = U·S·Vᴴ of an m×n matrix, k = min(m, n). Values are descending. Of each column of V the component of largest
// modulus is positive real (within 1e-8 relative of the largest: the first of them), and the columns of U follow.
// U carries the row names of A, V has its column names as row names.
struct SingularDecomposition {
    Matrix left;       // U: m×k thin, m×m full
    arma::vec values;  // k
    Matrix right;      // V: n×k thin, n×n full

    Matrix sigma() const;          // S: as many rows as U has columns, as many columns as V
    Matrix right_adjoint() const;  // Vᴴ
};

enum class Factors { thin, full };

// LAPACK's name for the driver that a takes at first: "zgesdd" where some imaginary part is not zero, else "dgesdd".
std::string singular_driver(const Matrix& a);

// Whether all singular values of an m×n matrix, dense, take about a second at most: then what is told of a sparse one
// is exact, else it may be an estimate (svd_extremes.hpp).
bool is_quickly_decomposed(arma::uword rows, arma::uword cols);

// The min(m, n) singular values alone, descending.
arma::vec singular_values(const Matrix& a);

SingularDecomposition singular_decomposition(const Matrix& a, Factors factors = Factors::thin);

// The part of the count largest singular values, all of it where there are fewer.
SingularDecomposition truncated(SingularDecomposition d, arma::uword count);

// The parts by the names they have on the command line: s (the values as a column), U, S, V, Vt. A usage error for
// another name.
Matrix singular_part(const SingularDecomposition& d, const std::string& name);

// The product U·S·Vᴴ.
Matrix recomposed(const SingularDecomposition& d);

// What counts as zero among the singular values of an m×n matrix: max(m, n)·eps·largest.
double rank_tolerance(arma::uword rows, arma::uword cols, double largest);

// How many values exceed the tolerance (absolute; by default that of rank_tolerance).
arma::uword rank(const Matrix& a, std::optional<double> tolerance = {});
arma::uword rank(const arma::vec& values, arma::uword rows, arma::uword cols, std::optional<double> tolerance = {});

// The rank of an m×n matrix from its triangular factor.
arma::uword rank_from_factor(const Matrix& r, arma::uword rows, std::optional<double> tolerance = {});

// The Moore-Penrose inverse, n×m; singular values up to the tolerance count as zero. Names are those of Aᴴ.
Matrix pseudo_inverse(const Matrix& a, std::optional<double> tolerance = {});

// The matrix of rank at most k nearest to A (Eckart and Young 1936). Names are those of A.
Matrix low_rank(const Matrix& a, arma::uword k);

// The stations of x ↦ U·S·Vᴴ·x for points in the columns of x: documents "x", "Vt*x", "S*Vt*x", "U*S*Vt*x".
// A data error if x does not have n rows.
std::vector<std::pair<std::string, Matrix>> singular_steps(const SingularDecomposition& d, const Matrix& points);

}  // namespace la
