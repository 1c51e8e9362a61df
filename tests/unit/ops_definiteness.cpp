#include "ops/definiteness.hpp"

#include <doctest/doctest.h>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "graded.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;

namespace {

std::string word(const mat& a) {
    return definiteness_text(definiteness(Matrix(a)));
}
std::string word(const cx_mat& a) {
    return definiteness_text(definiteness(Matrix(a)));
}

}  // namespace

TEST_CASE("each word") {
    CHECK(word(mat{{2, 1}, {1, 2}}) == "positive-definite");
    CHECK(word(mat{{1, 1}, {1, 1}}) == "positive-semidefinite");
    CHECK(word(mat{{-2, 1}, {1, -2}}) == "negative-definite");
    CHECK(word(mat{{-1, 1}, {1, -1}}) == "negative-semidefinite");
    CHECK(word(mat{{1, 2}, {2, 1}}) == "indefinite");
    CHECK(word(mat{{0, 1}, {1, 0}}) == "indefinite");
    CHECK(word(mat(3, 3)) == "zero");
    CHECK(word(mat()) == "zero");
    CHECK(word(mat(-3 * mat(1, 1, arma::fill::ones))) == "negative-definite");
    CHECK(word(cx_mat{{2, cx_double(0, 1)}, {cx_double(0, -1), 2}}) == "positive-definite");
    CHECK(word(cx_mat{{1, cx_double(0, 1)}, {cx_double(0, -1), 1}}) == "positive-semidefinite");
}

TEST_CASE("only the symmetric part counts") {
    CHECK(word(mat{{1, 5}, {-5, 1}}) == "positive-definite");
    CHECK(word(mat{{0, 5}, {-5, 0}}) == "zero");
    CHECK(word(mat{{1, 4}, {0, 1}}) == "indefinite");
}

TEST_CASE("eigenvalues within n eps of the largest are zero") {
    // The eigenvalues are x and 2 - x.
    const auto of = [](double x) { return mat{{1, 1 - x}, {1 - x, 1}}; };
    CHECK(word(of(2 * eps)) == "positive-semidefinite");
    CHECK(word(of(8 * eps)) == "positive-definite");
    CHECK(word(of(-2 * eps)) == "positive-semidefinite");
    CHECK(word(of(-8 * eps)) == "indefinite");
    CHECK(word(mat(-of(2 * eps))) == "negative-semidefinite");
    CHECK(word(mat(-of(8 * eps))) == "negative-definite");
    CHECK(word(mat{{1e-300, 0}, {0, 1e-300}}) == "positive-definite");
    CHECK(word(mat{{1e300, 0}, {0, 1e300}}) == "positive-definite");
}

TEST_CASE("units do not matter") {
    CHECK(word(mat{{1e12, 0}, {0, 1e-12}}) == "positive-definite");
    CHECK(word(mat{{1e12, 0}, {0, -1e-12}}) == "indefinite");
    CHECK(word(mat{{-1e300, 0}, {0, -1e-300}}) == "negative-definite");
    CHECK(word(mat{{1e-300, 1e300}, {1e300, 1e-300}}) == "indefinite");
    arma::arma_rng::set_seed(34);
    for (const arma::uword n : {2, 10, 50}) {
        const mat x(n, n, arma::fill::randn), thin = x.head_cols(n - 1), one(n, n, arma::fill::eye);
        for (const int range : {20, 200}) {
            const la::Exponents d = la::test::random_exponents(n, range);
            const auto in_units = [&](const mat& a) {
                return definiteness_text(definiteness(equilibrated(Matrix(a), d, d)));
            };
            CHECK(in_units(x * x.t() + one) == "positive-definite");
            CHECK(in_units(-x * x.t() - one) == "negative-definite");
            CHECK(in_units(arma::symmatu(thin * thin.t())) == "positive-semidefinite");
            CHECK(in_units(arma::symmatu(-thin * thin.t())) == "negative-semidefinite");
            CHECK(in_units(x + x.t() - arma::diagmat(2 * x.diag())) == "indefinite");
        }
    }
}

TEST_CASE("random forms of known inertia, dense and sparse") {
    arma::arma_rng::set_seed(31);
    for (const arma::uword n : {2, 3, 10, 50}) {
        const mat x(n, n, arma::fill::randn), thin = x.head_cols(n - 1), one(n, n, arma::fill::eye);
        CHECK(word(mat(x * x.t() + one)) == "positive-definite");
        CHECK(word(mat(-x * x.t() - one)) == "negative-definite");
        CHECK(word(mat(thin * thin.t())) == "positive-semidefinite");
        CHECK(word(mat(-thin * thin.t())) == "negative-semidefinite");
        const arma::sp_mat sparse(mat(x * x.t() + one));
        CHECK(definiteness(Matrix(sparse)) == Definiteness::positive_definite);
    }
}

TEST_CASE("semidefinite includes definite and zero") {
    using enum Definiteness;
    for (const Definiteness d : {positive_definite, positive_semidefinite, zero}) CHECK(is_positive_semidefinite(d));
    for (const Definiteness d : {negative_definite, negative_semidefinite, zero}) CHECK(is_negative_semidefinite(d));
    for (const Definiteness d : {negative_definite, negative_semidefinite, indefinite})
        CHECK_FALSE(is_positive_semidefinite(d));
    for (const Definiteness d : {positive_definite, positive_semidefinite, indefinite})
        CHECK_FALSE(is_negative_semidefinite(d));
}

TEST_CASE("what has no form is refused") {
    CHECK_THROWS_WITH_AS(definiteness(Matrix(mat(2, 3), "A.csv")), "A.csv is 2x3: a square matrix is needed", Error);
    CHECK_THROWS_WITH_AS(definiteness(Matrix(mat{{1, 0}, {0, arma::datum::inf}}, "A.csv")),
                         "A.csv: row 2, column 2 is Inf: finite values are needed", Error);
}
