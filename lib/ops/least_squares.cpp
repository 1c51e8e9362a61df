#include "ops/least_squares.hpp"

#include <cmath>

#include "core/error.hpp"
#include "ops/lapack_solve.hpp"
#include "ops/lapack_svd.hpp"
#include "ops/refinement.hpp"
#include "ops/sparse_span.hpp"
#include "ops/svd.hpp"

namespace la {

namespace {

// The power of two that brings the largest modulus of a column into [0.5, 1), 1 for a column of zeros.
template <class T>
double scale_of(const T* column, arma::uword n) {
    double largest = 0;
    for (arma::uword i = 0; i < n; ++i) largest = std::max(largest, std::abs(column[i]));
    int exponent = 0;
    std::frexp(largest, &exponent);
    return std::ldexp(1.0, std::clamp(-exponent, -1000, 1000));
}

template <class T>
arma::vec equilibrate(arma::Mat<T>& a) {
    arma::vec scales(a.n_cols);
    for (arma::uword j = 0; j < a.n_cols; ++j) a.col(j) *= scales(j) = scale_of(a.colptr(j), a.n_rows);
    return scales;
}

template <class T>
Matrix least_squares_by_svd(const Matrix& x, const arma::Mat<T>& y, double tolerance) {
    return Matrix(arma::Mat<T>(dense_as<T>(pseudo_inverse(x, tolerance)) * y));
}

// Full column rank; x and y scaled.
template <class T>
arma::Mat<T> solve_full_rank(const arma::Mat<T>& x, const PivotedQr<T>& qr, const arma::Mat<T>& y, bool refine) {
    const arma::uword n = x.n_cols;
    arma::Mat<T> qty = y;
    lapack::multiply_q(true, qr.reflectors, qr.tau, qty);
    const arma::Mat<T> r = lapack::upper_triangle(qr.reflectors, n, n);
    arma::Mat<T> solution(n, y.n_cols), permuted = qty.head_rows(n);
    lapack::solve_triangle(false, r, permuted);
    solution.rows(qr.pivots) = permuted;
    if (!refine) return solution;
    for (arma::uword j = 0; j < y.n_cols; ++j) {
        arma::Col<T> c = solution.col(j);
        refine_least_squares(x, qr, y.col(j), c);
        solution.col(j) = c;
    }
    return solution;
}

// The solution of minimum norm, in the unknowns before scaling: with C = [R₁₁ R₁₂]·Pᴴ·D⁻¹ of full row rank, D the
// scales, Cᴴ = Q₂R₂ and x = Q₂·R₂⁻ᴴ·c.
template <class T>
arma::Mat<T> solve_minimum_norm(const PivotedQr<T>& qr, const arma::Mat<T>& y, const arma::vec& scales,
                                arma::uword rank) {
    const arma::uword n = scales.n_elem;
    if (rank == 0) return arma::Mat<T>(n, y.n_cols, arma::fill::zeros);
    arma::Mat<T> qty = y;
    lapack::multiply_q(true, qr.reflectors, qr.tau, qty);
    const arma::Mat<T> r = lapack::upper_triangle(qr.reflectors, rank, n);
    arma::Mat<T> adjoint(n, rank);
    for (arma::uword j = 0; j < n; ++j) adjoint.row(qr.pivots(j)) = r.col(j).t() / scales(qr.pivots(j));
    arma::Col<T> tau;
    lapack::geqrf(adjoint, tau);
    const arma::Mat<T> r2 = lapack::upper_triangle(adjoint, rank, rank);
    arma::Mat<T> solution(n, y.n_cols, arma::fill::zeros), head = qty.head_rows(rank);
    lapack::solve_triangle(true, r2, head);
    solution.head_rows(rank) = head;
    lapack::multiply_q(false, adjoint, tau, solution);
    return solution;
}

// The rank of a matrix of `rows` rows from its triangular factor. As cond₂ <= n·cond₁, LAPACK's estimate of cond₁
// (which falls short by a small factor at most) spares the singular values where the matrix is clearly of full rank.
template <class T>
arma::uword rank_of_triangle(const arma::Mat<T>& r, arma::uword rows) {
    const double n = double(r.n_cols);
    if (r.is_square() && arma::rcond(arma::trimatu(r)) > 10 * n * rank_tolerance(rows, r.n_cols, 1)) return r.n_cols;
    return rank(singular_values(Matrix(r)), rows, r.n_cols);
}

// x of m×n stands for a matrix of `rows` >= m rows, of which it may be the triangular factor.
template <class T>
arma::Mat<T> solve(arma::Mat<T> x, arma::Mat<T> y, arma::uword rows, bool refine) {
    const arma::uword n = x.n_cols;
    if (x.is_empty() || y.is_empty()) return arma::Mat<T>(n, y.n_cols, arma::fill::zeros);
    const arma::vec scales = equilibrate(x);
    const arma::vec y_scales = equilibrate(y);
    PivotedQr<T> qr{x, {}, {}};
    lapack::geqp3(qr.reflectors, qr.pivots, qr.tau);
    const arma::uword r_rank = rank_of_triangle(lapack::upper_triangle(qr.reflectors, std::min(x.n_rows, n), n), rows);
    arma::Mat<T> solution;
    if (r_rank == n) {
        solution = solve_full_rank(x, qr, y, refine);
        solution.each_col() %= arma::conv_to<arma::Col<T>>::from(scales);
    } else {
        solution = solve_minimum_norm(qr, y, scales, r_rank);
    }
    solution.each_row() /= arma::conv_to<arma::Row<T>>::from(y_scales.t());
    return solution;
}

template <class T>
Matrix solve(const Matrix& x, const Matrix& y, arma::uword rows, bool refine, std::optional<double> tolerance) {
    if (tolerance) return least_squares_by_svd<T>(x, dense_as<T>(y), *tolerance);
    return Matrix(solve(dense_as<T>(x), dense_as<T>(y), rows, refine));
}

// [1 X], or X itself; sparse where X is.
Matrix design(const Matrix& x, bool intercept) {
    if (!intercept) return x;
    Matrix d(std::visit(
                 [](const auto& values) -> Values {
                     using M = std::decay_t<decltype(values)>;
                     const arma::Mat<typename M::elem_type> ones(values.n_rows, 1, arma::fill::ones);
                     return M(arma::join_rows(M(ones), values));
                 },
                 x.values),
             x.origin);
    if (!x.column_names.empty()) {
        d.column_names = {"intercept"};
        d.column_names.insert(d.column_names.end(), x.column_names.begin(), x.column_names.end());
    }
    return d;
}

// Nothing where the dense drivers serve better.
std::optional<Matrix> sparse_least_squares(const Matrix& x, const Matrix& y, const LeastSquaresOptions& options,
                                           std::string* driver) {
    if (!x.is_sparse()) return {};
    const Matrix d = design(to_real_if_possible(x), options.intercept);
    const std::unique_ptr<SparseSpan> span = SparseSpan::of(d, false, options.tolerance);
    if (!span) return {};
    Matrix c = span->least_squares(to_dense(to_real_if_possible(y)));
    if (driver) *driver = span->driver();
    c.row_names = d.column_names;
    c.column_names = y.column_names;
    return c;
}

void require_as_many_rows(const Matrix& x, const Matrix& y) {
    if (x.rows() != y.rows())
        throw data_error(described(x) + ", " + described(y) + ": row counts " + std::to_string(x.rows()) + " and " +
                         std::to_string(y.rows()) + " differ");
}

}  // namespace

Matrix least_squares(const Matrix& x, const Matrix& y, const LeastSquaresOptions& options, std::string* driver) {
    require_as_many_rows(x, y);
    require_finite(x);
    require_finite(y);
    if (std::optional<Matrix> c = sparse_least_squares(x, y, options, driver)) return std::move(*c);
    if (x.cells() > refinement_cells && x.rows() > x.cols() + y.cols()) {
        LeastSquaresAccumulator accumulator(options);
        accumulator.add(x, y);
        if (driver) *driver = accumulator.driver();
        return accumulator.result();
    }
    const Matrix d = to_dense(design(to_real_if_possible(x), options.intercept));
    const Matrix b = to_real_if_possible(y);
    if (driver)
        *driver = options.tolerance ? singular_driver(d) : d.is_complex() || b.is_complex() ? "zgeqp3" : "dgeqp3";
    Matrix c = in_field(d.is_complex() || b.is_complex(), [&](auto zero) {
        return solve<decltype(zero)>(d, b, d.rows(), d.cells() <= refinement_cells, options.tolerance);
    });
    c.row_names = d.column_names;
    c.column_names = y.column_names;
    return c;
}

void LeastSquaresAccumulator::add(const Matrix& x_block, const Matrix& y_block) {
    require_as_many_rows(x_block, y_block);
    require_finite(x_block);
    require_finite(y_block);
    const Matrix d = to_dense(design(x_block, options_.intercept));
    if (unknowns_ == 0) {
        unknowns_ = d.cols();
        row_names_ = d.column_names;
        column_names_ = y_block.column_names;
    } else if (d.cols() != unknowns_) {
        throw data_error(described(x_block) + ": rows of " + std::to_string(unknowns_ - options_.intercept) +
                         " columns are needed");
    }
    in_field(d.is_complex() || y_block.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        factor_.add(Matrix(arma::Mat<T>(arma::join_rows(dense_as<T>(d), dense_as<T>(y_block)))));
    });
}

void LeastSquaresAccumulator::merge(const LeastSquaresAccumulator& other) {
    if (other.rows() == 0) return;
    if (unknowns_ == 0) {
        unknowns_ = other.unknowns_;
        row_names_ = other.row_names_;
        column_names_ = other.column_names_;
    }
    factor_.merge(other.factor_);
}

std::string LeastSquaresAccumulator::driver() const {
    return factor_.is_complex() ? "zgeqrt" : "dgeqrt";
}

Matrix LeastSquaresAccumulator::result() const {
    const Matrix factor = to_real_if_possible(factor_.result());
    Matrix c = in_field(factor.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto r = dense_as<T>(factor);
        const Matrix x(arma::Mat<T>(r.head_cols(unknowns_)));
        const Matrix y(arma::Mat<T>(r.tail_cols(r.n_cols - unknowns_)));
        return solve<T>(x, y, rows(), false, options_.tolerance);
    });
    c.row_names = row_names_;
    c.column_names = column_names_;
    return c;
}

}  // namespace la
