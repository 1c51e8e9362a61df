// What is seen of an evaluation on its way, operation by operation.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/finite.hpp"
#include "core/matrix.hpp"
#include "expr/graph.hpp"
#include "expr/syntax.hpp"

namespace la {

class Trace {
  public:
    // With `sees_values` every operation's value is seen, maps one by one; else only the error that ends the
    // evaluation.
    explicit Trace(bool sees_values) : sees_values_(sees_values) {}

    bool sees_values() const { return sees_values_; }

    // The value of a node of the expression's graph, whose operands had these values (null: a factorization).
    void see(const Syntax& syntax, const GraphNode& node, const std::vector<const Matrix*>& operands,
             const Matrix& value);

    // The evaluation ends here: no value.
    void end(const Syntax& syntax, const GraphNode& node, ErrorKind kind, const std::string& message);
    bool has_ended() const { return has_ended_; }

    // The largest modulus of all values: what their rounding is relative to.
    double largest() const { return largest_; }

    // What went wrong first, in the expression's words: a numerical error, or the first value that is NaN or infinite
    // though its operands are not, and where that is an infinity the first one that is NaN though its operands are not.
    // Empty where nothing did.
    const std::string& trouble() const { return trouble_; }

  private:
    bool sees_values_;
    bool has_ended_ = false, has_infinity_ = false, has_nan_ = false;
    double largest_ = 0;
    std::string trouble_;
};

// "'x*y' is NaN at row 2, column 1": of a node of the syntax and a cell of its value.
std::string not_finite_text(const Syntax& syntax, std::size_t node, const NotFinite& cell, const Matrix& value);

}  // namespace la
