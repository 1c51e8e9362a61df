#include "krylov/chebyshev_filter.hpp"

#include <doctest/doctest.h>

#include "spectra.hpp"

using namespace la;
using namespace la::test;

TEST_CASE("the polynomial of an operator has the polynomial's values, of every degree") {
    const arma::sp_mat a = path(40);
    const arma::mat dense(a);
    arma::vec values;
    arma::mat vectors;
    REQUIRE(arma::eig_sym(values, vectors, dense));
    const BlockOperator<double> apply = [&a](const arma::mat& in, arma::mat& out) { out = a * in; };
    const arma::mat in = arma::ones(40, 2);
    for (const arma::uword degree : {1, 2, 3, 4, 7, 16}) {
        CAPTURE(degree);
        const ChebyshevInterval interval{1.6, 1.5, degree};
        arma::vec expected = values;
        expected.transform([&](double value) { return interval.at(value); });
        arma::mat out(40, 2);
        chebyshev_filter<double>(apply, interval)(in, out);
        const arma::mat exact = vectors * arma::diagmat(expected) * vectors.t() * in;
        CHECK(arma::norm(out - exact) <= 1e-13 * arma::abs(expected).max() * arma::norm(in));
        CHECK(std::abs(interval.value(interval.at(3.7)) - 3.7) <= 1e-14);
    }
}

TEST_CASE("a polynomial is suggested where gaps are small, odd at one end and even at both") {
    const arma::vec close = {1.0, 0.999, 0.998, 0.997, 0.996, 0.995, 0.99}, far = {9.0, 3.0, 1.0, 0.5, 0.2, 0.1, 0.0};
    CHECK(suitable_interval(close, 2, 2, 20, -1, false).degree % 2 == 1);
    CHECK(suitable_interval(close, 2, 2, 20, -1, false).degree > 4);
    CHECK(suitable_interval(close, 2, 2, 20, -1, true).degree % 2 == 0);
    CHECK(suitable_interval(far, 1, 2, 40, -1, false).degree == 1);
    CHECK(suitable_interval(arma::vec(7, arma::fill::ones), 2, 2, 20, 1, false).degree == 1);
}
