// Derivatives of matrix expressions, as matrix expressions.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "calculus/lower.hpp"
#include "calculus/tensor.hpp"
#include "expr/evaluate.hpp"
#include "expr/shapes.hpp"
#include "expr/syntax.hpp"

namespace la {

struct DerivativeOptions {
    std::string variable;
    int order = 1;                    // 0: the expression itself
    std::set<std::string> symmetric;  // names of matrices that are known to be symmetric
};

// A place where the expression is not smooth: where an entry of the argument is 0.
struct Kink {
    std::string function;  // abs, relu, norm2
    Syntax argument;
    TensorId tensor;
};

// The derivative of a matrix expression f by one of its names x. Layout, with vec in column-major order:
//     order 1  f scalar: the shape of x; x scalar: the shape of f; else vec(f) by vec(x)
//     order 2  f scalar: vec(x) by vec(x); x scalar: the shape of f; else one such matrix for each entry of f
//     order 3  x scalar: the shape of f; else one matrix for each entry of vec(x), f scalar, or for each pair of an
//              entry of f and one of vec(x), the latter varying faster
// Where there are several matrices the formula holds directions: names that are bound to unit vectors (or unit
// matrices, of the shape of f or x), one matrix for each.
class Derivative {
  public:
    // `shapes` is what is known of every name of f, and of x. Throws an ExpressionError: usage where a function that
    // depends on x has no rule, data where shapes do not fit; a usage error where the derivative has no formula.
    Derivative(const Syntax& f, const NameShapes& shapes, const DerivativeOptions& options);

    // The formula: it has the text that it was parsed from, so that errors can point at it.
    const Syntax& formula() const { return formula_; }

    // Names and shapes of the directions.
    struct Direction {
        std::string name;
        Shape shape;
    };
    const std::vector<Direction>& directions() const { return directions_; }

    // Where the derivative takes a kinked function's derivative to be 0.
    const std::vector<Kink>& kinks() const { return kinks_; }

    // Whether f is smooth all the same where the argument of the norm of a kink is 0, as norm2(x)^3 is twice.
    bool is_smooth_at(const Kink& kink);

    // Takes the derivative of the norm of a kink's argument to be 0.
    void flatten(const Kink& kink);

  private:
    void write();
    void find_kinks(TensorId f);
    Syntax argument_of(TensorId tensor);
    TensorId along(TensorId tensor, const Shape& shape, std::size_t rows);
    TensorId derived(TensorId f);

    const Syntax f_;
    DerivativeOptions options_;
    Tensors tensors_;
    Lowered lowered_;
    MatrixTensor variable_;
    TensorId result_ = 0;
    std::vector<std::size_t> rows_, columns_;
    std::vector<Direction> directions_;
    std::vector<Kink> kinks_;
    Syntax formula_;
};

// A derivative as numbers: one matrix, or as many as there are directions, in order.
std::vector<Matrix> evaluate(const Derivative& derivative, Bindings bindings, const EvaluateOptions& options);

}  // namespace la
