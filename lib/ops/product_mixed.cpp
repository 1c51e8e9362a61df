#include "ops/product_mixed.hpp"

#include <algorithm>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/pipeline.hpp"
#include "core/sparse_columns.hpp"

namespace la {

namespace {

using arma::uword;

constexpr uword mixed_worth_a_thread = 500'000;  // multiplications, about half a millisecond
constexpr uword widest = 8;                      // columns that meet an entry at once: doubles in a line of the cache

uword parts_for(uword entries, uword vectors, int threads) {
    return entries * vectors < mixed_worth_a_thread ? 1 : uword(std::max(threads, 1));
}

template <class T>
T in_form(const T& x, Transposition form) {
    if constexpr (is_complex_scalar<T>) return form == Transposition::adjoint ? std::conj(x) : x;
    return x;
}

// Columns [first, first + width) of b side by side in each row.
template <class T>
std::vector<T> packed(const arma::Mat<T>& b, uword first, uword width) {
    std::vector<T> rows(b.n_rows * width);
    for (uword j = 0; j < width; ++j)
        for (uword i = 0; i < b.n_rows; ++i) rows[i * width + j] = b.mem[(first + j) * b.n_rows + i];
    return rows;
}

// Calls f(std::integral_constant<uword, P>(), first) for the columns [first, first + P), P at most `widest`.
template <class F>
void for_each_strip(uword first, uword last, F&& f) {
    while (first < last) {
        const uword left = last - first;
        if (left >= widest)
            f(std::integral_constant<uword, widest>(), first), first += widest;
        else if (left >= 4)
            f(std::integral_constant<uword, 4>(), first), first += 4;
        else if (left >= 2)
            f(std::integral_constant<uword, 2>(), first), first += 2;
        else
            f(std::integral_constant<uword, 1>(), first), first += 1;
    }
}

// A·B: column k of A, times row k of B, is spread over the rows of a strip of columns. Threads share the columns.
template <class T>
void spread(const arma::SpMat<T>& a, const arma::Mat<T>& b, arma::Mat<T>& c, int threads) {
    const uword parts = std::min(parts_for(a.n_nonzero, b.n_cols, threads), std::max<uword>(b.n_cols, 1));
    in_parts(parts, [&](std::size_t part) {
        const auto strip = [&]<uword P>(std::integral_constant<uword, P>, uword first) {
            const std::vector<T> factors = packed(b, first, P);
            std::vector<T> sums(a.n_rows * P);
            for (uword k = 0; k < a.n_cols; ++k) {
                const T* const x = factors.data() + k * P;
                for (uword p = a.col_ptrs[k]; p < a.col_ptrs[k + 1]; ++p) {
                    T* const y = sums.data() + a.row_indices[p] * P;
                    const T value = a.values[p];
                    for (uword j = 0; j < P; ++j) y[j] += value * x[j];
                }
            }
            for (uword j = 0; j < P; ++j)
                for (uword i = 0; i < a.n_rows; ++i) c.memptr()[(first + j) * c.n_rows + i] = sums[i * P + j];
        };
        for_each_strip(b.n_cols * part / parts, b.n_cols * (part + 1) / parts, strip);
    });
}

// A.'·B and A'·B: a column of A, as a row, gathers one sum per column of a strip. Threads share the columns of A.
template <class T>
void gather(const arma::SpMat<T>& a, Transposition form, const arma::Mat<T>& b, arma::Mat<T>& c, int threads) {
    for_each_strip(0, b.n_cols, [&]<uword P>(std::integral_constant<uword, P>, uword first) {
        const std::vector<T> rows = packed(b, first, P);
        const auto ranges = column_ranges(a.col_ptrs, a.n_cols, a.n_nonzero, parts_for(a.n_nonzero, P, threads));
        in_parts(ranges.size(), [&](std::size_t i) {
            for (uword k = ranges[i].first; k < ranges[i].last; ++k) {
                T sums[P] = {};
                for (uword p = a.col_ptrs[k]; p < a.col_ptrs[k + 1]; ++p) {
                    const T value = in_form(a.values[p], form);
                    const T* const x = rows.data() + a.row_indices[p] * P;
                    for (uword j = 0; j < P; ++j) sums[j] += value * x[j];
                }
                for (uword j = 0; j < P; ++j) c.memptr()[(first + j) * c.n_rows + k] = sums[j];
            }
        });
    });
}

// A·form(B): entry (k, j) of form(B) adds a multiple of A's column k to column j of the product. Threads share the
// rows, in blocks that stay in the cache.
template <class T>
void combine(const arma::Mat<T>& a, const arma::SpMat<T>& b, Transposition form, arma::Mat<T>& c, int threads) {
    constexpr uword block = 1024;
    const uword parts = std::min(parts_for(b.n_nonzero, a.n_rows, threads), std::max<uword>(a.n_rows, 1));
    c.zeros();
    in_parts(parts, [&](std::size_t part) {
        const uword end = a.n_rows * (part + 1) / parts;
        for (uword row = a.n_rows * part / parts; row < end; row += block) {
            const uword height = std::min(block, end - row);
            for (uword column = 0; column < b.n_cols; ++column)
                for (uword p = b.col_ptrs[column]; p < b.col_ptrs[column + 1]; ++p) {
                    const bool plain = form == Transposition::none;
                    const uword k = plain ? b.row_indices[p] : column, j = plain ? column : b.row_indices[p];
                    const T factor = in_form(b.values[p], form);
                    const T* const x = a.memptr() + k * a.n_rows + row;
                    T* const y = c.memptr() + j * c.n_rows + row;
                    for (uword i = 0; i < height; ++i) y[i] += x[i] * factor;
                }
        }
    });
}

// The values of a in the field of T, promoted into `promoted` where they are not. Armadillo may hold the entries of a
// sparse matrix back from its columns until sync.
template <class T>
const arma::SpMat<T>& sparse_values(const Matrix& a, Matrix& promoted) {
    using M = arma::SpMat<T>;
    if (!std::holds_alternative<M>(a.values)) promoted = to_complex(a);
    const M& values = std::get<M>(std::holds_alternative<M>(a.values) ? a.values : promoted.values);
    values.sync();
    return values;
}

// The same of a dense factor, transposed if it is to be.
template <class T>
const arma::Mat<T>& dense_values(const Matrix& a, Transposition form, arma::Mat<T>& own) {
    if (form == Transposition::none && std::holds_alternative<arma::Mat<T>>(a.values))
        return std::get<arma::Mat<T>>(a.values);
    own = dense_as<T>(a);
    if (form == Transposition::none) return own;
    own = adjoint(own);
    if (form == Transposition::transpose) own.transform([](const T& x) { return in_form(x, Transposition::adjoint); });
    return own;
}

arma::uword rows_of(const Matrix& a, Transposition form) {
    return form == Transposition::none ? a.rows() : a.cols();
}
arma::uword columns_of(const Matrix& a, Transposition form) {
    return form == Transposition::none ? a.cols() : a.rows();
}

// A sparse matrix must not blow up: beyond the limit a dense product is at most as large as the dense factor.
void require_dense_product(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b) {
    const uword rows = rows_of(a, form_a), columns = columns_of(b, form_b);
    const uword limit = std::max(max_dense_cells, (a.is_sparse() ? b : a).cells());
    if (columns == 0 || rows <= limit / columns) return;
    const auto text = [](const Matrix& m) { return described(m) + (m.is_sparse() ? " and sparse" : ""); };
    throw data_error(text(a) + ", " + text(b) + ": their dense product of " + shape_text(rows, columns) +
                     " would exceed the limit of " + std::to_string(max_dense_cells) + " cells");
}

template <class T>
Matrix product_in(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads) {
    arma::Mat<T> c = allocate_dense<T>(rows_of(a, form_a), columns_of(b, form_b)), own;
    Matrix promoted;
    if (b.is_sparse())
        combine(dense_values<T>(a, form_a, own), sparse_values<T>(b, promoted), form_b, c, threads);
    else if (form_a == Transposition::none)
        spread(sparse_values<T>(a, promoted), dense_values<T>(b, form_b, own), c, threads);
    else
        gather(sparse_values<T>(a, promoted), form_a, dense_values<T>(b, form_b, own), c, threads);
    return Matrix(std::move(c));
}

}  // namespace

Matrix mixed_product(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads) {
    require_dense_product(a, form_a, b, form_b);
    return in_field(a.is_complex() || b.is_complex(),
                    [&](auto zero) { return product_in<decltype(zero)>(a, form_a, b, form_b, threads); });
}

}  // namespace la
