#include "ops/compare.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "core/field.hpp"
#include "core/finite.hpp"

namespace la {

namespace {

using arma::cx_double;
using arma::uword;

// As matrices are written: positional for 1e-5 <= |x| < 1e16, the shortest digits that read back.
std::string value_text(double x) {
    if (std::isnan(x)) return "NaN";
    if (std::isinf(x)) return x > 0 ? "Inf" : "-Inf";
    if (x == 0) return "0";
    const bool positional = std::abs(x) >= 1e-5 && std::abs(x) < 1e16;
    char text[32];
    const auto format = positional ? std::chars_format::fixed : std::chars_format::scientific;
    return std::string(text, std::to_chars(text, text + sizeof text, x, format).ptr);
}

std::string value_text(const cx_double& z) {
    if (z.imag() == 0) return value_text(z.real());
    const std::string imaginary = value_text(z.imag());
    return value_text(z.real()) + (imaginary[0] == '-' ? "" : "+") + imaginary + "i";
}

template <class T>
struct Entry {
    uword row;
    T value;
};

// Column j as entries in the order of rows: all of a dense matrix, the nonzeros of a sparse one.
template <class T>
void read_column(const Matrix& a, uword j, std::vector<Entry<T>>& entries) {
    entries.clear();
    std::visit(
        [&](const auto& v) {
            using M = std::decay_t<decltype(v)>;
            if constexpr (!is_complex_scalar<T> && is_complex_scalar<typename M::elem_type>) {
                return;  // a complex matrix makes the field complex
            } else if constexpr (arma::is_arma_sparse_type<M>::value) {
                v.sync();  // Armadillo may hold entries back from the columns
                for (uword p = v.col_ptrs[j]; p < v.col_ptrs[j + 1]; ++p)
                    entries.push_back({v.row_indices[p], T(v.values[p])});
            } else {
                for (uword i = 0; i < v.n_rows; ++i) entries.push_back({i, T(v.at(i, j))});
            }
        },
        a.values);
}

template <class T>
struct Pair {
    uword row;
    T a;
    T b;
};

// The cells of a column where at least one of the matrices has an entry.
template <class T>
void join_columns(const std::vector<Entry<T>>& a, const std::vector<Entry<T>>& b, std::vector<Pair<T>>& pairs) {
    pairs.clear();
    for (std::size_t p = 0, q = 0; p < a.size() || q < b.size();) {
        const bool take_a = q == b.size() || (p < a.size() && a[p].row <= b[q].row);
        const bool take_b = p == a.size() || (q < b.size() && b[q].row <= a[p].row);
        pairs.push_back({take_a ? a[p].row : b[q].row, take_a ? a[p].value : T(0), take_b ? b[q].value : T(0)});
        p += take_a;
        q += take_b;
    }
}

double distance(double a, double b) {
    if (a == b || (std::isnan(a) && std::isnan(b))) return 0;
    return std::isfinite(a) && std::isfinite(b) ? std::abs(a - b) : arma::datum::inf;
}

double distance(const cx_double& a, const cx_double& b) {
    return std::hypot(distance(a.real(), b.real()), distance(a.imag(), b.imag()));
}

bool is_finite(double x) {
    return std::isfinite(x);
}
bool is_finite(const cx_double& z) {
    return std::isfinite(z.real()) && std::isfinite(z.imag());
}

double product_with_conjugate(double a, double b) {
    return a * b;
}
cx_double product_with_conjugate(const cx_double& a, const cx_double& b) {
    return std::conj(a) * b;
}

// aᴴb over the finite cells, both columns scaled to a largest modulus of about 1.
template <class T>
cx_double inner_product(const std::vector<Pair<T>>& pairs) {
    double largest_a = 0, largest_b = 0;
    for (const Pair<T>& cell : pairs) {
        if (!is_finite(cell.a) || !is_finite(cell.b)) continue;
        largest_a = std::max(largest_a, std::abs(cell.a));
        largest_b = std::max(largest_b, std::abs(cell.b));
    }
    T sum = 0;
    if (largest_a == 0 || largest_b == 0) return sum;
    for (const Pair<T>& cell : pairs)
        if (is_finite(cell.a) && is_finite(cell.b))
            sum += product_with_conjugate(cell.a / largest_a, cell.b / largest_b);
    return sum;
}

template <class T>
void align(std::vector<Pair<T>>& pairs, UpTo up_to) {
    const cx_double inner = inner_product(pairs);
    if (up_to == UpTo::sign || inner.imag() == 0) {
        if (inner.real() < 0)
            for (Pair<T>& cell : pairs) cell.a = -cell.a;
        return;
    }
    if constexpr (is_complex_scalar<T>) {
        const cx_double phase = inner / std::abs(inner);
        for (Pair<T>& cell : pairs) cell.a *= phase;
    }
}

cx_double value_at(const Matrix& a, uword row, uword column) {
    return std::visit([&](const auto& v) { return cx_double(v.at(row, column)); }, a.values);
}

template <class T>
std::optional<Difference> worst_difference(const Matrix& a, const Matrix& b, double bound, UpTo up_to) {
    std::optional<Difference> worst;
    std::vector<Entry<T>> column_a, column_b;
    std::vector<Pair<T>> pairs;
    for (uword j = 0; j < a.cols(); ++j) {
        read_column(a, j, column_a);
        read_column(b, j, column_b);
        join_columns(column_a, column_b, pairs);
        if (up_to != UpTo::nothing) align(pairs, up_to);
        for (const Pair<T>& cell : pairs) {
            const double amount = distance(cell.a, cell.b);
            if (amount <= bound || (worst && amount <= worst->amount)) continue;
            worst = Difference{cell.row, j, "", "", amount};
        }
    }
    return worst;
}

}  // namespace

std::optional<Difference> compare(const Matrix& a, const Matrix& b, Tolerance tolerance, UpTo up_to) {
    const double bound = tolerance.atol + tolerance.rtol * largest_finite(b);
    std::optional<Difference> worst = in_field(a.is_complex() || b.is_complex(), [&](auto zero) {
        return worst_difference<decltype(zero)>(a, b, bound, up_to);
    });
    if (worst) {
        worst->text_a = value_text(value_at(a, worst->row, worst->column));
        worst->text_b = value_text(value_at(b, worst->row, worst->column));
    }
    return worst;
}

}  // namespace la
