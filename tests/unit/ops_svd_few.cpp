#include "ops/svd_few.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

// The k largest against the known values, and the triplets against a itself.
template <class T>
void check_few(const arma::SpMat<T>& a, arma::vec all, arma::uword k) {
    CAPTURE(a.n_rows);
    CAPTURE(a.n_cols);
    CAPTURE(k);
    const std::optional<FewSingular> few = few_singular_values(Matrix(a), {.count = k, .vectors = true});
    REQUIRE(few);
    CAPTURE(few->driver);
    all = arma::sort(all, "descend");
    const arma::vec s = few->parts.values;
    REQUIRE(s.n_elem == k);
    const double norm = all.max();
    CHECK(arma::abs(s - all.head(k)).max() <= 1e-12 * norm);
    const auto& u = std::get<arma::Mat<T>>(few->parts.left.values);
    const auto& v = std::get<arma::Mat<T>>(few->parts.right.values);
    const arma::Mat<T> sigma = arma::diagmat(arma::conv_to<arma::Col<T>>::from(s));
    const arma::Mat<T> right_residual = a * v - u * sigma, left_residual = a.t() * u - v * sigma;
    for (arma::uword j = 0; j < k; ++j) {
        CHECK(arma::norm(right_residual.col(j)) <= 2e-11 * norm);
        CHECK(arma::norm(left_residual.col(j)) <= 2e-11 * norm);
    }
    const arma::Mat<T> one(k, k, arma::fill::eye);
    CHECK(arma::norm(arma::Mat<T>(u.t() * u - one), "fro") <= 1e-13 * double(k));
    CHECK(arma::norm(arma::Mat<T>(v.t() * v - one), "fro") <= 1e-13 * double(k));
    const std::optional<FewSingular> alone = few_singular_values(Matrix(a), {.count = k, .threads = 2});
    CHECK(arma::approx_equal(alone->parts.values, s, "absdiff", 0));
}

template <class T>
void check_both_ways(const arma::SpMat<T>& a, const arma::vec& all, arma::uword k) {
    check_few(a, all, k);
    check_few(arma::SpMat<T>(a.t()), all, k);
}

// The incidence matrix of a path of n inner vertices with fixed ends, n + 1 edges: its gram matrix is path(n).
arma::sp_mat differences(arma::uword n) {
    arma::sp_mat d(n + 1, n);
    for (arma::uword i = 0; i < n; ++i) d(i, i) = 1, d(i + 1, i) = -1;
    return d;
}

// Of the edges and vertices of a product of two graphs: its gram matrix is the Kronecker sum of theirs.
arma::sp_mat of_product(const arma::sp_mat& a, const arma::sp_mat& b) {
    return arma::join_cols(arma::kron(a, arma::speye(b.n_cols, b.n_cols)),
                           arma::kron(arma::speye(a.n_cols, a.n_cols), b));
}

// Of a cycle of n vertices, singular: its gram matrix is cycle(n).
arma::sp_mat around(arma::uword n) {
    arma::sp_mat d(n, n);
    for (arma::uword i = 0; i < n; ++i) d(i, i) = 1, d(i, (i + 1) % n) = -1;
    return d;
}

arma::sp_mat diagonal(arma::uword rows, arma::uword cols, const arma::vec& values) {
    arma::sp_mat d(rows, cols);
    for (arma::uword i = 0; i < values.n_elem; ++i) d(i, (11 * i) % cols) = values(i);
    return d;
}

// D a E for diagonal D and E of modulus 1: complex, of the same values.
arma::sp_cx_mat with_phases(const arma::sp_mat& a) {
    arma::sp_cx_mat rows(a.n_rows, a.n_rows), cols(a.n_cols, a.n_cols);
    for (arma::uword i = 0; i < a.n_rows; ++i) rows(i, i) = std::polar(1.0, double(i));
    for (arma::uword i = 0; i < a.n_cols; ++i) cols(i, i) = std::polar(1.0, 0.3 * double(i));
    return rows * arma::sp_cx_mat(a, arma::sp_mat(a.n_rows, a.n_cols)) * cols;
}

}  // namespace

TEST_CASE("no copy of a multiple singular value is lost") {
    const arma::sp_mat grid = of_product(differences(25), differences(27));
    const arma::vec grid_values = arma::sqrt(sums(path_values(25), path_values(27)));
    check_both_ways(grid, grid_values, 5);
    check_few(grid, grid_values, 25);
    const arma::sp_mat square = of_product(differences(26), differences(26));  // pairs
    check_both_ways(square, arma::sqrt(sums(path_values(26), path_values(26))), 8);
    check_both_ways(with_phases(square), arma::sqrt(sums(path_values(26), path_values(26))), 7);
    const arma::sp_mat torus = of_product(around(24), around(25));  // fours and eights
    check_both_ways(torus, arma::sqrt(arma::abs(sums(cycle_values(24), cycle_values(25)))), 12);
    const arma::sp_mat cube = of_product(of_product(differences(9), differences(9)), differences(9));
    check_few(cube, arma::sqrt(sums(sums(path_values(9), path_values(9)), path_values(9))), 11);
    check_few(hypercube(10), arma::abs(hypercube_values(10)), 30);  // 10 twice, 8 twenty times, 6 ninety times
    const arma::sp_mat apart = arma::kron(arma::speye(30, 30), around(24));
    check_few(apart, arma::sqrt(arma::abs(arma::repmat(cycle_values(24), 30, 1))), 40);
}

