// Eigenvalues and eigenvectors of one matrix, and of a pencil (A, B).
//
// Symmetric and Hermitian matrices take the symmetric driver, others the general one (see eigen.hpp for the
// LAPACK routines). A complex matrix without imaginary parts counts as real.
#pragma once

#include <string>
#include <vector>

#include "core/matrix.hpp"

namespace la {

struct EigenWanted {
    bool vectors = false;
    bool left = false;
    bool inverse = false;  // of V; implies vectors
};

enum class SymmetricMode {
    automatic,  // as the matrix is
    yes,        // it must be symmetric
    no,         // the general driver, whatever it is
};

// k eigenvalues of a matrix of order n; k = n unless select_eigen took fewer. Values are in the order of
// eigen_order.hpp and column j of each factor belongs to value j. Vectors have norm 1 and are canonical
// (canonical_vectors.hpp). The rows of V and W carry the row names of A, the columns of Vinv its column names. Factors
// that were not asked for are 0x0.
struct Eigensystem {
    arma::cx_vec values;               // k
    Matrix vectors;                    // V, n x k: A V = V D, or A V = B V D
    Matrix left;                       // W, n x k: W'A = D W', or W'A = D W'B
    Matrix inverse;                    // Vinv, k x n
    bool has_conjugate_pairs = false;  // A (and B) real: complex values come in pairs
    bool is_symmetric = false;         // a symmetric or definite driver ran: the values are real
    double largest_modulus = 0;        // of all finite values
    std::string driver;                // LAPACK's name for what ran, empty for a matrix of order 0
};

// Eigenvalues of the square matrix a. Where the inverse is wanted it is V' for a symmetric matrix, else the solution of
// V X = I (LU with partial pivoting), and the whole is verified: |A - V D Vinv| <= 1e-10 |A| in the Frobenius norm, and
// no eigenvalue has a (componentwise) condition number above 1/sqrt(100 eps), as those of a rounded Jordan block have.
//
// Throws a data error where a is not square, or not symmetric though the mode says so; a numerical error where a is not
// finite, a value lies beyond the range of doubles, the driver does not converge, or the inverse fails its test ("not
// diagonalizable to working accuracy").
Eigensystem eigen(Matrix a, EigenWanted wanted = {}, SymmetricMode mode = SymmetricMode::automatic);

// Eigenvalues of the pencil, A x = lambda B x. A symmetric and B symmetric positive definite take the definite driver,
// all else QZ, where a singular B gives infinite values. The test of the inverse is |A - B V D Vinv| <= 1e-10 |A|.
//
// Throws as eigen does; further a data error where the shapes differ, and a numerical error where the pencil is
// singular or the mode is yes and B not positive definite.
Eigensystem eigen_generalized(Matrix a, Matrix b, EigenWanted wanted = {},
                              SymmetricMode mode = SymmetricMode::automatic);

// The parts of an eigensystem by the names they have on the command line: w (the values as a column), V, D (the values
// on a diagonal), Vinv, W. Real where no imaginary part is left.
EigenWanted wanted_for(const std::vector<std::string>& names);  // usage error for another name
Matrix eigen_part(const Eigensystem& e, const std::string& name);

}  // namespace la
