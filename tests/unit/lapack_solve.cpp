#include "lapack/solve.hpp"

#include <doctest/doctest.h>

using namespace la;
using arma::cx_mat;
using arma::mat;
using arma::uword;

namespace {

// |A·X - B| in units of n·eps·|A|·|X|, entries of the largest modulus.
template <class T>
double defect(const arma::Mat<T>& a, const arma::Mat<T>& x, const arma::Mat<T>& b) {
    const double unit = double(a.n_rows) * arma::datum::eps * arma::abs(a).max() * arma::abs(x).max();
    return arma::abs(a * x - b).max() / unit;
}

template <class T>
void check_systems(uword n) {
    using Dense = arma::Mat<T>;
    const Dense a(n, n, arma::fill::randn), b(n, 3, arma::fill::randn);
    Dense x = b;
    REQUIRE(lapack::solve_square(a, x));
    CHECK(defect<T>(a, x, b) <= 10);
    // What lies below the diagonal is not looked at.
    const Dense r = a + Dense(3 * Dense(n, n, arma::fill::eye)), upper = arma::trimatu(r);
    x = b;
    lapack::solve_triangle(false, r, x);
    CHECK(defect<T>(upper, x, b) <= 10);
    x = b;
    lapack::solve_triangle(true, r, x);
    CHECK(defect<T>(Dense(upper.t()), x, b) <= 10);
}

}  // namespace

TEST_CASE("square and triangular systems, real and complex") {
    arma::arma_rng::set_seed(95);
    for (const uword n : {1, 2, 3, 16, 40}) {
        CAPTURE(n);
        check_systems<double>(n);
        check_systems<arma::cx_double>(n);
    }
    mat empty(0, 2);
    CHECK(lapack::solve_square(mat(), empty));
    CHECK_NOTHROW(lapack::solve_triangle(true, mat(), empty));
}

TEST_CASE("a singular matrix is never solved approximately") {
    mat b = {{1, 2}, {3, 4}};
    CHECK_FALSE(lapack::solve_square(mat{{1, 2}, {2, 4}}, b));
    CHECK(arma::approx_equal(b, mat{{1, 2}, {3, 4}}, "absdiff", 0));
    CHECK_THROWS_WITH_AS(lapack::solve_triangle(false, mat{{1, 2}, {0, 0}}, b), "a triangular matrix is singular",
                         Error);
}
