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

// Of the symmetric (Hermitian) a, by the methods of sparse_spectrum.hpp, which e.driver tells; the rest of the result
// is as select_eigen(eigen(a)) has it. Nothing, and a as it was, where the dense drivers serve better or must do: a is
// dense, not symmetric or not to be treated so, or of order 500 or less, or a large share of its values is wanted.
//
// Throws a numerical error where a is not finite, the method does not converge (telling how many values did), or where
// values cannot be certified; a data error where the vectors would exceed the limit of dense cells or memory is short.
std::optional<Eigensystem> few_symmetric_eigenvalues(Matrix& a, const FewEigenvalues& few, EigenWanted wanted,
                                                     SymmetricMode mode = SymmetricMode::automatic);

}  // namespace la
