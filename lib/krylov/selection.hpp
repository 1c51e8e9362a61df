// The region of the real line that a selection of eigenvalues prefers, and the count of values inside it.
#pragma once

#include <armadillo>
#include <complex>
#include <functional>
#include <optional>

#include "ops/eigen_select.hpp"

namespace la {

// How many eigenvalues lie below s.
using CountBelow = std::function<arma::uword(double s)>;

// The values that a selection prefers to others are those nearest to a centre, farthest from 0, or at one end.
struct EigenRegion {
    enum Kind { near, far, above, below } kind;
    double centre = 0;

    EigenRegion(Kind k, double c = 0) : kind(k), centre(c) {}
    EigenRegion(Which which, const std::optional<std::complex<double>>& sigma);

    // The larger, the farther from being preferred.
    double badness(double value) const;

    // How many of n eigenvalues have a badness below t.
    arma::uword count(double t, arma::uword n, const CountBelow& below_s) const;
};

}  // namespace la
