// What lagrad knows of the names in an expression: from --declare, from data, or from how they are written.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "expr/evaluate.hpp"
#include "expr/shapes.hpp"

namespace la {

struct Declared {
    NameShapes shapes;
    std::set<std::string> symmetric;
};

// From NAME=scalar, vector, matrix, symmetric or RxC. Throws usage errors.
Declared read_declarations(const std::vector<std::string>& declarations);

// Gives names without a declaration the shape their case says: upper case a matrix, lower case a column.
void complete(Declared& known, const std::vector<std::string>& names);

// Checks data against declarations, which it then replaces. Throws data errors.
void take_bound(Declared& known, const Bindings& bindings);

// Throws a usage error that names the first one without a matrix.
void require_bound(const std::vector<std::string>& names, const Bindings& bindings);

}  // namespace la
