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

}  // namespace la::test
