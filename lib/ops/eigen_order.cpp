#include "ops/eigen_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/epsilon.hpp"

namespace la {

arma::uvec eigenvalue_order(const arma::cx_vec& values, arma::uword n) {
    double largest = 0;
    for (const auto& x : values)
        if (const double modulus = std::abs(x); std::isfinite(modulus)) largest = std::max(largest, modulus);
    const double closeness = 100 * double(n) * eps * largest;

    arma::uvec order(values.n_elem);
    for (arma::uword i = 0; i < order.n_elem; ++i) order(i) = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](arma::uword i, arma::uword j) { return values(i).real() > values(j).real(); });

    for (auto first = order.begin(); first != order.end();) {
        auto last = first + 1;
        while (last != order.end() && values(*(last - 1)).real() - values(*last).real() < closeness) ++last;
        std::stable_sort(first, last,
                         [&](arma::uword i, arma::uword j) { return values(i).imag() > values(j).imag(); });
        first = last;
    }
    return order;
}

}  // namespace la
