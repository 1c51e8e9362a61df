#include "ops/eigen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "core/power_of_two.hpp"
#include "lapack/diagonalizable.hpp"
#include "lapack/eigen.hpp"
#include "lapack/solve.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/eigen_order.hpp"
#include "ops/scaling.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

constexpr double diagonalizable_tolerance = 1e-10;

Matrix checked_operand(Matrix a) {
    require_square(a);
    require_finite(a);
    return to_real_if_possible(std::move(a));
}

// Column j becomes what column order(j) was, cycle by cycle: no second matrix is needed.
template <class T>
void permute_columns(arma::Mat<T>& v, arma::uvec order) {
    for (arma::uword first = 0; first < order.n_elem; ++first) {
        arma::uword to = first;
        while (order(to) != first) {
            const arma::uword from = order(to);
            v.swap_cols(to, from);
            order(to) = to;
            to = from;
        }
        order(to) = to;
    }
}

// The vectors of a driver in their final order and phase.
Matrix finished(Values vectors, const arma::uvec& order) {
    std::visit(
        [&](auto& v) {
            if constexpr (arma::is_Mat<std::decay_t<decltype(v)>>::value) {
                if (v.is_empty()) return;
                permute_columns(v, order);
                make_columns_canonical(v);
            }
        },
        vectors);
    return to_real_if_possible(std::move(vectors));
}

Eigensystem finished(DriverResult result, bool real_operand) {
    const arma::uvec order = eigenvalue_order(result.values, result.values.n_elem);
    Eigensystem e;
    e.values = result.values(order);
    e.vectors = finished(std::move(result.vectors), order);
    e.left = finished(std::move(result.left), order);
    for (const auto& x : e.values)
        if (const double modulus = std::abs(x); std::isfinite(modulus))
            e.largest_modulus = std::max(e.largest_modulus, modulus);
    e.has_conjugate_pairs = real_operand;
    e.driver = result.driver;
    return e;
}

// V D, column by column: an infinite value must not meet the zeros of a diagonal matrix.
template <class T>
arma::Mat<T> scaled_columns(arma::Mat<T> v, const arma::cx_vec& values) {
    for (arma::uword j = 0; j < v.n_cols; ++j) {
        if constexpr (is_complex_scalar<T>)
            v.col(j) *= values(j);
        else
            v.col(j) *= values(j).real();
    }
    return v;
}

// Whether an eigenvalue is so ill-conditioned that an error of 100 eps in A may merge it with another: its condition
// number |w|'|v| / |w'v|, here taken by components so that a diagonal scaling of A does not matter, exceeds 1/sqrt(100
// eps). Then a small residual of V D Vinv is luck.
template <class T>
bool is_nearly_defective(const arma::Mat<T>& v, const arma::Mat<T>& inverse) {
    const arma::rowvec conditions = arma::sum(arma::abs(inverse.st()) % arma::abs(v), 0);
    return !(conditions.max() <= worst_condition());
}

// The inverse of V where it makes A = B V D Vinv (B = I where b is null) to working accuracy.
Matrix verified_inverse(const Eigensystem& e, const Matrix& a, const Matrix* b) {
    const auto refuse = [&] { return not_diagonalizable(name_of(a)); };
    if (!e.values.is_finite()) throw refuse();
    const bool values_complex = arma::any(arma::vec(arma::imag(e.values)));
    const bool complex = e.vectors.is_complex() || a.is_complex() || (b && b->is_complex()) || values_complex;
    return in_field(complex, [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const arma::Mat<T> v = dense_as<T>(e.vectors), operand = dense_as<T>(a);
        arma::Mat<T> inverse(v.n_rows, v.n_cols, arma::fill::eye);
        if (!lapack::solve_square(v, inverse) || is_nearly_defective(v, inverse)) throw refuse();
        arma::Mat<T> factors = scaled_columns(v, e.values) * inverse;
        if (b) factors = dense_as<T>(*b) * factors;
        const double defect = arma::norm(operand - factors, "fro");
        if (!(defect <= diagonalizable_tolerance * arma::norm(operand, "fro"))) throw refuse();
        return to_real_if_possible(Matrix(std::move(inverse)));
    });
}

Matrix conjugate_transpose(const Matrix& v) {
    return in_field(v.is_complex(), [&](auto zero) { return Matrix(dense_as<decltype(zero)>(v).t().eval()); });
}

Eigensystem empty_system() {
    Eigensystem e;
    e.vectors = e.left = e.inverse = Matrix(arma::mat());
    e.is_symmetric = true;
    return e;
}

bool takes_symmetric_driver(const Matrix& a, SymmetricMode mode) {
    if (mode == SymmetricMode::yes) require_symmetric(a);
    return mode != SymmetricMode::no && is_symmetric(a);
}

// Left vectors of a symmetric problem are its right ones.
void share_vectors(Eigensystem& e, const EigenWanted& wanted) {
    if (wanted.left) e.left = e.vectors;
    if (!wanted.vectors) e.vectors = Matrix();
}

Eigensystem eigen_symmetric(Matrix a, EigenWanted wanted) {
    const bool real = !a.is_complex();
    DriverResult result = in_field(a.is_complex(), [&](auto zero) {
        return hermitian_driver(dense_as<decltype(zero)>(symmetric_part(std::move(a))), wanted.vectors || wanted.left);
    });
    Eigensystem e = finished(std::move(result), real);
    e.is_symmetric = true;
    if (wanted.inverse) e.inverse = conjugate_transpose(e.vectors);
    share_vectors(e, wanted);
    return e;
}

