#include "ops/reductions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "ops/dense_field.hpp"

namespace la {

namespace {

using arma::uword;

template <class T>
Matrix scalar(T value) {
    return Matrix(arma::Mat<T>(1, 1).fill(value));
}

// A vector as the matrix that it is.
template <class V>
Matrix whole(const V& v) {
    return Matrix(arma::Mat<typename V::elem_type>(v));
}

template <class M>
constexpr bool is_sparse_matrix = arma::is_arma_sparse_type<M>::value;

// The sum of f(x[i]) for i < n, in a tree over leaves of eight running sums: the error grows as log n.
template <class T, class F>
auto pairwise(const T* x, uword n, F f) -> decltype(f(*x)) {
    constexpr uword leaf = 128, lanes = 8;
    if (n > leaf) {
        const uword half = (n / 2 + leaf - 1) / leaf * leaf;
        return pairwise(x, half, f) + pairwise(x + half, n - half, f);
    }
    std::array<decltype(f(*x)), lanes> sums{};
    uword i = 0;
    for (; i + lanes <= n; i += lanes)
        for (uword k = 0; k < lanes; ++k) sums[k] += f(x[i + k]);
    for (uword k = 0; i < n; ++i, ++k) sums[k] += f(x[i]);
    for (uword width = lanes / 2; width > 0; width /= 2)
        for (uword k = 0; k < width; ++k) sums[k] += sums[k + width];
    return sums[0];
}

struct Identity {
    template <class T>
    T operator()(T x) const {
        return x;
    }
};

// The sums of the rows of columns first to last - 1, pairwise.
template <class T>
arma::Col<T> sums_of_rows(const arma::Mat<T>& a, uword first, uword last) {
    constexpr uword leaf = 64;
    if (a.n_rows == 1) return {pairwise(a.memptr() + first, last - first, Identity())};
    if (last - first > leaf) {
        const uword middle = first + (last - first) / 2;
        return sums_of_rows(a, first, middle) + sums_of_rows(a, middle, last);
    }
    arma::Col<T> total(a.n_rows, arma::fill::zeros);
    for (uword j = first; j < last; ++j) total += a.col(j);
    return total;
}

template <class T>
arma::Col<T> sums_of_rows(const arma::Mat<T>& a) {
    return sums_of_rows(a, 0, a.n_cols);
}

template <class T>
arma::Row<T> sums_of_columns(const arma::Mat<T>& a) {
    arma::Row<T> sums(a.n_cols);
    for (uword j = 0; j < a.n_cols; ++j) sums[j] = pairwise(a.colptr(j), a.n_rows, Identity());
    return sums;
}

template <class T>
arma::Row<T> sums_of_columns(const arma::SpMat<T>& a) {
    a.sync();
    arma::Row<T> sums(a.n_cols);
    for (uword j = 0; j < a.n_cols; ++j)
        sums[j] = pairwise(a.values + a.col_ptrs[j], a.col_ptrs[j + 1] - a.col_ptrs[j], Identity());
    return sums;
}

template <class T>
arma::Col<T> sums_of_rows(const arma::SpMat<T>& a) {
    return sums_of_columns(arma::SpMat<T>(a.st())).st();
}

// Calls f with the first of the values that are stored (all of a dense matrix, the nonzeros of a sparse one) and their
// number.
template <class F>
Matrix over_values(const Matrix& a, F f) {
    return std::visit(
        [&](const auto& v) -> Matrix {
            if constexpr (is_sparse_matrix<std::decay_t<decltype(v)>>) {
                v.sync();
                return f(v.values, v.n_nonzero);
            } else {
                return f(v.memptr(), v.n_elem);
            }
        },
        a.values);
}

void require_real(const Matrix& a, const char* name) {
    if (a.is_complex()) throw data_error("'" + std::string(name) + "' is not defined for complex numbers");
}

Matrix extreme(const Matrix& a, const char* name, double sign) {
    require_real(a, name);
    if (a.cells() == 0)
        throw data_error("'" + std::string(name) + "' of a " + shape_text(a) + " matrix: it has no entries");
    return over_values(a, [&](const auto* x, uword n) {
        double best = n < a.cells() ? 0 : std::numeric_limits<double>::quiet_NaN();
        for (uword i = 0; i < n; ++i) {
            const double value = std::real(x[i]);
            if (std::isnan(best) || sign * value > sign * best) best = value;
        }
        return scalar(best);
    });
}

// The values of a vector as one row: softmax and logsumexp then go by rows only.
arma::mat rows_of(const Matrix& a, const char* name) {
    require_real(a, name);
    arma::mat values = dense_real(a);
    if (a.is_vector()) values.reshape(1, values.n_elem);
    return values;
}

// The largest entry of each row, 0 where it is not finite (there the formula needs no shift).
arma::vec row_shifts(const arma::mat& values) {
    arma::vec shifts =
        values.n_cols == 0 ? arma::vec(values.n_rows, arma::fill::zeros) : arma::vec(arma::max(values, 1));
    return shifts.transform([](double x) { return std::isfinite(x) ? x : 0.0; });
}

}  // namespace

Matrix sum(const Matrix& a) {
    return over_values(a, [](const auto* x, uword n) { return scalar(pairwise(x, n, Identity())); });
}

Matrix mean(const Matrix& a) {
    return over_values(a,
                       [&](const auto* x, uword n) { return scalar(pairwise(x, n, Identity()) / double(a.cells())); });
}

Matrix row_sums(const Matrix& a) {
    return std::visit([](const auto& v) { return whole(sums_of_rows(v)); }, a.values);
}

Matrix column_sums(const Matrix& a) {
    return std::visit([](const auto& v) { return whole(sums_of_columns(v)); }, a.values);
}

Matrix maximum(const Matrix& a) {
    return extreme(a, "max", 1);
}
Matrix minimum(const Matrix& a) {
    return extreme(a, "min", -1);
}

Matrix norm1(const Matrix& a) {
    return over_values(a, [](const auto* x, uword n) {
        return scalar(pairwise(x, n, [](const auto& value) { return std::abs(value); }));
    });
}

Matrix frobenius(const Matrix& a) {
    return over_values(a, [](const auto* x, uword n) {
        const double squares = pairwise(x, n, [](const auto& value) { return std::norm(value); });
        if (squares >= std::numeric_limits<double>::min() / arma::datum::eps && std::isfinite(squares))
            return scalar(std::sqrt(squares));
        double largest = 0;
        for (uword i = 0; i < n; ++i) largest = std::max(largest, std::abs(x[i]));
        if (largest == 0 || !std::isfinite(largest)) return scalar(std::isnan(squares) ? squares : largest);
        return scalar(largest *
                      std::sqrt(pairwise(x, n, [&](const auto& value) { return std::norm(value / largest); })));
    });
}

Matrix trace(const Matrix& a) {
    return std::visit(
        [](const auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            T total = 0;
            for (uword i = 0; i < v.n_rows; ++i) total += T(v.at(i, i));
            return scalar(total);
        },
        a.values);
}

Matrix dot(const Matrix& x, const Matrix& y) {
    return in_field(x.is_complex() || y.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const arma::Mat<T> left = dense_as<T>(x), right = dense_as<T>(y);
        return scalar(T(arma::cdot(left, right)));
    });
}

Matrix softmax(const Matrix& a) {
    arma::mat values = rows_of(a, "softmax");
    values.each_col() -= row_shifts(values);
    values = arma::exp(values);
    values.each_col() /= sums_of_rows(values);
    values.reshape(a.rows(), a.cols());
    return Matrix(std::move(values));
}

Matrix logsumexp(const Matrix& a) {
    arma::mat values = rows_of(a, "logsumexp");
    const arma::vec shifts = row_shifts(values);
    values.each_col() -= shifts;
    return Matrix(arma::mat(arma::log(sums_of_rows(arma::mat(arma::exp(values)))) + shifts));
}

}  // namespace la
