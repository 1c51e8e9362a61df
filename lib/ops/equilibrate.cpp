#include "ops/equilibrate.hpp"

#include <algorithm>
#include <cmath>

#include "core/for_each_nonzero.hpp"
#include "sparse/transversal.hpp"

namespace la {

namespace {

using arma::uword;

constexpr int alike = 3;           // exponents of rows that are scaled alike differ by no more
constexpr int nearly_lost = -500;  // exponents of nonzeros beside 1 that other scales may keep from underflow
constexpr int wide_range = -8;     // exponents of nonzeros beside 1 from which another choice of scales may matter

template <class T>
void multiply(T* x, uword n, int exponent) {
    if (exponent == 0) return;
    const bool is_factor = exponent >= -1022 && exponent <= 1023;
    const double factor = is_factor ? std::ldexp(1.0, exponent) : 0;
    for (uword i = 0; i < n; ++i) x[i] = is_factor ? x[i] * factor : times_power_of_two(x[i], exponent);
}

// What brings largest exponents to 0, or where all are alike the largest of them; 0 for rows or columns of zeros.
Exponents scales_for(Exponents largest) {
    int low = std::numeric_limits<int>::max(), high = no_exponent;
    for (const int exponent : largest) {
        if (exponent == no_exponent) continue;
        low = std::min(low, exponent);
        high = std::max(high, exponent);
    }
    const bool are_alike = high != no_exponent && high - low <= alike;
    for (int& exponent : largest) exponent = exponent == no_exponent ? 0 : are_alike ? -high : -exponent;
    return largest;
}

bool is_uniform(const Exponents& exponents) {
    return std::all_of(exponents.begin(), exponents.end(), [&](int e) { return e == exponents.front(); });
}

// C, after rows have been scaled.
Exponents column_scales(const Matrix& a, const Exponents& rows) {
    Exponents largest(a.cols(), no_exponent);
    for_each_nonzero(
        a, [&](uword i, uword j, const auto& x) { largest[j] = std::max(largest[j], exponent_of(x) + rows[i]); });
    return scales_for(std::move(largest));
}

// The largest part of each row and column, the smallest of all that is not zero.
struct Sizes {
    std::vector<double> rows, columns;
    double smallest = std::numeric_limits<double>::max();

    explicit Sizes(const Matrix& a) : rows(a.rows()), columns(a.cols()) {
        for_each_nonzero(a, [&](uword i, uword j, const auto& x) {
            const double size = largest_part(x);
            rows[i] = std::max(rows[i], size);
            columns[j] = std::max(columns[j], size);
            smallest = std::min(smallest, size);
        });
    }
};

Exponents exponents_of(const std::vector<double>& sizes) {
    Exponents exponents(sizes.size());
    std::transform(sizes.begin(), sizes.end(), exponents.begin(), [](double x) { return exponent_of(x); });
    return exponents;
}

// One look at the matrix is enough where all rows are alike.
Equilibrium by_largest(const Matrix& a, const Sizes& sizes) {
    Equilibrium e{scales_for(exponents_of(sizes.rows)), {}};
    if (!is_uniform(e.rows)) {
        e.columns = column_scales(a, e.rows);
        return e;
    }
    Exponents largest = exponents_of(sizes.columns);
    if (!e.rows.empty())
        for (int& exponent : largest) exponent += exponent == no_exponent ? 0 : e.rows.front();
    e.columns = scales_for(std::move(largest));
    return e;
}

// Sums of exponents, and counts, of the nonzeros of rows or columns.
struct Means {
    std::vector<double> sums, counts;

