#include "sparse/lu.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "spectra.hpp"

using namespace la;

namespace {

template <class T>
arma::Mat<T> in_form(const arma::Mat<T>& a, Transposition form) {
    return form == Transposition::none        ? a
           : form == Transposition::transpose ? arma::Mat<T>(a.st())
                                              : arma::Mat<T>(a.t());
}

// About `per_column` entries in a column, of very different rows, and a diagonal where wanted.
template <class T>
arma::SpMat<T> random_system(arma::uword n, double per_column, bool symmetric_pattern) {
    arma::SpMat<T> a;
    a.sprandn(n, n, per_column / double(n));
    if (symmetric_pattern) a = arma::SpMat<T>(a + 0.3 * a.st()) + arma::speye<arma::SpMat<T>>(n, n);
    for (arma::uword i = 0; i + 1 < n; i += 3) a.row(i) *= T(1e-7);
    return a;
}

std::complex<double> log_determinant(const arma::cx_mat& a) {
    return arma::log_det(a);
}
std::complex<double> log_determinant(const arma::mat& a) {
    return arma::log_det(arma::cx_mat(a, arma::mat(a.n_rows, a.n_cols)));
}

template <class T>
void check_against_dense(const arma::SpMat<T>& a) {
    const arma::uword n = a.n_rows;
    const arma::Mat<T> dense(a);
    const SparseLu<T> lu(a);
    const double noise = 100 * double(n) * eps;
    if (arma::rcond(dense) < noise) {
        CHECK(lu.rcond() < 10 * noise);
        return;
    }
    const std::complex<double> log_dense = log_determinant(dense);
    const std::complex<double> log_sparse = std::log(lu.determinant().phase) + lu.determinant().log_modulus();
    const std::complex<double> ratio = std::exp(log_sparse - log_dense);
    CHECK(std::abs(ratio - 1.0) <= noise / arma::rcond(dense));
    CHECK(lu.rcond() >= 0.99 / (arma::norm(dense, 1) * arma::norm(arma::Mat<T>(arma::inv(dense)), 1)));
    CHECK(lu.rcond() <= 10 / (arma::norm(dense, 1) * arma::norm(arma::Mat<T>(arma::inv(dense)), 1)));
    for (const arma::uword p : {1, 3, 40})
        for (const Transposition form : {Transposition::none, Transposition::transpose, Transposition::adjoint}) {
            const arma::Mat<T> b(n, p, arma::fill::randn);
            arma::Mat<T> x = b;
            lu.solve(x, form);
            const arma::Mat<T> system = in_form(dense, form);
            CHECK(arma::norm(arma::Mat<T>(system * x - b), "fro") <=
                  1000 * double(n) * eps * (arma::norm(system, "fro") * arma::norm(x, "fro") + arma::norm(b, "fro")));
        }
}

}  // namespace

TEST_CASE_TEMPLATE("sparse LU against dense LU: solutions of all forms, determinant, condition", T, double,
                   arma::cx_double) {
    arma::arma_rng::set_seed(11);
    for (const arma::uword n : {1, 2, 3, 7, 30, 150})
        for (const bool symmetric : {false, true})
            for (const double per_column : {1.5, 4.0, 9.0}) {
                CAPTURE(n);
                CAPTURE(symmetric);
                CAPTURE(per_column);
                check_against_dense(random_system<T>(n, std::min(per_column, double(n)), symmetric));
            }
}

TEST_CASE("determinants that are known") {
    // Of a grid: the product of the sums of the eigenvalues of two paths.
    const arma::vec values = test::sums(test::path_values(17), test::path_values(23));
    const SparseLu<double> grid(test::kronecker_sum(test::path(17), test::path(23)));
    CHECK(grid.determinant().phase == 1.0);
    CHECK(grid.determinant().log_modulus() == doctest::Approx(arma::accu(arma::log(values))).epsilon(1e-13));
    // Of a path with fixed ends: n + 1.
    CHECK(SparseLu<double>(test::path(1000)).determinant().value().real() == doctest::Approx(1001).epsilon(1e-10));
    // Of a cyclic permutation of an even number of places: -1.
    test::Triplets cycle;
    for (arma::uword i = 0; i < 40; ++i) cycle.add(i, (i + 1) % 40, 1);
    CHECK(SparseLu<double>(cycle.matrix(40)).determinant().value() == std::complex<double>(-1));
    // Beyond the range of doubles.
    const SparseLu<double> large(arma::sp_mat(1e200 * arma::speye<arma::sp_mat>(100, 100)));
    CHECK(large.determinant().log_modulus() == doctest::Approx(100 * std::log(1e200)));
    CHECK(SparseLu<double>(arma::sp_mat(0, 0)).determinant().value() == 1.0);
}

TEST_CASE("singular systems are seen: empty rows and columns, dependent ones, a graph's Laplacian") {
    arma::sp_mat a = test::path(30);
    a.col(7).zeros();
    CHECK(SparseLu<double>(a).is_singular());
    CHECK(SparseLu<double>(a).determinant().value() == 0.0);
    CHECK(SparseLu<double>(a).rcond() == 0);
    CHECK(SparseLu<double>(arma::sp_mat(a.t())).is_singular());
    CHECK(SparseLu<double>(arma::sp_mat(5, 5)).is_singular());
    a = test::path(30);
    a.row(3) = a.row(11);
    CHECK(SparseLu<double>(a).rcond() < 1e-15);
    CHECK(SparseLu<double>(test::cycle(200)).rcond() < 1e-15);
    CHECK(SparseLu<double>(arma::sp_mat(0, 0)).rcond() == arma::datum::inf);
}

TEST_CASE("few entries or none beside the order") {
    arma::sp_mat a(2000, 2000);
    CHECK(SparseLu<double>(a).is_singular());
    a(3, 5) = a(700, 2) = 1;
    CHECK(SparseLu<double>(a).is_singular());
    CHECK(SparseLu<double>(arma::sp_mat(arma::speye(2000, 2000))).determinant().log_modulus() == 0);
}
