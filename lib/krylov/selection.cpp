#include "krylov/selection.hpp"

#include <cmath>
#include <map>

#include "core/error.hpp"

namespace la {

double selection_rank(std::complex<double> value, Which which, const std::optional<std::complex<double>>& sigma) {
    if (sigma) return std::abs(value - *sigma);
    switch (which) {
        case Which::LM:
            return -std::abs(value);
        case Which::SM:
            return std::abs(value);
        case Which::LA:
        case Which::LR:
            return -value.real();
        case Which::SA:
        case Which::SR:
            break;
    }
    return value.real();
}

Which which_from(const std::string& name) {
    static const std::map<std::string, Which> names = {{"LM", Which::LM}, {"SM", Which::SM}, {"LA", Which::LA},
                                                       {"SA", Which::SA}, {"LR", Which::LR}, {"SR", Which::SR}};
    const auto found = names.find(name);
    if (found == names.end()) throw usage_error("'" + name + "' selects nothing: LM, SM, LA, SA, LR and SR do");
    return found->second;
}

EigenRegion::EigenRegion(Which which, const std::optional<std::complex<double>>& sigma)
    : kind(sigma || which == Which::SM                ? near
           : which == Which::LM                       ? far
           : which == Which::LA || which == Which::LR ? above
                                                      : below),
      center(sigma ? sigma->real() : 0) {}

double EigenRegion::badness(double value) const {
    switch (kind) {
        case near:
            return std::abs(value - center);
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
            return t <= 0 ? 0 : below_s(center + t) - below_s(center - t);
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
