// The value of an expression.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "expr/syntax.hpp"

namespace la {

using Bindings = std::map<std::string, Matrix>;

// What nobody else holds is overwritten, and freed, after its last use.
using SharedBindings = std::map<std::string, std::shared_ptr<Matrix>>;

// The matrices themselves, which stay where they are, in the real field where they can be.
SharedBindings borrowed(const Bindings& bindings);

struct EvaluateOptions {
    int threads =
        1;  // for elementwise work on more than 10⁶ entries and for sparse products; results do not depend on it
    std::vector<std::string>* drivers = nullptr;  // receives LAPACK's names for the decompositions that ran, in order
    // Receives, where the result holds NaN or infinities though no binding does, one line that says where they come
    // from: "'log(p)' is -Inf at row 3, column 1". Bindings of more than 2^24 values are not held to find out: the line
    // then speaks of the whole expression.
    std::vector<std::string>* warnings = nullptr;
};

// Throws an ExpressionError (usage) at the first name of the expression that is not among the known ones, with the
// nearest of them.
void require_known_names(const Syntax& syntax, const std::vector<std::string>& known);

// Shapes are checked before any arithmetic (but what stands around null(A) and orth(A), whose shapes depend on values,
// is checked after them). Equal parts are computed once, chains of elementwise operations in one pass,
// products of several factors in the cheapest order; A'*A is exactly symmetric; systems are solved, not inverted;
// values are freed after their last use. Real where all imaginary parts are zero, sparse where the mathematics allows.
// Names are carried. Throws ExpressionErrors that point at the operation: usage (unknown name, vector(c) without a
// shape), data (shapes that do not fit, sizes beyond the limit), numerical (singular, outside a real function's
// domain).
Matrix evaluate(const Syntax& syntax, Bindings bindings, const EvaluateOptions& options = {});
Matrix evaluate_shared(const Syntax& syntax, SharedBindings bindings, const EvaluateOptions& options = {});

// An evaluation that may come to nothing: the value if there is a finite one, else what went wrong first, in the
// expression's words; empty where that is not the mathematics (no memory), or came with the bindings.
struct Trial {
    std::optional<Matrix> value;
    std::string trouble;
};

// Throws as evaluate() does, but for numerical and data errors. All names must be bound; the bindings are not copied.
Trial attempt(const Syntax& syntax, const Bindings& bindings, int threads = 1);

// The largest finite modulus of all values on the way: what rounding errors are relative to.
double largest_intermediate(const Syntax& syntax, const Bindings& bindings);

}  // namespace la
