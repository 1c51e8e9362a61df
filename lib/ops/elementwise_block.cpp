#include "ops/elementwise_block.hpp"

#include "core/field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace la {

namespace {

using arma::uword;
using Complex = arma::cx_double;

// ---- functions of one number ------------------------------------------------------------------------------------

double sigmoid(double x) {
    const double e = std::exp(-std::abs(x));
    return x >= 0 ? 1 / (1 + e) : std::isnan(x) ? x : e / (1 + e);
}
Complex sigmoid(Complex z) {
    if (z.real() >= 0) return 1.0 / (1.0 + std::exp(-z));
    const Complex e = std::exp(z);
    return e / (1.0 + e);
}

double softplus(double x) {
    return std::isnan(x) ? x : std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}
// log(1 + z)
Complex log1p(Complex z) {
    if (std::abs(z) > 0.5) return std::log(1.0 + z);
    return {0.5 * std::log1p(z.real() * (2 + z.real()) + z.imag() * z.imag()), std::arg(1.0 + z)};
}
Complex softplus(Complex z) {
    if (z.real() <= 0) return log1p(std::exp(z));
    const Complex w = z + log1p(std::exp(-z));
    return {w.real(), std::remainder(w.imag(), 2 * arma::datum::pi)};  // as the logarithm has it
}

double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : x;
}
Complex sign(Complex z) {
    return z == 0.0 ? z : z / std::abs(z);
}

double relu(double x) {
    return x < 0 ? 0 : x;
}
Complex relu(Complex z) {
    return z;
}  // refused before

Complex power(Complex z, Complex w) {
    if (z == 0.0 && w == 0.0) return 1.0;
    if (w.imag() == 0 && w.real() == std::floor(w.real()) && std::abs(w.real()) <= 1024)
        return std::pow(z, static_cast<int>(w.real()));
    return std::pow(z, w);
}
double power(double x, double y) {
    return std::pow(x, y);
}

// ---- one operation over a block ---------------------------------------------------------------------------------

// out may be the data of a or b, entry on entry: GCC must be told that this is no hindrance to vector instructions.

template <class T, class F>
void apply(const Argument<T>& a, T* out, uword n, F f) {
    if (a.data == nullptr) {
        std::fill(out, out + n, f(a.scalar));
        return;
    }
#pragma GCC ivdep
    for (uword i = 0; i < n; ++i) out[i] = f(a.data[i]);
}

template <class T, class F>
void apply(const Argument<T>& a, const Argument<T>& b, T* out, uword n, F f) {
    const T *x = a.data, *y = b.data;
    if (x != nullptr && y != nullptr) {
#pragma GCC ivdep
        for (uword i = 0; i < n; ++i) out[i] = f(x[i], y[i]);
    } else if (x != nullptr) {
        apply(a, out, n, [f, scalar = b.scalar](T value) { return f(value, scalar); });
    } else {
        apply(b, out, n, [f, scalar = a.scalar](T value) { return f(scalar, value); });
    }
}

template <class T>
void apply_power(const Argument<T>& a, const Argument<T>& b, T* out, uword n) {
    if (b.data == nullptr && b.scalar == T(2)) return apply(a, out, n, [](T x) { return x * x; });
    if (b.data == nullptr && b.scalar == T(1)) return apply(a, out, n, [](T x) { return x; });
    if (b.data == nullptr && b.scalar == T(-1)) return apply(a, out, n, [](T x) { return T(1) / x; });
    apply(a, b, out, n, [](T x, T y) { return power(x, y); });
}

