#include "ops/subspace.hpp"

#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/summation.hpp"
#include "lapack/svd.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/scaling.hpp"
#include "ops/svd.hpp"

namespace la {

namespace {

// A triangular factor with a reciprocal condition number above this is of full rank by any rule in use.
const double clearly_full_rank = std::sqrt(eps);

bool is_complement(Subspace s) {
    return s == Subspace::null || s == Subspace::left;
}
bool is_of_rows(Subspace s) {
    return s == Subspace::row || s == Subspace::null;
}

// By QR where a is tall and clearly of full rank: a basis of its column space or of that space's complement.
template <class T>
std::optional<arma::Mat<T>> basis_by_qr(const arma::Mat<T>& a, bool complement) {
    const arma::uword m = a.n_rows, n = a.n_cols;
    if (m < n || n == 0) return {};
    arma::Mat<T> reflectors = a;
    arma::Col<T> tau;
    lapack::geqrf(reflectors, tau);
    if (!(arma::rcond(arma::trimatu(arma::Mat<T>(reflectors.head_rows(n)))) > clearly_full_rank)) return {};
    arma::Mat<T> q = lapack::form_q(reflectors, tau, complement ? m : n);
    if (complement) q.shed_cols(0, n - 1);
    return q;
}

template <class T>
arma::Mat<T> basis_by_svd(const Matrix& a, bool complement, std::optional<double> tolerance) {
    const bool beyond = complement && a.rows() > a.cols();
    SingularDecomposition d = singular_decomposition(a, beyond ? Factors::full : Factors::thin);
    const arma::uword r = rank(d.values, a.rows(), a.cols(), tolerance);
    arma::Mat<T> u = dense_as<T>(std::move(d.left));
    if (u.is_empty()) return u;  // Armadillo takes the address of a first element here
    if (complement) return u.tail_cols(u.n_cols - r);
    return u.head_cols(r);
}

// A basis of the column space of a, or of that space's complement.
Matrix column_basis(const Matrix& a, bool complement, std::optional<double> tolerance, std::string* driver) {
    return in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        std::optional<arma::Mat<T>> basis;
        if (!tolerance) basis = basis_by_qr(dense_as<T>(a), complement);
        if (driver) *driver = !basis ? singular_driver(a) : is_complex_scalar<T> ? "zgeqrf" : "dgeqrf";
        if (!basis) basis = basis_by_svd<T>(a, complement, tolerance);
        make_columns_canonical(*basis);
        Matrix result(std::move(*basis));
        result.row_names = a.row_names;
        return result;
    });
}

Matrix adjoint_of(const Matrix& a) {
    return in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        Matrix result(adjoint(dense_as<T>(a)), a.origin);
        result.row_names = a.column_names;
        return result;
    });
}

// A basis of the column or row space of a, or of its complement.
Matrix basis_of(const Matrix& a, bool of_rows, bool complement, std::optional<double> tolerance, std::string* driver) {
    require_finite(a);
    const double scale = safe_scale(a);
    if (tolerance) *tolerance *= scale;
    const Matrix b = scaled(to_dense(to_real_if_possible(a)), scale);
    return column_basis(of_rows ? adjoint_of(b) : b, complement, tolerance, driver);
}

Matrix zeros_like(const Matrix& vectors) {
    return Matrix(arma::mat(vectors.rows(), vectors.cols()));
}

Matrix difference(const Matrix& x, const Matrix& y) {
    return in_field(x.is_complex() || y.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        return Matrix(arma::Mat<T>(dense_as<T>(x) - dense_as<T>(y)));
    });
}

}  // namespace

Subspace subspace_from(const std::string& name) {
    if (name == "col") return Subspace::column;
    if (name == "row") return Subspace::row;
    if (name == "null") return Subspace::null;
    if (name == "left") return Subspace::left;
    throw usage_error("'" + name + "' is no subspace of a matrix: col, row, null and left are");
}

Matrix orthonormal_basis(const Matrix& a, Subspace which, std::optional<double> tolerance, std::string* driver) {
    return basis_of(a, is_of_rows(which), is_complement(which), tolerance, driver);
}

