// A few eigenvalues of many: the largest, the smallest, the nearest to a point.
#pragma once

#include <complex>
#include <optional>
#include <string>

#include "krylov/selection.hpp"
#include "ops/eigen.hpp"

namespace la {

// The first k values by the rule, or the k nearest to sigma where there is one; ties go to the value that is written
// first. Where the operand was real the conjugate of a value comes with it, so one more value may be returned. The
// result keeps its order; all parts that e has shrink with it; all of e where k is its size or more.
Eigensystem select_eigen(Eigensystem e, arma::uword k, Which which = Which::LM,
                         std::optional<std::complex<double>> sigma = {});

}  // namespace la
