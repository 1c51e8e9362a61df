// A matrix as a document of a stream.
#pragma once

#include <string>

#include "core/matrix.hpp"

namespace la {

struct NamedMatrix {
    std::string name;  // empty for an unnamed document
    Matrix matrix;
};

}  // namespace la
