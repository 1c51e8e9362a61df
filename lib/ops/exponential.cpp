#include "ops/exponential.hpp"

#include <cmath>
#include <limits>
#include <utility>
#include <variant>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "ops/balance.hpp"
#include "ops/eigen.hpp"
#include "ops/exponential_approximant.hpp"
#include "ops/squared_exponential.hpp"
#include "ops/symmetry.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

// Squares what the approximant began. settle(x, left) mends or judges x, which has `left` squarings to come. Stops
// early where values have left the range of doubles.
template <class T, class Settle>
arma::Mat<T> squared(ExponentialApproximant<T> start, Settle settle) {
    SquaredExponential<T> x(std::move(start.less_identity));
    for (int left = start.squarings; x.is_finite(); --left) {
        settle(x, left);
        if (left == 0) break;
        x.square();
    }
    return x.matrix();
}

template <class T>
arma::Mat<T> exponential_of_triangle(const arma::Mat<T>& a) {
    return squared(taylor_approximant(a), [&](auto& x, int left) { x.recompute_diagonals(a, left); });
}

// Rounding errors of A·2^-k, eps of itself, move its exponential X by eps·A·2^-k·X at least. That is looked at only
// where it can be as large as X: where it is, as of a rotation through 1e16, the values mean nothing, and squared on
// may even vanish.
template <class T>
void require_digits(const arma::Mat<T>& a, int k, const arma::Mat<T>& x) {
    constexpr double digit = 10 * eps;
    const arma::Mat<T> scaled = a * std::ldexp(1.0, -k);
    if (digit * norm_1(scaled) <= 1 || digit * norm_1(arma::Mat<T>(scaled * x)) <= norm_1(x)) return;
    throw numerical_error("'expm': the matrix is so large that no digit of its exponential is certain");
}

// In the triangle the powers are small by structure, and nothing cancels.
template <class T>
arma::Mat<T> through_schur_form(const arma::Mat<T>& a) {
    arma::cx_mat vectors, triangle;
    if (!arma::schur(vectors, triangle, arma::conv_to<arma::cx_mat>::from(a)))
        throw numerical_error("'expm': the Schur form did not converge");
    const arma::cx_mat result = vectors * exponential_of_triangle(triangle) * vectors.t();
    if (result.is_finite()) require_digits(arma::conv_to<arma::cx_mat>::from(a), 0, result);
    if constexpr (is_complex_scalar<T>)
        return result;
    else
        return arma::real(result);
}

template <class T>
arma::Mat<T> exponential_of_full(const arma::Mat<T>& a) {
    constexpr int most_beyond_powers = 4;  // each may double the rounding errors
    ExponentialApproximant<T> start = pade_approximant(a);
    if (start.beyond_powers > most_beyond_powers) return through_schur_form(a);
    return squared(std::move(start), [&](const auto& x, int left) { require_digits(a, left, x.matrix()); });
}

// Whether no entry off the diagonal is negative. Then no entry of the exponential is.
template <class T>
bool is_essentially_nonnegative(const arma::Mat<T>& a) {
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword i = 0; i < a.n_rows; ++i)
            if (i != j && (std::real(a.at(i, j)) < 0 || std::imag(a.at(i, j)) != 0)) return false;
    return true;
}

// Whether in each row the rates of moving on, which are not negative, sum to the rate of leaving but for rounding
// errors.
bool is_generator(const arma::mat& a) {
    const double tolerance = double(a.n_rows) * eps;
    for (arma::uword i = 0; i < a.n_rows; ++i) {
        const double leaving = -a.at(i, i);
        double share = 0;  // a sum of rates might overflow
        for (arma::uword j = 0; j < a.n_cols; ++j)
            if (i != j && a.at(i, j) != 0) share += a.at(i, j) / leaving;
        if (!(std::abs(share - (leaving != 0)) <= tolerance)) return false;
    }
    return is_essentially_nonnegative(a);
}

// Not balanced: that would hide the sums of the rows.
arma::mat exponential_of_generator(const arma::mat& a) {
    if (a.is_trimatu()) return exponential_of_triangle(a);
    return squared(taylor_approximant(a), [](auto& x, int) { x.normalize_rows(); });
}

template <class T>
arma::Mat<T> exponential_of_balanced(const arma::Mat<T>& a) {
    if (a.is_trimatu()) return exponential_of_triangle(a);
    if (is_essentially_nonnegative(a)) return squared(taylor_approximant(a), [](auto&, int) {});
    return exponential_of_full(a);
}

template <class T>
arma::Mat<T> exponential(const arma::Mat<T>& a) {
    if (a.is_diagmat()) return arma::diagmat(arma::Col<T>(arma::exp(a.diag())));
    if constexpr (!is_complex_scalar<T>) {
        if (is_generator(a)) return exponential_of_generator(a);
        if (is_generator(a.t())) return exponential_of_generator(a.t()).t();
    }
    const Balanced<T> balanced(a);
    return balanced.undone(exponential_of_balanced(balanced.matrix()));
}

}  // namespace

Matrix matrix_exponential(const Matrix& a) {
    require_square(a);
    require_finite(a);
    Matrix values = to_real_if_possible(a);
    Matrix result = in_field(values.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        return Matrix(exponential(dense_as<T>(std::move(values))));
    });
    if (!std::visit([](const auto& v) { return v.is_finite(); }, result.values))
        throw numerical_error("'expm': the exponential of " + name_of(a) + " lies beyond the range of doubles");
    return asymmetry(a) == 0 ? symmetric_part(std::move(result)) : result;
}

}  // namespace la
