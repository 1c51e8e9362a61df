// The value of a graph, task by task.
#pragma once

#include <memory>
#include <vector>

#include "core/matrix.hpp"
#include "expr/evaluate.hpp"
#include "expr/graph.hpp"
#include "expr/trace.hpp"

namespace la {

// Of the graph's inputs, the values. The syntax is what the graph was built from. Throws ExpressionErrors that point at
// the operation, unless a trace is given: numerical and data errors then end it, and the value means nothing.
Matrix evaluate_graph(const Syntax& syntax, const Graph& graph, std::vector<std::shared_ptr<Matrix>> inputs,
                      const EvaluateOptions& options, Trace* trace);

}  // namespace la
