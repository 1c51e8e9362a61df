// What the library relies on in Armadillo itself, against sums written out and against invariants. The list of these
// functions is in lib/README.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <armadillo>
#include <cmath>
#include <functional>
#include <limits>

#include "core/epsilon.hpp"
#include "core/field.hpp"

using arma::cx_double;
using arma::cx_mat;
using arma::cx_vec;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uvec;
using arma::uword;
using arma::vec;

namespace {

using la::eps;

// Small integers, about half of them 0: sums of their products are exact.
mat integers(uword rows, uword columns) {
    const mat a = arma::floor(3 * mat(rows, columns, arma::fill::randn));
    return a % (mat(rows, columns, arma::fill::randu) > 0.5);
}

cx_mat complex_integers(uword rows, uword columns) {
    return cx_mat(integers(rows, columns), integers(rows, columns));
}

template <class T>
arma::Mat<T> product(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    arma::Mat<T> c(a.n_rows, b.n_cols);
    for (uword i = 0; i < a.n_rows; ++i)
        for (uword j = 0; j < b.n_cols; ++j)
            for (uword k = 0; k < a.n_cols; ++k) c(i, j) += a(i, k) * b(k, j);
    return c;
}

template <class T>
arma::Mat<T> adjoint(const arma::Mat<T>& a) {
    arma::Mat<T> c(a.n_cols, a.n_rows);
    for (uword i = 0; i < a.n_rows; ++i)
        for (uword j = 0; j < a.n_cols; ++j) c(j, i) = la::conjugate(a(i, j));
    return c;
}

template <class T>
arma::Mat<T> kronecker(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    arma::Mat<T> c(a.n_rows * b.n_rows, a.n_cols * b.n_cols);
    for (uword i = 0; i < c.n_rows; ++i)
        for (uword j = 0; j < c.n_cols; ++j) c(i, j) = a(i / b.n_rows, j / b.n_cols) * b(i % b.n_rows, j % b.n_cols);
    return c;
}

template <class T>
bool same(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    return arma::size(a) == arma::size(b) && (a.is_empty() || arma::approx_equal(a, b, "absdiff", 0));
}

template <class T>
void check_products(const arma::Mat<T>& a, const arma::Mat<T>& b, const arma::Mat<T>& c) {
    CHECK(same<T>(a * b, product(a, b)));
    CHECK(same<T>(a * b * c, product(product(a, b), c)));
    CHECK(same<T>(T(3) * a * b, arma::Mat<T>(3 * product(a, b))));
    if (a.is_empty()) return;  // the library transposes these by itself
    CHECK(same<T>(a.t(), adjoint(a)));
    CHECK(same<T>(a.t() * a, product(adjoint(a), a)));
    CHECK(same<T>(a * a.t(), product(a, adjoint(a))));
    CHECK(same<T>(a.t() * arma::Mat<T>(a * b), product(adjoint(a), product(a, b))));
}

template <class T>
void check_sparse(const arma::Mat<T>& a, const arma::Mat<T>& b, const arma::Mat<T>& c) {
    using Dense = arma::Mat<T>;
    const arma::SpMat<T> s(a), t(b), u(c);  // a and c of one shape, b of the other
    CHECK(same(Dense(s), a));
    CHECK(s.n_nonzero == arma::accu(a != T(0)));
    CHECK(same(Dense(s * t), product(a, b)));
    CHECK(same<T>(s * b, product(a, b)));
    CHECK(same<T>(a * t, product(a, b)));
    CHECK(same(Dense(s + u), Dense(a + c)));
    CHECK(same(Dense(s - u), Dense(a - c)));
    CHECK(same(Dense(s % u), Dense(a % c)));
    CHECK(same(Dense(s % c), Dense(a % c)));
    CHECK(same(Dense(T(0.5) * s), Dense(T(0.5) * a)));
    CHECK(same(Dense(s.t()), adjoint(a)));
    CHECK(same(Dense(s.st()), Dense(arma::conj(adjoint(a)))));
    CHECK(same(Dense(arma::kron(s, t)), kronecker(a, b)));
    CHECK(same(Dense(arma::join_rows(s, u)), Dense(arma::join_rows(a, c))));
    CHECK(same(Dense(arma::join_cols(s, u)), Dense(arma::join_cols(a, c))));
    CHECK(arma::accu(s) == arma::accu(a));
    CHECK(arma::accu(s % u) == arma::accu(a % c));
    CHECK(same(mat(arma::abs(s)), mat(arma::abs(a))));
    const arma::SpMat<T> square = s * t;
    CHECK(same(Dense(arma::SpMat<T>(arma::diagmat(square))), Dense(arma::diagmat(product(a, b)))));
    CHECK(same(Dense(square - T(2) * arma::speye<arma::SpMat<T>>(a.n_rows, a.n_rows)),
               Dense(product(a, b) - T(2) * Dense(a.n_rows, a.n_rows, arma::fill::eye))));
}

// In units of n·eps.
template <class T>
double distance_from_identity(const arma::Mat<T>& a) {
    return arma::abs(a - arma::Mat<T>(a.n_rows, a.n_rows, arma::fill::eye)).max() / double(a.n_rows) / eps;
}

template <class T>
void check_factorizations(const arma::Mat<T>& a) {
    using Dense = arma::Mat<T>;
    const double unit = double(a.n_rows) * eps * arma::abs(a).max();
    const uword n = a.n_cols;
    Dense q, r, v;
    REQUIRE(arma::qr_econ(q, r, a));
    CHECK(r.is_trimatu());
    CHECK(arma::abs(q * r - a).max() <= 10 * unit);
    CHECK(distance_from_identity<T>(q.t() * q) <= 10);
    vec values;
    REQUIRE(arma::svd_econ(q, values, v, a, "left"));
    CHECK(std::is_sorted(values.begin(), values.end(), std::greater<>()));
    CHECK(arma::abs(q * q.t() * a - a).max() <= 30 * unit);
    CHECK(std::abs(arma::norm(values) - arma::norm(a, "fro")) <= 30 * unit);
    const Dense h = Dense(a.t() * a) + Dense(n, n, arma::fill::eye);
    REQUIRE(arma::eig_sym(values, v, h));
    CHECK(std::is_sorted(values.begin(), values.end()));
    CHECK(arma::abs(h * v - v * arma::diagmat(arma::conv_to<arma::Col<T>>::from(values))).max() <=
          10 * double(n) * eps * values.max());
    CHECK(distance_from_identity<T>(v.t() * v) <= 10);
    REQUIRE(arma::chol(r, h));
    CHECK(arma::abs(r.t() * r - h).max() <= double(n) * eps * arma::abs(h).max());
    Dense none;
    CHECK_FALSE(arma::chol(none, Dense(h - Dense(2 * values.max() * Dense(n, n, arma::fill::eye)))));
    const arma::Mat<T> inverse = arma::inv(arma::trimatu(r));
    const double rcond = 1 / (arma::norm(r, 1) * arma::norm(inverse, 1));
    CHECK(arma::rcond(arma::trimatu(r)) >= 0.99 * rcond);  // an estimate of |R⁻¹| from below
    CHECK(arma::rcond(arma::trimatu(r)) <= 10 * rcond);
}

}  // namespace

