#include "krylov/arnoldi.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace la;

namespace {

// Rotations by a right angle, stretched by 1, 2, ..., n/2: the values are ± i j.
VectorOperator<double> rotations() {
    return [](const arma::vec& in, arma::vec& out) {
        for (arma::uword i = 0; i < in.n_elem; i += 2) {
            out(i) = -double(i / 2 + 1) * in(i + 1);
            out(i + 1) = double(i / 2 + 1) * in(i);
        }
    };
}

arma::vec some_vector(arma::uword n) {
    return arma::sin(arma::linspace(1, double(n), n));
}

}  // namespace

TEST_CASE("a conjugate pair comes whole; in the complement of what was found the next one is found") {
    ArnoldiOptions options;
    options.restarts = 500;
    const ArnoldiResult<double> first = arnoldi<double>(rotations(), options, {}, some_vector(100));
    REQUIRE(first.has_converged);
    REQUIRE(first.basis.n_cols == 2);
    CHECK(arma::norm(first.basis.head_rows(98), "fro") <= 1e-12);
    CHECK(std::abs(std::abs(first.ritz(0)) - 50) <= 1e-11);
    const ArnoldiResult<double> second = arnoldi<double>(rotations(), options, first.basis, some_vector(100));
    REQUIRE(second.has_converged);
    CHECK(std::abs(std::abs(second.ritz(0)) - 49) <= 1e-11);
    CHECK(arma::norm(first.basis.t() * second.basis) <= 1e-14);
}

TEST_CASE("too few restarts are told, and how far they came; the same start gives the same bits") {
    ArnoldiOptions options;
    options.count = 6;
    options.restarts = 2;
    const ArnoldiResult<double> result = arnoldi<double>(rotations(), options, {}, some_vector(1000));
    CHECK_FALSE(result.has_converged);
    CHECK(result.converged < 6);
    CHECK(result.ritz.n_elem == 6);
    CHECK(result.bounds.max() > 1e-3);
    CHECK(result.applications <= 60);
    const ArnoldiResult<double> again = arnoldi<double>(rotations(), options, {}, some_vector(1000));
    CHECK(arma::all(again.ritz == result.ritz));
}

TEST_CASE("an operator that leaves the range of doubles") {
    const VectorOperator<double> apply = [](const arma::vec&, arma::vec& out) { out.fill(arma::datum::inf); };
    CHECK_THROWS_WITH_AS(arnoldi<double>(apply, {}, {}, some_vector(100)),
                         "a vector of the Arnoldi method lies beyond the range of doubles", Error);
}
