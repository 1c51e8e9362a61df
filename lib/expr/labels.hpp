// The names of the rows and columns of a result.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/matrix.hpp"
#include "expr/graph.hpp"

namespace la {

struct Labels {
    Names rows;
    Names cols;
};

// Names follow the mathematics: a product takes row names from the left and column names from the right, a transpose
// and an inverse swap them, elementwise operations keep those of the first operand that has any.
Labels result_labels(const Graph& graph, const std::map<std::string, std::shared_ptr<Matrix>>& inputs);

}  // namespace la
