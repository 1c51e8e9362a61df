#include "sparse/qr.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/epsilon.hpp"

using namespace la;

namespace {

template <class T>
arma::SpMat<T> sprand(arma::uword rows, arma::uword cols, double per_column) {
    arma::SpMat<T> a;
    a.sprandn(rows, cols, std::min(1.0, per_column / double(rows)));
    for (arma::uword j = 0; j < std::min(rows, cols); ++j) a(j, j) += T(2);
    return a;
}

// Full column rank.
template <class T>
void check_full(const arma::SpMat<T>& a) {
    CAPTURE(a.n_rows);
    CAPTURE(a.n_cols);
    const arma::Mat<T> dense(a);
    const double noise = 100 * double(a.n_rows) * eps, cond = arma::cond(dense);
    SparseQr<T> qr(a);
    CHECK(qr.cost().bytes > 0);
    qr.factor(noise);
    REQUIRE(qr.rank() == a.n_cols);

    const arma::Mat<T> b(a.n_rows, 3, arma::fill::randn);
    const arma::Mat<T> pseudo_inverse = arma::pinv(dense);
    CHECK(arma::norm(arma::Mat<T>(qr.solve(b) - pseudo_inverse * b)) <= noise * cond * arma::norm(pseudo_inverse * b));
    CHECK(arma::norm(arma::Mat<T>(qr.project(b) - dense * (pseudo_inverse * b))) <= noise * cond * arma::norm(b));

    const arma::Mat<T> c(a.n_cols, 2, arma::fill::randn);
    const arma::Mat<T> least = pseudo_inverse.t() * c;
    CHECK(arma::norm(arma::Mat<T>(qr.solve_adjoint(c) - least)) <= noise * cond * arma::norm(least));
    const arma::Mat<T> normal = qr.solve_normal(c);
    CHECK(arma::norm(arma::Mat<T>(dense.t() * (dense * normal) - c)) <= noise * cond * cond * arma::norm(c));
}

}  // namespace

TEST_CASE("sparse QR of full column rank against the pseudo-inverse") {
    if (!has_sparse_qr) return;  // what takes its place is tested with what calls it
    arma::arma_rng::set_seed(1);
    for (const auto& [rows, cols] : {std::pair{1, 1}, {9, 4}, {60, 60}, {200, 80}, {500, 90}}) {
        check_full(sprand<double>(rows, cols, 5));
        check_full(sprand<arma::cx_double>(rows, cols, 4));
    }
}

TEST_CASE("sparse QR finds the rank and projects onto the span of what is independent") {
    if (!has_sparse_qr) return;
    arma::arma_rng::set_seed(2);
    const arma::sp_mat independent = sprand<double>(300, 60, 6);
    arma::sp_mat mixing(60, 100);
    for (arma::uword j = 0; j < 100; ++j) mixing((7 * j) % 60, j) = 1, mixing((11 * j + 3) % 60, j) += 0.5;
    const arma::sp_mat a = independent * mixing;
    const arma::uword rank = arma::rank(arma::mat(a));
    REQUIRE(rank < 100);
    SparseQr<double> qr(a);
    qr.factor(1e-10);
    CHECK(qr.rank() == rank);
    const arma::mat b(300, 2, arma::fill::randn), dense(a);
    CHECK(arma::norm(qr.project(b) - dense * (arma::pinv(dense) * b)) <= 1e-11 * arma::norm(b));
    const arma::mat residual = b - dense * qr.solve(b);
    CHECK(arma::norm(dense.t() * residual) <= 1e-11 * arma::norm(dense) * arma::norm(b));

    const arma::sp_mat none(20, 5);
    SparseQr<double> of_zeros(none);
    of_zeros.factor(1e-10);
    CHECK(of_zeros.rank() == 0);
    CHECK(arma::norm(of_zeros.project(arma::mat(20, 1, arma::fill::ones))) == 0);
}
