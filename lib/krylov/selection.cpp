#include "krylov/selection.hpp"

#include <cmath>

namespace la {

EigenRegion::EigenRegion(Which which, const std::optional<std::complex<double>>& sigma)
    : kind(sigma || which == Which::SM                ? near
           : which == Which::LM                       ? far
           : which == Which::LA || which == Which::LR ? above
                                                      : below),
      centre(sigma ? sigma->real() : 0) {}

double EigenRegion::badness(double value) const {
    switch (kind) {
        case near:
            return std::abs(value - centre);
        case far:
            return -std::abs(value);
        case above:
            return -value;
        case below:
            break;
    }
    return value;
}

arma::uword EigenRegion::count(double t, arma::uword n, const CountBelow& below_s) const {
    switch (kind) {
        case near:
            return t <= 0 ? 0 : below_s(centre + t) - below_s(centre - t);
        case far:
            return t >= 0 ? n : n - below_s(-t) + below_s(t);
        case above:
            return n - below_s(-t);
        case below:
            break;
    }
    return below_s(t);
}

}  // namespace la
