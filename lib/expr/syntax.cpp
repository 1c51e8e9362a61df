#include "expr/syntax.hpp"

#include <algorithm>
#include <unordered_set>

namespace la {

namespace {

bool same(const Node& a, const Node& b) {
    if (a.kind != b.kind || a.arguments != b.arguments) return false;
    switch (a.kind) {
        case NodeKind::number:
        case NodeKind::imaginary:
            return a.number == b.number;
        case NodeKind::name:
            return a.name == b.name;
        case NodeKind::call:
            return a.function == b.function;
        default:
            return true;
    }
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
    switch (kind) {
        case NodeKind::negate:
            return "-";
        case NodeKind::conjugate_transpose:
            return "'";
        case NodeKind::transpose:
            return ".'";
        case NodeKind::add:
            return "+";
        case NodeKind::subtract:
            return "-";
        case NodeKind::multiply:
            return "*";
        case NodeKind::divide:
            return "/";
        case NodeKind::left_divide:
            return "\\";
        case NodeKind::power:
            return "^";
        case NodeKind::elementwise_multiply:
            return ".*";
        case NodeKind::elementwise_divide:
            return "./";
        case NodeKind::elementwise_power:
            return ".^";
        default:
            return "";
    }
}

}  // namespace la
