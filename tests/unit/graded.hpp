// Matrices in unlike units.
#pragma once

#include <armadillo>

#include "ops/equilibrate.hpp"

namespace la::test {

// n exponents of two, random in [-range, range].
inline Exponents random_exponents(arma::uword n, int range) {
    Exponents exponents(n);
    for (int& e : exponents) e = int(arma::randi<arma::ivec>(1, arma::distr_param(-range, range))(0));
    return exponents;
}

inline Exponents negated(Exponents exponents) {
    for (int& e : exponents) e = -e;
    return exponents;
}

}  // namespace la::test
