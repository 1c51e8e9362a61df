#include "core/matrix.hpp"

#include <cmath>
#include <type_traits>

#include "core/error.hpp"
#include "core/finite.hpp"

namespace la {

namespace {

template <class T>
constexpr bool is_sparse_type = std::is_same_v<T, arma::sp_mat> || std::is_same_v<T, arma::sp_cx_mat>;

template <class T>
constexpr bool is_complex_type = std::is_same_v<T, arma::cx_mat> || std::is_same_v<T, arma::sp_cx_mat>;

}  // namespace

arma::uword Matrix::rows() const {
    return std::visit([](const auto& v) { return v.n_rows; }, values);
}

arma::uword Matrix::cols() const {
    return std::visit([](const auto& v) { return v.n_cols; }, values);
}

std::string shape_text(arma::uword rows, arma::uword cols) {
    return std::to_string(rows) + "x" + std::to_string(cols);
}

std::string shape_text(const Matrix& a) {
    return shape_text(a.rows(), a.cols());
}

std::string described(const Matrix& a) {
    return (a.origin.empty() ? "the matrix" : a.origin) + " is " + shape_text(a);
}

Matrix to_dense(Matrix a) {
    if (!a.is_sparse()) return a;
    if (a.cols() != 0 && a.rows() > max_dense_cells / a.cols())
        throw data_error(described(a) + " and sparse: as a dense matrix it would exceed the limit of " +
                         std::to_string(max_dense_cells) + " cells");
    a.values = std::visit(
        [](const auto& v) -> Values {
            using T = std::decay_t<decltype(v)>;
            if constexpr (!is_sparse_type<T>) return v;
            if constexpr (is_complex_type<T>) return arma::cx_mat(v);
            if constexpr (!is_complex_type<T>) return arma::mat(v);
        },
        a.values);
    return a;
}

Matrix to_sparse(Matrix a) {
    if (auto* real = std::get_if<arma::mat>(&a.values))
        a.values = arma::sp_mat(*real);
    else if (auto* complex = std::get_if<arma::cx_mat>(&a.values))
        a.values = arma::sp_cx_mat(*complex);
    return a;
}

Matrix to_complex(Matrix a) {
    a.values = std::visit(
        [](auto& v) -> Values {
            using T = std::decay_t<decltype(v)>;
            if constexpr (is_complex_type<T>) {
                return std::move(v);
            } else if constexpr (is_sparse_type<T>) {
                return arma::sp_cx_mat(arma::uvec(v.row_indices, v.n_nonzero), arma::uvec(v.col_ptrs, v.n_cols + 1),
                                       arma::conv_to<arma::cx_vec>::from(arma::vec(v.values, v.n_nonzero)), v.n_rows,
                                       v.n_cols);
            } else {
                return arma::conv_to<arma::cx_mat>::from(v);
            }
        },
        a.values);
    return a;
}

Matrix to_real_if_possible(Matrix a) {
    if (auto* v = std::get_if<arma::cx_mat>(&a.values)) {
        for (const auto& x : *v)
            if (x.imag() != 0) return a;
        a.values = arma::mat(arma::real(*v));
    } else if (auto* s = std::get_if<arma::sp_cx_mat>(&a.values)) {
        for (arma::uword i = 0; i < s->n_nonzero; ++i)
            if (s->values[i].imag() != 0) return a;
        a.values = arma::sp_mat(arma::real(*s));
    }
    return a;
}

arma::mat dense_real(Matrix a) {
    return std::get<arma::mat>(std::move(to_dense(std::move(a)).values));
}

arma::cx_mat dense_complex(Matrix a) {
    return std::get<arma::cx_mat>(std::move(to_complex(to_dense(std::move(a))).values));
}

void require_square(const Matrix& a) {
    if (!a.is_square()) throw data_error(described(a) + ": a square matrix is needed");
}

void require_finite(const Matrix& a) {
    if (const auto cell = first_not_finite(a)) throw NotFiniteError(a.origin, cell->row, cell->column, cell->value);
}

}  // namespace la
