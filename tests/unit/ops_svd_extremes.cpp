#include "ops/svd_extremes.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/epsilon.hpp"
#include "ops/properties.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

double number(Matrix a, const std::string& key) {
    Properties properties(std::move(a));
    return std::get<double>(properties.get(key));
}

std::uint64_t count(Matrix a, const std::string& key) {
    Properties properties(std::move(a));
    return std::get<std::uint64_t>(properties.get(key));
}

}  // namespace

TEST_CASE("norm, condition number and rank of a grid stay sparse") {
    const arma::sp_mat grid = kronecker_sum(path(40), path(39));
    const arma::vec values = sums(path_values(40), path_values(39));
    for (const Matrix& a : {Matrix(grid), Matrix(turned(grid))}) {
        Properties p(a);
        CHECK(std::abs(std::get<double>(p.get("norm2")) / values.max() - 1) <= 1e-12);
        CHECK(std::abs(std::get<double>(p.get("cond")) * values.min() / values.max() - 1) <= 1e-10);
        CHECK(std::get<std::uint64_t>(p.get("rank")) == grid.n_rows);
        CHECK(std::abs(std::get<double>(p.get("tolerance")) / (double(grid.n_rows) * eps * values.max()) - 1) <= 1e-12);
        CHECK(p.estimates() == std::vector<std::string>{"cond"});
        CHECK(p.drivers().size() >= 2);
    }
}

TEST_CASE("nonsymmetric and rectangular matrices, and singular ones") {
    arma::sp_mat upper = triangular(1500);
    const arma::vec s = arma::svd(arma::mat(upper));
    CHECK(std::abs(number(Matrix(upper), "norm2") / s.front() - 1) <= 1e-12);
    CHECK(std::abs(number(Matrix(upper), "cond") / (s.front() / s.back()) - 1) <= 1e-10);
    upper(700, 700) = upper(700, 701) = 0;
    CHECK(number(Matrix(upper), "cond") == arma::datum::inf);
    CHECK(count(Matrix(upper), "rank") == 1499);

    arma::sp_mat tall = arma::join_cols(path(1300), arma::speye(1300, 1300));  // whose gram matrix is path^2 + 1
    const arma::vec of_path = path_values(1300);
    const double largest = std::sqrt(of_path.max() * of_path.max() + 1),
                 least = std::sqrt(of_path.min() * of_path.min() + 1);
    for (const Matrix& a : {Matrix(tall), Matrix(arma::sp_mat(tall.t()))}) {
        CHECK(std::abs(number(a, "norm2") / largest - 1) <= 1e-12);
        CHECK(std::abs(number(a, "cond") / (largest / least) - 1) <= 1e-10);
        CHECK(count(a, "rank") == 1300);
    }
    const arma::sp_mat ring = kronecker_sum(cycle(30), cycle(30));
    CHECK(number(Matrix(ring), "cond") == arma::datum::inf);
    CHECK(count(Matrix(ring), "rank") == 899);
    tall.col(17) = tall.col(18);
    CHECK(number(Matrix(tall), "cond") > 1e14);
    CHECK(count(Matrix(tall), "rank") == 1299);
}

TEST_CASE("where a dense decomposition is quick the condition number and the rank are exact") {
    const arma::sp_mat grid = kronecker_sum(path(30), path(29)), ring = kronecker_sum(cycle(30), cycle(29));
    const arma::vec values = sums(path_values(30), path_values(29));
    Properties p{Matrix(grid)}, singular{Matrix(ring)};
    CHECK(std::abs(std::get<double>(p.get("cond")) * values.min() / values.max() - 1) <= 1e-12);
    CHECK(std::get<std::uint64_t>(p.get("rank")) == 870);
    CHECK(std::get<std::uint64_t>(singular.get("rank")) == 869);
    CHECK(p.estimates().empty());
    CHECK(singular.estimates().empty());
}

TEST_CASE("with a tolerance far above rounding the rank is counted") {
    const arma::sp_mat grid = kronecker_sum(path(40), path(39));
    const arma::vec values = sums(path_values(40), path_values(39));
    for (const double tolerance : {0.1, 1.0, 4.01, 7.5}) {
        Properties p(Matrix(grid), tolerance);
        CHECK(std::get<std::uint64_t>(p.get("rank")) == arma::accu(values > tolerance));
        CHECK(p.estimates().empty());
    }
    arma::sp_mat edges(41, 40);  // whose gram matrix is path(40)
    for (arma::uword i = 0; i < 40; ++i) edges(i, i) = 1, edges(i + 1, i) = -1;
    const arma::sp_mat tall = arma::kron(arma::speye(30, 30), edges);
    for (const Matrix& a : {Matrix(tall), Matrix(arma::sp_mat(tall.t()))}) {
        Properties p(a, 1.0);
        CHECK(std::get<std::uint64_t>(p.get("rank")) == 30 * arma::accu(arma::sqrt(path_values(40)) > 1));
    }
    Properties singular(Matrix(kronecker_sum(cycle(40), cycle(40))));
    CHECK(std::get<std::uint64_t>(singular.get("rank")) == 1599);
    CHECK(singular.estimates() == std::vector<std::string>{"rank"});
}

TEST_CASE("the extremes of a matrix of zeros") {
    const Matrix zeros(arma::sp_mat(5000, 5000));
    CHECK(number(zeros, "norm2") == 0);
    CHECK(number(zeros, "cond") == arma::datum::inf);
    CHECK(count(zeros, "rank") == 0);
}

TEST_CASE("dense and small matrices are left to dense drivers") {
    CHECK_FALSE(SparseExtremes::of(Matrix(arma::mat(800, 800)), 1));
    CHECK_FALSE(SparseExtremes::of(Matrix(path(50)), 1));
}
