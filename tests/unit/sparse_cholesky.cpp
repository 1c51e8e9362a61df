#include "sparse/cholesky.hpp"

#include <doctest/doctest.h>

#include "core/field.hpp"

using namespace la;

namespace {

// Sparse, Hermitian, of full pattern: about `per_column` entries in a column and an empty diagonal here and there.
template <class T>
arma::SpMat<T> random_hermitian(arma::uword n, double per_column) {
    arma::SpMat<T> half;
    half.sprandn(n, n, per_column / double(n) / 2);
    return half + half.t();
}

template <class T>
void check_factorisations(arma::uword n) {
    const arma::SpMat<T> a = random_hermitian<T>(n, 4);
    const arma::Mat<T> dense(a);
    const arma::vec values = arma::eig_sym(dense);
    SparseCholesky<T> cholesky(a);
    CHECK(cholesky.cost().entries >= double(n));
    CHECK(cholesky.cholesky_bytes() >= double(n) * sizeof(T));

    const arma::Mat<T> eye(n, n, arma::fill::eye), right(n, 3, arma::fill::randn);
    const double scale = std::max(std::abs(values.front()), std::abs(values.back()));
    const auto check_solution = [&](const arma::Mat<T>& system) {
        arma::Mat<T> x = right;
        cholesky.solve(x);
        const double bound = 100 * double(n) * arma::datum::eps * arma::norm(system, "fro") * arma::norm(x, "fro");
        CHECK(arma::norm(arma::Mat<T>(system * x - right), "fro") <= bound);
    };
    const double low = values.front() - 0.1 * scale, high = values.back() + 0.1 * scale;
    REQUIRE(cholesky.factor_definite(low, false));
    check_solution(dense - low * eye);
    REQUIRE(cholesky.factor_definite(high, true));
    check_solution(high * eye - dense);
    CHECK_FALSE(cholesky.factor_definite(values.front() + 0.1 * scale, false));
    CHECK_FALSE(cholesky.factor_definite(values.back() - 0.1 * scale, true));

    for (const double shift : {low, 0.5 * (values(n / 3) + values(n / 3 + 1)), high}) {
        Inertia inertia;
        REQUIRE(cholesky.factor_indefinite(shift, inertia));
        CHECK(inertia.negative == arma::accu(values < shift));
        CHECK(inertia.growth >= 0);
        if (inertia.growth < 1e3 * scale) check_solution(dense - shift * eye);
    }
}

}  // namespace

TEST_CASE("factors solve, prove bounds and count eigenvalues, real and complex") {
    arma::arma_rng::set_seed(7);
    for (const arma::uword n : {2, 10, 60}) {
        CAPTURE(n);
        check_factorisations<double>(n);
        check_factorisations<arma::cx_double>(n);
    }
}

TEST_CASE("a supernodal factor makes way for an indefinite one") {
    arma::arma_rng::set_seed(8);
    check_factorisations<double>(400);  // so much fill that supernodes pay
}

TEST_CASE("a pivot of zero is told, not divided by") {
    arma::sp_mat swap(2, 2);
    swap(0, 1) = swap(1, 0) = 1;
    SparseCholesky<double> cholesky(swap);
    Inertia inertia;
    CHECK_FALSE(cholesky.factor_indefinite(0, inertia));
    REQUIRE(cholesky.factor_indefinite(1e-9, inertia));
    CHECK(inertia.negative == 1);
    CHECK(inertia.growth > 1e8);
    SparseCholesky<double> empty_pattern{arma::sp_mat(3, 3)};
    REQUIRE(empty_pattern.factor_definite(-4, false));
    arma::mat x(3, 1, arma::fill::ones);
    empty_pattern.solve(x);
    CHECK(arma::approx_equal(x, arma::mat(3, 1, arma::fill::value(0.25)), "absdiff", 0));
}
