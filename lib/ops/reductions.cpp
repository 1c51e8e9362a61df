#include "ops/reductions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "core/field.hpp"
#include "core/summation.hpp"

namespace la {

namespace {

using arma::uword;

template <class T>
Matrix scalar(T value) {
    return Matrix(arma::Mat<T>(1, 1).fill(value));
}

template <class V>
Matrix dense_matrix(V vector) {
    return Matrix(arma::Mat<typename V::elem_type>(std::move(vector)));
}

// Calls f with the first of the values that are stored (all of a dense matrix, the nonzeros of a sparse one) and their
// number.
template <class F>
Matrix over_values(const Matrix& a, F f) {
    return std::visit(
        [&](const auto& v) -> Matrix {
            if constexpr (arma::is_arma_sparse_type<std::decay_t<decltype(v)>>::value) {
                v.sync();
                return f(v.values, v.n_nonzero);
            } else {
                return f(v.memptr(), v.n_elem);
            }
        },
        a.values);
}

struct Identity {
    template <class T>
    T operator()(T x) const {
        return x;
    }
};

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
    return over_values(a, [](const auto* x, uword n) {
        const auto t = total(x, n);
        return scalar(times_power_of_two(t.value, t.exponent));
    });
}

Matrix mean(const Matrix& a) {
    return over_values(a, [&](const auto* x, uword n) {
        const auto t = total(x, n);
        return scalar(times_power_of_two(t.value / double(a.cells()), t.exponent));
    });
}

Matrix row_sums(const Matrix& a) {
    return std::visit([](const auto& v) { return dense_matrix(row_totals(v, Identity())); }, a.values);
}

Matrix column_sums(const Matrix& a) {
    return std::visit([](const auto& v) { return dense_matrix(column_totals(v, Identity())); }, a.values);
}

Matrix maximum(const Matrix& a) {
    return extreme(a, "max", 1);
}
Matrix minimum(const Matrix& a) {
    return extreme(a, "min", -1);
}

Matrix trace(const Matrix& a) {
    return std::visit(
        [](const auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            CompensatedSum<T> total;
            for (uword i = 0; i < std::min(v.n_rows, v.n_cols); ++i) total.add(T(v.at(i, i)));
            return scalar(total.value());
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
    values.each_col() /= row_totals(values, Identity());
    values.reshape(a.rows(), a.cols());
    return Matrix(std::move(values));
}

Matrix logsumexp(const Matrix& a) {
    arma::mat values = rows_of(a, "logsumexp");
    const arma::vec shifts = row_shifts(values);
    values.each_col() -= shifts;
    return Matrix(arma::mat(arma::log(row_totals(arma::mat(arma::exp(values)), Identity())) + shifts));
}

}  // namespace la
