#include "ops/least_squares.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "lapack/solve.hpp"
#include "lapack/svd.hpp"
#include "ops/equilibrate.hpp"
#include "ops/least_squares_refinement.hpp"
#include "ops/least_squares_sparse.hpp"
#include "ops/scaling.hpp"
#include "ops/svd.hpp"

namespace la {

namespace {

// Brings the largest modulus of each column into [1, 2), but for columns of zeros, by powers of two; their exponents,
// with which x·2^exponent is what was given, are returned.
template <class T>
Exponents equilibrate(arma::Mat<T>& a) {
    Matrix scaled(std::move(a));
    const Exponents exponents = scale_right_sides(scaled, Exponents(scaled.rows()));
    a = std::get<arma::Mat<T>>(std::move(scaled.values));
    return exponents;
}

// X(i, j)·2^(rows(i) + columns(j)).
template <class T>
arma::Mat<T> in_units(arma::Mat<T> x, const Exponents& rows, const Exponents& columns) {
    Matrix scaled(std::move(x));
    if (!scale_solutions(scaled, rows, columns))
        throw numerical_error("a coefficient lies beyond the range of doubles");
    return std::get<arma::Mat<T>>(std::move(scaled.values));
}

Exponents negated(Exponents exponents) {
    for (int& e : exponents) e = -e;
    return exponents;
}

Exponents sum_of(Exponents a, const Exponents& b) {
    for (std::size_t j = 0; j < a.size(); ++j) a[j] += b[j];
    return a;
}

template <class T>
arma::Mat<T> solve_by_svd(const Matrix& x, arma::Mat<T> y, double tolerance) {
    const SafelyScaled safe(x);
    const Exponents y_exponents = equilibrate(y);
    const auto pinv = dense_as<T>(pseudo_inverse(safe.matrix(), tolerance * safe.scale));
    return in_units(arma::Mat<T>(pinv * y), Exponents(x.cols(), exponent_of(safe.scale)), y_exponents);
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

// The solution of minimum norm, in the unknowns before scaling: with C = [R₁₁ R₁₂]·Pᴴ·D of full row rank, D the
// diagonal of 2^exponents, Cᴴ = Q₂R₂ and x = Q₂·R₂⁻ᴴ·c.
template <class T>
arma::Mat<T> solve_minimum_norm(const PivotedQr<T>& qr, const arma::Mat<T>& y, const Exponents& exponents,
                                arma::uword rank) {
    const arma::uword n = exponents.size();
    arma::Mat<T> qty = y;
    lapack::multiply_q(true, qr.reflectors, qr.tau, qty);
    const arma::Mat<T> r = lapack::upper_triangle(qr.reflectors, rank, n);
    arma::Mat<T> adjoint(n, rank);
    for (arma::uword j = 0; j < n; ++j)
        for (arma::uword i = 0; i < rank; ++i)
            adjoint(qr.pivots(j), i) = times_power_of_two(conjugate(r(i, j)), exponents[qr.pivots(j)]);
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

// Columns of X and y as multiples of these powers of two.
struct Units {
    Exponents x, y;
};

// The exponent of the longest column, in these units, of x, whose nonzero columns are alike: it decides what is least.
template <class T>
int longest_column(const arma::Mat<T>& x, const Exponents& units) {
    int longest = no_exponent;
    for (arma::uword j = 0; j < x.n_cols; ++j)
        if (arma::any(arma::vectorise(x.col(j)))) longest = std::max(longest, units[j]);
    return longest;
}

// x of m×n stands for a matrix of `rows` >= m rows, of which it may be the triangular factor.
template <class T>
arma::Mat<T> solve(arma::Mat<T> x, arma::Mat<T> y, Units units, arma::uword rows, bool refine) {
    const arma::uword n = x.n_cols;
    if (x.is_empty() || y.is_empty()) return arma::Mat<T>(n, y.n_cols, arma::fill::zeros);
    units.x = sum_of(units.x, equilibrate(x));
    units.y = sum_of(units.y, equilibrate(y));
    PivotedQr<T> qr{x, {}, {}};
    lapack::geqp3(qr.reflectors, qr.pivots, qr.tau);
    const arma::uword rank = rank_of_triangle(lapack::upper_triangle(qr.reflectors, std::min(x.n_rows, n), n), rows);
    if (rank == n) return in_units(solve_full_rank(x, qr, y, refine), negated(units.x), units.y);
    if (rank == 0) return arma::Mat<T>(n, y.n_cols, arma::fill::zeros);
    const int longest = longest_column(x, units.x);
    for (int& e : units.x) e -= longest;
    return in_units(solve_minimum_norm(qr, y, units.x, rank), Exponents(n, -longest), units.y);
}

template <class T>
Matrix solve(const Matrix& x, const Matrix& y, arma::uword rows, bool refine, std::optional<double> tolerance) {
    if (tolerance) return Matrix(solve_by_svd(x, dense_as<T>(y), *tolerance));
    const Units ones{Exponents(x.cols()), Exponents(y.cols())};
    return Matrix(solve(dense_as<T>(x), dense_as<T>(y), ones, rows, refine));
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
    Exponents units(factor_.cols());
    const Matrix factor = to_real_if_possible(options_.tolerance ? factor_.result() : factor_.result_in_units(units));
    Matrix c = in_field(factor.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto r = dense_as<T>(factor);
        const arma::Mat<T> x = r.head_cols(unknowns_), y = r.tail_cols(r.n_cols - unknowns_);
        if (options_.tolerance) return Matrix(solve_by_svd(Matrix(x), y, *options_.tolerance));
        const auto first_y = units.begin() + std::ptrdiff_t(unknowns_);
        return Matrix(solve(x, y, {{units.begin(), first_y}, {first_y, units.end()}}, rows(), false));
    });
    c.row_names = row_names_;
    c.column_names = column_names_;
    return c;
}

}  // namespace la
