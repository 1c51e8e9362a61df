#include "ops/svd.hpp"

#include <algorithm>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "lapack/svd.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/scaling.hpp"

namespace la {

namespace {

template <class T>
struct SvdFactors {
    arma::Mat<T> u;
    arma::vec s;
    arma::Mat<T> vt;
};

template <class T>
SvdFactors<T> factorized(const Matrix& a, lapack::SvdJob job) {
    SvdFactors<T> f;
    const SafelyScaled safe(a);
    arma::Mat<T> work = dense_as<T>(safe.matrix());
    if (work.is_empty()) {
        const bool full = job.letter == 'A';
        f.u.eye(work.n_rows, full ? work.n_rows : 0);
        f.vt.eye(full ? work.n_cols : 0, work.n_cols);
        return f;
    }
    if (lapack::gesdd(job, work, f.s, f.u, f.vt) != 0) {
        work = dense_as<T>(safe.matrix());
        if (lapack::gesvd(job, work, f.s, f.u, f.vt) != 0) throw numerical_error("singular values did not converge");
    }
    f.s /= safe.scale;
    if (!f.s.is_finite()) throw numerical_error("the largest singular value lies beyond the range of doubles");
    return f;
}

// Calls f(a, zero of its field) for finite values; the field is real where every imaginary part is zero.
template <class F>
auto with_checked(const Matrix& a, F&& f) {
    require_finite(a);
    if (!a.is_complex()) return f(a, double());
    const Matrix b = to_real_if_possible(a);
    return in_field(b.is_complex(), [&](auto zero) { return f(b, zero); });
}

template <class T>
Matrix product(const Matrix& a, const Matrix& b) {
    return Matrix(arma::Mat<T>(dense_as<T>(a) * dense_as<T>(b)));
}

Matrix product(const Matrix& a, const Matrix& b) {
    return in_field(a.is_complex() || b.is_complex(), [&](auto zero) { return product<decltype(zero)>(a, b); });
}

// The first `count` columns.
Matrix head_columns(Matrix a, arma::uword count) {
    return in_field(a.is_complex(), [&](auto zero) {
        Matrix head(arma::Mat<decltype(zero)>(dense_as<decltype(zero)>(a).head_cols(count)));
        head.row_names = a.row_names;
        return head;
    });
}

}  // namespace

Matrix SingularDecomposition::sigma() const {
    arma::mat s(left.cols(), right.cols(), arma::fill::zeros);
    s.diag() = values;
    return Matrix(s);
}

Matrix SingularDecomposition::right_adjoint() const {
    return in_field(right.is_complex(), [&](auto zero) {
        Matrix vt(adjoint(dense_as<decltype(zero)>(right)));
        vt.column_names = right.row_names;
        return vt;
    });
}

std::string singular_driver(const Matrix& a) {
    return a.is_complex() && to_real_if_possible(a).is_complex() ? "zgesdd" : "dgesdd";
}

bool is_quickly_decomposed(arma::uword rows, arma::uword cols) {
    constexpr double quick = 3e9;  // m·n·min(m, n)
    return double(rows) * double(cols) * double(std::min(rows, cols)) <= quick;
}

arma::vec singular_values(const Matrix& a) {
    return with_checked(a, [](const Matrix& b, auto zero) { return factorized<decltype(zero)>(b, {'N'}).s; });
}

SingularDecomposition singular_decomposition(const Matrix& a, Factors factors) {
    return with_checked(a, [&](const Matrix& b, auto zero) {
        using T = decltype(zero);
        SvdFactors<T> f = factorized<T>(b, {factors == Factors::full ? 'A' : 'S'});
        arma::Mat<T> v = adjoint(f.vt);
        f.vt.reset();
        make_pairs_canonical(f.u, v, f.s.n_elem);
        SingularDecomposition d{Matrix(std::move(f.u)), std::move(f.s), Matrix(std::move(v))};
        d.left.row_names = a.row_names;
        d.right.row_names = a.column_names;
        return d;
    });
}

SingularDecomposition truncated(SingularDecomposition d, arma::uword count) {
    if (count >= d.values.n_elem) return d;
    return {head_columns(std::move(d.left), count), d.values.head(count), head_columns(std::move(d.right), count)};
}

Matrix singular_part(const SingularDecomposition& d, const std::string& name) {
    if (name == "s") return Values(arma::mat(d.values));
    if (name == "U") return d.left;
    if (name == "S") return d.sigma();
    if (name == "V") return d.right;
    if (name == "Vt") return d.right_adjoint();
    throw usage_error("'" + name + "' is no part of a singular value decomposition: s, U, S, V and Vt are");
}

Matrix recomposed(const SingularDecomposition& d) {
    Matrix a = product(d.left, product(d.sigma(), d.right_adjoint()));
    a.row_names = d.left.row_names;
    a.column_names = d.right.row_names;
    return a;
}

double rank_tolerance(arma::uword rows, arma::uword cols, double largest) {
    return double(std::max(rows, cols)) * eps * largest;
}

arma::uword rank(const arma::vec& values, arma::uword rows, arma::uword cols, std::optional<double> tolerance) {
    if (values.is_empty()) return 0;
    const double zero = tolerance.value_or(rank_tolerance(rows, cols, values.max()));
    return arma::uword(std::count_if(values.begin(), values.end(), [&](double s) { return s > zero; }));
}

arma::uword rank(const Matrix& a, std::optional<double> tolerance) {
    return rank_from_factor(a, a.rows(), tolerance);
}

arma::uword rank_from_factor(const Matrix& r, arma::uword rows, std::optional<double> tolerance) {
    require_finite(r);
    const SafelyScaled b(r);
    if (tolerance) *tolerance *= b.scale;
    return rank(singular_values(b.matrix()), rows, r.cols(), tolerance);
}

Matrix pseudo_inverse(const Matrix& a, std::optional<double> tolerance) {
    require_finite(a);
    const SafelyScaled b(a);
    if (tolerance) *tolerance *= b.scale;
    SingularDecomposition d = singular_decomposition(b.matrix());
    d = truncated(std::move(d), rank(d.values, a.rows(), a.cols(), tolerance));
    Matrix inverse = scaled(recomposed({std::move(d.right), 1 / d.values, std::move(d.left)}), b.scale);
    if (!std::visit([](const auto& v) { return v.is_finite(); }, inverse.values))
        throw numerical_error("the pseudo-inverse lies beyond the range of doubles");
    return inverse;
}

Matrix low_rank(const Matrix& a, arma::uword k) {
    require_finite(a);
    const SafelyScaled b(a);
    return scaled(recomposed(truncated(singular_decomposition(b.matrix()), k)), 1 / b.scale);
}

std::vector<std::pair<std::string, Matrix>> singular_steps(const SingularDecomposition& d, const Matrix& points) {
    if (points.rows() != d.right.rows())
        throw data_error(described(points) + ": points are columns of " + std::to_string(d.right.rows()) + " entries");
    require_finite(points);
    std::vector<std::pair<std::string, Matrix>> steps;
    steps.emplace_back("x", points);
    steps.emplace_back("Vt*x", product(d.right_adjoint(), points));
    steps.emplace_back("S*Vt*x", product(d.sigma(), steps.back().second));
    steps.emplace_back("U*S*Vt*x", product(d.left, steps.back().second));
    return steps;
}

}  // namespace la
