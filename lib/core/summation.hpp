// The sums behind every sum, mean, trace and norm that is reported: their errors are a few eps whatever the count.
//
// In memory by pairs, over blocks with eight running sums each, which vectorizes: an error of about (16 + log₂(n/128))
// eps relative to the sum of moduli at most, and of some eps as a rule (Higham, Accuracy and Stability of Numerical
// Algorithms, 2nd ed., chapter 4). Where terms come one by one, with the errors of additions carried along (Kahan and
// Babuška; Neumaier 1974).
#pragma once

#include <armadillo>
#include <type_traits>

#include "core/power_of_two.hpp"

namespace la {

// Σ f(x[i]) for i < n.
template <class T, class F>
auto pairwise_sum(const T* x, arma::uword n, F f) -> std::decay_t<decltype(f(*x))> {
    using Sum = std::decay_t<decltype(f(*x))>;
    constexpr arma::uword lanes = 8, block = 128;
    if (n > block) {
        const arma::uword half = n / 2 / lanes * lanes;
        return pairwise_sum(x, half, f) + pairwise_sum(x + half, n - half, f);
    }
    Sum lane[lanes] = {}, rest = 0;
    arma::uword i = 0;
    for (; i + lanes <= n; i += lanes)
        for (arma::uword k = 0; k < lanes; ++k) lane[k] += f(x[i + k]);
    for (; i < n; ++i) rest += f(x[i]);
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7])) + rest;
}

// A sum to which terms are added one by one.
template <class T>
class CompensatedSum {
  public:
    void add(const T& x) {
        const T total = sum_ + x, part = total - sum_;
        error_ += (sum_ - (total - part)) + (x - part);
        sum_ = total;
    }
    // Infinities and NaN are those of plain addition.
    T value() const {
        const T corrected = sum_ + error_;
        return std::isfinite(largest_part(corrected)) && std::isfinite(std::abs(error_)) ? corrected : sum_;
    }

  private:
    T sum_ = 0, error_ = 0;
};

// A total as value·2^exponent, which does not overflow although it may be beyond the range of doubles.
template <class T>
struct ScaledTotal {
    T value;
    int exponent;
};

// Σ x[i] for i < n.
template <class T>
ScaledTotal<T> total(const T* x, arma::uword n) {
    constexpr int room = 64;  // bits, for as many terms as there may be
    const T sum = pairwise_sum(x, n, [](const T& value) { return value; });
    if (std::isfinite(largest_part(sum))) return {sum, 0};
    return {pairwise_sum(x, n, [](const T& value) { return times_power_of_two(value, -room); }), room};
}

// √Σ|x[i]|² for i < n, without overflow or underflow of the squares.
template <class T>
double norm_of(const T* x, arma::uword n) {
    const double squares = pairwise_sum(x, n, [](const T& value) { return std::norm(value); });
    if (std::isfinite(squares) && squares >= 0x1p-900) return std::sqrt(squares);
    double largest = 0;
    for (arma::uword i = 0; i < n; ++i) largest = std::max(largest, largest_part(x[i]));
    const int exponent = exponent_of(largest);
    if (std::isnan(squares) || exponent == no_exponent) return std::isnan(squares) ? squares : largest;
    const double scaled =
        pairwise_sum(x, n, [&](const T& value) { return std::norm(times_power_of_two(value, -exponent)); });
    return times_power_of_two(std::sqrt(scaled), exponent);
}

// Σ f(a(i, j)) over the columns j, and over the rows i, of a dense or sparse matrix; zeros must vanish under f.
template <class M, class F>
auto row_totals(const M& a, F f) {
    using Sum = std::decay_t<decltype(f(typename M::elem_type()))>;
    std::vector<CompensatedSum<Sum>> sums(a.n_rows);
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        if constexpr (arma::is_arma_sparse_type<M>::value) {
            for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) sums[a.row_indices[p]].add(f(a.values[p]));
        } else {
            const auto* column = a.colptr(j);
            for (arma::uword i = 0; i < a.n_rows; ++i) sums[i].add(f(column[i]));
        }
    }
    arma::Col<Sum> totals(a.n_rows);
    for (arma::uword i = 0; i < a.n_rows; ++i) totals[i] = sums[i].value();
    return totals;
}
template <class M, class F>
auto column_totals(const M& a, F f) {
    using Sum = std::decay_t<decltype(f(typename M::elem_type()))>;
    arma::Row<Sum> totals(a.n_cols);
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        if constexpr (arma::is_arma_sparse_type<M>::value)
            totals[j] = pairwise_sum(a.values + a.col_ptrs[j], a.col_ptrs[j + 1] - a.col_ptrs[j], f);
        else
            totals[j] = pairwise_sum(a.colptr(j), a.n_rows, f);
    }
    return totals;
}

}  // namespace la
