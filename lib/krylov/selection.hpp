// Which eigenvalues are selected: the rule, the region of the real line that it prefers, the count of values inside it.
#pragma once

#include <armadillo>
#include <complex>
#include <functional>
#include <optional>
#include <string>

namespace la {

// ARPACK's names: largest and smallest modulus (LM, SM), algebraic value (LA, SA) or real part (LR, SR).
enum class Which { LM, SM, LA, SA, LR, SR };

Which which_from(const std::string& name);  // usage error for another name

// What the rule orders values by: the smaller, the sooner one is taken.
double selection_rank(std::complex<double> value, Which which, const std::optional<std::complex<double>>& sigma);

// How many eigenvalues lie below s.
using CountBelow = std::function<arma::uword(double s)>;

// The values that a selection prefers to others are those nearest to a center, farthest from 0, or at one end.
struct EigenRegion {
    enum Kind { near, far, above, below } kind;
    double center = 0;

    EigenRegion(Kind k, double c = 0) : kind(k), center(c) {}
    EigenRegion(Which which, const std::optional<std::complex<double>>& sigma);

    // The larger, the farther from being preferred.
    double badness(double value) const;

    // How many of n eigenvalues have a badness below t.
    arma::uword count(double t, arma::uword n, const CountBelow& below_s) const;
};

}  // namespace la
