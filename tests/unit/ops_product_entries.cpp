#include "ops/product_entries.hpp"

#include <doctest/doctest.h>

#include <random>

#include "io/sparse_assembly.hpp"

namespace {

using la::Coordinates;
using la::Mirror;

// Entries below the diagonal in no order, some of them twice; with a general matrix above it too.
Coordinates<double> random_entries(arma::uword n, std::size_t count, Mirror mirror, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_int_distribution<std::uint32_t> index(0, static_cast<std::uint32_t>(n - 1));
    std::normal_distribution<double> value;
    Coordinates<double> a{n, n, mirror, {{}, {}}};
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t row = index(random), column = index(random);
        if (mirror != Mirror::nothing && row < column) std::swap(row, column);
        if (mirror == Mirror::negated && row == column) continue;
        a.blocks[i % 2].push_back({row, column, value(random)});
    }
    return a;
}

arma::mat random_column(arma::uword n) {
    arma::arma_rng::set_seed(7);
    return arma::mat(n, 1, arma::fill::randn);
}

}  // namespace

TEST_CASE("the product of entries and a column is that of the assembled matrix") {
    for (const Mirror mirror : {Mirror::nothing, Mirror::same, Mirror::negated}) {
        const arma::uword n = 40;
        const Coordinates<double> a = random_entries(n, 500, mirror, 3);
        const la::Matrix x(random_column(n));
        REQUIRE(la::can_multiply(a, x));
        const arma::mat product = std::get<arma::mat>(la::multiply(a, x, 1).values);
        const arma::mat dense(la::assemble(Coordinates<double>(a), 1));
        const arma::mat& column = std::get<arma::mat>(x.values);
        CHECK(arma::norm(product - dense * column) <= 30 * n * arma::datum::eps * arma::norm(dense));
    }
}

TEST_CASE("entries change places with their mirror images") {
    for (const Mirror mirror : {Mirror::nothing, Mirror::same, Mirror::negated}) {
        Coordinates<double> a = random_entries(30, 200, mirror, 9);
        a.columns = 35;
        const arma::mat dense(la::assemble(Coordinates<double>(a), 1));
        a.transpose();
        const arma::mat transposed(la::assemble(Coordinates<double>(a), 1));
        CHECK(arma::approx_equal(transposed, arma::mat(dense.t()), "absdiff", 0));
    }
}

TEST_CASE("the product of entries does not depend on the number of threads") {
    const Coordinates<double> a = random_entries(1000, 200000, Mirror::same, 5);
    const la::Matrix x(random_column(1000));
    const arma::mat one = std::get<arma::mat>(la::multiply(a, x, 1).values);
    const arma::mat three = std::get<arma::mat>(la::multiply(a, x, 3).values);
    CHECK(std::equal(one.begin(), one.end(), three.begin()));
}

TEST_CASE("only a dense real column of the right length is multiplied") {
    const Coordinates<double> a{3, 2, Mirror::nothing, {}};
    CHECK(la::can_multiply(a, la::Matrix(arma::mat(2, 1))));
    CHECK_FALSE(la::can_multiply(a, la::Matrix(arma::mat(3, 1))));
    CHECK_FALSE(la::can_multiply(a, la::Matrix(arma::mat(2, 2))));
    CHECK_FALSE(la::can_multiply(a, la::Matrix(arma::cx_mat(2, 1))));
    CHECK_FALSE(la::can_multiply(a, la::Matrix(arma::sp_mat(2, 1))));
    const arma::mat empty = std::get<arma::mat>(la::multiply(a, la::Matrix(arma::mat(2, 1)), 2).values);
    CHECK(empty.n_rows == 3);
    CHECK(arma::accu(empty) == 0);
}
