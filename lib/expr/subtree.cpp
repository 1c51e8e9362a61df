#include "expr/subtree.hpp"

namespace la {

std::size_t first_of_subtree(const Syntax& syntax, std::size_t node) {
    // The first argument ends the leftmost branch.
    while (!syntax.nodes[node].arguments.empty()) node = syntax.nodes[node].arguments.front();
    return node;
}

Syntax subtree(const Syntax& syntax, std::size_t node) {
    const std::size_t first = first_of_subtree(syntax, node);
    Syntax part;
    part.text = syntax.text;
    part.nodes.assign(syntax.nodes.begin() + first, syntax.nodes.begin() + node + 1);
    for (Node& n : part.nodes)
        for (std::size_t& argument : n.arguments) argument -= first;
    return part;
}

Syntax with_name_for_subtree(const Syntax& syntax, std::size_t node, const std::string& name) {
    const std::size_t first = first_of_subtree(syntax, node);
    Syntax whole;
    whole.text = syntax.text;
    whole.nodes.assign(syntax.nodes.begin(), syntax.nodes.begin() + first);
    whole.add_name(name);
    whole.nodes.back().position = syntax.nodes[node].position;
    for (std::size_t i = node + 1; i < syntax.nodes.size(); ++i) {
        Node moved = syntax.nodes[i];
        for (std::size_t& argument : moved.arguments)
            if (argument >= node) argument -= node - first;
        whole.nodes.push_back(std::move(moved));
    }
    return whole;
}

}  // namespace la
