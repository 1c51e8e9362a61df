// Dense values in the field that an operation works in: one generic lambda serves real and complex.
#pragma once

#include <type_traits>
#include <utility>

#include "core/matrix.hpp"

namespace la {

template <class T>
inline constexpr bool is_complex_scalar = std::is_same_v<T, arma::cx_double>;

// std::conj, but of the field that x is in: that of a real number is real.
inline double conjugate(double x) {
    return x;
}
inline arma::cx_double conjugate(const arma::cx_double& x) {
    return std::conj(x);
}

// The values of a in the field of T, dense; moved out where they are so already.
template <class T>
arma::Mat<T> dense_as(Matrix a) {
    if constexpr (is_complex_scalar<T>)
        return dense_complex(std::move(a));
    else
        return dense_real(std::move(a));
}

// Calls f with a zero of the field, whose type is all that f uses: [&](auto zero) { using T = decltype(zero); … }.
template <class F>
auto in_field(bool is_complex, F&& f) {
    return is_complex ? f(arma::cx_double()) : f(double());
}

// Aᴴ. Armadillo's own binds a reference to no memory where A has no cells.
template <class T>
arma::Mat<T> adjoint(const arma::Mat<T>& a) {
    if (a.is_empty()) return arma::Mat<T>(a.n_cols, a.n_rows);
    return a.t();
}

}  // namespace la
