#include "ops/transpose.hpp"

#include <utility>

namespace la {

Matrix transpose(const Matrix& a, Transposition kind) {
    if (kind == Transposition::none) return a;
    Matrix result(std::visit(
                      [&](const auto& v) -> Values {
                          using M = std::decay_t<decltype(v)>;
                          return kind == Transposition::adjoint ? M(v.t()) : M(v.st());
                      },
                      a.values),
                  a.origin);
    result.row_names = a.column_names;
    result.column_names = a.row_names;
    return result;
}

}  // namespace la
