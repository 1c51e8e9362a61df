#include "ops/balance.hpp"

#include <doctest/doctest.h>

#include "sparse/norm_estimate.hpp"

using namespace la;
using arma::cx_mat;
using arma::mat;

namespace {

template <class T>
bool returns(const arma::Mat<T>& a) {
    const Balanced<T> balanced(a);
    return arma::approx_equal(balanced.undone(balanced.matrix()), a, "absdiff", 0);
}

}  // namespace

TEST_CASE("balancing is undone exactly") {
    arma::arma_rng::set_seed(71);
    for (const arma::uword n : {0, 1, 2, 7, 30}) {
        CAPTURE(n);
        mat a(n, n, arma::fill::randn);
        cx_mat z(n, n, arma::fill::randn);
        CHECK(returns(a));
        for (arma::uword i = 0; i < n; ++i) {
            const double factor = std::pow(10.0, double(7 * i % 19) - 9);
            a.row(i) *= factor;
            z.row(i) *= factor;
        }
        CHECK(returns(a));
        CHECK(returns(z));
        for (arma::uword k = 0; k < a.n_elem; ++k)
            if (k * k % 5 != 1) a[k] = 0;  // eigenvalues that stand alone
        CHECK(returns(a));
    }
}

TEST_CASE("a permuted triangular matrix becomes upper triangular") {
    const mat a = {{1, 0, 0, 0}, {2, 3, 0, 5}, {6, 7, 8, 9}, {4, 0, 0, 10}};
    CHECK(Balanced<double>(a).matrix().is_trimatu());
    CHECK(Balanced<double>(a.t()).matrix().is_trimatu());
    CHECK(returns(a));
}

TEST_CASE("scales that differ by 1e20 are made alike") {
    const mat a = {{1, 1e10, -3e9}, {2e-10, -1, 1}, {1e-10, 3, 2}};
    CHECK(norm_1(Balanced<double>(a).matrix()) < 20);
}
