// The value of a graph, task by task.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "expr/evaluate.hpp"
#include "expr/graph.hpp"
#include "expr/trace.hpp"

namespace la {

// The values of names. What nobody else holds is overwritten, and freed, after its last use.
using SharedBindings = std::map<std::string, std::shared_ptr<Matrix>>;

// Of the graph's inputs, the values. The syntax is what the graph was built from. Throws ExpressionErrors that point at
// the operation, unless a trace is given: numerical and data errors then end it, and the value means nothing.
Matrix evaluate_graph(const Syntax& syntax, const Graph& graph, std::vector<std::shared_ptr<Matrix>> inputs,
                      const EvaluateOptions& options, Trace* trace);

}  // namespace la
