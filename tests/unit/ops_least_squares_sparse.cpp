#include "ops/least_squares_sparse.hpp"

#include <doctest/doctest.h>

#include "core/field.hpp"
#include "ops/least_squares.hpp"
#include "ops/subspace.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

// The slopes along the edges of a grid of n x n vertices, two for each; constants have none.
arma::sp_mat slopes(arma::uword n) {
    arma::sp_mat d(n - 1, n);
    for (arma::uword i = 0; i + 1 < n; ++i) d(i, i) = -1, d(i, i + 1) = 1;
    const arma::sp_mat one = arma::speye(n, n);
    return arma::join_cols(arma::kron(d, one), arma::kron(one, d));
}

template <class T>
double distance(const Matrix& x, const arma::Mat<T>& y) {
    return arma::norm(arma::Mat<T>(dense_as<T>(x) - y), "fro");
}

template <class T>
void check_against_pseudo_inverse(const arma::SpMat<T>& a, double tolerance = 1e-10) {
    CAPTURE(a.n_rows);
    CAPTURE(a.n_cols);
    const arma::Mat<T> dense(a), pseudo_inverse = arma::pinv(dense);
    const arma::Mat<T> b(a.n_rows, 2, arma::fill::randn), c(a.n_cols, 2, arma::fill::randn);
    const arma::Mat<T> expected = pseudo_inverse * b;
    const std::unique_ptr<SparseSpan> span = SparseSpan::of(Matrix(a), false, {});
    REQUIRE(span);
    CHECK(distance(span->least_squares(Matrix(b)), expected) <= tolerance * arma::norm(expected, "fro"));
    CHECK(distance(span->project(Matrix(b)), arma::Mat<T>(dense * expected)) <= tolerance * arma::norm(b, "fro"));
    const std::unique_ptr<SparseSpan> rows = SparseSpan::of(Matrix(a), true, {});
    REQUIRE(rows);
    CHECK(distance(rows->project(Matrix(c)), arma::Mat<T>(pseudo_inverse * (dense * c))) <=
          tolerance * arma::norm(c, "fro"));

    std::string driver;
    CHECK(distance(least_squares(Matrix(a), Matrix(b), {}, &driver), expected) <=
          tolerance * arma::norm(expected, "fro"));
    CHECK(driver.find(',') != std::string::npos);  // no name of LAPACK's
    const Projection left(Matrix(a), Subspace::left);
    CHECK(distance(left.project(Matrix(b)), arma::Mat<T>(b - dense * expected)) <= tolerance * arma::norm(b, "fro"));
}

}  // namespace

TEST_CASE("least squares and projections with a large sparse matrix against its pseudo-inverse") {
    arma::arma_rng::set_seed(4);
    const arma::uword n = 22;
    const arma::sp_mat deficient = slopes(n);  // of rank n^2 - 1
    const arma::sp_mat full = arma::join_cols(deficient, arma::speye(n * n, n * n));
    check_against_pseudo_inverse(full);
    check_against_pseudo_inverse(arma::sp_mat(full.t()));
    check_against_pseudo_inverse(deficient);
    check_against_pseudo_inverse(arma::sp_mat(deficient.t()));
    const arma::sp_mat repeated =
        arma::join_rows(full, full.cols(0, 99) - 2 * full.cols(100, 199), arma::sp_mat(full.n_rows, 7));
    check_against_pseudo_inverse(repeated);
    check_against_pseudo_inverse(arma::sp_mat(repeated.t()));
    check_against_pseudo_inverse(arma::sp_mat(1500, 600));
    arma::sp_cx_mat phases(full.n_rows, full.n_rows);
    for (arma::uword i = 0; i < full.n_rows; ++i) phases(i, i) = std::polar(1.0, double(i));
    const arma::sp_cx_mat turned = phases * arma::sp_cx_mat(full, arma::sp_mat(full.n_rows, full.n_cols));
    check_against_pseudo_inverse(turned);
    check_against_pseudo_inverse(arma::sp_cx_mat(turned.t()));
}

TEST_CASE("columns of very different sizes keep their rank") {
    if (!SparseSpan::of(Matrix(slopes(30)), false, {})) return;
    arma::arma_rng::set_seed(5);
    arma::sp_mat a = arma::join_cols(slopes(22), arma::speye(22 * 22, 22 * 22));
    for (arma::uword j = 0; j < a.n_cols; j += 2) a.col(j) *= 1e-18;
    const arma::mat b(a.n_rows, 1, arma::fill::randn);
    const Matrix x = SparseSpan::of(Matrix(a), false, {})->least_squares(Matrix(b));
    const arma::mat residual = b - a * dense_real(x);
    for (arma::uword j = 0; j < a.n_cols; ++j)
        CHECK(std::abs(arma::dot(arma::vec(a.col(j)), residual.col(0))) <=
              1e-12 * arma::norm(arma::vec(a.col(j))) * arma::norm(b));
}

TEST_CASE("a complex right-hand side of a real matrix, an intercept, extreme sizes") {
    arma::arma_rng::set_seed(6);
    const arma::sp_mat a = arma::join_cols(slopes(22), arma::speye(22 * 22, 22 * 22));
    const arma::mat pseudo_inverse = arma::pinv(arma::mat(a));
    const arma::cx_mat b(a.n_rows, 1, arma::fill::randn);
    const std::unique_ptr<SparseSpan> span = SparseSpan::of(Matrix(a), false, {});
    CHECK(distance(span->least_squares(Matrix(b)), arma::cx_mat(pseudo_inverse * b)) <= 1e-11);

    const arma::mat y(a.n_rows, 1, arma::fill::randn);
    const arma::mat design = arma::join_rows(arma::mat(a.n_rows, 1, arma::fill::ones), arma::mat(a));
    CHECK(distance(least_squares(Matrix(a), Matrix(y), {.tolerance = {}, .intercept = true}),
                   arma::mat(arma::pinv(design) * y)) <= 1e-10);

    const std::unique_ptr<SparseSpan> tiny = SparseSpan::of(Matrix(arma::sp_mat(a * 1e-200)), false, {});
    CHECK(distance(tiny->least_squares(Matrix(arma::mat(y * 1e-200))), arma::mat(pseudo_inverse * y)) <= 1e-10);
}

TEST_CASE("small and dense matrices are left to dense drivers") {
    CHECK_FALSE(SparseSpan::of(Matrix(path(100)), false, {}));
    CHECK_FALSE(SparseSpan::of(Matrix(arma::mat(2000, 500)), false, {}));
}
