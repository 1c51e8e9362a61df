// One elementwise operation over a block of numbers: what a program of them is made of.
#pragma once

#include "ops/elementwise.hpp"

namespace la {

// A block of numbers, or one number that stands for all.
template <class T>
struct Argument {
    const T* data = nullptr;
    T scalar{};

    T at(arma::uword i) const { return data == nullptr ? scalar : data[i]; }
};

// out[i] = op(a[i], b[i]) for i < n, b for binary operations only. out may be the data of a or b. relu of a complex
// number is the number: callers refuse it.
template <class T>
void apply(ElementwiseOp op, const Argument<T>& a, const Argument<T>& b, T* out, arma::uword n);

// Whether the real operation has a domain: log, sqrt (x >= 0), asin, acos (|x| <= 1), power (no negative base to a
// fractional exponent).
bool has_domain(ElementwiseOp op);

// The first entry that is outside of it, or n. Complex operations are defined everywhere.
arma::uword first_outside(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, arma::uword n);
arma::uword first_outside(ElementwiseOp op, const Argument<arma::cx_double>& a, const Argument<arma::cx_double>& b,
                          arma::uword n);

}  // namespace la
