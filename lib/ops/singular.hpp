// The singular values that are asked for, by the method that serves them best: this is where dense drivers and
// iterations are chosen between.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ops/svd.hpp"
#include "ops/svd_few.hpp"

namespace la {

struct SingularQuestion {
    bool vectors = false;
    Factors factors = Factors::thin;
    std::optional<arma::uword> count;  // the largest alone
    int threads = 1;                   // for products with a sparse matrix
    // Called with the matrix when a dense driver is to start: that one may use the threads of BLAS.
    std::function<void(const Matrix&)> before_dense = [](const Matrix&) {};
};

// Few of a sparse matrix come from svd_few.hpp, where that serves; all else from the dense drivers of svd.hpp. Throws
// as these do.
FewSingular singular(const Matrix& a, const SingularQuestion& question);

// The nearest matrix of rank count, in the same way; `driver` becomes the method.
Matrix nearest_of_rank(const Matrix& a, arma::uword count, const SingularQuestion& question, std::string& driver);

}  // namespace la
