#include "ops/product_transposed.hpp"

#include <optional>

#include "core/field.hpp"
#include "core/summation.hpp"
#include "ops/product.hpp"
#include "ops/product_mixed.hpp"
#include "ops/symmetry.hpp"
#include "ops/transpose.hpp"
#include "sparse/product.hpp"

namespace la {

namespace {

template <class T, class F>
Matrix with_form(const arma::Mat<T>& a, Transposition form, F&& f) {
    if (form == Transposition::none) return f(a);
    if (form == Transposition::transpose && is_complex_scalar<T>) return f(a.st());
    return f(a.t());
}

template <class T>
Matrix multiply_dense(const arma::Mat<T>& a, Transposition form_a, const arma::Mat<T>& b, Transposition form_b) {
    return with_form(a, form_a, [&](const auto& left) {
        return with_form(b, form_b, [&](const auto& right) { return Matrix(arma::Mat<T>(left * right)); });
    });
}

template <class T>
arma::SpMat<T> sparse_as(const Matrix& a) {
    if constexpr (is_complex_scalar<T>)
        return std::get<arma::SpMat<T>>(to_complex(a).values);
    else
        return std::get<arma::SpMat<T>>(a.values);
}

// form(a), in `own` if that is not a itself.
template <class T>
const arma::SpMat<T>& sparse_in_form(const Matrix& a, Transposition form, arma::SpMat<T>& own) {
    if (const auto* v = std::get_if<arma::SpMat<T>>(&a.values)) {
        if (form == Transposition::none) return *v;
        own = form == Transposition::adjoint ? arma::SpMat<T>(v->t()) : arma::SpMat<T>(v->st());
        return own;
    }
    return own = sparse_as<T>(transpose(a, form));
}

template <class T>
Matrix multiply_alike(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads) {
    if (a.is_sparse()) {
        arma::SpMat<T> left, right;
        return Matrix(sparse_product(sparse_in_form(a, form_a, left), sparse_in_form(b, form_b, right), threads));
    }
    if (a.is_complex() == b.is_complex())
        return multiply_dense(std::get<arma::Mat<T>>(a.values), form_a, std::get<arma::Mat<T>>(b.values), form_b);
    return multiply_dense(dense_as<T>(a), form_a, dense_as<T>(b), form_b);
}

// The entries of a vector as a dense column.
template <class T>
arma::Col<T> column_of(const Matrix& d) {
    return arma::vectorise(dense_as<T>(d));
}

template <class T>
arma::SpMat<T> sparse_diagonal(const arma::Col<T>& d) {
    arma::SpMat<T> result(d.n_elem, d.n_elem);
    result.diag() = d;
    return result;
}

}  // namespace

Matrix multiply(const Matrix& a, Transposition form_a, const Matrix& b, Transposition form_b, int threads) {
    if (form_a == Transposition::none && form_b == Transposition::none) return multiply(a, b, threads);
    if (a.is_sparse() != b.is_sparse()) return mixed_product(a, form_a, b, form_b, threads);
    return in_field(a.is_complex() || b.is_complex(),
                    [&](auto zero) { return multiply_alike<decltype(zero)>(a, form_a, b, form_b, threads); });
}

arma::uword multiplications(const Matrix& a) {
    return std::visit(
        [](const auto& v) -> arma::uword {
            if constexpr (arma::is_arma_sparse_type<std::decay_t<decltype(v)>>::value)
                return v.n_nonzero;
            else
                return v.n_elem;
        },
        a.values);
}

Matrix scale_rows(const Matrix& d, const Matrix& b) {
    return in_field(d.is_complex() || b.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const arma::Col<T> factors = column_of<T>(d);
        if (b.is_sparse()) return Matrix(arma::SpMat<T>(sparse_diagonal(factors) * sparse_as<T>(b)));
        arma::Mat<T> result = dense_as<T>(b);
        result.each_col() %= factors;
        return Matrix(std::move(result));
    });
}

Matrix scale_columns(const Matrix& b, const Matrix& d) {
    return in_field(d.is_complex() || b.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const arma::Col<T> factors = column_of<T>(d);
        if (b.is_sparse()) return Matrix(arma::SpMat<T>(sparse_as<T>(b) * sparse_diagonal(factors)));
        arma::Mat<T> result = dense_as<T>(b);
        for (arma::uword j = 0; j < result.n_cols; ++j) result.col(j) *= factors[j];
        return Matrix(std::move(result));
    });
}

namespace {

// The square roots of the entries where none is negative: then diag(d) = diag(r)·diag(r), and half the work suffices.
std::optional<Matrix> square_roots(const Matrix& d) {
    const arma::mat values = dense_real(d);
    if (!values.is_empty() && !(values.min() >= 0)) return std::nullopt;
    return Matrix(arma::mat(arma::sqrt(values)));
}

}  // namespace

Matrix weighted_gram(const Matrix& a, const Matrix& d) {
    if (const auto root = square_roots(d)) {
        const Matrix scaled = scale_rows(*root, a);
        return multiply(scaled, Transposition::adjoint, scaled, Transposition::none);
    }
    return symmetric_part(multiply(a, Transposition::adjoint, scale_rows(d, a), Transposition::none));
}

Matrix weighted_gram_of_rows(const Matrix& a, const Matrix& d) {
    if (const auto root = square_roots(d)) {
        const Matrix scaled = scale_columns(a, *root);
        return multiply(scaled, Transposition::none, scaled, Transposition::adjoint);
    }
    return symmetric_part(multiply(scale_columns(a, d), Transposition::none, a, Transposition::adjoint));
}

Matrix trace_of_product(const Matrix& a, const Matrix& b) {
    return in_field(a.is_complex() || b.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        if (a.is_sparse() && b.is_sparse()) {
            const arma::SpMat<T> transposed = sparse_as<T>(a).st();
            const arma::SpMat<T> terms = transposed % sparse_as<T>(b);
            const T sum = pairwise_sum(terms.values, terms.n_nonzero, [](const T& x) { return x; });
            return Matrix(arma::Mat<T>(1, 1).fill(sum));
        }
        const arma::Mat<T> left = dense_as<T>(a), right = dense_as<T>(b);
        CompensatedSum<T> total;
        for (arma::uword i = 0; i < left.n_rows; ++i)
            for (arma::uword k = 0; k < left.n_cols; ++k) total.add(left.at(i, k) * right.at(k, i));
        return Matrix(arma::Mat<T>(1, 1).fill(total.value()));
    });
}

}  // namespace la
