// Derivatives against central differences.
#pragma once

#include "calculus/derivative.hpp"

namespace la {

// The largest difference between a derivative, as evaluate() returned it, and central differences of the one of lower
// order (of the expression itself for order 1), relative to the largest modulus of the derivative, or to that of the
// smallest one that the differences can tell to 1e-6 for all their rounding, where that is larger; infinite if one is
// not finite. Requires that all names are bound and 1 <= order.
// The step at an entry x is eps^(1/3) max(|x|, m), m the mean modulus of the variable's entries, or 1 where that is 0.
double difference_error(const Syntax& f, const NameShapes& shapes, const DerivativeOptions& options,
                        const std::vector<Matrix>& derivative, const Bindings& bindings);

// The largest difference between f, as it is evaluated, and the form of it that is derived, over the entries where f is
// finite, relative to the largest modulus of f, or to what rounding leaves of the largest intermediate value; infinite
// where the shapes differ; 0 where the form has no formula. Throws what evaluate() throws where f has no value.
double value_error(const Syntax& f, Derivative& derivative, const Bindings& bindings);

}  // namespace la
