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
void apply(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, double* out, arma::uword n);
void apply(ElementwiseOp op, const Argument<arma::cx_double>& a, const Argument<arma::cx_double>& b,
           arma::cx_double* out, arma::uword n);

// The first entry that is outside the domain of a real operation, or n: log, sqrt (x < 0), asin, acos (|x| > 1), power
// (negative base, fractional exponent). Complex operations are defined everywhere.
arma::uword first_outside(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, arma::uword n);
arma::uword first_outside(ElementwiseOp op, const Argument<arma::cx_double>& a, const Argument<arma::cx_double>& b,
                          arma::uword n);

}  // namespace la
