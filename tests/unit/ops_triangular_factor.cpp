#include "ops/triangular_factor.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"
#include "ops/equilibrate.hpp"
#include "ops/svd.hpp"

namespace {

using namespace la::test;
using la::eps;

template <class T>
la::TriangularFactor factor(const arma::Mat<T>& a, arma::uword block) {
    la::TriangularFactor f;
    for (arma::uword i = 0; i < a.n_rows; i += block)
        f.add(la::Matrix(arma::Mat<T>(a.rows(i, std::min(i + block, a.n_rows) - 1))));
    return f;
}

template <class T>
void check_triangular(const arma::Mat<T>& r) {
    for (arma::uword j = 0; j < r.n_cols; ++j)
        for (arma::uword i = j + 1; i < r.n_rows; ++i) REQUIRE(r(i, j) == T(0));
    for (arma::uword i = 0; i < r.n_rows; ++i) {
        CHECK(std::imag(r(i, i)) == 0);
        CHECK(std::real(r(i, i)) >= 0);
    }
}

}  // namespace

TEST_CASE("the factor is triangular and has the Gram matrix of the rows") {
    arma::arma_rng::set_seed(1);
    const arma::mat a = arma::randn(5000, 7);
    const arma::mat r = real(factor(a, 611).result());
    CHECK(la::shape_text(r.n_rows, r.n_cols) == "7x7");
    check_triangular(r);
    CHECK(arma::norm(r.t() * r - a.t() * a) <= 30 * 7 * eps * arma::norm(a.t() * a));

    const arma::cx_mat z = arma::randn<arma::cx_mat>(5000, 4);
    const arma::cx_mat s = complex(factor(z, 4999).result());
    check_triangular(s);
    CHECK(arma::norm(s.t() * s - z.t() * z) <= 30 * 4 * eps * arma::norm(z.t() * z));
}

TEST_CASE("how the rows are cut into blocks changes no bit") {
    arma::arma_rng::set_seed(2);
    const arma::mat a = arma::randn(9000, 5);
    const arma::mat whole = real(factor(a, 9000).result());
    for (arma::uword block : {1, 17, 2048, 2053, 8999})
        CHECK(arma::approx_equal(whole, real(factor(a, block).result()), "absdiff", 0));
}

TEST_CASE("fewer rows than columns give a trapezoid") {
    arma::arma_rng::set_seed(3);
    const arma::mat a = arma::randn(3, 5);
    const arma::mat r = real(factor(a, 1).result());
    CHECK(la::shape_text(r.n_rows, r.n_cols) == "3x5");
    check_triangular(r);
    CHECK(arma::norm(r.t() * r - a.t() * a) <= 30 * 5 * eps * arma::norm(a.t() * a));
}

TEST_CASE("singular values and right vectors of tall graded matrices come from the factor") {
    arma::arma_rng::set_seed(4);
    const arma::mat q = arma::orth(arma::randn(7000, 10)), v = arma::orth(arma::randn(10, 10));
    for (double smallest : {-2.0, -8.0, -15.0}) {
        const arma::mat a = q * arma::diagmat(arma::logspace(3, smallest, 10)) * v.t();
        const la::Matrix r = factor(a, 1000).result();
        const arma::vec direct = la::singular_values(la::Matrix(a));
        CHECK(arma::abs(la::singular_values(r) - direct).max() <= 30 * 10 * eps * direct(0));
    }
    const arma::mat a = q * arma::diagmat(arma::linspace(10, 1, 10)) * v.t();
    const arma::mat streamed = real(la::singular_decomposition(factor(a, 99).result()).right);
    const arma::mat direct = real(la::singular_decomposition(la::Matrix(a)).right);
    CHECK(arma::abs(streamed - direct).max() <= 1e-13);
}

TEST_CASE("merging counts as adding") {
    arma::arma_rng::set_seed(5);
    const arma::mat a = arma::randn(6000, 6);
    la::TriangularFactor merged, empty;
    merged.merge(factor(arma::mat(a.head_rows(2500)), 100));
    merged.merge(empty);
    merged.merge(factor(arma::mat(a.tail_rows(3500)), 3500));
    CHECK(merged.rows() == 6000);
    CHECK(merged.cols() == 6);
    CHECK(arma::norm(real(merged.result()) - real(factor(a, 6000).result())) <= 30 * 6 * eps * arma::norm(a));
}

