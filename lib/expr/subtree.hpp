// Parts of a syntax tree.
#pragma once

#include <string>

#include "expr/syntax.hpp"

namespace la {

// The first node of the part whose root is `node`: in postorder a part is the range from there to its root.
std::size_t first_of_subtree(const Syntax& syntax, std::size_t node);

// The part whose root is `node`, with text and positions of the whole.
Syntax subtree(const Syntax& syntax, std::size_t node);

// The tree with that part replaced by a name.
Syntax with_name_for_subtree(const Syntax& syntax, std::size_t node, const std::string& name);

}  // namespace la
