#include "krylov/hermitian_eigen.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

arma::vec badnesses(arma::vec values, const EigenRegion& region) {
    values.transform([&](double value) { return region.badness(value); });
    return arma::sort(values);
}

// On each operator; how many of the runs were on polynomials.
int check_operators(const arma::sp_mat& a, const arma::vec& all, const EigenRegion& region, arma::uword k) {
    const double norm = arma::abs(all).max();
    int polynomials = 0;
    for (const SpectralMethod operand : {SpectralMethod::inverse, SpectralMethod::direct, SpectralMethod::polynomial}) {
        HermitianEigen<double> spectrum(a, 1, false, operand);
        const EigenPairs<double> pairs = spectrum.find(region, k);
        CAPTURE(spectrum.method());
        CAPTURE(a.n_rows);
        CAPTURE(int(region.kind));
        REQUIRE(pairs.values.n_elem == k);
        CHECK(arma::abs(badnesses(pairs.values, region) - badnesses(all, region).head(k)).max() <= 1e-10 * norm);
        const arma::mat residual = a * pairs.vectors - pairs.vectors * arma::diagmat(pairs.values);
        for (arma::uword j = 0; j < k; ++j) CHECK(arma::norm(residual.col(j)) <= 1e-10 * norm);
        CHECK(arma::norm(pairs.vectors.t() * pairs.vectors - arma::eye(k, k), "fro") <= 1e-12 * double(k));
        const bool is_polynomial = spectrum.method().find("Chebyshev") != std::string::npos;
        CHECK((operand == SpectralMethod::polynomial || !is_polynomial));
        polynomials += is_polynomial;
    }
    return polynomials;
}

int check_ends(const arma::sp_mat& a, const arma::vec& all, arma::uword k) {
    return check_operators(a, all, EigenRegion::above, k) + check_operators(a, all, EigenRegion::below, k) +
           check_operators(a, all, EigenRegion::far, k);
}

}  // namespace

TEST_CASE("a grid, a torus, a cube and a hypercube at both ends, on the inverse, on A and on polynomials of A") {
    const arma::vec square = sums(path_values(16), path_values(16));
    CHECK(check_ends(kronecker_sum(path(16), path(16)), square, 7) == 3);
    const arma::vec torus = sums(cycle_values(14), cycle_values(14));
    CHECK(check_ends(kronecker_sum(cycle(14), cycle(14)), torus, 9) >= 1);
    const arma::vec cube = sums(sums(path_values(7), path_values(7)), path_values(7));
    CHECK(check_ends(kronecker_sum(kronecker_sum(path(7), path(7)), path(7)), cube, 11) >= 1);
    check_ends(hypercube(8), hypercube_values(8), 11);
    CHECK(check_ends(cycle(200), cycle_values(200), 5) == 3);
}

TEST_CASE("values inside, on the inverse, on the square and on polynomials of it") {
    const arma::vec square = sums(path_values(8), path_values(9));
    CHECK(check_operators(kronecker_sum(path(8), path(9)), square, {EigenRegion::near, 4.1}, 5) == 1);
    const arma::vec product = sums(hypercube_values(4), path_values(10));
    CHECK(check_operators(kronecker_sum(hypercube(4), path(10)), product, {EigenRegion::near, 2.3}, 6) == 1);
}
