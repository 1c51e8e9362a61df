// The eigenvalues that are asked for, by the method that serves them best: this is where dense drivers and iterations
// are chosen between.
#pragma once

#include <functional>
#include <optional>

#include "ops/eigen.hpp"
#include "ops/eigen_few.hpp"

namespace la {

struct EigenQuestion {
    EigenWanted wanted;
    SymmetricMode mode = SymmetricMode::automatic;
    std::optional<FewEigenvalues> few;  // not all of them
    // Called with the matrix when a dense driver is to start: that one may use the threads of BLAS.
    std::function<void(const Matrix&)> before_dense = [](const Matrix&) {};
};

// Of A, or of the pencil (A, B). Few of a sparse matrix come from eigen_few.hpp, where that serves; all else from the
// dense drivers of eigen.hpp, and few are then selected (eigen_select.hpp) and, where that is wanted, certified
// (eigen_certify.hpp). Throws as these do.
Eigensystem eigensystem(Matrix a, const std::optional<Matrix>& b, const EigenQuestion& question);

}  // namespace la
