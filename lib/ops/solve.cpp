#include "ops/solve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "ops/dense_field.hpp"
#include "ops/norm_estimate.hpp"
#include "ops/rearrange.hpp"
#include "ops/scaled_product.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

using arma::uword;
using Complex = arma::cx_double;

int to_int(uword n) {
    if (n > uword(std::numeric_limits<int>::max())) throw data_error("a matrix is too large for LAPACK's integers");
    return int(n);
}

std::string name_of(const std::string& origin) {
    return origin.empty() ? "the matrix" : origin;
}

template <class T>
void getrs(char trans, int n, int columns, const T* a, const int* pivots, T* b) {
    int info = 0;
    const int ld = std::max(1, n);
    if constexpr (is_complex_scalar<T>)
        arma::arma_fortran(arma_zgetrs)(&trans, &n, &columns, reinterpret_cast<const arma::blas_cxd*>(a), &ld, pivots,
                                        reinterpret_cast<arma::blas_cxd*>(b), &ld, &info, 1);
    else
        arma::arma_fortran(arma_dgetrs)(&trans, &n, &columns, a, &ld, pivots, b, &ld, &info, 1);
}

template <class T>
bool is_positive_definite_candidate(const arma::Mat<T>& a) {
    for (uword i = 0; i < a.n_rows; ++i)
        if (!(std::real(a.at(i, i)) > 0)) return false;
    return is_symmetric(Matrix(a));
}

template <class M>
bool has_only_integers(const M& a) {
    return std::all_of(a.begin(), a.end(), [](double x) { return std::trunc(x) == x; });
}

