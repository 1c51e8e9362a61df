#include "ops/column_units.hpp"

#include <algorithm>
#include <cmath>

namespace la {

namespace {

using arma::uword;

constexpr int ordinary = 400;

// Four maxima that do not wait for each other.
template <class T>
int unit_of(const T* x, uword n) {
    double largest[4] = {};
    for (uword i = 0; i < n; ++i) largest[i % 4] = std::max(largest[i % 4], largest_part(x[i]));
    const double most = std::max(std::max(largest[0], largest[1]), std::max(largest[2], largest[3]));
    if (most == 0) return no_exponent;
    const int exponent = std::isfinite(most) ? exponent_of(most) : 0;
    return std::abs(exponent) <= ordinary ? 0 : exponent;
}

template <class T>
void multiply_columns(arma::Mat<T>& a, const Exponents& exponents) {
    if (a.is_empty()) return;
    for (uword j = 0; j < a.n_cols; ++j)
        if (exponents[j] != 0)
            for (T& x : a.col(j)) x = times_power_of_two(x, exponents[j]);
}

}  // namespace

Exponents column_units(const Matrix& a) {
    return std::visit(
        [](const auto& v) {
            using M = std::decay_t<decltype(v)>;
            Exponents units(v.n_cols);
            for (uword j = 0; j < v.n_cols; ++j) {
                if constexpr (arma::is_arma_sparse_type<M>::value)
                    units[j] = unit_of(v.values + v.col_ptrs[j], v.col_ptrs[j + 1] - v.col_ptrs[j]);
                else
                    units[j] = unit_of(v.colptr(j), v.n_rows);
            }
            return units;
        },
        a.values);
}

bool is_ordinary(const Exponents& units) {
    return std::all_of(units.begin(), units.end(), [](int unit) { return unit == 0 || unit == no_exponent; });
}

Exponents larger_units(const Exponents& a, const Exponents& b) {
    Exponents larger(a.size());
    std::transform(a.begin(), a.end(), b.begin(), larger.begin(), [](int x, int y) { return std::max(x, y); });
    return larger;
}

Exponents conversion(const Exponents& from, const Exponents& to) {
    Exponents exponents(from.size());
    for (std::size_t j = 0; j < from.size(); ++j)
        if (from[j] != no_exponent && to[j] != no_exponent) exponents[j] = from[j] - to[j];
    return exponents;
}

void change_units(arma::mat& a, const Exponents& from, const Exponents& to) {
    multiply_columns(a, conversion(from, to));
}

void change_units(arma::cx_mat& a, const Exponents& from, const Exponents& to) {
    multiply_columns(a, conversion(from, to));
}

}  // namespace la
