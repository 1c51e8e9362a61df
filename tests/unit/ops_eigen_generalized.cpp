#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"
#include "ops/eigen.hpp"
#include "refusal.hpp"

using namespace la;
using namespace la::test;
using arma::cx_mat;
using arma::mat;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// |A V - B V D| and |W'A - D W'B| in units of n eps (|A| + max|lambda| |B|).
void check_pencil(const cx_mat& a, const cx_mat& b, const std::string& driver) {
    const double n = double(a.n_rows);
    const Eigensystem e = eigen_generalized(Matrix(a), Matrix(b), {true, true, true});
    const cx_mat v = dense_complex(e.vectors), w = dense_complex(e.left), d = arma::diagmat(e.values);
    const double bound = 30 * n * eps * (frobenius(a) + arma::max(arma::abs(e.values)) * frobenius(b));
    CAPTURE(n);
    CHECK(e.driver == driver);
    CHECK(frobenius(a * v - b * v * d) <= bound);
    CHECK(frobenius(w.t() * a - d * w.t() * b) <= bound);
    CHECK(frobenius(a - b * v * d * dense_complex(e.inverse)) <= 1e-10 * frobenius(a));
    for (arma::uword j = 0; j < v.n_cols; ++j) CHECK(std::abs(arma::norm(v.col(j)) - 1) <= 30 * n * eps);
}

}  // namespace

TEST_CASE("pencils take the driver that fits and satisfy A V = B V D") {
    arma::arma_rng::set_seed(11);
    for (const arma::uword n : {1, 2, 3, 10, 50}) {
        const mat x(n, n, arma::fill::randn), y(n, n, arma::fill::randn), one(n, n, arma::fill::eye);
        const cx_mat z(n, n, arma::fill::randn);
        check_pencil(complex_of(mat(x + x.t())), complex_of(mat(y * y.t() + one)), "dsygvd");
        if (n > 1) check_pencil(z + z.t(), complex_of(mat(y * y.t() + one)), "zhegvd");
        check_pencil(z, complex_of(y), "zggev3");
        if (n > 1) check_pencil(complex_of(x), complex_of(y), "dggev3");
        check_pencil(complex_of(mat(x + x.t())), complex_of(mat(-y * y.t() - one)), "dggev3");
    }
}

TEST_CASE("with B = I the pencil has the values of A") {
    const mat a = {{4, 1}, {2, 3}};
    const Eigensystem e = eigen_generalized(Matrix(a), Matrix(mat(2, 2, arma::fill::eye)));
    CHECK(arma::approx_equal(arma::real(e.values), arma::vec{5, 2}, "absdiff", 10 * eps));
}

TEST_CASE("a singular B gives infinite values, written first") {
    const Eigensystem e =
        eigen_generalized(Matrix(mat{{1, 2}, {3, 4}}), Matrix(mat{{1, 0}, {0, 0}}), {true, false, false});
    CHECK(e.values(0).real() == infinity);
    CHECK(std::abs(e.values(1) + 0.5) <= 10 * eps);
    const mat v = dense_real(e.vectors);
    CHECK(std::abs(v(0, 0)) <= 10 * eps);
    CHECK(dense_real(eigen_part(e, "D"))(0, 0) == infinity);
    CHECK(dense_real(eigen_part(e, "D"))(0, 1) == 0);
    // semidefinite, symmetric A: not the definite driver
    CHECK(eigen_generalized(Matrix(mat{{2, 1}, {1, 2}}), Matrix(mat{{1, 1}, {1, 1}})).driver == "dggev3");
    CHECK(refusal([] {
              eigen_generalized(Matrix(mat{{1, 2}, {3, 4}}), Matrix(mat{{1, 0}, {0, 0}}), {false, false, true});
          }) == "numerical: the matrix is not diagonalizable to working accuracy");
}

TEST_CASE("a graded definite B stays definite") {
    const Eigensystem e = eigen_generalized(Matrix(mat(2, 2, arma::fill::eye)), Matrix(mat{{1, 0}, {0, 1e-20}}));
    CHECK(e.driver == "dsygvd");
    CHECK(std::abs(e.values(0).real() / 1e20 - 1) <= 4 * eps);
}

TEST_CASE("pencils that are refused") {
    const Matrix a(mat{{2, 1}, {1, 2}}, "A.csv"), b(mat{{1, 2}, {2, 1}}, "B.csv");
    CHECK(refusal([&] { eigen_generalized(a, b, {}, SymmetricMode::yes); }) ==
          "numerical: B.csv is not positive definite");
    CHECK(refusal([&] {
              eigen_generalized(a, Matrix(mat{{1, 2}, {0, 1}}, "B.csv"), {}, SymmetricMode::yes);
          }) == "data: B.csv is not symmetric: the largest |A - A'| is 2");
    CHECK(refusal([&] { eigen_generalized(a, Matrix(mat(3, 3), "B.csv")); }) ==
          "data: A.csv is 2x2, B.csv is 3x3: two matrices of one shape are needed");
    const std::string singular = "numerical: the pencil is singular: det(A - x*B) vanishes for every x";
    CHECK(refusal([] { eigen_generalized(Matrix(mat{{1, 2}, {2, 4}}), Matrix(mat{{2, 4}, {1, 2}})); }) == singular);
    CHECK(refusal([] { eigen_generalized(Matrix(mat(2, 2)), Matrix(mat(2, 2))); }) == singular);
    arma::arma_rng::set_seed(12);
    for (int trial = 0; trial < 20; ++trial) {  // a common null vector
        mat x(6, 6, arma::fill::randn), y(6, 6, arma::fill::randn), q, r;
        arma::qr(q, r, mat(6, 6, arma::fill::randn));
        x.col(3).zeros();
        y.col(3).zeros();
        CHECK(refusal([&] { eigen_generalized(Matrix(mat(x * q)), Matrix(mat(y * q))); }) == singular);
    }
    CHECK(eigen_generalized(Matrix(mat()), Matrix(mat())).values.is_empty());
}
