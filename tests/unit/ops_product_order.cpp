#include "ops/product_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "core/error.hpp"

using namespace la;
using arma::mat;
using arma::sp_mat;

namespace {

std::vector<ProductFactor> dense_factors(const std::vector<double>& dims) {
    std::vector<ProductFactor> factors;
    for (std::size_t i = 0; i + 1 < dims.size(); ++i)
        factors.push_back({dims[i], dims[i + 1], std::nullopt, std::string(1, char('A' + i))});
    return factors;
}

// The cheapest cost over all parenthesisations of the factors first..last.
double brute_force(const std::vector<double>& dims, std::size_t first, std::size_t last) {
    if (first == last) return 0;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t split = first; split < last; ++split)
        best = std::min(best, brute_force(dims, first, split) + brute_force(dims, split + 1, last) +
                                  2 * dims[first] * dims[split + 1] * dims[last + 1]);
    return best;
}

// What a plan costs, step by step.
double cost_of(const ChainPlan& plan, const std::vector<double>& dims) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (std::size_t i = 0; i + 1 < dims.size(); ++i) spans.emplace_back(i, i + 1);
    double total = 0;
    for (const auto& [left, right] : plan.steps) {
        REQUIRE(spans[left].second == spans[right].first);
        total += 2 * dims[spans[left].first] * dims[spans[left].second] * dims[spans[right].second];
        spans.emplace_back(spans[left].first, spans[right].second);
    }
    CHECK(spans.back() == std::pair(std::size_t(0), dims.size() - 1));
    return total;
}

}  // namespace

TEST_CASE("dynamic programming finds what trying everything finds") {
    std::mt19937 random(3);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<double> dims(2 + random() % 7);
        for (double& d : dims) d = double(random() % 12);
        const auto factors = dense_factors(dims);
        const ChainPlan plan = cheapest_order(factors);
        CHECK(plan.flops == brute_force(dims, 0, factors.size() - 1));
        CHECK(plan.flops == cost_of(plan, dims));
        CHECK(plan.flops_per_row == 0);
        CHECK(left_to_right(factors).flops == cost_of(left_to_right(factors), dims));
    }
}

TEST_CASE("the example of Cormen et al. and its text") {
    const ChainPlan plan = cheapest_order(dense_factors({30, 35, 15, 5, 10, 20, 25}));
    CHECK(plan.text == "((A (B C)) ((D E) F))");
    CHECK(plan.flops == 2 * 15125);
    CHECK(left_to_right(dense_factors({30, 35, 15, 5, 10, 20, 25})).text == "(((((A B) C) D) E) F)");
}

TEST_CASE("ties go left; one factor needs no step") {
    CHECK(cheapest_order(dense_factors({4, 4, 4, 4, 4})).text == "(((A B) C) D)");
    CHECK(cheapest_order(dense_factors({0, 0, 0, 0})).text == "((A B) C)");
    const ChainPlan single = cheapest_order(dense_factors({2, 3}));
    CHECK(single.text == "A");
    CHECK(single.steps.empty());
    CHECK(single.flops == 0);
}

TEST_CASE("unknown rows count as endless: the cost per row decides, then the rest") {
    auto factors = dense_factors({0, 100, 100, 1});
    factors[0].rows.reset();
    const ChainPlan plan = cheapest_order(factors);
    CHECK(plan.text == "(A (B C))");
    CHECK(plan.flops_per_row == 200);
    CHECK(plan.flops == 20000);
    CHECK(left_to_right(factors).flops_per_row == 20000 + 200);
    CHECK(left_to_right(factors).flops == 0);

    // For a single known row both orders cost the same.
    factors[0].rows = 1;
    CHECK(cheapest_order(factors).text == "((A B) C)");
}

TEST_CASE("sparse factors count their nonzeros") {
    std::vector<ProductFactor> factors = dense_factors({100, 100, 100, 50});
    CHECK(cheapest_order(factors).text == "(A (B C))");
    factors[0].nonzeros = factors[1].nonzeros = 10;
    const ChainPlan plan = cheapest_order(factors);
    CHECK(plan.text == "((A B) C)");
    CHECK(plan.flops == doctest::Approx(2 * 10 * 10 / 100. + 2 * 1 * 50).epsilon(1e-3));

    factors = dense_factors({3, 0, 4});
    factors[0].nonzeros = factors[1].nonzeros = 0;
    CHECK(cheapest_order(factors).flops == 0);
    factors = dense_factors({3, 5, 4, 2});  // full, but stored as sparse
    factors[0].nonzeros = 15;
    factors[1].nonzeros = 20;
    CHECK(left_to_right(factors).flops == 2 * 3 * 5 * 4 + 2 * 3 * 4 * 2);
}

TEST_CASE("long chains go from left to right, in time") {
    const std::vector<double> dims(50002, 2.0);
    auto factors = std::vector<ProductFactor>(50001, {2, 2, std::nullopt, "A"});
    const ChainPlan plan = cheapest_order(factors);
    CHECK(plan.flops == 50000 * 16);
    CHECK(plan.text.substr(49999, 7) == "(A A) A");
}

TEST_CASE("every plan gives the product, with the outer names") {
    arma::arma_rng::set_seed(5);
    const mat a(7, 2, arma::fill::randn), b(2, 9, arma::fill::randn), c(9, 3, arma::fill::randn);
    std::vector<Matrix> factors = {Matrix(a, "A.csv"), Matrix(sp_mat(b)), Matrix(c)};
    factors[0].row_names = {"1", "2", "3", "4", "5", "6", "7"};
    factors[2].column_names = {"x", "y", "z"};
    const auto described_factors = chain_factors(factors);
    CHECK(described_factors[1].nonzeros == 18.0);
    CHECK_FALSE(described_factors[0].nonzeros);
    CHECK(left_to_right(described_factors).text == "((A.csv #2) #3)");
    for (const ChainPlan& plan : {left_to_right(described_factors), cheapest_order(described_factors)}) {
        const Matrix product = multiply_chain(factors, plan);
        CHECK(arma::approx_equal(dense_real(product), mat(a * b * c), "absdiff", 1e-12));
        CHECK(product.row_names == factors[0].row_names);
        CHECK(product.column_names == factors[2].column_names);
    }
    CHECK(arma::approx_equal(dense_real(multiply_chain({Matrix(a)}, left_to_right(chain_factors({Matrix(a)})))), a,
                             "absdiff", 0));
    factors[2] = Matrix(mat(4, 4), "C.csv");
    factors[1].origin = "B.csv";
    CHECK_THROWS_WITH_AS(multiply_chain(factors, left_to_right(chain_factors(factors))),
                         "B.csv is 2x9, C.csv is 4x4: inner dimensions 9 and 4 differ", Error);
}
