#include "ops/gram.hpp"

#include <limits>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "ops/equilibrate.hpp"
#include "ops/product_transposed.hpp"

namespace la {

namespace {

using arma::uword;

arma::blas_int blas_size(const Matrix& a, uword n) {
    if (n > uword(std::numeric_limits<arma::blas_int>::max()))
        throw data_error(described(a) + ": too large for the 32-bit integers of BLAS");
    return arma::blas_int(n);
}

// Adds the upper triangle of AᴴA, or of AAᴴ, to c (xSYRK, xHERK).
template <class T>
void add_gram(arma::Mat<T>& c, const Matrix& matrix, bool of_rows) {
    const arma::Mat<T>& a = std::get<arma::Mat<T>>(matrix.values);
    const arma::blas_int rows = blas_size(matrix, a.n_rows), cols = blas_size(matrix, a.n_cols);
    if (rows == 0 || cols == 0) return;
    const arma::blas_int n = of_rows ? rows : cols, k = of_rows ? cols : rows;
    const char upper = 'U', trans = of_rows ? 'N' : is_complex_scalar<T> ? 'C' : 'T';
    const double one = 1;
    if constexpr (is_complex_scalar<T>)
        arma::blas::herk(&upper, &trans, &n, &k, &one, a.memptr(), &rows, &one, c.memptr(), &n);
    else
        arma::blas::syrk(&upper, &trans, &n, &k, &one, a.memptr(), &rows, &one, c.memptr(), &n);
}

// Zeros, of the kind and field of a Gram matrix of a.
Matrix zeros_like(const Matrix& a, uword n) {
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        if (a.is_sparse()) return Matrix(arma::SpMat<T>(n, n));
        arma::Mat<T> zeros = allocate_dense<T>(n, n);
        zeros.zeros();
        return Matrix(std::move(zeros));
    });
}

void promote(Matrix& sum, const Matrix& term) {
    if (term.is_complex()) sum = to_complex(std::move(sum));
    if (!term.is_sparse()) sum = to_dense(std::move(sum));
}

template <class T>
void add_values(Matrix& sum, const Matrix& term) {
    if (auto* sparse = std::get_if<arma::SpMat<T>>(&sum.values)) {
        *sparse += std::get<arma::SpMat<T>>(term.values);
    } else if (term.is_sparse()) {
        std::get<arma::Mat<T>>(sum.values) += std::get<arma::SpMat<T>>(term.values);
    } else {
        std::get<arma::Mat<T>>(sum.values) += std::get<arma::Mat<T>>(term.values);
    }
}

template <class T>
void mirror_upper(arma::Mat<T>& a) {
    for (uword j = 0; j < a.n_cols; ++j) {
        a.at(j, j) = std::real(a.at(j, j));
        for (uword i = 0; i < j; ++i) {
            if constexpr (is_complex_scalar<T>)
                a.at(j, i) = std::conj(a.at(i, j));
            else
                a.at(j, i) = a.at(i, j);
        }
    }
}

template <class T>
void mirror_upper(arma::SpMat<T>& a) {
    if (a.n_cols == 0) return;
    arma::SpMat<T> above(a.n_rows, a.n_cols);
    if (a.n_cols > 1) above = arma::trimatu(a, 1);  // a 1x1 matrix has no such diagonal
    arma::SpMat<T> diagonal = arma::diagmat(a);
    diagonal.transform([](T x) { return T(std::real(x)); });
    a = above + diagonal + arma::SpMat<T>(above.t());
}

Matrix mirrored(Matrix upper) {
    std::visit([](auto& v) { mirror_upper(v); }, upper.values);
    return upper;
}

}  // namespace

void GramAccumulator::begin_or_require_columns(const Matrix& block) {
    if (!upper_) {
        upper_ = zeros_like(block, block.cols());
        upper_->column_names = upper_->row_names = block.column_names;
    } else if (upper_->cols() != block.cols()) {
        throw data_error(described(block) + ": the rows before have " + std::to_string(upper_->cols()) + " columns");
    }
}

void GramAccumulator::add_products(const Matrix& upper) {
    promote(*upper_, upper);
    const Matrix term = upper_->is_complex() ? to_complex(upper) : upper;
    in_field(upper_->is_complex(), [&](auto zero) { add_values<decltype(zero)>(*upper_, term); });
}

void GramAccumulator::add(const Matrix& row_block, int threads) {
    begin_or_require_columns(row_block);
    if (row_block.is_sparse())
        return add_products(multiply(row_block, Transposition::adjoint, row_block, Transposition::none, threads));
    promote(*upper_, row_block);
    if (upper_->is_complex() && !row_block.is_complex())
        add_gram(std::get<arma::cx_mat>(upper_->values), to_complex(row_block), false);
    else if (upper_->is_complex())
        add_gram(std::get<arma::cx_mat>(upper_->values), row_block, false);
    else
        add_gram(std::get<arma::mat>(upper_->values), row_block, false);
}

void GramAccumulator::merge(const GramAccumulator& other) {
    if (!other.upper_) return;
    begin_or_require_columns(*other.upper_);
    add_products(*other.upper_);
}

Matrix GramAccumulator::result() const {
    return upper_ ? mirrored(*upper_) : Matrix();
}

arma::vec GramAccumulator::diagonal() const {
    if (!upper_) return {};
    return in_field(upper_->is_complex(), [&](auto zero) {
        using T = decltype(zero);
        return arma::vec(arma::real(arma::Col<T>(std::get<arma::Mat<T>>(upper_->values).diag())));
    });
}

void GramAccumulator::scale_columns(const Exponents& exponents) {
    if (upper_) upper_ = equilibrated(std::move(*upper_), exponents, exponents);
}

Matrix gram_rows(const Matrix& a, int threads) {
    Matrix upper =
        a.is_sparse() ? multiply(a, Transposition::none, a, Transposition::adjoint, threads) : zeros_like(a, a.rows());
    if (!a.is_sparse())
        in_field(a.is_complex(),
                 [&](auto zero) { add_gram(std::get<arma::Mat<decltype(zero)>>(upper.values), a, true); });
    upper.row_names = upper.column_names = a.row_names;
    return mirrored(std::move(upper));
}

}  // namespace la
