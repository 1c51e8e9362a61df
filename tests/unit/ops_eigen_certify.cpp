#include "ops/eigen_certify.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace la;

namespace {

constexpr Which all_ends[] = {Which::LM, Which::SM, Which::LA, Which::SA, Which::LR, Which::SR};

Eigensystem without(Eigensystem e, arma::uword i) {
    e.values.shed_row(i);
    return e;
}

}  // namespace

TEST_CASE("what the driver finds is certified, at every end, real and complex, of matrices and definite pencils") {
    arma::arma_rng::set_seed(1);
    for (const arma::uword n : {1, 2, 5, 20}) {
        const arma::cx_mat z(n, n, arma::fill::randn);
        const Matrix complex(arma::cx_mat(z + z.t()));
        const Matrix real(arma::mat(arma::real(z) + arma::real(z).t()));
        const Matrix definite(arma::cx_mat(z * z.t() + arma::eye<arma::cx_mat>(n, n)));
        for (const Which which : all_ends)
            for (const arma::uword k : {1, 2, 3, 20}) {
                CAPTURE(n);
                CAPTURE(k);
                CHECK_NOTHROW(certify_eigen(real, nullptr, select_eigen(eigen(real), k, which), which));
                CHECK_NOTHROW(certify_eigen(complex, nullptr, select_eigen(eigen(complex), k, which), which));
                const Eigensystem e = select_eigen(eigen_generalized(complex, definite), k, which);
                CHECK_NOTHROW(certify_eigen(complex, &definite, e, which));
            }
        for (const std::complex<double> sigma : {0.3, -2.0, 100.0}) {
            const Eigensystem e = select_eigen(eigen(real), 2, Which::LM, sigma);
            CHECK_NOTHROW(certify_eigen(real, nullptr, e, Which::LM, sigma));
        }
    }
}

TEST_CASE("a multiple value at the edge may be cut") {
    const Matrix a(arma::mat(arma::diagmat(arma::vec{2, 2, 2, 1})));
    for (const arma::uword k : {1, 2, 3, 4})
        CHECK_NOTHROW(certify_eigen(a, nullptr, select_eigen(eigen(a), k, Which::LA), Which::LA));
}

TEST_CASE("a value that was missed is noticed") {
    const Matrix a(arma::mat(arma::diagmat(arma::vec{-7, 5, 3, 3, 1})));
    for (const Which which : all_ends) {
        const Eigensystem four = select_eigen(eigen(a), 4, which), three = select_eigen(eigen(a), 3, which);
        for (const arma::uword i : {0, 1, 2, 3}) {
            const Eigensystem rest = without(four, i);
            if (arma::approx_equal(rest.values, three.values, "absdiff", 0.5)) continue;
            CHECK_THROWS_WITH_AS(certify_eigen(a, nullptr, rest, which),
                                 doctest::Contains("not certified: 3 found, inertia counts"), Error);
        }
    }
    Eigensystem shifted = select_eigen(eigen(a), 1, Which::LA);
    shifted.values(0) = 5.01;
    CHECK_THROWS_AS(certify_eigen(a, nullptr, shifted, Which::LA), Error);
}

TEST_CASE("zeros and nothing are certified") {
    for (const arma::uword n : {0, 1, 3}) {
        const Matrix zeros(arma::mat(n, n, arma::fill::zeros));
        for (const Which which : all_ends)
            CHECK_NOTHROW(certify_eigen(zeros, nullptr, select_eigen(eigen(zeros), 2, which), which));
    }
}

TEST_CASE("only symmetric problems can be certified") {
    const Matrix a(arma::mat{{1, 2}, {3, 4}}, "A.csv");
    CHECK_THROWS_WITH_AS(certify_eigen(a, nullptr, eigen(a), Which::LM),
                         "A.csv is 2x2 and not symmetric: only a symmetric problem can be certified", Error);
}
