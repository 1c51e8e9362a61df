// Scaling by powers of two, which rounds nothing unless a result is subnormal.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <vector>

namespace la {

// Exponents of powers of two, one for each row or column.
using Exponents = std::vector<int>;

// The exponent of zero: below that of every other number, and a sum of a few is still an int.
inline constexpr int no_exponent = std::numeric_limits<int>::min() / 8;

// The larger of the moduli of the two parts, which does not overflow as the modulus may.
inline double largest_part(double x) {
    return std::abs(x);
}
inline double largest_part(const std::complex<double>& z) {
    return std::max(std::abs(z.real()), std::abs(z.imag()));
}

// The e with 2^e <= largest_part(x) < 2^(e+1); no_exponent for zero and for what is not finite.
template <class T>
int exponent_of(const T& x) {
    const double part = largest_part(x);
    const int biased = int(std::bit_cast<std::uint64_t>(part) >> 52);
    if (biased != 0) return biased < 0x7ff ? biased - 1023 : no_exponent;
    return part == 0 ? no_exponent : std::ilogb(part);
}

// x·2^exponent, rounded once.
inline double times_power_of_two(double x, int exponent) {
    if (exponent < -1022 || exponent > 1023) return std::ldexp(x, exponent);
    return x * std::bit_cast<double>(std::uint64_t(exponent + 1023) << 52);
}
inline std::complex<double> times_power_of_two(const std::complex<double>& z, int exponent) {
    return {times_power_of_two(z.real(), exponent), times_power_of_two(z.imag(), exponent)};
}

}  // namespace la
