#include "ops/elementwise_sparse.hpp"

#include <cmath>

#include "core/field.hpp"

namespace la {

namespace {

using arma::uword;

template <class T>
constexpr bool is_sparse_matrix = arma::is_arma_sparse_type<T>::value;

template <class T>
arma::SpMat<T> sparse_as(Matrix a) {
    if constexpr (is_complex_scalar<T>) a = to_complex(std::move(a));
    return std::get<arma::SpMat<T>>(std::move(a.values));
}

// The same pattern with other nonzero values.
template <class T>
Matrix with_values(const arma::SpMat<T>& a, const arma::Mat<T>& values) {
    return Matrix(arma::SpMat<T>(arma::uvec(a.row_indices, a.n_nonzero), arma::uvec(a.col_ptrs, a.n_cols + 1),
                                 arma::Col<T>(values.memptr(), a.n_nonzero), a.n_rows, a.n_cols));
}

// The program on the nonzero values alone.
Matrix over_nonzeros(const ElementwiseProgram& program, const Matrix& a, std::vector<std::shared_ptr<Matrix>> others,
                     bool is_complex) {
    return in_field(is_complex, [&](auto zero) {
        using T = decltype(zero);
        const auto sparse = sparse_as<T>(a);
        others.insert(others.begin(), std::make_shared<Matrix>(arma::Mat<T>(sparse.values, sparse.n_nonzero, 1)));
        try {
            const Matrix result = elementwise(program, std::move(others), sparse.n_nonzero, 1, 1);
            return with_values(sparse, std::get<arma::Mat<T>>(result.values));
        } catch (const DomainError& error) {
            if (error.kind() == ErrorKind::data) throw;
            auto place = sparse.begin();
            std::advance(place, error.cell());
            throw error.in_cell(place.row() + place.col() * a.rows(), a.rows(), a.cols());
        }
    });
}

bool is_scalar(const Matrix& a) {
    return a.rows() == 1 && a.cols() == 1;
}

bool is_product(ElementwiseOp op) {
    return op == ElementwiseOp::multiply;
}

bool is_sum(ElementwiseOp op) {
    return op == ElementwiseOp::add || op == ElementwiseOp::subtract;
}

// Whether the operation with a scalar gives 0 at 0.
bool keeps_zero_with(ElementwiseOp op, arma::cx_double s) {
    using Op = ElementwiseOp;
    // clang-format off
    switch (op) {
        case Op::multiply: return std::isfinite(s.real()) && std::isfinite(s.imag());
        case Op::divide: return s != 0.0 && !std::isnan(s.real()) && !std::isnan(s.imag());
        case Op::power: return s.real() > 0;
        case Op::add: case Op::subtract: case Op::negate: case Op::conjugate: case Op::sin: case Op::cos: case Op::tan:
        case Op::asin: case Op::acos: case Op::atan: case Op::sinh: case Op::cosh: case Op::tanh: case Op::exp:
        case Op::log: case Op::sqrt: case Op::sign: case Op::relu: case Op::sigmoid: case Op::softplus: break;
    }
    // clang-format on
    return false;
}

}  // namespace

Matrix absolute(const Matrix& a) {
    return std::visit(
        [](const auto& v) -> Matrix {
            using M = std::decay_t<decltype(v)>;
            if constexpr (is_sparse_matrix<M>)
                return Matrix(arma::sp_mat(arma::abs(v)));
            else
                return Matrix(arma::mat(arma::abs(v)));
        },
        a.values);
}

bool keeps_zero(ElementwiseOp op) {
    using Op = ElementwiseOp;
    // clang-format off
    switch (op) {
        case Op::negate: case Op::conjugate: case Op::sin: case Op::tan: case Op::asin: case Op::atan: case Op::sinh:
        case Op::tanh: case Op::sqrt: case Op::sign: case Op::relu: return true;
        case Op::cos: case Op::acos: case Op::cosh: case Op::exp: case Op::log: case Op::sigmoid: case Op::softplus:
        case Op::add: case Op::subtract: case Op::multiply: case Op::divide: case Op::power: break;
    }
    // clang-format on
    return false;
}

bool is_sparse_operation(ElementwiseOp op, const Matrix& a, const Matrix& b) {
    if (is_product(op) && (!a.is_sparse() || is_scalar(a)) && b.is_sparse() && !is_scalar(b))
        return is_sparse_operation(op, b, a);
    if (!a.is_sparse() || is_scalar(a)) return false;
    if (is_scalar(b)) return keeps_zero_with(op, dense_complex(b)[0]);
    return is_product(op) || (is_sum(op) && b.is_sparse());
}

Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a) {
    return over_nonzeros({1, {{op, 0, 0}}}, a, {}, a.is_complex());
}

Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a, const Matrix& b) {
    const bool is_complex = a.is_complex() || b.is_complex();
    if (is_product(op) && (!a.is_sparse() || is_scalar(a)) && b.is_sparse()) return sparse_elementwise(op, b, a);
    if (is_scalar(b)) return over_nonzeros({2, {{op, 0, 1}}}, a, {std::make_shared<Matrix>(to_dense(b))}, is_complex);
    return in_field(is_complex, [&](auto zero) {
        using T = decltype(zero);
        const auto left = sparse_as<T>(a);
        if (!b.is_sparse()) return Matrix(arma::SpMat<T>(left % dense_as<T>(b)));
        const auto right = sparse_as<T>(b);
        return Matrix(op == ElementwiseOp::add        ? arma::SpMat<T>(left + right)
                      : op == ElementwiseOp::subtract ? arma::SpMat<T>(left - right)
                                                      : arma::SpMat<T>(left % right));
    });
}

}  // namespace la
