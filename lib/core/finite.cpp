#include "core/finite.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace la {

namespace {

using Complex = arma::cx_double;

bool is_finite(double x) {
    return std::isfinite(x);
}
bool is_finite(const Complex& z) {
    return std::isfinite(z.real()) && std::isfinite(z.imag());
}

bool is_nan(double x) {
    return std::isnan(x);
}
bool is_nan(const Complex& z) {
    return std::isnan(z.real()) || std::isnan(z.imag());
}

std::string text_of(double x) {
    return std::isnan(x) ? "NaN" : x > 0 ? "Inf" : "-Inf";
}
std::string text_of(const Complex& z) {
    return text_of(std::isfinite(z.real()) ? z.imag() : z.real());
}

// The first cell for which `bad` holds.
template <class Bad>
std::optional<NotFinite> first(const Matrix& a, Bad bad) {
    return std::visit(
        [&](const auto& v) -> std::optional<NotFinite> {
            using M = std::decay_t<decltype(v)>;
            using T = typename M::elem_type;
            if constexpr (arma::is_arma_sparse_type<M>::value) {
                for (auto it = v.begin(); it != v.end(); ++it)
                    if (bad(T(*it))) return NotFinite{it.row(), it.col(), text_of(T(*it))};
            } else {
                if (v.is_finite()) return {};
                for (arma::uword r = 0; r < v.n_rows; ++r)
                    for (arma::uword c = 0; c < v.n_cols; ++c)
                        if (bad(v(r, c))) return NotFinite{r, c, text_of(v(r, c))};
            }
            return {};
        },
        a.values);
}

}  // namespace

std::optional<NotFinite> first_not_finite(const Matrix& a) {
    return first(a, [](const auto& x) { return !is_finite(x); });
}

std::optional<NotFinite> first_nan(const Matrix& a) {
    auto found = first(a, [](const auto& x) { return is_nan(x); });
    if (found) found->value = "NaN";
    return found;
}

double largest_finite(const Matrix& a) {
    return std::visit(
        [](const auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            double largest = 0;
            for (auto it = v.begin(); it != v.end(); ++it)
                if (const T x = *it; is_finite(x)) largest = std::max(largest, std::abs(x));
            return largest;
        },
        a.values);
}

std::string place_of(const NotFinite& cell, const Matrix& a) {
    if (a.rows() == 1 && a.cols() == 1) return "";
    return "at row " + std::to_string(cell.row + 1) + ", column " + std::to_string(cell.column + 1);
}

}  // namespace la
