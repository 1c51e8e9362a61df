#include "ops/product_defect.hpp"

#include <vector>

#include "core/field.hpp"

namespace la {

namespace {

using arma::uword;

// Whether subtract(j, at), which changes entries at(i), leaves nothing above `allowed` of B times column j of A, for
// every j.
template <class T, class Subtract>
bool vanishes(const arma::SpMat<T>& b, const arma::SpMat<T>& a, double allowed, Subtract subtract) {
    std::vector<T> x(b.n_rows);
    std::vector<bool> is_used(b.n_rows);
    std::vector<uword> used;
    const auto at = [&](uword i) -> T& {
        if (!is_used[i]) used.push_back(i);
        is_used[i] = true;
        return x[i];
    };
    for (uword j = 0; j < a.n_cols; ++j) {
        for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
            const uword k = a.row_indices[p];
            const T factor = a.values[p];
            for (uword q = b.col_ptrs[k]; q < b.col_ptrs[k + 1]; ++q) at(b.row_indices[q]) += b.values[q] * factor;
        }
        subtract(j, at);
        for (const uword i : used) {
            if (!(std::abs(x[i]) <= allowed)) return false;
            x[i] = 0;
            is_used[i] = false;
        }
        used.clear();
    }
    return true;
}

}  // namespace

bool has_orthonormal_columns(const Matrix& matrix, double allowed) {
    return in_field(matrix.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto& a = std::get<arma::SpMat<T>>(matrix.values);
        return vanishes<T>(a.t(), a, allowed, [](uword j, auto at) { at(j) -= 1; });
    });
}

bool equals_its_square(const Matrix& matrix, double allowed) {
    return in_field(matrix.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto& a = std::get<arma::SpMat<T>>(matrix.values);
        return vanishes<T>(a, a, allowed, [&a](uword j, auto at) {
            for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) at(a.row_indices[p]) -= a.values[p];
        });
    });
}

}  // namespace la