TEST_CASE("values of any size beside each other, zeros among them") {
    const arma::vec graded = arma::exp10(-arma::regspace(0, 15));
    check_both_ways(diagonal(900, 800, graded), arma::join_cols(graded, arma::vec(784)), 12);
    check_both_ways(diagonal(900, 800, graded), arma::join_cols(graded, arma::vec(784)), 20);
    const arma::vec few{5, 5, 5, 3, 1};
    check_both_ways(diagonal(700, 800, few), arma::join_cols(few, arma::vec(695)), 9);  // of rank 5
    check_few(arma::sp_mat(arma::speye(700, 650)), arma::vec(650, arma::fill::ones), 6);
    check_few(arma::sp_mat(700, 650), arma::vec(650), 3);
    for (const double scale : {0x1p900, 0x1p-900}) {
        const arma::vec values = scale * arma::regspace(1, 640);
        check_few(diagonal(640, 700, values), values, 5);
    }
}

TEST_CASE("the values of the dense drivers") {
    arma::arma_rng::set_seed(3);
    const arma::sp_mat a = arma::sprandn(720, 540, 0.01);
    check_both_ways(a, arma::svd(arma::mat(a)), 10);
    const arma::sp_cx_mat c(a, arma::sprandn(720, 540, 0.01));
    check_both_ways(c, arma::svd(arma::cx_mat(c)), 6);
}

TEST_CASE("a long and thin matrix that cannot be made dense") {
    const arma::uword rows = 3'000'000, cols = 50;
    arma::umat places(2, 4 * cols);
    arma::vec values(4 * cols);
    for (arma::uword q = 0; q < 4 * cols; ++q)
        places(0, q) = 14'999 * q, places(1, q) = q % cols, values(q) = double(q);
    arma::vec norms(cols);  // the columns are orthogonal
    for (arma::uword q = 0; q < 4 * cols; ++q) norms(q % cols) += values(q) * values(q);
    const Matrix a(arma::sp_mat(places, values, rows, cols));
    const std::optional<FewSingular> few = few_singular_values(a, {.count = 3});
    REQUIRE(few);
    const arma::vec expected = arma::vec(arma::sort(arma::sqrt(norms), "descend")).head(3);
    CHECK(arma::abs(few->parts.values - expected).max() <= 1e-12 * expected(0));
}

TEST_CASE("what the dense drivers serve better is left to them") {
    CHECK_FALSE(few_singular_values(Matrix(arma::mat(700, 700, arma::fill::eye)), {}));
    CHECK_FALSE(few_singular_values(Matrix(arma::sp_mat(arma::speye(400, 500))), {}));
    CHECK_FALSE(few_singular_values(Matrix(arma::sp_mat(arma::speye(800, 700))), {.count = 176}));
    CHECK_FALSE(few_singular_values(Matrix(arma::sp_mat(1'000'000'000, 0)), {}));
}

TEST_CASE("refusals") {
    const Matrix large(arma::sp_mat(arma::speye(2'000'000, 100'000)));
    CHECK_THROWS_WITH_AS(few_singular_values(large, {.count = 100, .vectors = true}),
                         doctest::Contains("its singular vectors, 2000000x100, would exceed the limit"), Error);
    CHECK_THROWS_WITH_AS(few_singular_values(large, {.count = 100'000}),
                         doctest::Contains("its search space, 100000x100000, would exceed the limit"), Error);
    const Matrix slow(differences(20'000));
    CHECK_THROWS_WITH_AS(few_singular_values(slow, {.count = 4, .most_steps = 60}),
                         doctest::Contains("not converged: 0 of 4 singular values after 60 steps"), Error);
    arma::sp_mat bad = arma::speye(700, 700);
    bad(3, 3) = arma::datum::inf;
    CHECK_THROWS_WITH_AS(few_singular_values(Matrix(bad), {}), doctest::Contains("Inf"), Error);
}

TEST_CASE("values so close that a polynomial of the squares has to tell them apart") {
    check_both_ways(differences(3000), arma::sqrt(path_values(3000)), 5);
    check_few(differences(3000), arma::sqrt(path_values(3000)), 1);
    check_both_ways(of_product(differences(60), differences(61)), arma::sqrt(sums(path_values(60), path_values(61))),
                    6);
    check_few(of_product(differences(60), differences(60)), arma::sqrt(sums(path_values(60), path_values(60))), 4);
    check_few(of_product(around(64), around(64)), arma::sqrt(sums(cycle_values(64), cycle_values(64))), 11);
}
