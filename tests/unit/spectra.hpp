// Sparse matrices with known eigenvalues.
#pragma once

#include <armadillo>
#include <vector>

namespace la::test {

// Entries (i, j) = value; those of one place are summed.
struct Triplets {
    std::vector<arma::uword> places;  // row, column, row, column, ...
    std::vector<double> values;

    void add(arma::uword i, arma::uword j, double value) {
        places.insert(places.end(), {i, j});
        values.push_back(value);
    }
    arma::sp_mat matrix(arma::uword n) const {
        const arma::umat at(const_cast<arma::uword*>(places.data()), 2, values.size(), false, true);
        return arma::sp_mat(true, at, arma::vec(values), n, n);
    }
};

// The Laplacian of a path with fixed ends: 2 - 2 cos(pi j / (n + 1)), j = 1..n.
inline arma::sp_mat path(arma::uword n) {
    Triplets t;
    for (arma::uword i = 0; i < n; ++i) {
        t.add(i, i, 2);
        if (i + 1 < n) t.add(i, i + 1, -1), t.add(i + 1, i, -1);
    }
    return t.matrix(n);
}
inline arma::vec path_values(arma::uword n) {
    arma::vec values(n);
    for (arma::uword j = 0; j < n; ++j) values(j) = 2 - 2 * std::cos(arma::datum::pi * double(j + 1) / double(n + 1));
    return values;
}

// The Laplacian of a cycle, singular: 2 - 2 cos(2 pi j / n), j = 0..n-1.
inline arma::sp_mat cycle(arma::uword n) {
    Triplets t;
    for (arma::uword i = 0; i < n; ++i) {
        t.add(i, i, 2);
        t.add(i, (i + 1) % n, -1);
        t.add((i + 1) % n, i, -1);
    }
    return t.matrix(n);
}
inline arma::vec cycle_values(arma::uword n) {
    arma::vec values(n);
    for (arma::uword j = 0; j < n; ++j) values(j) = 2 - 2 * std::cos(2 * arma::datum::pi * double(j) / double(n));
    return values;
}

// The adjacency of a hypercube of 2^d vertices: d - 2 j as often as d over j.
inline arma::sp_mat hypercube(arma::uword d) {
    const arma::uword n = arma::uword(1) << d;
    Triplets t;
    for (arma::uword i = 0; i < n; ++i)
        for (arma::uword bit = 0; bit < d; ++bit) t.add(i, i ^ (arma::uword(1) << bit), 1);
    return t.matrix(n);
}
inline arma::vec hypercube_values(arma::uword d) {
    arma::vec values(arma::uword(1) << d);
    for (arma::uword i = 0; i < values.n_elem; ++i) values(i) = double(d) - 2.0 * __builtin_popcountll(i);
    return values;
}

// A (+) B = A x I + I x B, whose values are the sums of theirs: a grid is that of two paths.
inline arma::sp_mat kronecker_sum(const arma::sp_mat& a, const arma::sp_mat& b) {
    Triplets t;
    for (auto x = a.begin(); x != a.end(); ++x)
        for (arma::uword i = 0; i < b.n_rows; ++i) t.add(x.row() * b.n_rows + i, x.col() * b.n_rows + i, *x);
    for (arma::uword i = 0; i < a.n_rows; ++i)
        for (auto x = b.begin(); x != b.end(); ++x) t.add(i * b.n_rows + x.row(), i * b.n_rows + x.col(), *x);
    return t.matrix(a.n_rows * b.n_rows);
}
inline arma::vec sums(const arma::vec& a, const arma::vec& b) {
    arma::vec values(a.n_elem * b.n_elem);
    for (arma::uword i = 0; i < a.n_elem; ++i)
        for (arma::uword j = 0; j < b.n_elem; ++j) values(i * b.n_elem + j) = a(i) + b(j);
    return values;
}

inline arma::cx_vec sums(const arma::cx_vec& a, const arma::cx_vec& b) {
    arma::cx_vec values(a.n_elem * b.n_elem);
    for (arma::uword i = 0; i < a.n_elem; ++i)
        for (arma::uword j = 0; j < b.n_elem; ++j) values(i * b.n_elem + j) = a(i) + b(j);
    return values;
}

// Three diagonals of equal entries: diagonal + 2 sqrt(lower upper) cos(pi j / (n + 1)). A Kronecker sum of two is
// convection and diffusion on a grid.
inline arma::sp_mat toeplitz(arma::uword n, double lower, double diagonal, double upper) {
    Triplets t;
    for (arma::uword i = 0; i < n; ++i) {
        t.add(i, i, diagonal);
        if (i + 1 < n) t.add(i, i + 1, upper), t.add(i + 1, i, lower);
    }
    return t.matrix(n);
}
inline arma::cx_vec toeplitz_values(arma::uword n, double lower, double diagonal, double upper) {
    const std::complex<double> root = std::sqrt(std::complex<double>(lower * upper));
    arma::cx_vec values(n);
    for (arma::uword j = 0; j < n; ++j)
        values(j) = diagonal + 2.0 * root * std::cos(arma::datum::pi * double(j + 1) / double(n + 1));
    return values;
}

// The adjacency of a directed cycle: the n-th roots of unity.
inline arma::sp_mat directed_cycle(arma::uword n) {
    Triplets t;
    for (arma::uword i = 0; i < n; ++i) t.add(i, (i + 1) % n, 1);
    return t.matrix(n);
}
inline arma::cx_vec roots(arma::uword n, double radius = 1) {
    arma::cx_vec values(n);
    for (arma::uword j = 0; j < n; ++j) values(j) = std::polar(radius, 2 * arma::datum::pi * double(j) / double(n));
    return values;
}

// Companion matrices of x^degree - r^degree for r = 1 + b / count, b = 1..count, side by side: the roots
// r exp(2 pi i j / degree).
inline arma::sp_mat companions(arma::uword count, arma::uword degree) {
    Triplets t;
    for (arma::uword b = 0; b < count; ++b) {
        const arma::uword first = b * degree;
        for (arma::uword i = 0; i + 1 < degree; ++i) t.add(first + i + 1, first + i, 1);
        t.add(first, first + degree - 1, std::pow(1 + double(b + 1) / double(count), double(degree)));
    }
    return t.matrix(count * degree);
}
inline arma::cx_vec companions_values(arma::uword count, arma::uword degree) {
    arma::cx_vec values;
    for (arma::uword b = 0; b < count; ++b)
        values = arma::join_cols(values, roots(degree, 1 + double(b + 1) / double(count)));
    return values;
}

// Plane rotations by a right angle, stretched by 1 + b / count, b = 1..count, each of them twice, on the diagonal of a
// matrix that is not normal: the values ± i (1 + b / count).
inline arma::sp_mat rotations(arma::uword count) {
    Triplets t;
    for (arma::uword b = 0; b < 2 * count; ++b) {
        const double stretch = 1 + double(b / 2 + 1) / double(count);
        t.add(2 * b, 2 * b + 1, -2 * stretch);
        t.add(2 * b + 1, 2 * b, stretch / 2);
    }
    return t.matrix(4 * count);
}
inline arma::cx_vec rotations_values(arma::uword count) {
    arma::cx_vec values(4 * count);
    for (arma::uword b = 0; b < 2 * count; ++b) {
        values(2 * b) = std::complex<double>(0, 1 + double(b / 2 + 1) / double(count));
        values(2 * b + 1) = std::conj(values(2 * b));
    }
    return values;
}

// Upper triangular, with 1, 2, ..., n on the diagonal and 1/2 beside it.
inline arma::sp_mat triangular(arma::uword n) {
    Triplets t;
    for (arma::uword i = 0; i < n; ++i) {
        t.add(i, i, double(i + 1));
        if (i + 1 < n) t.add(i, i + 1, 0.5);
    }
    return t.matrix(n);
}

// D A D' for a diagonal D of modulus 1: complex, of the same values.
inline arma::sp_cx_mat turned(const arma::sp_mat& a) {
    arma::sp_cx_mat phases(a.n_rows, a.n_rows);
    for (arma::uword i = 0; i < a.n_rows; ++i) phases(i, i) = std::polar(1.0, double(i));
    return phases * arma::sp_cx_mat(a, arma::sp_mat(a.n_rows, a.n_cols)) * phases.t();
}

}  // namespace la::test