Eigensystem eigen_general(Matrix a, EigenWanted wanted) {
    const Matrix original = wanted.inverse ? a : Matrix();
    const bool real = !a.is_complex();
    DriverResult result = in_field(a.is_complex(), [&](auto zero) {
        return general_driver(dense_as<decltype(zero)>(std::move(a)), wanted.vectors, wanted.left);
    });
    Eigensystem e = finished(std::move(result), real);
    if (wanted.inverse) e.inverse = verified_inverse(e, original, nullptr);
    return e;
}

// Of a matrix that was 2^exponent times as large.
void scale_values(Eigensystem& e, int exponent) {
    if (exponent == 0) return;
    for (auto& x : e.values) x = times_power_of_two(x, exponent);
    e.largest_modulus = times_power_of_two(e.largest_modulus, exponent);
}

void name_factors(Eigensystem& e, const Names& row_names, const Names& column_names) {
    if (e.vectors.rows() != 0) e.vectors.row_names = row_names;
    if (e.left.rows() != 0) e.left.row_names = row_names;
    if (e.inverse.cols() != 0) e.inverse.column_names = column_names;
}

bool is_definite_pencil(const Matrix& a, const Matrix& b, SymmetricMode mode) {
    if (!takes_symmetric_driver(a, mode) || !takes_symmetric_driver(b, mode)) return false;
    const bool definite = in_field(
        b.is_complex(), [&](auto zero) { return has_safe_cholesky(dense_as<decltype(zero)>(symmetric_part(b))); });
    if (!definite && mode == SymmetricMode::yes) throw numerical_error(name_of(b) + " is not positive definite");
    return definite;
}

}  // namespace

Eigensystem eigen(Matrix a, EigenWanted wanted, SymmetricMode mode) {
    a = checked_operand(std::move(a));
    wanted.vectors = wanted.vectors || wanted.inverse;
    if (a.rows() == 0) return empty_system();
    const bool symmetric = takes_symmetric_driver(a, mode);
    const Names row_names = a.row_names, column_names = a.column_names;
    const double scale = safe_scale(a);
    a = scaled(std::move(a), scale);
    Eigensystem e = symmetric ? eigen_symmetric(std::move(a), wanted) : eigen_general(std::move(a), wanted);
    scale_values(e, -exponent_of(scale));
    if (!e.values.is_finite()) throw numerical_error("an eigenvalue lies beyond the range of doubles");
    name_factors(e, row_names, column_names);
    return e;
}

Eigensystem eigen_generalized(Matrix a, Matrix b, EigenWanted wanted, SymmetricMode mode) {
    a = checked_operand(std::move(a));
    b = checked_operand(std::move(b));
    if (a.rows() != b.rows())
        throw data_error(described(a) + ", " + described(b) + ": two matrices of one shape are needed");
    wanted.vectors = wanted.vectors || wanted.inverse;
    if (a.rows() == 0) return empty_system();

    const Names row_names = a.row_names, column_names = a.column_names;
    const double scale_a = safe_scale(a), scale_b = safe_scale(b);
    a = scaled(std::move(a), scale_a);
    b = scaled(std::move(b), scale_b);
    const bool definite = is_definite_pencil(a, b, mode), complex = a.is_complex() || b.is_complex();
    const Matrix original_a = wanted.inverse ? a : Matrix(), original_b = wanted.inverse ? b : Matrix();
    DriverResult result = in_field(complex, [&](auto zero) {
        using T = decltype(zero);
        if (definite)
            return definite_pencil_driver(dense_as<T>(symmetric_part(std::move(a))),
                                          dense_as<T>(symmetric_part(std::move(b))), wanted.vectors || wanted.left);
        return pencil_driver(dense_as<T>(std::move(a)), dense_as<T>(std::move(b)), wanted.vectors, wanted.left);
    });
    Eigensystem e = finished(std::move(result), !complex);
    if (wanted.inverse) e.inverse = verified_inverse(e, original_a, &original_b);
    scale_values(e, exponent_of(scale_b) - exponent_of(scale_a));
    e.is_symmetric = definite;
    if (definite) share_vectors(e, wanted);
    name_factors(e, row_names, column_names);
    return e;
}

EigenWanted wanted_for(const std::vector<std::string>& names) {
    EigenWanted wanted;
    for (const std::string& name : names) {
        if (name == "V")
            wanted.vectors = true;
        else if (name == "W")
            wanted.left = true;
        else if (name == "Vinv")
            wanted.inverse = true;
        else if (name != "w" && name != "D")
            throw usage_error("'" + name + "' is no part of an eigensystem: w, V, D, Vinv and W are");
    }
    return wanted;
}

Matrix eigen_part(const Eigensystem& e, const std::string& name) {
    if (name == "V") return e.vectors;
    if (name == "W") return e.left;
    if (name == "Vinv") return e.inverse;
    if (name == "w") return to_real_if_possible(Matrix(arma::cx_mat(e.values)));
    if (name == "D") return to_real_if_possible(Matrix(arma::cx_mat(arma::diagmat(e.values))));
    throw usage_error("'" + name + "' is no part of an eigensystem: w, V, D, Vinv and W are");
}

}  // namespace la