template <class T>
void apply_any(ElementwiseOp op, const Argument<T>& a, const Argument<T>& b, T* out, uword n) {
    switch (op) {
        case ElementwiseOp::negate:
            return apply(a, out, n, [](T x) { return -x; });
        case ElementwiseOp::conjugate:
            return apply(a, out, n, [](T x) { return conjugate(x); });
        case ElementwiseOp::sin:
            return apply(a, out, n, [](T x) { return std::sin(x); });
        case ElementwiseOp::cos:
            return apply(a, out, n, [](T x) { return std::cos(x); });
        case ElementwiseOp::tan:
            return apply(a, out, n, [](T x) { return std::tan(x); });
        case ElementwiseOp::asin:
            return apply(a, out, n, [](T x) { return std::asin(x); });
        case ElementwiseOp::acos:
            return apply(a, out, n, [](T x) { return std::acos(x); });
        case ElementwiseOp::atan:
            return apply(a, out, n, [](T x) { return std::atan(x); });
        case ElementwiseOp::sinh:
            return apply(a, out, n, [](T x) { return std::sinh(x); });
        case ElementwiseOp::cosh:
            return apply(a, out, n, [](T x) { return std::cosh(x); });
        case ElementwiseOp::tanh:
            return apply(a, out, n, [](T x) { return std::tanh(x); });
        case ElementwiseOp::exp:
            return apply(a, out, n, [](T x) { return std::exp(x); });
        case ElementwiseOp::log:
            return apply(a, out, n, [](T x) { return std::log(x); });
        case ElementwiseOp::sqrt:
            return apply(a, out, n, [](T x) { return std::sqrt(x); });
        case ElementwiseOp::sign:
            return apply(a, out, n, [](T x) { return sign(x); });
        case ElementwiseOp::relu:
            return apply(a, out, n, [](T x) { return relu(x); });
        case ElementwiseOp::sigmoid:
            return apply(a, out, n, [](T x) { return sigmoid(x); });
        case ElementwiseOp::softplus:
            return apply(a, out, n, [](T x) { return softplus(x); });
        case ElementwiseOp::add:
            return apply(a, b, out, n, [](T x, T y) { return x + y; });
        case ElementwiseOp::subtract:
            return apply(a, b, out, n, [](T x, T y) { return x - y; });
        case ElementwiseOp::multiply:
            return apply(a, b, out, n, [](T x, T y) { return x * y; });
        case ElementwiseOp::divide:
            return apply(a, b, out, n, [](T x, T y) { return x / y; });
        case ElementwiseOp::power:
            return apply_power(a, b, out, n);
    }
}

// ---- domains of real functions ----------------------------------------------------------------------------------

// The first number for which `outside` holds, or n. The first loop has no way out, so that it runs on vectors.
template <class F>
uword first_that(const Argument<double>& a, uword n, F outside) {
    if (a.data == nullptr) return outside(a.scalar) ? 0 : n;
    std::uint64_t any = 0;
    for (uword i = 0; i < n; ++i) any |= std::uint64_t(outside(a.data[i]));
    return any == 0 ? n : uword(std::find_if(a.data, a.data + n, outside) - a.data);
}

uword first_bad_power(const Argument<double>& a, const Argument<double>& b, uword n) {
    const auto is_fraction = [](double y) { return std::isfinite(y) && y != std::floor(y); };
    if (b.data == nullptr && !is_fraction(b.scalar)) return n;
    uword i = 0;
    while (i < n && !(a.at(i) < 0 && std::isfinite(a.at(i)) && is_fraction(b.at(i)))) ++i;
    return i;
}

}  // namespace

// Compiled twice, the wider instructions being chosen when the program starts: the bits are the same. All that a block
// needs is inlined, so that it is compiled twice too.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define LA_FOR_EACH_PROCESSOR [[gnu::flatten, gnu::target_clones("avx2", "default")]]
#else
#define LA_FOR_EACH_PROCESSOR
#endif

LA_FOR_EACH_PROCESSOR
void apply(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, double* out, uword n) {
    apply_any(op, a, b, out, n);
}

void apply(ElementwiseOp op, const Argument<Complex>& a, const Argument<Complex>& b, Complex* out, uword n) {
    apply_any(op, a, b, out, n);
}

LA_FOR_EACH_PROCESSOR
uword first_outside(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, uword n) {
    using Op = ElementwiseOp;
    // clang-format off
    switch (op) {
        case Op::log: case Op::sqrt: return first_that(a, n, [](double x) { return x < 0; });
        case Op::asin: case Op::acos: return first_that(a, n, [](double x) { return std::abs(x) > 1; });
        case Op::power: return first_bad_power(a, b, n);
        case Op::negate: case Op::conjugate: case Op::sin: case Op::cos: case Op::tan: case Op::atan: case Op::sinh:
        case Op::cosh: case Op::tanh: case Op::exp: case Op::sign: case Op::relu: case Op::sigmoid: case Op::softplus:
        case Op::add: case Op::subtract: case Op::multiply: case Op::divide: break;  // defined everywhere
    }
    // clang-format on
    return n;
}

uword first_outside(ElementwiseOp, const Argument<Complex>&, const Argument<Complex>&, uword n) {
    return n;
}

}  // namespace la
