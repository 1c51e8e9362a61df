// Where a derivative is not what its formula says: at the kinks of the function, and where a norm that it divides by is
// 0.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "calculus/tensor.hpp"

namespace la {

// e where the scalar is the sum of the squares of e.
std::optional<TensorId> root_of_square_sum(const Tensors& tensors, TensorId scalar);

// The tensors whose squares a sum or product of squares is made of: wherever it is 0, its derivative is too, and its
// root has a kink. Empty where the tensor is none.
std::vector<TensorId> squared_in(const Tensors& tensors, TensorId a);

// The sums and products of squares that `a` divides by, or by roots of.
std::set<TensorId> square_divisors(const Tensors& tensors, TensorId a);

// The same tensor with `to` in the place of `from`, as far as that is a factor, a term or an argument.
TensorId replaced(Tensors& tensors, TensorId a, TensorId from, TensorId to);

// The same tensor with 0 in place of 1/u^q wherever an entry of u, which has no negative ones, is 0.
TensorId masked(Tensors& tensors, TensorId a, TensorId u);

// How tensors behave where some of them vanish: each at least like a power of what vanishes.
class Vanishing {
  public:
    Vanishing(const Tensors& tensors, const std::vector<TensorId>& vanishing);

    // Whether `a` divides by what vanishes, or takes its logarithm.
    bool is_singular(TensorId a);

    // Whether `a` tends to its value with 0 in place of what is broken: of the inverse of a divisor, or of a step.
    bool is_continuous(TensorId a, const std::set<TensorId>& broken);

  private:
    double degree(TensorId a);
    double degree_of_map(const TensorNode& n);
    bool divides_or_takes_logarithm(const TensorNode& n);

    const Tensors& t_;
    std::map<TensorId, double> degrees_;
};

}  // namespace la