TEST_CASE("Armadillo: dense products of every small shape, by its own loops and by BLAS") {
    arma::arma_rng::set_seed(91);
    for (const uword m : {0, 1, 2, 3, 4, 5, 17})
        for (const uword k : {0, 1, 2, 3, 4, 5, 40})
            for (const uword n : {0, 1, 3, 4, 6}) {
                CAPTURE(m);
                CAPTURE(k);
                CAPTURE(n);
                check_products<double>(integers(m, k), integers(k, n), integers(n, 3));
                check_products<cx_double>(complex_integers(m, k), complex_integers(k, n), complex_integers(n, 3));
                CHECK(same<double>(arma::kron(integers(2, 2), mat(m, n)), mat(2 * m, 2 * n)));
            }
    const mat a = integers(3, 4), b = integers(5, 2);
    CHECK(same<double>(arma::kron(a, b), kronecker(a, b)));
    const cx_mat y = complex_integers(3, 4), z = complex_integers(5, 2);
    CHECK(same<cx_double>(arma::kron(y, z), kronecker(y, z)));
}

TEST_CASE("Armadillo: sparse arithmetic is that of the dense matrices") {
    arma::arma_rng::set_seed(92);
    for (const uword m : {1, 2, 7, 20})
        for (const uword n : {1, 3, 8}) {
            CAPTURE(m);
            CAPTURE(n);
            check_sparse<double>(integers(m, n), integers(n, m), integers(m, n));
            check_sparse<cx_double>(complex_integers(m, n), complex_integers(n, m), complex_integers(m, n));
            check_sparse<double>(mat(m, n), integers(n, m), integers(m, n));
        }
    // Triplets in any order, the same place twice.
    const arma::umat places = {{2, 0, 1, 2}, {1, 0, 1, 1}};
    const mat expected = {{4, 0}, {0, 5}, {0, 10}};
    CHECK(same(mat(sp_mat(true, places, vec{3, 4, 5, 7}, 3, 2)), expected));
}

