#include "ops/transpose.hpp"

#include <utility>

namespace la {

Matrix transpose(Matrix a, TransposeKind kind) {
    std::visit(
        [&](auto& v) {
            using M = std::decay_t<decltype(v)>;
            v = kind == TransposeKind::conjugate ? M(v.t()) : M(v.st());
        },
        a.values);
    std::swap(a.row_names, a.column_names);
    return a;
}

}  // namespace la