Projection::Projection(const Matrix& a, Subspace onto, std::optional<double> tolerance)
    : complement_(is_complement(onto)),
      dimension_(is_of_rows(onto) ? a.cols() : a.rows()),
      names_(is_of_rows(onto) ? a.column_names : a.row_names),
      space_(described(a) + ": its " + (is_of_rows(onto) ? "rows" : "columns") + " have " + std::to_string(dimension_) +
             " entries") {
    require_finite(a);
    if (a.is_sparse()) sparse_ = SparseSpan::of(to_real_if_possible(a), is_of_rows(onto), tolerance);
    if (!sparse_) basis_ = basis_of(a, is_of_rows(onto), false, tolerance, &driver_);
}

Matrix Projection::checked(const Matrix& vectors) const {
    if (vectors.rows() != dimension()) throw data_error(space_ + ", but " + described(vectors));
    require_finite(vectors);
    return to_dense(vectors);
}

Matrix Projection::along(const Matrix& vectors) const {
    if (spans_everything()) return vectors;
    if (spans_nothing()) return zeros_like(vectors);
    if (sparse_) return sparse_->project(vectors);
    return in_field(basis_.is_complex() || vectors.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const arma::Mat<T> q = dense_as<T>(basis_);
        return Matrix(arma::Mat<T>(q * (q.t() * dense_as<T>(vectors))));
    });
}

// Where the residual is small beside the vector, one subtraction leaves it full of rounding errors along the basis;
// a second removes them: "twice is enough" (Kahan; Parlett, The Symmetric Eigenvalue Problem, chapter 6.9).
Matrix Projection::across(const Matrix& vectors) const {
    if (spans_everything()) return zeros_like(vectors);
    if (spans_nothing()) return vectors;
    if (sparse_) {
        Matrix r = vectors;
        for (int pass = 0; pass < 2; ++pass) r = difference(r, sparse_->project(r));
        return r;
    }
    return in_field(basis_.is_complex() || vectors.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const arma::Mat<T> q = dense_as<T>(basis_);
        arma::Mat<T> r = dense_as<T>(vectors);
        for (int pass = 0; pass < 2; ++pass) r -= q * (q.t() * r);
        return Matrix(std::move(r));
    });
}

Matrix Projection::part(const Matrix& vectors, bool orthogonal) const {
    const SafelyScaled x(vectors);
    return scaled(orthogonal ? across(x.matrix()) : along(x.matrix()), 1 / x.scale);
}

Matrix Projection::named(Matrix result, const Matrix& vectors) const {
    result.row_names = names_.empty() ? vectors.row_names : names_;
    result.column_names = vectors.column_names;
    return result;
}

Matrix Projection::project(const Matrix& vectors) const {
    const Matrix x = checked(vectors);
    return named(part(x, complement_), vectors);
}

Matrix Projection::residual(const Matrix& vectors) const {
    const Matrix x = checked(vectors);
    return named(part(x, !complement_), vectors);
}

Matrix Projection::distance(const Matrix& vectors) const {
    const Matrix r = residual(vectors);
    return in_field(r.is_complex(), [&](auto zero) {
        const auto values = dense_as<decltype(zero)>(r);
        arma::mat norms(1, values.n_cols);
        for (arma::uword j = 0; j < values.n_cols; ++j) norms(j) = norm_of(values.colptr(j), values.n_rows);
        Matrix result(std::move(norms));
        result.column_names = vectors.column_names;
        return result;
    });
}

Matrix Projection::span_projector() const {
    if (sparse_ && dimension_ > max_dense_cells / dimension_)
        throw data_error(space_ + ": the projector, " + shape_text(dimension_, dimension_) +
                         ", would exceed the limit of " + std::to_string(max_dense_cells) + " cells");
    if (sparse_ || spans_everything()) return along(Matrix(arma::mat(dimension_, dimension_, arma::fill::eye)));
    return in_field(basis_.is_complex(), [&](auto zero) {
        const auto q = dense_as<decltype(zero)>(basis_);
        return Matrix(arma::Mat<decltype(zero)>(q * q.t()));
    });
}

Matrix Projection::matrix() const {
    const Matrix onto_span = span_projector();
    return in_field(onto_span.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        arma::Mat<T> p = dense_as<T>(onto_span);
        if (complement_) p = arma::eye<arma::Mat<T>>(p.n_rows, p.n_cols) - p;
        Matrix result(arma::Mat<T>(0.5 * (p + p.t())));
        result.row_names = result.column_names = names_;
        return result;
    });
}

}  // namespace la