TEST_CASE("Armadillo: norms neither overflow nor vanish, and what they lose below 1e-154") {
    for (const uword n : {2, 40}) {
        vec x(n);
        x(0) = 3;
        x(n - 1) = -4;
        const cx_vec z(vec(n), x);
        for (const double scale : {1e200, 1.0, 1e-140, 1e-200}) {
            CAPTURE(scale);
            CHECK(std::abs(arma::norm(vec(scale * x)) / scale - 5) <= 10 * eps);
            CHECK(std::abs(arma::norm(cx_vec(scale * z)) / scale - 5) <= 10 * eps);
            CHECK(std::abs(arma::norm(mat(scale * x), "fro") / scale - 5) <= 10 * eps);
            CHECK(arma::norm(vec(scale * x), "inf") == 4 * scale);
        }
        // The squares are subnormal numbers here: good for a comparison, not for a result.
        CHECK(std::abs(arma::norm(vec(1e-160 * x)) / 1e-160 - 5) <= 1e-2);
        CHECK(std::abs(arma::norm(cx_vec(1e-160 * z)) / 1e-160 - 5) <= 1e-2);
        CHECK(std::isnan(arma::norm(vec(arma::datum::nan * x))));
    }
    CHECK(arma::norm(mat{{1, -7}, {-2, 3}}, 1) == 10);
    CHECK(arma::norm(cx_mat{{cx_double(3, 4), 0}, {1, cx_double(0, 2)}}, 1) == 6);
}

TEST_CASE("Armadillo: factorizations by LAPACK, and what it makes of them") {
    arma::arma_rng::set_seed(93);
    for (const uword n : {1, 2, 6, 30}) {
        CAPTURE(n);
        check_factorizations<double>(mat(n + 3, n, arma::fill::randn));
        check_factorizations<cx_double>(cx_mat(n + 3, n, arma::fill::randn));
        const cx_mat a(n, n, arma::fill::randn);
        cx_mat u, t;
        REQUIRE(arma::schur(u, t, a));
        CHECK(t.is_trimatu());
        CHECK(distance_from_identity<cx_double>(u.t() * u) <= 10);
        CHECK(arma::abs(u * t * u.t() - a).max() <= 10 * double(n) * eps * arma::norm(a, "fro"));
    }
    mat r;  // NaN may pass for positive definite: it must be looked for in the factor
    CHECK_FALSE((arma::chol(r, mat{{1, 0}, {0, arma::datum::nan}}) && r.is_finite()));
    CHECK(arma::det(mat{{3, 1}, {4, 2}}) == 2);
    CHECK(arma::det(mat{{2, 0, 1}, {1, 3, 2}, {1, 1, 4}}) == 18);
}

