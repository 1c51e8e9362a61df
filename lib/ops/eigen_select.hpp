// A few eigenvalues of many: the largest, the smallest, the nearest to a point.
#pragma once

#include <complex>
#include <optional>
#include <string>

#include "ops/eigen.hpp"

namespace la {

// ARPACK's names: largest and smallest modulus (LM, SM), algebraic value (LA, SA) or real part (LR, SR).
enum class Which { LM, SM, LA, SA, LR, SR };

Which which_from(const std::string& name);  // usage error for another name

// What the rule orders values by: the smaller, the sooner one is taken.
double selection_rank(std::complex<double> value, Which which, const std::optional<std::complex<double>>& sigma);

// The first k values by the rule, or the k nearest to sigma where there is one; ties go to the value that is written
// first. Where the operand was real the conjugate of a value comes with it, so one more value may be returned. The
// result keeps its order; all parts that e has shrink with it; all of e where k is its size or more.
Eigensystem select_eigen(Eigensystem e, arma::uword k, Which which = Which::LM,
                         std::optional<std::complex<double>> sigma = {});

}  // namespace la
