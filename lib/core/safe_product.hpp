// Determinants whose factors leave the range of doubles where their product does not.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace la {

// A product of any number of factors that neither overflows nor underflows: phase·mantissa·2^exponent.
struct ScaledProduct {
    std::complex<double> phase = 1;
    double mantissa = 1;
    double exponent = 0;

    template <class T>
    void multiply(const T& factor) {
        const double modulus = std::abs(factor);
        phase *= modulus == 0 ? T(0) : factor / modulus;
        int of_factor = 0, of_product = 0;
        mantissa = std::frexp(mantissa * std::frexp(modulus, &of_factor), &of_product);
        exponent += of_factor + of_product;
    }
    double log_modulus() const {
        if (std::abs(exponent) < 1000) return std::log(std::ldexp(mantissa, int(exponent)));
        return std::log(mantissa) + exponent * std::numbers::ln2;
    }
    // May overflow to infinity.
    std::complex<double> value() const {
        const double modulus = std::ldexp(mantissa, int(std::clamp(exponent, -5000.0, 5000.0)));
        return {phase.real() == 0 ? 0 : phase.real() * modulus, phase.imag() == 0 ? 0 : phase.imag() * modulus};
    }
};

}  // namespace la
