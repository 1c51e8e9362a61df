#include "krylov/block_lanczos.hpp"

#include <doctest/doctest.h>

#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

BlockOperator<double> product_with(const arma::sp_mat& a) {
    return [&a](const arma::mat& in, arma::mat& out) { out = a * in; };
}

LanczosOptions largest(arma::uword count, arma::uword block) {
    LanczosOptions options;
    options.count = count;
    options.block = block;
    options.absolute = 1e-12;
    return options;
}

}  // namespace

TEST_CASE("the largest values of a path, by blocks of one, two and four, and the same bytes again") {
    const arma::sp_mat a = path(300);
    const arma::vec expected = arma::vec(arma::sort(path_values(300), "descend")).head(5);
    for (const arma::uword block : {1, 2, 4}) {
        CAPTURE(block);
        BlockLanczos<double> lanczos(300, product_with(a), largest(5, block));
        REQUIRE(lanczos.advance(10'000));
        CHECK(arma::abs(lanczos.values() - expected).max() <= 1e-11);
        const arma::mat v = lanczos.vectors();
        CHECK(arma::norm(a * v - v * arma::diagmat(lanczos.values())) <= 1e-10);
        CHECK(arma::norm(v.t() * v - arma::eye(5, 5)) <= 1e-13);
        BlockLanczos<double> again(300, product_with(a), largest(5, block));
        again.advance(3);
        again.advance(10'000);
        CHECK(arma::approx_equal(again.vectors(), v, "absdiff", 0));
    }
}

TEST_CASE("what is deflated is not found again, and a third copy is found beside two") {
    const arma::sp_mat cube = kronecker_sum(kronecker_sum(path(6), path(6)), path(6));
    const arma::vec all = arma::sort(sums(sums(path_values(6), path_values(6)), path_values(6)), "descend");
    BlockLanczos<double> first(216, product_with(cube), largest(3, 2));
    REQUIRE(first.advance(1000));
    CHECK(std::abs(first.values()(2) - all(2)) <= 1e-11);  // one, and two of three
    LanczosOptions loose = largest(1, 2);
    loose.absolute = 1e-5;
    loose.seed = 7;
    BlockLanczos<double> second(216, product_with(cube), loose, first.vectors());
    REQUIRE(second.advance(1000));
    CHECK(std::abs(second.values()(0) - all(3)) <= 1e-6);
    CHECK(arma::norm(first.vectors().t() * second.vectors()) <= 1e-13);
}

TEST_CASE("a space that is used up gives all values") {
    for (const arma::uword n : {1, 2, 3, 7}) {
        CAPTURE(n);
        const arma::sp_mat a = path(n);
        BlockLanczos<double> lanczos(n, product_with(a), largest(n, 2));
        REQUIRE(lanczos.advance(100));
        CHECK(arma::abs(lanczos.values() - arma::sort(path_values(n), "descend")).max() <= 1e-13);
    }
    const arma::sp_mat one = arma::speye(50, 50);
    BlockLanczos<double> lanczos(50, product_with(one), largest(10, 2));
    REQUIRE(lanczos.advance(100));
    CHECK(arma::abs(lanczos.values() - 1).max() <= 1e-14);
}

TEST_CASE("without enough steps it tells how far it came") {
    const arma::sp_mat a = path(2000);
    BlockLanczos<double> lanczos(2000, product_with(a), largest(4, 2));
    CHECK_FALSE(lanczos.advance(30));
    CHECK(lanczos.applications() == 30);
    CHECK(lanczos.converged_count() < 4);
    CHECK(lanczos.residuals().max() > 1e-12);
}

TEST_CASE("a start near the vectors wanted needs fewer steps, one without a part of them finds them all the same") {
    const arma::sp_mat a = path(300);
    BlockLanczos<double> from_random(300, product_with(a), largest(4, 2));
    REQUIRE(from_random.advance(10'000));
    const arma::mat v = from_random.vectors();
    const arma::mat near = arma::join_rows(v.col(0) + v.col(2), v.col(1) + v.col(3));
    BlockLanczos<double> from_near(300, product_with(a), largest(4, 2), {}, near);
    REQUIRE(from_near.advance(10'000));
    CHECK(from_near.applications() < from_random.applications());
    CHECK(arma::abs(from_near.values() - from_random.values()).max() <= 1e-11);
    BlockLanczos<double> from_few(300, product_with(a), largest(4, 2), {}, arma::mat(v.head_cols(2)));
    REQUIRE(from_few.advance(10'000));
    CHECK(arma::abs(from_few.values() - from_random.values()).max() <= 1e-11);
    BlockLanczos<double> from_nothing(300, product_with(a), largest(4, 2), {}, arma::mat(300, 2));
    REQUIRE(from_nothing.advance(10'000));
    CHECK(arma::abs(from_nothing.values() - from_random.values()).max() <= 1e-11);
}
