#include "ops/product.hpp"

#include <limits>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "ops/product_mixed.hpp"
#include "ops/transpose.hpp"
#include "sparse/product.hpp"

namespace la {

namespace {

using arma::uword;

void require_blas_size(const Matrix& a) {
    constexpr uword most = std::numeric_limits<arma::blas_int>::max();
    if (a.rows() > most || a.cols() > most)
        throw data_error(described(a) + ": products of dense matrices are limited to " + std::to_string(most) +
                         " rows and columns");
}

// The values of a as M, promoted into `promoted` where a is real and M complex.
template <class M>
const M& values_as(const Matrix& a, Matrix& promoted) {
    if (!std::holds_alternative<M>(a.values)) promoted = to_complex(a);
    return std::get<M>(std::holds_alternative<M>(a.values) ? a.values : promoted.values);
}

template <class T>
arma::Mat<T> product(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    arma::Mat<T> c = allocate_dense<T>(a.n_rows, b.n_cols);
    c = a * b;
    return c;
}

template <class T>
Matrix product_in(const Matrix& a, const Matrix& b, int threads) {
    Matrix promoted_a, promoted_b;
    if (!a.is_sparse())
        return Matrix(product(values_as<arma::Mat<T>>(a, promoted_a), values_as<arma::Mat<T>>(b, promoted_b)));
    using Sparse = arma::SpMat<T>;
    return Matrix(sparse_product(values_as<Sparse>(a, promoted_a), values_as<Sparse>(b, promoted_b), threads));
}

void require_vector(const Matrix& x) {
    if (!x.is_vector()) throw data_error(described(x) + ": a vector is needed");
}

Matrix as_column(const Matrix& x) {
    require_vector(x);
    return x.cols() == 1 ? x : transpose(x, Transposition::transpose);
}

}  // namespace

void require_inner(const Matrix& a, const Matrix& b) {
    if (a.cols() == b.rows()) return;
    throw data_error(described(a) + ", " + described(b) + ": inner dimensions " + std::to_string(a.cols()) + " and " +
                     std::to_string(b.rows()) + " differ");
}

Matrix multiply(const Matrix& a, const Matrix& b, int threads) {
    require_inner(a, b);
    if (!a.is_sparse() && !b.is_sparse()) {
        require_blas_size(a);
        require_blas_size(b);
    }
    Matrix c = a.is_sparse() != b.is_sparse() ? mixed_product(a, Transposition::none, b, Transposition::none, threads)
                                              : in_field(a.is_complex() || b.is_complex(), [&](auto zero) {
                                                    return product_in<decltype(zero)>(a, b, threads);
                                                });
    c.row_names = a.row_names;
    c.column_names = b.column_names;
    return c;
}

Matrix scale(Matrix a, arma::cx_double factor) {
    const bool is_real = factor.imag() == 0;
    if (!is_real) a = to_complex(std::move(a));
    std::visit(
        [&](auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            // A real factor scales the parts apart: as complex ones, 2 times Inf + 0i would be Inf + NaN i.
            v.transform([&](T x) {
                if constexpr (is_complex_scalar<T>) return is_real ? x * factor.real() : x * factor;
                if constexpr (!is_complex_scalar<T>) return x * factor.real();
            });
        },
        a.values);
    return a;
}

Matrix inner_product(const Matrix& x, const Matrix& y) {
    const Matrix left = as_column(x), right = as_column(y);
    if (left.rows() != right.rows())
        throw data_error(described(x) + ", " + described(y) + ": lengths " + std::to_string(left.rows()) + " and " +
                         std::to_string(right.rows()) + " differ");
    return multiply(transpose(left), right);
}

Matrix outer_product(const Matrix& x, const Matrix& y) {
    return multiply(as_column(x), transpose(as_column(y)));
}

}  // namespace la