template <class T>
double condition_of_lu(const arma::Mat<T>& lu, double norm) {
    int n = to_int(lu.n_rows), info = 0;
    char kind = '1';
    double rcond = 0;
    arma::podarray<T> work(4 * lu.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(2 * lu.n_rows);
        arma::lapack::cx_gecon(&kind, &n, lu.memptr(), &n, &norm, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(lu.n_rows);
        arma::lapack::gecon(&kind, &n, lu.memptr(), &n, &norm, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

template <class T>
double condition_of_cholesky(const arma::Mat<T>& factor, double norm) {
    int n = to_int(factor.n_rows), info = 0;
    char uplo = 'U';
    double rcond = 0;
    arma::podarray<T> work(3 * factor.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(factor.n_rows);
        arma::lapack::cx_pocon(&uplo, &n, factor.memptr(), &n, &norm, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(factor.n_rows);
        arma::lapack::pocon(&uplo, &n, factor.memptr(), &n, &norm, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

template <class T>
double condition_of_triangle(const arma::Mat<T>& a, char uplo) {
    int n = to_int(a.n_rows), info = 0;
    char kind = '1', diag = 'N';
    double rcond = 0;
    arma::podarray<T> work(3 * a.n_rows);
    if constexpr (is_complex_scalar<T>) {
        arma::podarray<double> rwork(a.n_rows);
        arma::lapack::cx_trcon(&kind, &uplo, &diag, &n, a.memptr(), &n, &rcond, work.memptr(), rwork.memptr(), &info);
    } else {
        arma::podarray<int> iwork(a.n_rows);
        arma::lapack::trcon(&kind, &uplo, &diag, &n, a.memptr(), &n, &rcond, work.memptr(), iwork.memptr(), &info);
    }
    return rcond;
}

}  // namespace

template <class T>
Factorization::Factors<T>::Factors(arma::Mat<T> a) : values(std::move(a)) {
    int n = to_int(values.n_rows), info = 0;
    if (n == 0) {
        reciprocal_condition = std::numeric_limits<double>::infinity();
        return;
    }
    if (values.is_trimatu() || values.is_trimatl()) {
        kind = values.is_trimatu() ? Kind::upper : Kind::lower;
        reciprocal_condition = condition_of_triangle(values, kind == Kind::upper ? 'U' : 'L');
        return;
    }
    const double norm = norm_1(values);
    if (is_positive_definite_candidate(values)) {
        arma::Mat<T> factor = values;
        char uplo = 'U';
        arma::lapack::potrf(&uplo, &n, factor.memptr(), &n, &info);
        if (info == 0) {
            kind = Kind::cholesky;
            values = std::move(factor);
            reciprocal_condition = condition_of_cholesky(values, norm);
            return;
        }
    }
    pivots.resize(values.n_rows);
    arma::lapack::getrf(&n, &n, values.memptr(), &n, pivots.data(), &info);
    reciprocal_condition = info > 0 ? 0 : condition_of_lu(values, norm);
}

template <class T>
void Factorization::Factors<T>::solve(arma::Mat<T>& b, char trans) const {
    int n = to_int(values.n_rows), columns = to_int(b.n_cols), info = 0;
    if (n == 0 || columns == 0) return;
    if (kind == Kind::lu) return getrs(trans, n, columns, values.memptr(), pivots.data(), b.memptr());
    char uplo = kind == Kind::lower ? 'L' : 'U', diag = 'N';
    const auto triangle = [&](char form) {
        arma::lapack::trtrs(&uplo, &form, &diag, &n, &columns, values.memptr(), &n, b.memptr(), &n, &info);
    };
    if (kind != Kind::cholesky) return triangle(trans);
    // A is Hermitian: A.' is its conjugate.
    if (trans == 'T' && is_complex_scalar<T>) b = arma::conj(b);
    triangle('C');
    triangle('N');
    if (trans == 'T' && is_complex_scalar<T>) b = arma::conj(b);
}

template <class T>
double Factorization::Factors<T>::sign_of_permutation() const {
    double sign = 1;
    for (std::size_t i = 0; i < pivots.size(); ++i)
        if (pivots[i] != int(i + 1)) sign = -sign;
    return sign;
}

Factorization::Factorization(Matrix a) : factors_(Factors<double>(arma::mat())), origin_(a.origin) {
    require_square(a);
    require_finite(a);
    order_ = a.rows();
    if ((sparse_ = SparseSystem::factored(a)) != nullptr)
        of_integers_ = !a.is_complex() && has_only_integers(std::get<arma::sp_mat>(a.values));
    else if (a.is_complex())
        factors_ = Factors<Complex>(dense_complex(std::move(a)));
    else
        factors_ = Factors<double>(real_values(std::move(a)));
}

arma::mat Factorization::real_values(Matrix a) {
    arma::mat values = dense_real(std::move(a));
    of_integers_ = has_only_integers(values);
    return values;
}

double Factorization::reciprocal_condition() const {
    if (sparse_) return sparse_->reciprocal_condition();
    return std::visit([](const auto& f) { return f.reciprocal_condition; }, factors_);
}

std::string Factorization::driver() const {
    if (sparse_) return sparse_->driver();
    return std::visit(
        [](const auto& f) {
            using T = typename std::decay_t<decltype(f.values)>::elem_type;
            const char* name = f.kind == Kind::lu ? "getrf" : f.kind == Kind::cholesky ? "potrf" : "trtrs";
            return std::string(is_complex_scalar<T> ? "z" : "d") + name;
        },
        factors_);
}

void Factorization::require_regular() const {
    if (!(reciprocal_condition() >= arma::datum::eps))
        throw numerical_error(name_of(origin_) + " is singular to working accuracy");
}

Matrix Factorization::solve(const Matrix& b, Form form) const {
    require_regular();
    if (sparse_) return sparse_->solve(b, form);
    const char trans = form == Form::plain ? 'N' : form == Form::transposed ? 'T' : 'C';
    return std::visit(
        [&](const auto& f) -> Matrix {
            using T = typename std::decay_t<decltype(f.values)>::elem_type;
            if constexpr (!is_complex_scalar<T>) {
                if (b.is_complex()) {
                    // A real matrix acts on the two parts apart.
                    const arma::cx_mat right = dense_complex(b);
                    arma::mat real = arma::real(right), imaginary = arma::imag(right);
                    f.solve(real, trans);
                    f.solve(imaginary, trans);
                    return Matrix(arma::cx_mat(real, imaginary));
                }
            }
            arma::Mat<T> x = dense_as<T>(b);
            f.solve(x, trans);
            return Matrix(std::move(x));
        },
        factors_);
}

Matrix Factorization::solve_right(const Matrix& b, Form form) const {
    // X·A = B is A.'·X.' = B.', X·A.' = B is A·X.' = B.', and X·A' = B is A·X' = B'.
    const Form other = form == Form::adjoint ? Form::adjoint : Form::transposed;
    return in_form(solve(in_form(b, other), form == Form::plain ? Form::transposed : Form::plain), other);
}

Matrix Factorization::inverse() const {
    const uword n = order_;
    if (sparse_ && n > max_dense_cells / n)
        throw data_error("the result is dense: " + shape_text(n, n) + " exceeds the limit of " +
                         std::to_string(max_dense_cells) + " cells");
    const bool hermitian = std::visit([](const auto& f) { return f.kind == Kind::cholesky; }, factors_);
    Matrix result = solve(identity_matrix(n, false));
    return hermitian ? symmetric_part(std::move(result)) : result;
}

Matrix Factorization::determinant() const {
    if (sparse_) {
        const Complex det = sparse_->determinant().value();
        if (det.imag() != 0) return Matrix(arma::cx_mat(1, 1, arma::fill::value(det)));
        const bool is_rounded = of_integers_ && std::abs(det.real()) < 0x1p53;
        return Matrix(arma::mat(
            1, 1,
            arma::fill::value(is_rounded ? nearest_integer_determinant(det.real(), order_, reciprocal_condition())
                                         : det.real())));
    }
    return std::visit(
        [&](const auto& f) {
            using T = typename std::decay_t<decltype(f.values)>::elem_type;
            ScaledProduct product;
            product.multiply(f.sign_of_permutation());
            for (uword i = 0; i < f.values.n_rows; ++i)
                for (int times = f.kind == Kind::cholesky ? 2 : 1; times > 0; --times)
                    product.multiply(f.values.at(i, i));
            if constexpr (is_complex_scalar<T>) return Matrix(arma::Mat<T>(1, 1, arma::fill::value(product.value())));
            const double det = product.value().real();
            const double rounded = nearest_integer_determinant(det, f.values.n_rows, f.reciprocal_condition);
            return Matrix(arma::mat(1, 1, arma::fill::value(of_integers_ ? rounded : det)));
        },
        factors_);
}

double nearest_integer_determinant(double det, uword n, double reciprocal_condition) {
    if (det == 0 || std::abs(det) >= 0x1p53) return det;
    const double error = double(n) * double(n) * arma::datum::eps * std::abs(det) / reciprocal_condition;
    return error < 0.5 ? std::round(det) : det;
}

Matrix Factorization::positive_logarithm(Complex phase, double logarithm) const {
    const double tolerance = 100 * double(order_ + 1) * arma::datum::eps;
    if (!(phase.real() > 0) || std::abs(phase.imag()) > tolerance || logarithm == -arma::datum::inf)
        throw numerical_error("'logdet': the determinant of " + name_of(origin_) + " is not positive");
    return Matrix(arma::mat(1, 1).fill(logarithm));
}

Matrix Factorization::log_determinant() const {
    if (sparse_) {
        const ScaledProduct det = sparse_->determinant();
        return positive_logarithm(det.phase, det.log_modulus());
    }
    return std::visit(
        [&](const auto& f) {
            Complex phase = f.sign_of_permutation();
            double logarithm = 0;
            for (uword i = 0; i < f.values.n_rows; ++i) {
                const Complex pivot = f.values.at(i, i);
                logarithm += (f.kind == Kind::cholesky ? 2 : 1) * std::log(std::abs(pivot));
                if (pivot != 0.0) phase *= pivot / std::abs(pivot);
            }
            return positive_logarithm(phase, logarithm);
        },
        factors_);
}

Matrix cholesky(const Matrix& a) {
    require_square(a);
    require_finite(a);
    if (!is_symmetric(a)) throw numerical_error("'chol': " + name_of(a.origin) + " is not symmetric");
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        arma::Mat<T> factor = dense_as<T>(symmetric_part(a));
        int n = to_int(factor.n_rows), info = 0;
        char uplo = 'U';
        if (n > 0) arma::lapack::potrf(&uplo, &n, factor.memptr(), &n, &info);
        if (info != 0) throw numerical_error("'chol': " + name_of(a.origin) + " is not positive definite");
        return Matrix(arma::Mat<T>(arma::trimatu(factor)));
    });
}

}  // namespace la
