// A value that several tasks of a graph may hold.
#pragma once

#include <memory>
#include <utility>

#include "core/matrix.hpp"

namespace la {

inline std::shared_ptr<Matrix> share(Matrix m) {
    return std::make_shared<Matrix>(std::move(m));
}

}  // namespace la
