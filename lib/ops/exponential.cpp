#include "ops/exponential.hpp"

#include <cmath>
#include <utility>
#include <variant>

#include "core/error.hpp"
#include "ops/balance.hpp"
#include "ops/dense_field.hpp"
#include "ops/eigen.hpp"
#include "ops/exponential_approximant.hpp"
#include "ops/squared_exponential.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

// Stops early where values have left the range of doubles.
template <class T>
arma::Mat<T> squared(const arma::Mat<T>& a, ExponentialApproximant<T> start, bool rows_sum_to_one = false) {
    const bool is_triangular = a.is_trimatu();
    SquaredExponential<T> x(std::move(start.less_identity));
    for (int left = start.squarings;; --left) {
        if (is_triangular)
            x.recompute_diagonals(a, left);
        else if (rows_sum_to_one)
            x.normalize_rows();
        if (left == 0 || !x.is_finite()) return std::move(x).matrix();
        x.square();
    }
}

// In the triangle the powers are small by structure, and nothing cancels.
template <class T>
arma::Mat<T> through_schur_form(const arma::Mat<T>& a) {
    arma::cx_mat vectors, triangle;
    if (!arma::schur(vectors, triangle, arma::conv_to<arma::cx_mat>::from(a)))
        throw numerical_error("'expm': the Schur form did not converge");
    const arma::cx_mat result = vectors * squared(triangle, taylor_approximant(triangle)) * vectors.t();
    if constexpr (is_complex_scalar<T>)
        return result;
    else
        return arma::real(result);
}

template <class T>
arma::Mat<T> exponential_of_full(const arma::Mat<T>& a) {
    constexpr int most_beyond_powers = 4;  // each may double the rounding errors
    ExponentialApproximant<T> start = pade_approximant(a);
    return start.beyond_powers > most_beyond_powers ? through_schur_form(a) : squared(a, std::move(start));
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
    const double tolerance = double(a.n_rows) * arma::datum::eps;
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
    return squared(a, taylor_approximant(a), true);
}

template <class T>
arma::Mat<T> exponential(const arma::Mat<T>& a) {
    if (a.is_diagmat()) return arma::diagmat(arma::Col<T>(arma::exp(a.diag())));
    if constexpr (!is_complex_scalar<T>) {
        if (is_generator(a)) return exponential_of_generator(a);
        if (is_generator(a.t())) return exponential_of_generator(a.t()).t();
    }
    const Balanced<T> balanced(a);
    const arma::Mat<T>& b = balanced.matrix();
    const bool is_entrywise = b.is_trimatu() || is_essentially_nonnegative(b);
    return balanced.undone(is_entrywise ? squared(b, taylor_approximant(b)) : exponential_of_full(b));
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
