#include "expr/syntax.hpp"

#include <algorithm>
#include <unordered_set>

namespace la {

namespace {

bool same(const Node& a, const Node& b) {
    if (a.kind != b.kind || a.arguments != b.arguments) return false;
    // What a kind does not use has one value in all nodes of it.
    return a.number == b.number && a.name == b.name && a.function == b.function;
}

}  // namespace

std::size_t Syntax::add(NodeKind kind, std::vector<std::size_t> arguments) {
    Node& node = nodes.emplace_back();
    node.kind = kind;
    node.arguments = std::move(arguments);
    return root();
}

std::size_t Syntax::add_number(double value) {
    const std::size_t index = add(NodeKind::number);
    nodes[index].number = value;
    return index;
}

std::size_t Syntax::add_name(std::string name) {
    const std::size_t index = add(NodeKind::name);
    nodes[index].name = std::move(name);
    return index;
}

std::size_t Syntax::add_call(Function function, std::vector<std::size_t> arguments) {
    const std::size_t index = add(NodeKind::call, std::move(arguments));
    nodes[index].function = function;
    return index;
}

bool operator==(const Syntax& a, const Syntax& b) {
    return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), same);
}

std::vector<std::string> names_in(const Syntax& syntax) {
    std::vector<std::string> names;
    std::unordered_set<std::string_view> seen;
    for (const auto& node : syntax.nodes)
        if (node.kind == NodeKind::name && seen.insert(node.name).second) names.push_back(node.name);
    return names;
}

std::string_view operator_text(NodeKind kind) {
    using K = NodeKind;
    // clang-format off
    switch (kind) {
        case K::negate: return "-";
        case K::conjugate_transpose: return "'";
        case K::transpose: return ".'";
        case K::add: return "+";
        case K::subtract: return "-";
        case K::multiply: return "*";
        case K::divide: return "/";
        case K::left_divide: return "\\";
        case K::power: return "^";
        case K::elementwise_multiply: return ".*";
        case K::elementwise_divide: return "./";
        case K::elementwise_power: return ".^";
        case K::number: case K::imaginary: case K::pi: case K::name: case K::call: case K::row:
        case K::brackets: break;
    }
    // clang-format on
    return "";
}

}  // namespace la
