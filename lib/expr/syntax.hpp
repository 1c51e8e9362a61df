// The syntax tree of an expression. It knows nothing of files or values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "expr/functions.hpp"

namespace la {

enum class NodeKind {
    number,     // `number`
    imaginary,  // `number` times i
    pi,
    name,                  // `name`
    negate,                // -a
    conjugate_transpose,   // a'
    transpose,             // a.'
    add,                   // a + b
    subtract,              // a - b
    multiply,              // a * b
    divide,                // a / b
    left_divide,           // a \ b
    power,                 // a ^ b
    elementwise_multiply,  // a .* b
    elementwise_divide,    // a ./ b
    elementwise_power,     // a .^ b
    call,                  // function(arguments)
    row,                   // the elements of one row of brackets, only inside `brackets`
    brackets,              // its rows; none for []
};

struct Node {
    NodeKind kind = NodeKind::number;
    double number = 0;                   // finite and not negative
    Function function = Function::sin;   // of a call
    std::string name;                    // of a name
    std::vector<std::size_t> arguments;  // indices of nodes before this one
    std::size_t position = 0;            // byte of the expression that errors point at
};

// Nodes in postorder: arguments stand before the node that uses them, the root is the last, and each node but the
// root is used exactly once. Work on a tree is therefore a loop over its nodes, whose depth needs no stack.
struct Syntax {
    std::string text;  // what was parsed; empty for a tree that was built
    std::vector<Node> nodes;

    std::size_t root() const { return nodes.size() - 1; }

    // Append a node and return its index. The arguments must have been added in order and not be used yet.
    std::size_t add_number(double value);
    std::size_t add_name(std::string name);
    std::size_t add(NodeKind kind, std::vector<std::size_t> arguments = {});
    std::size_t add_call(Function function, std::vector<std::size_t> arguments);
};

// The same tree; texts and positions do not matter.
bool operator==(const Syntax& a, const Syntax& b);

// The names in order of their first occurrence.
std::vector<std::string> names_in(const Syntax& syntax);

// "+" for add, … "'" for conjugate_transpose; empty for kinds that are no operators.
std::string_view operator_text(NodeKind kind);

}  // namespace la
