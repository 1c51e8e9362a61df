#include "ops/rearrange.hpp"

#include <algorithm>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"

namespace la {

namespace {

using arma::uword;

constexpr uword max_entries = uword(1) << 40;  // more stored values fit nowhere

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
    if (sparse) {
        require_memory(n, 4, sizeof(double));
        return Matrix(arma::sp_mat(arma::speye(n, n)));
    }
    require_dense_size(n, n);
    return Matrix(arma::mat(n, n, arma::fill::eye));
}

Matrix commutation_matrix(uword m, uword n) {
    if (n != 0 && m > max_entries / n) throw memory_error(m, n);
    require_memory(m * n, 6, sizeof(uword));
    // Compressed columns at once: A(i, j) is entry i + j·m of vec(A) and entry j + i·n of vec(A.').
    arma::uvec rows(m * n);
    for (uword j = 0; j < n; ++j)
        for (uword i = 0; i < m; ++i) rows[i + j * m] = j + i * n;
    return Matrix(
        arma::sp_mat(rows, arma::regspace<arma::uvec>(0, m * n), arma::vec(m * n, arma::fill::ones), m * n, m * n));
}

Matrix diagonal_matrix(const Matrix& x, bool sparse) {
    if (sparse && !x.is_sparse()) return diagonal_matrix(to_sparse(x));
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
        if (a.is_sparse() || b.is_sparse()) {
            const arma::SpMat<T> left = sparse_as<T>(to_sparse(a)), right = sparse_as<T>(to_sparse(b));
            if (double(left.n_nonzero) * double(right.n_nonzero) > double(max_entries))
                throw data_error("not enough memory for " + std::to_string(left.n_nonzero) + " times " +
                                 std::to_string(right.n_nonzero) + " nonzero values");
            require_memory(left.n_nonzero * right.n_nonzero, 4, sizeof(T));
            return Matrix(arma::SpMat<T>(arma::kron(left, right)));
        }
        require_dense_size(a.rows() * b.rows(), a.cols() * b.cols());
        return Matrix(arma::Mat<T>(arma::kron(dense_as<T>(a), dense_as<T>(b))));
    });
}

}  // namespace la
