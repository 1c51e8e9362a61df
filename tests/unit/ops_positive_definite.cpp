#include "ops/positive_definite.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "graded.hpp"
#include "ops/definiteness.hpp"
#include "ops/solve.hpp"

using namespace la;
using namespace la::test;
using arma::cx_mat;
using arma::mat;
using arma::uword;

namespace {

bool has_cholesky(const Matrix& a) {
    try {
        cholesky(a);
        return true;
    } catch (const Error&) {
        return false;
    }
}

// chol, --is pd, inverses and solutions never disagree. True where all say yes.
bool is_unanimously_definite(const Matrix& a) {
    const bool is_definite = definiteness(a) == Definiteness::positive_definite;
    CHECK(has_cholesky(a) == is_definite);
    const Factorization factors(a);
    CHECK((factors.driver().ends_with("potrf") || factors.driver().ends_with("trtrs") || !is_definite));
    if (is_definite) CHECK(factors.is_regular());
    return is_definite;
}

}  // namespace

TEST_CASE("the factor of a definite matrix in any units") {
    arma::arma_rng::set_seed(51);
    for (const uword n : {1, 2, 10, 60}) {
        const mat x(n, n, arma::fill::randn);
        const cx_mat z(x, mat(n, n, arma::fill::randn));
        const mat real = x * x.t() + mat(n, n, arma::fill::eye);
        const cx_mat complex = z * z.t() + cx_mat(mat(n, n, arma::fill::eye), mat(n, n));
        for (const int range : {0, 20, 250}) {
            CAPTURE(n);
            CAPTURE(range);
            const Exponents d = random_exponents(n, range);
            const Matrix h = equilibrated(Matrix(real), d, d), k = equilibrated(Matrix(complex), d, d);
            const Matrix r = cholesky(h), s = cholesky(k);
            // RᴴR in the units before.
            const mat back = dense_real(equilibrated(r, Exponents(n), negated(d)));
            CHECK(arma::abs(mat(back.t() * back) - real).max() <= 4 * double(n) * eps * arma::abs(real).max());
            const cx_mat back_z = dense_complex(equilibrated(s, Exponents(n), negated(d)));
            CHECK(arma::abs(cx_mat(back_z.t() * back_z) - complex).max() <=
                  4 * double(n) * eps * arma::abs(complex).max());
            CHECK(is_unanimously_definite(h));
            CHECK(is_unanimously_definite(k));
        }
    }
}

TEST_CASE("the factor does not hang on units by a single bit") {
    arma::arma_rng::set_seed(52);
    const mat x(9, 9, arma::fill::randn), h = x * x.t();
    const Exponents d = random_exponents(9, 200);
    const mat plain = dense_real(cholesky(Matrix(h)));
    const mat graded = dense_real(equilibrated(cholesky(equilibrated(Matrix(h), d, d)), Exponents(9), negated(d)));
    CHECK(arma::approx_equal(plain, graded, "absdiff", 0));
}

TEST_CASE("near the border all say the same") {
    arma::arma_rng::set_seed(53);
    for (const uword n : {2, 5, 30}) {
        const mat q = arma::orth(mat(n, n, arma::fill::randn));
        arma::vec values(n, arma::fill::ones);
        for (const double units : {-10.0, 0.0, 0.1, 0.5, 1.0, 2.0, 4.0, 30.0, 1000.0}) {
            CAPTURE(n);
            CAPTURE(units);
            values(0) = units * double(n) * eps;
            const mat h = arma::symmatu(q * arma::diagmat(values) * q.t());
            const bool is_definite = is_unanimously_definite(Matrix(h));
            if (units <= -10) CHECK_FALSE(is_definite);
            if (units >= 30) CHECK(is_definite);
            const Exponents d = random_exponents(n, 100);
            is_unanimously_definite(equilibrated(Matrix(h), d, d));
        }
    }
}

TEST_CASE("what is symmetric only beside its largest entry is not taken for it") {
    const Matrix a(mat{{1e18, 0, 0}, {0, 2, 1}, {0, 0.5, 2}});
    CHECK_FALSE(equilibrated_cholesky(dense_real(a)));
    const mat inverse = dense_real(Factorization(a).inverse());
    CHECK(inverse(1, 2) == doctest::Approx(-1 / 3.5).epsilon(1e-15));
    CHECK(inverse(2, 1) == doctest::Approx(-0.5 / 3.5).epsilon(1e-15));
    CHECK_FALSE(has_cholesky(a));
}

TEST_CASE("nothing without a positive diagonal, nor where an entry exceeds what the diagonal allows") {
    CHECK_FALSE(equilibrated_cholesky(mat{{0, 1}, {1, 1}}));
    CHECK_FALSE(equilibrated_cholesky(mat{{-1, 0}, {0, 1}}));
    CHECK_FALSE(equilibrated_cholesky(mat{{1e-300, 1e300}, {1e300, 1e-300}}));
    CHECK_FALSE(equilibrated_cholesky(mat{{1, 1}, {1, 1}}));
    CHECK(equilibrated_cholesky(mat{{1e-300, 0}, {0, 1e300}}));
}
