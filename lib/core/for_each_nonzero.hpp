// Visits the nonzero values of a matrix of any kind.
#pragma once

#include "core/matrix.hpp"

namespace la {

// Calls f(row, column, value), by columns, for every value that is not zero (NaN is not).
template <class F>
void for_each_nonzero(const Matrix& a, F f) {
    std::visit(
        [&](const auto& v) {
            using M = std::decay_t<decltype(v)>;
            using T = typename M::elem_type;
            if constexpr (arma::is_arma_sparse_type<M>::value) {
                v.sync();
                for (arma::uword j = 0; j < v.n_cols; ++j)
                    for (arma::uword k = v.col_ptrs[j]; k < v.col_ptrs[j + 1]; ++k)
                        if (v.values[k] != T(0)) f(v.row_indices[k], j, v.values[k]);
            } else {
                for (arma::uword j = 0; j < v.n_cols; ++j)
                    for (arma::uword i = 0; i < v.n_rows; ++i)
                        if (v.at(i, j) != T(0)) f(i, j, v.at(i, j));
            }
        },
        a.values);
}

}  // namespace la
