#include "ops/canonical_vectors.hpp"

#include <algorithm>
#include <cmath>

namespace la {

namespace {

constexpr double tie = 1e-8;

template <class T>
arma::uword deciding_component(const T* x, arma::uword n) {
    double largest = 0;
    for (arma::uword i = 0; i < n; ++i) largest = std::max(largest, std::abs(x[i]));
    arma::uword i = 0;
    while (i + 1 < n && std::abs(x[i]) < (1 - tie) * largest) ++i;
    return i;
}

}  // namespace

double canonical_phase(const double* x, arma::uword n) {
    if (n == 0) return 1;
    return x[deciding_component(x, n)] < 0 ? -1 : 1;
}

std::complex<double> canonical_phase(const std::complex<double>* x, arma::uword n) {
    if (n == 0) return 1;
    const std::complex<double> pivot = x[deciding_component(x, n)];
    return pivot == 0.0 ? 1.0 : std::conj(pivot) / std::abs(pivot);
}

void make_columns_canonical(arma::mat& v) {
    for (arma::uword j = 0; j < v.n_cols; ++j)
        if (canonical_phase(v.colptr(j), v.n_rows) < 0) v.col(j) *= -1;
}

void make_columns_canonical(arma::cx_mat& v) {
    for (arma::uword j = 0; j < v.n_cols; ++j) {
        std::complex<double>* x = v.colptr(j);
        const arma::uword pivot = deciding_component(x, v.n_rows);
        const std::complex<double> phase = canonical_phase(x, v.n_rows);
        if (phase == 1.0) continue;
        const double modulus = std::abs(x[pivot]);
        v.col(j) *= phase;
        x[pivot] = modulus;
    }
}

}  // namespace la