    explicit Means(uword n) : sums(n), counts(n) {}
    void add(uword i, double exponent) {
        sums[i] += exponent;
        counts[i] += 1;
    }
    // Replaces scales by the negative means; returns the largest change.
    double take(std::vector<double>& scales) const {
        double change = 0;
        for (uword i = 0; i < scales.size(); ++i) {
            const double scale = counts[i] == 0 ? 0 : -sums[i] / counts[i];
            change = std::max(change, std::abs(scale - scales[i]));
            scales[i] = scale;
        }
        return change;
    }
};

// The scales that make the sum of the squares of the exponents of all nonzeros least, which are the same but for the
// units of rows and columns whatever those are, by turns for rows and columns; and then those by the largest.
Equilibrium by_means(const Matrix& a) {
    constexpr int most_turns = 50;
    std::vector<double> rows(a.rows()), columns(a.cols());
    double change = 1;
    for (int turn = 0; turn < most_turns && change > 0.5; ++turn) {
        Means of_rows(a.rows()), of_columns(a.cols());
        for_each_nonzero(a, [&](uword i, uword j, const auto& x) { of_rows.add(i, exponent_of(x) + columns[j]); });
        change = of_rows.take(rows);
        for_each_nonzero(a, [&](uword i, uword j, const auto& x) { of_columns.add(j, exponent_of(x) + rows[i]); });
        change = std::max(change, of_columns.take(columns));
    }
    Exponents largest(a.rows(), no_exponent);
    for_each_nonzero(a, [&](uword i, uword j, const auto& x) {
        largest[i] = std::max(largest[i], exponent_of(x) + int(std::lround(columns[j])));
    });
    Equilibrium e{scales_for(std::move(largest)), {}};
    e.columns = column_scales(a, e.rows);
    return e;
}

// Of the nonzeros of R·A·C, or 0 where all are larger.
int smallest_exponent(const Matrix& a, const Equilibrium& e) {
    int smallest = 0;
    for_each_nonzero(a, [&](uword i, uword j, const auto& x) {
        smallest = std::min(smallest, exponent_of(x) + e.rows[i] + e.columns[j]);
    });
    return smallest;
}

bool has_zero_on_diagonal(const Matrix& h) {
    return std::visit(
        [](const auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            for (uword i = 0; i < v.n_rows; ++i)
                if (T(v.at(i, i)) == T(0)) return true;
            return false;
        },
        h.values);
}

// The largest exponent of each row of a Hermitian matrix.
Exponents largest_beside(const Matrix& h) {
    Exponents largest(h.rows(), no_exponent);
    for_each_nonzero(h, [&](uword i, uword j, const auto& x) {
        if (i > j) return;
        largest[i] = std::max(largest[i], exponent_of(x));
        largest[j] = std::max(largest[j], exponent_of(x));
    });
    return largest;
}

}  // namespace

Equilibrium equilibrium(const Matrix& a) {
    const Sizes sizes(a);
    const Equilibrium first = by_largest(a, sizes);
    if (a.cells() == 0) return first;
    const auto least = [](const Exponents& exponents) { return *std::min_element(exponents.begin(), exponents.end()); };
    if (exponent_of(sizes.smallest) + least(first.rows) + least(first.columns) > nearly_lost) return first;
    const int range = smallest_exponent(a, first);
    if (range > nearly_lost) return first;
    const Equilibrium second = by_means(a);
    return smallest_exponent(a, second) > range ? second : first;
}

std::optional<Equilibrium> transversal_equilibrium(const Matrix& a) {
    const Equilibrium first = equilibrium(a);
    if (smallest_exponent(a, first) > wide_range) return {};
    Transversal search(a.cols());
    for_each_nonzero(a, [&](uword i, uword j, const auto& x) {
        search.add(i, j, exponent_of(x) + first.rows[i] + first.columns[j]);
    });
    if (!search.run()) return {};
    Equilibrium e{search.rows(), search.columns()};
    for (uword i = 0; i < a.rows(); ++i) e.rows[i] += first.rows[i];
    for (uword j = 0; j < a.cols(); ++j) e.columns[j] += first.columns[j];
    return e;
}

Exponents hermitian_equilibrium(const Matrix& h) {
    const uword n = h.rows();
    const Exponents guess = has_zero_on_diagonal(h) ? largest_beside(h) : Exponents();
    Exponents s(n);
    // By columns of the upper triangle, which are the rows of the lower one: those before are known. Where the diagonal
    // and all left of it vanish a row has no say but through others: it takes half of its largest exponent.
    uword known = 0;
    int most = no_exponent;
    const auto settle = [&] {
        s[known] = most != no_exponent ? -most : guess[known] != no_exponent ? -guess[known] / 2 : 0;
        most = no_exponent;
        ++known;
    };
    for_each_nonzero(h, [&](uword i, uword j, const auto& x) {
        while (known < j) settle();
        if (i > j) return;
        const int exponent = exponent_of(x);
        most = std::max(most, i == j ? (exponent >> 1) + (exponent & 1) : exponent + s[i]);
    });
    while (known < n) settle();
    return s;
}

Matrix equilibrated(Matrix a, const Exponents& rows, const Exponents& columns) {
    std::visit(
        [&](auto& v) {
            using M = std::decay_t<decltype(v)>;
            using T = typename M::elem_type;
            if constexpr (arma::is_arma_sparse_type<M>::value) {
                v.sync();
                bool has_vanished = false;
                for (uword j = 0; j < v.n_cols; ++j)
                    for (uword p = v.col_ptrs[j]; p < v.col_ptrs[j + 1]; ++p) {
                        T& x = arma::access::rw(v.values[p]);
                        x = times_power_of_two(x, rows[v.row_indices[p]] + columns[j]);
                        has_vanished = has_vanished || x == T(0);
                    }
                if (has_vanished) v.clean(0);
            } else {
                const bool is_by_column = v.n_rows > 0 && is_uniform(rows);
                for (uword j = 0; j < v.n_cols; ++j) {
                    if (is_by_column)
                        multiply(v.colptr(j), v.n_rows, rows.front() + columns[j]);
                    else
                        for (uword i = 0; i < v.n_rows; ++i)
                            v.at(i, j) = times_power_of_two(v.at(i, j), rows[i] + columns[j]);
                }
            }
        },
        a.values);
    return a;
}

Exponents scale_right_sides(Matrix& b, const Exponents& rows) {
    Exponents k(b.cols(), no_exponent);
    for_each_nonzero(b, [&](uword i, uword j, const auto& x) { k[j] = std::max(k[j], exponent_of(x) + rows[i]); });
    Exponents scales(k.size());
    for (std::size_t j = 0; j < k.size(); ++j) {
        if (k[j] < no_exponent / 2) k[j] = 0;  // zeros, or nothing finite
        scales[j] = -k[j];
    }
    b = equilibrated(std::move(b), rows, scales);
    return k;
}

bool scale_solutions(Matrix& y, const Exponents& columns, const Exponents& k) {
    const auto is_finite = [&] { return std::visit([](const auto& v) { return v.is_finite(); }, y.values); };
    const bool was_finite = is_finite();
    y = equilibrated(std::move(y), columns, k);
    return !was_finite || is_finite();
}

}  // namespace la
