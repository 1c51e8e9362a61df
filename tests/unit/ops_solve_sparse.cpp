#include "ops/solve_sparse.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "graded.hpp"
#include "ops/definiteness.hpp"
#include "ops/solve.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

template <class T>
arma::Mat<T> in_form(const arma::SpMat<T>& a, Transposition form) {
    const arma::Mat<T> dense(a);
    return form == Transposition::none        ? dense
           : form == Transposition::transpose ? arma::Mat<T>(dense.st())
                                              : arma::Mat<T>(dense.t());
}

template <class T>
void check_system(const arma::SpMat<T>& a, const std::string& driver) {
    CAPTURE(driver);
    const std::unique_ptr<SparseSystem> system = SparseSystem::factored(Matrix(a));
    REQUIRE(system);
    CHECK(system->driver().starts_with(driver));
    const double norm = arma::norm(arma::Mat<T>(a), 1),
                 inverse = arma::norm(arma::Mat<T>(arma::inv(arma::Mat<T>(a))), 1);
    CHECK(system->reciprocal_condition() >= 0.99 / (norm * inverse));
    CHECK(system->reciprocal_condition() <= 10 / (norm * inverse));
    const arma::Mat<T> b(a.n_rows, 2, arma::fill::randn);
    for (const Transposition form : {Transposition::none, Transposition::transpose, Transposition::adjoint}) {
        const auto x = dense_as<T>(*system->solve(Matrix(b), form));
        const arma::Mat<T> residual = in_form(a, form) * x - b;
        CHECK(arma::norm(residual, "inf") <= 30 * double(a.n_rows) * eps * norm * arma::norm(x, "inf"));
    }
    const std::complex<double> expected = arma::log_det(arma::Mat<T>(a));
    const ScaledProduct determinant = system->determinant();
    CHECK(std::abs(determinant.log_modulus() - expected.real()) <= 1e-10 * std::abs(expected.real()));
    CHECK(std::abs(determinant.phase - std::exp(std::complex<double>(0, expected.imag()))) <= 1e-8);
}

std::string word(const arma::sp_mat& a) {
    return definiteness_text(definiteness(Matrix(a)));
}

}  // namespace

TEST_CASE("sparse systems by Cholesky and by LU, in every form") {
    arma::arma_rng::set_seed(7);
    const arma::sp_mat grid = kronecker_sum(path(26), path(25));
    check_system(grid, "sparse Cholesky");
    check_system(turned(grid), "sparse Cholesky");
    check_system(arma::sp_mat(grid - 3.03 * arma::speye(650, 650)), "sparse LU");
    check_system(kronecker_sum(toeplitz(26, -1.5, 2.5, -0.5), path(25)), "sparse LU");
    check_system(arma::sp_cx_mat(turned(grid) + arma::cx_double(0, 1) * arma::speye<arma::sp_cx_mat>(650, 650)),
                 "sparse LU");
}

TEST_CASE("a real system with a complex right-hand side") {
    arma::arma_rng::set_seed(8);
    const arma::sp_mat grid = kronecker_sum(path(26), path(25));
    const arma::cx_mat b(650, 1, arma::fill::randn);
    const auto x = dense_complex(*SparseSystem::factored(Matrix(grid))->solve(Matrix(b), Transposition::none));
    CHECK(arma::norm(arma::cx_mat(arma::mat(grid) * x - b)) <= 1e-12 * arma::norm(x));
}

TEST_CASE("small and nearly full systems are left to dense drivers") {
    CHECK_FALSE(SparseSystem::factored(Matrix(path(500))));
    CHECK_FALSE(SparseSystem::factored(Matrix(arma::mat(600, 600))));
    arma::arma_rng::set_seed(9);
    arma::sp_mat full;
    full.sprandn(600, 600, 0.05);
    CHECK_FALSE(SparseSystem::factored(Matrix(full)));
}

TEST_CASE("definiteness of a large sparse matrix, each word, exactly singular ones too") {
    const arma::sp_mat grid = kronecker_sum(path(26), path(25)), ring = kronecker_sum(cycle(26), cycle(25));
    CHECK(word(grid) == "positive-definite");
    CHECK(word(arma::sp_mat(-grid)) == "negative-definite");
    CHECK(word(ring) == "positive-semidefinite");
    CHECK(word(arma::sp_mat(-ring)) == "negative-semidefinite");
    CHECK(word(arma::sp_mat(grid - arma::speye(650, 650))) == "indefinite");
    CHECK(word(hypercube(10)) == "indefinite");
    CHECK(word(arma::sp_mat(650, 650)) == "zero");
    arma::arma_rng::set_seed(10);
    const Exponents d = random_exponents(650, 200);
    const auto in_units = [&](const arma::sp_mat& a) {
        return word(std::get<arma::sp_mat>(equilibrated(Matrix(a), d, d).values));
    };
    CHECK(in_units(grid) == "positive-definite");
    CHECK(in_units(arma::sp_mat(-grid)) == "negative-definite");
    CHECK(in_units(ring) == "positive-semidefinite");
    CHECK(in_units(arma::sp_mat(grid - arma::speye(650, 650))) == "indefinite");
    CHECK(definiteness_text(definiteness(Matrix(turned(grid)))) == "positive-definite");
}
