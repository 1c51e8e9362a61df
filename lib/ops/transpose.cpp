#include "ops/transpose.hpp"

#include <utility>

namespace la {

Matrix transpose(Matrix a, Transposition kind) {
    if (kind == Transposition::none) return a;
    std::visit(
        [&](auto& v) {
            using M = std::decay_t<decltype(v)>;
            v = kind == Transposition::adjoint ? M(v.t()) : M(v.st());
        },
        a.values);
    std::swap(a.row_names, a.column_names);
    return a;
}

}  // namespace la