TEST_CASE("real and complex blocks, dense and sparse ones, go together") {
    arma::arma_rng::set_seed(6);
    const arma::mat a = arma::randn(10, 3);
    const arma::cx_mat b = arma::randn<arma::cx_mat>(10, 3);
    la::TriangularFactor f;
    f.add(la::Matrix(arma::sp_mat(a)));
    f.add(la::Matrix(b));
    f.add(la::Matrix(a));
    const arma::cx_mat all =
        arma::join_cols(arma::cx_mat(a, arma::zeros(10, 3)), b, arma::cx_mat(a, arma::zeros(10, 3)));
    const arma::cx_mat r = complex(f.result());
    check_triangular(r);
    CHECK(arma::norm(r.t() * r - all.t() * all) <= 30 * 3 * eps * arma::norm(all.t() * all));
}

TEST_CASE("nothing added, no rows, no columns") {
    CHECK(la::shape_text(la::TriangularFactor().result()) == "0x0");
    la::TriangularFactor no_rows, no_columns;
    no_rows.add(la::Matrix(arma::mat(0, 4)));
    CHECK(la::shape_text(no_rows.result()) == "0x4");
    no_columns.add(la::Matrix(arma::mat(4, 0)));
    CHECK(la::shape_text(no_columns.result()) == "0x0");
    CHECK(no_columns.rows() == 4);
}

TEST_CASE("the factor refuses other columns and values that are not finite") {
    la::TriangularFactor f;
    la::Matrix first(arma::mat(2, 3, arma::fill::ones));
    first.column_names = {"a", "b", "c"};
    f.add(first);
    CHECK(f.result().column_names == first.column_names);
    const la::Matrix narrow(arma::mat(2, 2, arma::fill::ones), "A.csv");
    CHECK_THROWS_WITH_AS(f.add(narrow), "A.csv is 2x2: rows of 3 columns are needed", la::Error);
    const la::Matrix bad(arma::mat{{1, 2, arma::datum::nan}}, "A.csv");
    CHECK_THROWS_WITH_AS(f.add(bad), "A.csv: row 1, column 3 is NaN: finite values are needed", la::Error);
}

TEST_CASE("columns of any size: R scales with them exactly, however they come") {
    arma::arma_rng::set_seed(98);
    const arma::mat a(5000, 3, arma::fill::randn);
    const la::Matrix plain = factor(a, 700).result();
    for (const la::Exponents& exponents :
         {la::Exponents{600, -600, 0}, la::Exponents{1000, -1000, 450}, la::Exponents{-1000, -1000, -1000}}) {
        const la::Matrix scaled = la::equilibrated(la::Matrix(a), la::Exponents(a.n_rows), exponents);
        la::TriangularFactor f = factor(real(scaled), 900);
        const la::Matrix expected = la::equilibrated(plain, la::Exponents(3), exponents);
        CHECK(arma::approx_equal(real(f.result()), real(expected), "absdiff", 0));
        // A column that begins with zeros, and factors in other units.
        la::TriangularFactor merged;
        merged.add(la::Matrix(arma::mat(3, 3, arma::fill::zeros)));
        merged.merge(factor(arma::mat(real(scaled).head_rows(2000)), 500));
        merged.merge(factor(arma::mat(real(scaled).tail_rows(3000)), 500));
        const arma::mat r =
            real(la::equilibrated(merged.result(), la::Exponents(3), {-exponents[0], -exponents[1], -exponents[2]}));
        CHECK(arma::abs(r - real(plain)).max() <= 100 * eps * arma::abs(real(plain)).max());
    }
}

TEST_CASE("a factor beyond the range of doubles is told, and had in units") {
    la::TriangularFactor f;
    f.add(la::Matrix(arma::mat(4, 1, arma::fill::value(1.5e308))));
    CHECK_THROWS_WITH_AS(f.result(), "the triangular factor lies beyond the range of doubles", la::Error);
    la::Exponents units;
    const double r = real(f.result_in_units(units))(0);
    CHECK(std::ldexp(r, units[0] - 1000) == doctest::Approx(std::ldexp(1.5e308, -999)).epsilon(1e-15));
}
