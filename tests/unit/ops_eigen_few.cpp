#include "ops/eigen_few.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "krylov/selection.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

// How far from being preferred the k best of the values are: equal ones at the edge, as +1 and -1 from 0, may be cut
// anywhere.
arma::vec least_badness(arma::vec values, const EigenRegion& region, arma::uword k) {
    values.transform([&](double value) { return region.badness(value); });
    return arma::vec(arma::sort(values)).head(k);
}

template <class T>
void check_few(const arma::SpMat<T>& a, const arma::vec& all, arma::uword k, Which which,
               std::optional<std::complex<double>> sigma = {}, bool certify = false) {
    CAPTURE(a.n_rows);
    CAPTURE(k);
    CAPTURE(int(which));
    const EigenRegion region(which, sigma);
    Matrix matrix(a);
    FewEigenvalues few;
    few.count = k;
    few.which = which;
    few.sigma = sigma;
    few.certify = certify;
    const std::optional<Eigensystem> e = few_eigenvalues(matrix, few, {.vectors = true});
    REQUIRE(e);
    CAPTURE(e->driver);
    REQUIRE(e->values.n_elem == k);
    const double norm = arma::abs(all).max();
    const arma::vec found = arma::real(e->values);
    CHECK(arma::abs(least_badness(found, region, k) - least_badness(all, region, k)).max() <= 1e-11 * norm);
    CHECK(arma::approx_equal(found, arma::sort(found, "descend"), "absdiff", 1e-10 * norm));
    const arma::Mat<T>& v = std::get<arma::Mat<T>>(e->vectors.values);
    const arma::Mat<T> residual = a * v - v * arma::Mat<T>(arma::diagmat(arma::conv_to<arma::Col<T>>::from(found)));
    for (arma::uword j = 0; j < k; ++j) CHECK(arma::norm(residual.col(j)) <= 1e-11 * norm);
    CHECK(arma::norm(arma::Mat<T>(v.t() * v - arma::eye<arma::Mat<T>>(k, k)), "fro") <= 1e-12 * double(k));
}

template <class T>
void check_everywhere(const arma::SpMat<T>& a, const arma::vec& all, arma::uword k, double inside) {
    for (const Which which : {Which::LM, Which::SM, Which::LA, Which::SA}) check_few(a, all, k, which);
    check_few(a, all, k, Which::LM, inside);
}

}  // namespace

TEST_CASE("no copy of a multiple eigenvalue is lost, at either end and inside") {
    const arma::sp_mat square = kronecker_sum(path(30), path(30));
    const arma::vec square_values = sums(path_values(30), path_values(30));
    check_everywhere(square, square_values, 7, 4.1);
    check_everywhere(square, square_values, 25, 1.0);
    check_everywhere(turned(square), square_values, 7, 4.1);
    check_few(square, square_values, 6, Which::LM, 4.0);  // an eigenvalue 30 times

    const arma::sp_mat cube = kronecker_sum(kronecker_sum(path(9), path(9)), path(9));
    const arma::vec cube_values = sums(sums(path_values(9), path_values(9)), path_values(9));
    check_everywhere(cube, cube_values, 11, 5.2);
    check_everywhere(cycle(700), cycle_values(700), 9, 1.5);
    check_everywhere(kronecker_sum(cycle(24), cycle(24)), sums(cycle_values(24), cycle_values(24)), 10, 3.3);
    check_everywhere(hypercube(10), hypercube_values(10), 11, 4.2);
    check_everywhere(kronecker_sum(hypercube(4), path(40)), sums(hypercube_values(4), path_values(40)), 12, 0.7);
}

TEST_CASE("certified") {
    const arma::sp_mat torus = kronecker_sum(cycle(24), cycle(24));
    const arma::vec values = sums(cycle_values(24), cycle_values(24));
    for (const Which which : {Which::LM, Which::SM, Which::LA, Which::SA, Which::LR, Which::SR})
        check_few(torus, values, 9, which, {}, true);
    check_few(torus, values, 9, Which::LM, 3.3, true);
}

TEST_CASE("all values alike, zero, far from one, and apart") {
    check_everywhere(arma::speye(600, 600), arma::vec(600, arma::fill::ones), 5, 0.5);
    check_everywhere(arma::sp_mat(600, 600), arma::vec(600), 4, 0.5);
    const arma::sp_mat square = kronecker_sum(path(25), path(25));
    check_few(arma::sp_mat(square * 0x1p900), sums(path_values(25), path_values(25)) * 0x1p900, 5, Which::SM);
    check_few(arma::sp_mat(square * 0x1p-900), sums(path_values(25), path_values(25)) * 0x1p-900, 5, Which::LA);
    // Twenty components, singular each.
    const arma::sp_mat apart = arma::kron(arma::speye(20, 20), cycle(40));
    check_everywhere(apart, arma::repmat(cycle_values(40), 20, 1), 6, 2.0);
}

TEST_CASE("what the dense drivers serve better is left to them") {
    Matrix small(arma::sp_mat(arma::speye(500, 500))), large(arma::sp_mat(arma::speye(600, 600)));
    arma::sp_mat skew = arma::speye(600, 600);
    skew(0, 1) = 5;
    Matrix general(skew), dense(arma::mat(600, 600, arma::fill::eye));
    arma::sp_mat nilpotent(600, 600);
    for (arma::uword i = 0; i + 1 < 600; ++i) nilpotent(i, i + 1) = 1;
    Matrix block(nilpotent);
    FewEigenvalues few;
    CHECK_FALSE(few_eigenvalues(small, few, {}));
    CHECK_FALSE(few_eigenvalues(dense, few, {}));
    CHECK_FALSE(few_eigenvalues(block, few, {}));  // which Arnoldi's method does not solve
    CHECK(block.rows() == 600);
    few.count = 151;
    CHECK_FALSE(few_eigenvalues(general, few, {}));
    CHECK_FALSE(few_eigenvalues(large, few, {}));
    CHECK(large.rows() == 600);
}

TEST_CASE("vectors beyond the limit of dense cells are refused") {
    Matrix a(arma::sp_mat(arma::speye(2'000'000, 2'000'000)));
    FewEigenvalues few;
    few.count = 100;
    CHECK_THROWS_WITH_AS(few_eigenvalues(a, few, {.vectors = true}),
                         doctest::Contains("its eigenvectors, 2000000x100, would exceed the limit"), Error);
}
