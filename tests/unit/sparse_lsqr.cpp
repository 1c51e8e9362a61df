#include "sparse/lsqr.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

template <class T>
void check_least_squares(const arma::SpMat<T>& a, double tolerance) {
    CAPTURE(a.n_rows);
    CAPTURE(a.n_cols);
    const arma::Mat<T> b(a.n_rows, 2, arma::fill::randn);
    const arma::Mat<T> expected = arma::pinv(arma::Mat<T>(a)) * b;
    Lsqr<T> lsqr(a);
    CHECK(arma::norm(arma::Mat<T>(lsqr.solve(b) - expected)) <= tolerance * arma::norm(expected));
    CHECK(lsqr.steps() > 0);
}

}  // namespace

TEST_CASE("LSQR tends to the solution of minimum norm, whatever the shape and the rank") {
    arma::arma_rng::set_seed(3);
    arma::sp_mat tall;
    tall.sprandn(120, 40, 0.1);
    tall += 3 * arma::speye(120, 40);
    check_least_squares(tall, 1e-11);
    check_least_squares(arma::sp_mat(tall.t()), 1e-11);
    check_least_squares(arma::sp_mat(arma::join_rows(tall, tall)), 1e-11);
    arma::sp_cx_mat complex;
    complex.sprandn(80, 30, 0.15);
    check_least_squares(arma::sp_cx_mat(complex + arma::cx_double(0, 3) * arma::speye<arma::sp_cx_mat>(80, 30)), 1e-11);
    check_least_squares(cycle(40), 1e-9);
}

TEST_CASE("LSQR of nothing is nothing") {
    const arma::sp_mat zeros(6, 4), a = path(5);
    CHECK(arma::norm(Lsqr<double>(zeros).solve(arma::mat(6, 1, arma::fill::ones))) == 0);
    CHECK(arma::norm(Lsqr<double>(a).solve(arma::mat(5, 1))) == 0);
}

TEST_CASE("LSQR tells how far it came") {
    const arma::sp_mat a = path(4000);
    Lsqr<double> lsqr(a, 50);
    try {
        lsqr.solve(arma::mat(4000, 1, arma::fill::randn));
        FAIL("is to be refused");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).starts_with("not converged: after 50 steps of LSQR"));
    }
}
