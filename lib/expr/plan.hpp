// Which nodes of a graph are carried out, and what they take in with them.
#pragma once

#include <vector>

#include "expr/graph.hpp"
#include "ops/product_transposed.hpp"

namespace la {

// A factor of a product of several.
struct ChainFactor {
    enum class Kind {
        matrix,    // form(value of node)
        inverse,   // form(inverse); node is the factorization, and the product solves
        diagonal,  // diag(value of node); the product scales
    };
    Kind kind;
    std::size_t node;
    Transposition form;
    std::size_t position;  // in the expression, for errors
};

// The evaluation of one node.
struct Task {
    std::size_t node = 0;
    std::vector<std::size_t> operands;        // the nodes whose values it takes
    std::vector<ChainFactor> factors;         // of a product, and of the trace of one: a flattened chain
    ElementwiseProgram program;               // of a map: fused with the maps that only it uses
    std::vector<std::size_t> step_positions;  // of the program's steps in the expression
};

// The tasks in an order in which operands come before what takes them; the last one is the root.
// Maps of one shape and field are fused where all uses of the inner ones are in the outer. Products that are used once,
// by a product, become part of its chain; transposes, inverses and diagonal matrices in a chain are not formed.
std::vector<Task> plan(const Graph& graph);

// The same with every map a task of its own: for those who want to see its value.
std::vector<Task> plan_unfused(const Graph& graph);

}  // namespace la