TEST_CASE("Armadillo: order, choice and counts") {
    const vec x = {3, -1, 2, -1, 3, 0};
    CHECK(same<double>(arma::sort(x), vec{-1, -1, 0, 2, 3, 3}));
    CHECK(same<uword>(arma::stable_sort_index(x), uvec{1, 3, 5, 2, 0, 4}));
    CHECK(same<uword>(arma::stable_sort_index(x, "descend"), uvec{0, 4, 2, 5, 1, 3}));
    CHECK(same<uword>(arma::find(x <= 0), uvec{1, 3, 5}));
    CHECK(same<uword>(arma::find_finite(vec{1, arma::datum::nan, arma::datum::inf, 2}), uvec{0, 3}));
    CHECK(same<double>(arma::cumsum(x), vec{3, 2, 4, 3, 6, 6}));
    CHECK(arma::accu(x > 0) == 3);
    CHECK(arma::any(x > 2));
    CHECK_FALSE(arma::any(x > 3));
    CHECK(arma::all(x > -2));
    CHECK_FALSE(arma::all(x > -1));
    CHECK(arma::max(x) == 3);
    CHECK(arma::min(x) == -1);
    CHECK(arma::mean(x) == 1);
    CHECK(arma::mean(vec{1e308, 1e308, 1e308}) == 1e308);
    CHECK(same<double>(arma::max(mat{{1, 5}, {7, 2}}, 1), vec{5, 7}));
    CHECK(same<double>(arma::sum(mat{{1, 5}, {7, 2}}, 0), arma::rowvec{8, 7}));
    CHECK(same<double>(arma::clamp(x, 0, 2), vec{2, 0, 2, 0, 2, 0}));
    CHECK(same<double>(arma::repmat(mat{{1, 2}}, 2, 1), mat{{1, 2}, {1, 2}}));
    CHECK(same<uword>(arma::regspace<uvec>(0, 3), uvec{0, 1, 2, 3}));
    CHECK(same<double>(arma::linspace<vec>(-1, 1, 5), vec{-1, -0.5, 0, 0.5, 1}));
}

TEST_CASE("Armadillo: inner products above and below the length where BLAS takes over") {
    for (const uword n : {1, 31, 32, 33, 34, 1000}) {
        CAPTURE(n);
        const mat a = integers(n, 2);
        const cx_mat z = complex_integers(n, 2);
        double expected = 0;
        cx_double conjugated = 0;
        for (uword i = 0; i < n; ++i) {
            expected += a(i, 0) * a(i, 1);
            conjugated += std::conj(z(i, 0)) * z(i, 1);
        }
        CHECK(arma::dot(vec(a.col(0)), vec(a.col(1))) == expected);
        CHECK(arma::cdot(a.col(0), a.col(1)) == expected);
        CHECK(arma::cdot(z.col(0), z.col(1)) == conjugated);
    }
}

TEST_CASE("Armadillo: structure and single entries") {
    const mat upper = {{1, 2}, {0, 3}}, full = {{1, 2}, {5, 3}};
    CHECK(upper.is_trimatu());
    CHECK_FALSE(upper.is_trimatl());
    CHECK_FALSE(full.is_trimatu());
    CHECK(mat(upper.t()).is_trimatl());
    CHECK(mat(2, 2, arma::fill::eye).is_diagmat());
    CHECK_FALSE(upper.is_diagmat());
    CHECK(mat().is_trimatu());
    CHECK(same<double>(arma::trimatu(full), upper));
    CHECK(same<double>(arma::symmatl(full), mat{{1, 5}, {5, 3}}));
    CHECK(same<double>(arma::diagmat(vec{1, 2}), mat{{1, 0}, {0, 2}}));
    CHECK(arma::abs(arma::normalise(vec{3e200, 4e200}) - vec{0.6, 0.8}).max() <= 2 * eps);
    CHECK(arma::abs(vec(arma::abs(cx_vec{cx_double(3e300, 4e300)})) / 5e300 - 1).max() <= 2 * eps);
    CHECK(same<double>(arma::square(vec{-3, 0.5}), vec{9, 0.25}));
    const vec signs = {-700, -1e-10, 0, 1, 709}, sizes = {1e-300, 0.5, 1, 1e300};
    vec exponentials = signs, logarithms = sizes, roots = sizes;
    exponentials.transform([](double x) { return std::exp(x); });
    logarithms.transform([](double x) { return std::log(x); });
    roots.transform([](double x) { return std::sqrt(x); });
    CHECK(same<double>(arma::exp(signs), exponentials));
    CHECK(same<double>(arma::log(sizes), logarithms));
    CHECK(same<double>(arma::sqrt(sizes), roots));
    CHECK_FALSE(mat{1, arma::datum::nan}.is_finite());
    CHECK_FALSE(sp_mat(mat{1, arma::datum::inf}).is_finite());
    CHECK(mat(2, 2).is_zero());
}
