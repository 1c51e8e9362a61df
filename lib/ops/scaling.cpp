#include "ops/scaling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace la {

namespace {

template <class T>
double largest_modulus(const T* values, arma::uword count) {
    double largest = 0;
    for (arma::uword i = 0; i < count; ++i) largest = std::max(largest, std::abs(values[i]));
    return largest;
}

template <class T>
double largest_modulus(const arma::Mat<T>& a) {
    return largest_modulus(a.memptr(), a.n_elem);
}

template <class T>
double largest_modulus(const arma::SpMat<T>& a) {
    return largest_modulus(a.values, a.n_nonzero);
}

}  // namespace

double safe_scale(const Matrix& a) {
    const double largest = std::visit([](const auto& v) { return largest_modulus(v); }, a.values);
    if (largest == 0 || (largest >= 1e-100 && largest <= 1e100)) return 1;
    int exponent = 0;
    std::frexp(std::min(largest, std::numeric_limits<double>::max()), &exponent);  // of complex values it may overflow
    return std::ldexp(1.0, std::min(1 - exponent, 1023));
}

Matrix scaled(Matrix a, double scale) {
    if (scale != 1) std::visit([&](auto& v) { v *= scale; }, a.values);
    return a;
}

}  // namespace la
