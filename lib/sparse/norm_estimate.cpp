#include "sparse/norm_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/field.hpp"

extern "C" {
void dlacn2_(const int* n, double* v, double* x, int* signs, double* estimate, int* task, int* state);
void zlacn2_(const int* n, arma::cx_double* v, arma::cx_double* x, double* estimate, int* task, int* state);
}

namespace la {

template <class T>
double norm_1(const arma::Mat<T>& a) {
    double largest = 0;
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double sum = 0;
        for (arma::uword i = 0; i < a.n_rows; ++i) sum += std::abs(a.at(i, j));
        largest = std::max(largest, sum);
    }
    return largest;
}

template <class T>
double norm_1(const arma::SpMat<T>& a) {
    double largest = 0;
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double sum = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) sum += std::abs(a.values[p]);
        largest = std::max(largest, sum);
    }
    return largest;
}

template <class T>
double estimate_norm_1(arma::uword n, const VectorMap<T>& multiply, const VectorMap<T>& multiply_adjoint) {
    if (n == 0) return 0;
    const int order = int(n);
    arma::Mat<T> v(n, 1), x(n, 1);
    std::vector<int> signs(is_complex_scalar<T> ? 0 : n);
    int task = 0, state[3] = {};
    double estimate = 0;
    const auto advance = [&] {
        if constexpr (is_complex_scalar<T>)
            zlacn2_(&order, v.memptr(), x.memptr(), &estimate, &task, state);
        else
            dlacn2_(&order, v.memptr(), x.memptr(), signs.data(), &estimate, &task, state);
    };
    for (advance(); task != 0; advance()) {
        (task == 1 ? multiply : multiply_adjoint)(x);
        if (!x.is_finite()) return std::numeric_limits<double>::infinity();
    }
    return estimate;
}

template double norm_1(const arma::Mat<double>&);
template double norm_1(const arma::Mat<arma::cx_double>&);
template double norm_1(const arma::SpMat<double>&);
template double norm_1(const arma::SpMat<arma::cx_double>&);
template double estimate_norm_1(arma::uword, const VectorMap<double>&, const VectorMap<double>&);
template double estimate_norm_1(arma::uword, const VectorMap<arma::cx_double>&, const VectorMap<arma::cx_double>&);

}  // namespace la
