// Derivatives of matrix expressions, as matrix expressions.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "calculus/kinks.hpp"
#include "calculus/tensor.hpp"
#include "calculus/to_tensors.hpp"
#include "expr/evaluate.hpp"
#include "expr/shapes.hpp"
#include "expr/syntax.hpp"

namespace la {

struct DerivativeOptions {
    std::string variable;
    int order = 1;                    // 0: the expression itself
    std::set<std::string> symmetric;  // names of matrices that are known to be symmetric
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

    // f itself in the form that is derived, as it would be printed; empty where that has no formula.
    Syntax value_formula();

    // Takes the derivative, at these values of all names, to be 0 at the kinks of f that they meet. Returns a line for
    // each at which it does not tend to 0: "'norm2' has a kink at 0, where x is: its derivative is taken to be 0".
    // Where f divides by what is 0, or takes its logarithm, there is no kink, and the derivative is not finite.
    std::vector<std::string> settle_kinks(const Bindings& bindings, int threads = 1);

  private:
    void write();
    Syntax syntax_of(TensorId tensor, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns);
    TensorId along(TensorId tensor, const Shape& shape, std::size_t rows);
    TensorId derived(TensorId f);

    // ---- derivative_kinks.cpp

    void settle_steps(const Bindings& bindings, int threads, std::vector<std::string>& lines);
    void settle_roots(const Bindings& bindings, int threads, std::vector<std::string>& lines);
    Syntax argument_of(TensorId tensor);
    arma::mat value_of(TensorId tensor, const Bindings& bindings, int threads);
    bool is_continuous(Vanishing& vanishing, const std::set<TensorId>& broken);
    bool is_continuous_in(TensorId e, TensorId u);

    const Syntax f_;
    DerivativeOptions options_;
    Tensors tensors_;
    Lowered lowered_;
    MatrixTensor variable_;
    TensorId unsimplified_ = 0, result_ = 0;
    std::vector<std::size_t> rows_, columns_;
    std::vector<Direction> directions_;
    Syntax formula_;
};

// A derivative as numbers: one matrix, or as many as there are directions, in order.
std::vector<Matrix> evaluate(const Derivative& derivative, const Bindings& bindings, const EvaluateOptions& options);

}  // namespace la
