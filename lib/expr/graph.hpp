// An expression as a directed acyclic graph: equal parts are one node, shapes and kinds of all values are known, and
// operations are those that are carried out.
#pragma once

#include <armadillo>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "expr/shapes.hpp"
#include "expr/syntax.hpp"
#include "ops/elementwise.hpp"

namespace la {

enum class GraphOp {
    constant,         // value, 1×1; detail 1: complex even where its imaginary part is zero
    input,            // inputs[detail]
    fill,             // every entry is arguments[0]
    map,              // ElementwiseOp(detail)
    transpose,        // A.'
    adjoint,          // A'
    product,          // A·B, neither 1×1
    factorization,    // of a square matrix
    solve,            // arguments: factorization of A, B
    solve_right,      // B·inv(A); arguments: factorization of A, B
    least_squares,    // A\B where A is not square
    inverse,          // of a factorization
    determinant,      // of a factorization
    log_determinant,  // of a factorization; detail 1: as the log of a real determinant
    power,            // A^k; arguments: A, k
    beside,           // arguments side by side
    below,            // arguments one below the other
    call,             // Function(detail) of arguments
};

struct GraphNode {
    GraphOp op;
    int detail;
    std::vector<std::size_t> arguments;
    arma::cx_double value;
    arma::uword rows, cols;
    bool is_complex, is_sparse;  // what the value will be
    std::size_t position;        // in the expression, for errors
    std::size_t source = 0;      // the node of the syntax that it was made for first

    bool is_scalar() const { return rows == 1 && cols == 1; }
    double cells() const { return double(rows) * double(cols); }
};

// What is known of an input beside its shape.
struct InputKind {
    bool is_complex = false;
    bool is_sparse = false;
};

struct Graph {
    std::vector<GraphNode> nodes;  // arguments stand before the nodes that use them; some may be unused
    std::vector<std::string> inputs;
    std::size_t root = 0;
    bool any_sparse = false;  // among the inputs

    // Whether eye(n) and diag(x) of order n are sparse: where there are sparse matrices that they may meet, and where
    // they would be too large to be dense.
    bool has_sparse_diagonals(arma::uword n) const { return n > 1 && (any_sparse || n > max_dense_cells / n); }
};

// Requires shapes that are all known (but the columns of null(A) or orth(A) at the root). Rewrites on the way: a matrix
// divided by is solved with, inv, det and logdet of one matrix share its factorization, transposes cancel, scalars are
// drawn out of products, constants are folded.
Graph build_graph(const Syntax& syntax, const std::vector<Inferred>& inferred,
                  const std::map<std::string, InputKind>& inputs);

}  // namespace la
