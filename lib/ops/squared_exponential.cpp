#include "ops/squared_exponential.hpp"

#include <cmath>
#include <complex>
#include <utility>

namespace la {

namespace {

using arma::uword;
using Complex = arma::cx_double;

// exp(z) - 1.
double exponential_less_one(double x) {
    return std::expm1(x);
}
Complex exponential_less_one(const Complex& z) {
    const double half_sine = std::sin(z.imag() / 2);
    return {std::expm1(z.real()) * std::cos(z.imag()) - 2 * half_sine * half_sine,
            std::exp(z.real()) * std::sin(z.imag())};
}

// (exp(a) - exp(b))/(a - b): the larger exponential is drawn out, so that nothing overflows before the result does.
template <class T>
T divided_difference(T a, T b) {
    if (std::real(a) > std::real(b)) std::swap(a, b);
    const T z = a - b;
    return std::exp(b) * (z == T(0) ? T(1) : exponential_less_one(z) / z);
}

}  // namespace

template <class T>
SquaredExponential<T>::SquaredExponential(arma::Mat<T> less_identity)
    : beside_(std::move(less_identity)), less_one_(beside_.diag()) {
    diagonal_ = less_one_ + T(1);
    beside_.diag().zeros();
}

template <class T>
void SquaredExponential<T>::square() {
    arma::Mat<T> product = beside_ * beside_;
    const uword n = beside_.n_rows;
    for (uword j = 0; j < n; ++j)
        for (uword i = 0; i < n; ++i)
            if (i != j) product.at(i, j) += beside_.at(i, j) * (diagonal_[i] + diagonal_[j]);
    for (uword i = 0; i < n; ++i) {
        const T returns = product.at(i, i);
        const T less_one = less_one_[i] * (T(2) + less_one_[i]) + returns;
        const bool is_near_one = std::abs(less_one) < 0.5;
        diagonal_[i] = is_near_one ? T(1) + less_one : diagonal_[i] * diagonal_[i] + returns;
        less_one_[i] = is_near_one ? less_one : diagonal_[i] - T(1);
        product.at(i, i) = T(0);
    }
    beside_ = std::move(product);
}

template <class T>
void SquaredExponential<T>::recompute_diagonals(const arma::Mat<T>& a, int squarings_left) {
    const double scale = std::ldexp(1.0, -squarings_left);
    for (uword i = 0; i < a.n_rows; ++i) {
        const T here = a.at(i, i) * scale;
        diagonal_[i] = std::exp(here);
        less_one_[i] = exponential_less_one(here);
        if (i > 0)
            beside_.at(i - 1, i) = a.at(i - 1, i) * scale * divided_difference<T>(a.at(i - 1, i - 1) * scale, here);
    }
}

template <class T>
void SquaredExponential<T>::normalize_rows() {
    const arma::Col<T> left = arma::sum(beside_, 1);
    arma::Col<T> factors(left.n_elem, arma::fill::ones);
    for (uword i = 0; i < left.n_elem; ++i) {
        const bool is_near_one = std::abs(left[i]) < 0.5;
        if (!is_near_one) factors[i] = T(1) / (left[i] + diagonal_[i]);
        diagonal_[i] = is_near_one ? T(1) - left[i] : diagonal_[i] * factors[i];
        less_one_[i] = is_near_one ? -left[i] : diagonal_[i] - T(1);
    }
    beside_.each_col() %= factors;
}

template <class T>
bool SquaredExponential<T>::is_finite() const {
    return beside_.is_finite() && diagonal_.is_finite();
}

template <class T>
arma::Mat<T> SquaredExponential<T>::matrix() const {
    arma::Mat<T> x = beside_;
    x.diag() = diagonal_;
    return x;
}

template class SquaredExponential<double>;
template class SquaredExponential<Complex>;

}  // namespace la
