#include "ops/solve.hpp"

#include <algorithm>
#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "ops/positive_definite.hpp"
#include "ops/rearrange.hpp"
#include "ops/solve_sparse.hpp"
#include "ops/symmetry.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using arma::uword;

bool has_only_integers(const Matrix& a) {
    if (a.is_complex()) return false;
    return std::visit(
        [](const auto& v) {
            return std::all_of(v.begin(), v.end(),
                               [](const auto& x) { return std::trunc(std::real(x)) == std::real(x); });
        },
        a.values);
}

// The determinant of n×n integers is an integer: that next to what LU gave, if the error of LU, about
// n²·eps·cond₁·|det|, is below one half, else what LU gave.
double nearest_integer_determinant(double det, uword n, double reciprocal_condition) {
    if (det == 0 || std::abs(det) >= 0x1p53) return det;
    const double error = double(n) * double(n) * eps * std::abs(det) / reciprocal_condition;
    return error < 0.5 ? std::round(det) : det;
}

}  // namespace

Factorization::Factorization(Matrix a) : origin_(a.origin) {
    require_square(a);
    require_finite(a);
    order_ = a.rows();
    of_integers_ = has_only_integers(a);
    system_ = SparseSystem::factored(a);
    if (!system_) system_ = dense_system(std::move(a));
}

Matrix Factorization::solve_regular(const Matrix& b, Transposition form, const char* what) const {
    std::optional<Matrix> x = system_->solve(b, form);
    if (!x) throw numerical_error(what + name_of(origin_) + " lies beyond the range of doubles");
    return std::move(*x);
}

Matrix Factorization::solve(const Matrix& b, Transposition form) const {
    if (!is_regular())
        throw numerical_error(name_of(origin_) +
                              " is singular to working accuracy (laproj --coef gives a least squares solution)");
    return solve_regular(b, form, "the solution with ");
}

Matrix Factorization::solve_right(const Matrix& b, Transposition form) const {
    // X·A = B is A.'·X.' = B.', X·A.' = B is A·X.' = B.', and X·A' = B is A·X' = B'.
    const Transposition other = form == Transposition::adjoint ? Transposition::adjoint : Transposition::transpose;
    return transpose(
        solve(transpose(b, other), form == Transposition::none ? Transposition::transpose : Transposition::none),
        other);
}

Matrix Factorization::inverse() const {
    if (!is_regular()) throw numerical_error(name_of(origin_) + " is singular to working accuracy");
    if (order_ > 0 && order_ > max_dense_cells / order_)
        throw data_error("the result is dense: " + shape_text(order_, order_) + " exceeds the limit of " +
                         std::to_string(max_dense_cells) + " cells");
    Matrix result = solve_regular(identity_matrix(order_, false), Transposition::none, "the inverse of ");
    return system_->is_positive_definite() ? symmetric_part(std::move(result)) : result;
}

ScaledProduct Factorization::determinant_product() const {
    const ScaledProduct product = system_->determinant();
    if (!of_integers_) return product;
    const double det = product.value().real();
    const double nearest = nearest_integer_determinant(det, order_, reciprocal_condition());
    if (nearest == det) return product;
    ScaledProduct rounded;
    rounded.multiply(nearest);
    return rounded;
}

Matrix Factorization::determinant() const {
    const arma::cx_double det = determinant_product().value();
    if (det.imag() != 0) return Matrix(arma::cx_mat(1, 1, arma::fill::value(det)));
    return Matrix(arma::mat(1, 1, arma::fill::value(det.real())));
}

Matrix Factorization::log_determinant() const {
    const ScaledProduct det = system_->determinant();
    const double tolerance = 100 * double(order_ + 1) * eps;
    if (!(det.phase.real() > 0) || std::abs(det.phase.imag()) > tolerance)
        throw numerical_error("'logdet': the determinant of " + name_of(origin_) + " is not positive");
    return Matrix(arma::mat(1, 1, arma::fill::value(det.log_modulus())));
}

Matrix cholesky(const Matrix& a) {
    require_square(a);
    require_finite(a);
    if (!is_symmetric(a)) throw numerical_error("'chol': " + name_of(a.origin) + " is not symmetric");
    if (a.rows() == 0) return Matrix(arma::mat());
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        auto c = equilibrated_cholesky(dense_as<decltype(zero)>(a));
        if (!c) throw numerical_error("'chol': " + name_of(a.origin) + " is not positive definite");
        for (int& exponent : c->scales) exponent = -exponent;
        return equilibrated(Matrix(std::move(c->factor)), Exponents(a.rows()), c->scales);
    });
}

}  // namespace la
