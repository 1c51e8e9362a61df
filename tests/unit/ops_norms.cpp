#include "ops/norms.hpp"

#include <doctest/doctest.h>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_mat;

TEST_CASE("the Frobenius norm keeps its digits where squares leave the range of doubles") {
    for (const double scale : {1e300, 1e200, 1.0, 1e-150, 1e-162, 1e-170, 1e-300}) {
        CAPTURE(scale);
        CHECK(std::abs(normfro(Matrix(mat{3 * scale, 4 * scale})) - 5 * scale) <= 4 * eps * 5 * scale);
        CHECK(std::abs(normfro(Matrix(cx_mat{cx_double(0, 3 * scale), cx_double(4 * scale, 0)})) - 5 * scale) <=
              4 * eps * 5 * scale);
    }
}

TEST_CASE("the norms of a matrix are those that the norms of vectors induce, sparse as dense, complex as real") {
    const mat a{{1, -2, 0}, {3, 4, -5}};
    const arma::vec values = arma::svd(a);
    for (const Matrix& m : {Matrix(a), Matrix(sp_mat(a)), Matrix(cx_mat(a * cx_double(0.6, 0.8)))}) {
        CHECK(norm1(m) == doctest::Approx(6).epsilon(4 * eps));
        CHECK(norminf(m) == doctest::Approx(12).epsilon(4 * eps));
        CHECK(norm2(m) == doctest::Approx(values(0)).epsilon(20 * eps));
        CHECK(normfro(m) == doctest::Approx(std::sqrt(55)).epsilon(4 * eps));
        CHECK(normnuc(m) == doctest::Approx(arma::accu(values)).epsilon(20 * eps));
    }
}

TEST_CASE("the largest singular value of a matrix that is too large to be made dense") {
    const arma::uword n = 120;
    const Matrix grid(kronecker_sum(path(n), path(n)));
    std::string driver;
    CHECK(norm2(grid, 2, &driver) == doctest::Approx(4 + 4 * std::cos(arma::datum::pi / double(n + 1))).epsilon(1e-12));
    CHECK(driver.starts_with("block Lanczos"));
    CHECK_THROWS_WITH_AS(normnuc(grid), doctest::Contains("would exceed the limit"), Error);
}

TEST_CASE("a row and a column are vectors") {
    const mat x{3, -4, 0};
    for (const Matrix& v : {Matrix(x), Matrix(mat(x.t())), Matrix(sp_mat(x))}) {
        CHECK(norm1(v) == 7);
        CHECK(norm2(v) == 5);
        CHECK(norminf(v) == 4);
        CHECK(normfro(v) == 5);
        CHECK(normnuc(v) == 5);
    }
}

TEST_CASE("norms of nothing are 0") {
    for (const Matrix& m : {Matrix(mat(0, 0)), Matrix(mat(0, 3)), Matrix(mat(2, 0)), Matrix(mat(1, 0))})
        for (const double norm : {norm1(m), norm2(m), norminf(m), normfro(m), normnuc(m)}) CHECK(norm == 0);
}
