#include "ops/symmetry.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <type_traits>
#include <vector>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "core/worse.hpp"

namespace la {

namespace {

// Visits cell (i,j) and its mirror (j,i), i >= j, in tiles that fit the cache: the mirror runs across columns.
template <class M, class F>
void for_each_mirrored_pair(M& a, F f) {
    constexpr arma::uword tile = 32;
    const arma::uword n = a.n_rows;
    for (arma::uword j0 = 0; j0 < n; j0 += tile)
        for (arma::uword i0 = j0; i0 < n; i0 += tile)
            for (arma::uword j = j0; j < std::min(j0 + tile, n); ++j)
                for (arma::uword i = std::max(i0, j); i < std::min(i0 + tile, n); ++i) f(a.at(i, j), a.at(j, i));
}

template <class T>
double distance(const T& x, const T& y) {
    return x == y ? 0 : std::abs(x - y);  // equal infinities are equal
}

// max|A - sign A'|
template <class T>
double mirror_defect(const arma::Mat<T>& a, double sign) {
    double worst = 0;
    for_each_mirrored_pair(a,
                           [&](const T& x, const T& y) { worst = worse(worst, distance(x, T(sign * conjugate(y)))); });
    return worst;
}

// Whether A = A' to the last bit, without a transpose: columns are visited in turn, and the mirror of an entry below
// the diagonal is the next unvisited entry of its own column.
template <class T>
bool is_own_mirror(const arma::SpMat<T>& a) {
    a.sync();
    std::vector<arma::uword> next(a.col_ptrs, a.col_ptrs + a.n_cols);
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword p = next[j]; p < a.col_ptrs[j + 1]; ++p) {
            const arma::uword i = a.row_indices[p];
            if (i < j) return false;
            const arma::uword mirror = next[i]++;
            if (mirror >= a.col_ptrs[i + 1] || a.row_indices[mirror] != j ||
                !(a.values[p] == conjugate(a.values[mirror])))
                return false;
        }
    return true;
}

template <class T>
double mirror_defect(const arma::SpMat<T>& a, double sign) {
    if (sign > 0 && is_own_mirror(a)) return 0;
    const arma::SpMat<T> mirror = a.t();
    const arma::SpMat<T> defect = sign > 0 ? arma::SpMat<T>(a - mirror) : arma::SpMat<T>(a + mirror);
    double worst = 0;
    for (arma::uword k = 0; k < defect.n_nonzero; ++k) worst = worse(worst, std::abs(defect.values[k]));
    return worst;
}

template <class T>
double largest_modulus(const arma::Mat<T>& a) {
    double largest = 0;
    for (const T& x : a) largest = std::max(largest, std::abs(x));
    return largest;
}

template <class T>
double largest_modulus(const arma::SpMat<T>& a) {
    double largest = 0;
    for (arma::uword k = 0; k < a.n_nonzero; ++k) largest = std::max(largest, std::abs(a.values[k]));
    return largest;
}

double defect_of(const Matrix& a, double sign) {
    if (!a.is_square()) return std::numeric_limits<double>::quiet_NaN();
    return std::visit([&](const auto& v) { return mirror_defect(v, sign); }, a.values);
}

bool is_mirrored(const Matrix& a, double sign) {
    const double largest = std::visit([](const auto& v) { return largest_modulus(v); }, a.values);
    return defect_of(a, sign) <= (std::isfinite(largest) ? 100 * eps * largest : 0);
}

template <class T>
void symmetrize(arma::Mat<T>& a) {
    for_each_mirrored_pair(a, [](T& x, T& y) {
        if (x != conjugate(y)) x = 0.5 * x + 0.5 * conjugate(y);
        y = conjugate(x);
    });
}

template <class T>
void symmetrize(arma::SpMat<T>& a) {
    if (mirror_defect(a, 1) != 0) a = arma::SpMat<T>(0.5 * a + 0.5 * a.t());
}

}  // namespace

double asymmetry(const Matrix& a) {
    return defect_of(a, 1);
}

double skew_asymmetry(const Matrix& a) {
    return defect_of(a, -1);
}

bool is_symmetric(const Matrix& a) {
    return is_mirrored(a, 1);
}

void require_symmetric(const Matrix& a) {
    require_square(a);
    require_finite(a);
    if (is_symmetric(a)) return;
    throw data_error(name_of(a) + " is not symmetric: the largest |A - A'| is " + three_digits(asymmetry(a)));
}

bool is_skew_symmetric(const Matrix& a) {
    return is_mirrored(a, -1);
}

Matrix symmetric_part(Matrix a) {
    require_square(a);
    std::visit([](auto& v) { symmetrize(v); }, a.values);
    return a;
}

}  // namespace la
