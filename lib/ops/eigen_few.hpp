// A few eigenvalues of a large sparse matrix that stays sparse.
#pragma once

#include <optional>

#include "ops/eigen.hpp"
#include "ops/eigen_select.hpp"

namespace la {

struct FewEigenvalues {
    arma::uword count = 1;
    Which which = Which::LM;
    std::optional<std::complex<double>> sigma;  // instead of which
    bool certify = false;                       // prove by inertia that none was missed
    int threads = 1;                            // for products with the matrix
};

// Of a, which may be used up: symmetric (Hermitian) by the methods of hermitian_eigen.hpp, else by those of
// general_eigen.hpp; e.driver tells which. The rest of the result is as select_eigen(eigen(a)) has it, but that the
// product of the few V, D and Vinv is not a. Nothing, and a as it was, where the dense drivers serve better or must do:
// a is dense, of order 500 or less, a large share of its values is wanted, or it is not symmetric, the sparse method
// does not converge and the order is at most 2000.
//
// Throws a numerical error where a is not finite, the method does not converge (telling how many values did), values
// cannot be certified, as those of an a that is not symmetric never can, or where the inverse is wanted and some value
// is defective or nearly so; a data error where the vectors would exceed the limit of dense cells or memory is short.
std::optional<Eigensystem> few_eigenvalues(Matrix& a, const FewEigenvalues& few, EigenWanted wanted,
                                           SymmetricMode mode = SymmetricMode::automatic);

}  // namespace la
