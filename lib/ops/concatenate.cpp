#include "ops/concatenate.hpp"

#include <algorithm>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"

namespace la {

namespace {

using arma::uword;

using Parts = std::vector<const Matrix*>;

enum class Side { rows, columns };

Parts pointers(const std::vector<Matrix>& parts) {
    Parts result;
    for (const Matrix& part : parts) result.push_back(&part);
    return result;
}

uword extent(const Matrix& a, Side side) {
    return side == Side::rows ? a.rows() : a.cols();
}
const Names& names_of(const Matrix& a, Side side) {
    return side == Side::rows ? a.row_names : a.column_names;
}

void require_shared(const Parts& parts, Side shared) {
    for (const Matrix* part : parts)
        if (extent(*part, shared) != extent(*parts[0], shared))
            throw data_error(described(*parts[0]) + ", " + described(*part) + ": numbers of " +
                             (shared == Side::rows ? "rows " : "columns ") + std::to_string(extent(*parts[0], shared)) +
                             " and " + std::to_string(extent(*part, shared)) + " differ");
}

// As to_dense demands of a sparse part, whose copy in dense form is not needed here.
void require_dense_size(const Matrix& part) {
    if (part.is_sparse() && part.cols() != 0 && part.rows() > max_dense_cells / part.cols())
        throw data_error(described(part) + " and sparse: as a dense matrix it would exceed the limit of " +
                         std::to_string(max_dense_cells) + " cells");
}

Names first_names(const Parts& parts, Side side) {
    for (const Matrix* part : parts)
        if (!names_of(*part, side).empty()) return names_of(*part, side);
    return {};
}

Names joined_names(const Parts& parts, Side side) {
    Names joined;
    for (const Matrix* part : parts) {
        const Names& names = names_of(*part, side);
        if (names.size() != extent(*part, side)) return {};
        joined.insert(joined.end(), names.begin(), names.end());
    }
    return joined;
}

// Writes a part, dense or sparse, of T's field or the real one, into zeros from (row, column) on.
template <class T>
void place(arma::Mat<T>& whole, const Matrix& part, uword row, uword column) {
    std::visit(
        [&](const auto& v) {
            using M = std::decay_t<decltype(v)>;
            if constexpr (!is_complex_scalar<T> && is_complex_scalar<typename M::elem_type>) {
                return;  // a complex part makes the whole complex
            } else if constexpr (arma::is_arma_sparse_type<M>::value) {
                for (auto it = v.begin(); it != v.end(); ++it) whole.at(row + it.row(), column + it.col()) = T(*it);
            } else {
                for (uword j = 0; j < v.n_cols; ++j)
                    std::copy_n(v.memptr() + j * v.n_rows, v.n_rows,
                                whole.memptr() + (column + j) * whole.n_rows + row);
            }
        },
        part.values);
}

template <class T>
Values joined_dense(const Parts& parts, Side joined, uword rows, uword cols) {
    arma::Mat<T> whole = allocate_dense<T>(rows, cols);
    whole.zeros();
    uword at = 0;
    for (const Matrix* part : parts) {
        place(whole, *part, joined == Side::rows ? at : 0, joined == Side::rows ? 0 : at);
        at += extent(*part, joined);
    }
    return whole;
}

template <class T>
Values joined_sparse(const Parts& parts, Side joined, uword rows, uword cols) {
    std::vector<arma::SpMat<T>> values;
    uword stored = 0;
    for (const Matrix* part : parts) {
        values.push_back(std::get<arma::SpMat<T>>(is_complex_scalar<T> ? to_complex(*part).values : part->values));
        stored += values.back().n_nonzero;
    }
    arma::umat places(2, stored);
    arma::Col<T> entries(stored);
    uword row = 0, column = 0, filled = 0;
    for (const arma::SpMat<T>& v : values) {
        for (auto it = v.begin(); it != v.end(); ++it, ++filled) {
            places(0, filled) = row + it.row();
            places(1, filled) = column + it.col();
            entries(filled) = *it;
        }
        (joined == Side::rows ? row : column) += joined == Side::rows ? v.n_rows : v.n_cols;
    }
    return arma::SpMat<T>(places, entries, rows, cols);
}

Matrix joined(const Parts& parts, Side side) {
    const Side shared = side == Side::rows ? Side::columns : Side::rows;
    require_shared(parts, shared);
    const bool complex = std::any_of(parts.begin(), parts.end(), [](const Matrix* m) { return m->is_complex(); });
    const bool sparse = std::all_of(parts.begin(), parts.end(), [](const Matrix* m) { return m->is_sparse(); });
    uword length = 0;
    for (const Matrix* part : parts) {
        if (!sparse) require_dense_size(*part);
        length += extent(*part, side);
    }
    const uword width = extent(*parts[0], shared);
    const uword rows = side == Side::rows ? length : width, cols = side == Side::rows ? width : length;
    Matrix whole = in_field(complex, [&](auto zero) {
        using T = decltype(zero);
        return sparse ? joined_sparse<T>(parts, side, rows, cols) : joined_dense<T>(parts, side, rows, cols);
    });
    (side == Side::rows ? whole.row_names : whole.column_names) = joined_names(parts, side);
    (side == Side::rows ? whole.column_names : whole.row_names) = first_names(parts, shared);
    return whole;
}

}  // namespace

Matrix hstack(const Parts& parts) {
    return joined(parts, Side::columns);
}
Matrix vstack(const Parts& parts) {
    return joined(parts, Side::rows);
}
Matrix hstack(const std::vector<Matrix>& parts) {
    return hstack(pointers(parts));
}
Matrix vstack(const std::vector<Matrix>& parts) {
    return vstack(pointers(parts));
}

}  // namespace la
