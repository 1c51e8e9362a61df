#include "ops/rearrange.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "ops/dense_field.hpp"

namespace la {

namespace {

using arma::uword;

template <class M>
constexpr bool is_sparse_matrix = arma::is_arma_sparse_type<M>::value;

void require_dense_size(uword rows, uword cols) {
    if (cols != 0 && rows > max_dense_cells / cols)
        throw data_error("the result of " + shape_text(rows, cols) + " exceeds the limit of " +
                         std::to_string(max_dense_cells) + " cells");
}

template <class T>
arma::SpMat<T> sparse_as(const Matrix& a) {
    return std::get<arma::SpMat<T>>(is_complex_scalar<T> ? to_complex(a).values : a.values);
}

template <class T>
arma::SpMat<T> from_triplets(const arma::umat& places, const arma::Col<T>& values, uword rows, uword cols) {
    return arma::SpMat<T>(false, places, values, rows, cols);
}

}  // namespace

Matrix constant_matrix(uword rows, uword cols, arma::cx_double value) {
    require_dense_size(rows, cols);
    if (value.imag() == 0) return Matrix(arma::mat(rows, cols, arma::fill::value(value.real())));
    return Matrix(arma::cx_mat(rows, cols, arma::fill::value(value)));
}

Matrix identity_matrix(uword n, bool sparse) {
    if (sparse) return Matrix(arma::sp_mat(arma::speye(n, n)));
    require_dense_size(n, n);
    return Matrix(arma::mat(n, n, arma::fill::eye));
}

Matrix commutation_matrix(uword m, uword n) {
    arma::umat places(2, m * n);
    for (uword i = 0; i < m; ++i)
        for (uword j = 0; j < n; ++j) {
            places(0, i * n + j) = j + i * n;  // of A(i, j) in vec(A.')
            places(1, i * n + j) = i + j * m;  // of A(i, j) in vec(A)
        }
    return Matrix(arma::sp_mat(false, places, arma::vec(m * n, arma::fill::ones), m * n, m * n));
}

Matrix diagonal_matrix(const Matrix& x) {
    return std::visit(
        [](const auto& v) -> Matrix {
            using M = std::decay_t<decltype(v)>;
            using T = typename M::elem_type;
            if constexpr (is_sparse_matrix<M>) {
                arma::umat places(2, v.n_nonzero);
                uword k = 0;
                for (auto it = v.begin(); it != v.end(); ++it, ++k) places(0, k) = places(1, k) = it.row() + it.col();
                return Matrix(from_triplets<T>(places, arma::Col<T>(v.values, v.n_nonzero), v.n_elem, v.n_elem));
            } else {
                require_dense_size(v.n_elem, v.n_elem);
                return Matrix(M(arma::diagmat(arma::vectorise(v))));
            }
        },
        x.values);
}

Matrix diagonal_of(const Matrix& a) {
    return std::visit(
        [](const auto& v) -> Matrix {
            using M = std::decay_t<decltype(v)>;
            const uword n = std::min(v.n_rows, v.n_cols);
            M result(n, 1);
            for (uword i = 0; i < n; ++i) result(i, 0) = v.at(i, i);
            return Matrix(std::move(result));
        },
        a.values);
}

Matrix reshape(Matrix a, uword rows, uword cols) {
    return std::visit(
        [&](auto& v) -> Matrix {
            v.reshape(rows, cols);
            return Matrix(std::move(v));
        },
        a.values);
}

Matrix kronecker(const Matrix& a, const Matrix& b) {
    return in_field(a.is_complex() || b.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        if (a.is_sparse() && b.is_sparse()) return Matrix(arma::SpMat<T>(arma::kron(sparse_as<T>(a), sparse_as<T>(b))));
        require_dense_size(a.rows() * b.rows(), a.cols() * b.cols());
        return Matrix(arma::Mat<T>(arma::kron(dense_as<T>(a), dense_as<T>(b))));
    });
}

}  // namespace la
