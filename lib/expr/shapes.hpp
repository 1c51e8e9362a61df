// The shapes of all parts of an expression, found by unification before any arithmetic.
#pragma once

#include <armadillo>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expr/syntax.hpp"

namespace la {

// One dimension: a known size, or a symbol for a size that is not known. Equal symbols are equal sizes.
struct Dimension {
    bool known = true;
    arma::uword value = 0;  // the size, or the number of the symbol

    static Dimension of(arma::uword size) { return {true, size}; }
    static Dimension symbol(arma::uword number) { return {false, number}; }
    bool operator==(const Dimension&) const = default;
};

struct Shape {
    Dimension rows;
    Dimension cols;

    static Shape of(arma::uword rows, arma::uword cols) { return {Dimension::of(rows), Dimension::of(cols)}; }
    bool is_known() const { return rows.known && cols.known; }
    bool is_scalar() const { return *this == of(1, 1); }
    bool operator==(const Shape&) const = default;
};

// "2x3"; "?" stands for a size that is not known.
std::string shape_text(const Shape& shape);

// What is known of a node: its shape, and its value where that is a real scalar made of numbers, sizes and bound
// constants alone (the arguments of eye, ones, zeros, reshape and commutation must be such).
struct Inferred {
    Shape shape;
    std::optional<double> value;
};

// What is known of a name.
using NameShapes = std::map<std::string, Inferred>;

// What is known of every node of the syntax, index by index.
// 1x1 acts as a scalar and combines with everything; otherwise elementwise operations need equal shapes and products
// equal inner dimensions; nothing is broadcast. A symbol stands for a size other than 1. Symbols of names that must
// agree become one symbol, or a size where one is known; vector(c) and matrix(c) take the shape that their place needs.
// Method: union-find over the dimensions, repeated until nothing changes.
// Throws an ExpressionError: usage for a name that is not in `names` (with the nearest one), for a size that is no
// constant, and where a vector(c) or matrix(c) is not determined; data for shapes that do not fit and for sizes that
// are no counts or exceed max_dense_cells.
std::vector<Inferred> infer_shapes(const Syntax& syntax, const NameShapes& names);

}  // namespace la
