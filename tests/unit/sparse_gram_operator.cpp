#include "sparse/gram_operator.hpp"

#include <doctest/doctest.h>

using namespace la;

namespace {

template <class T>
void check_products(const arma::SpMat<T>& a) {
    CAPTURE(a.n_rows);
    CAPTURE(a.n_cols);
    const GramOperator<T> gram(a, 1), shared(a, 3);
    const arma::Mat<T> dense(a);
    const arma::Mat<T> b = gram.is_transposed() ? arma::Mat<T>(dense.t()) : dense;
    const double length = arma::norm(b, "fro");
    REQUIRE(gram.short_side() == std::min(a.n_rows, a.n_cols));
    REQUIRE(gram.long_side() == std::max(a.n_rows, a.n_cols));
    for (const arma::uword p : {1, 2, 3, 4}) {
        const arma::Mat<T> x(gram.short_side(), p, arma::fill::randn), z(gram.long_side(), p, arma::fill::randn);
        arma::Mat<T> y(gram.short_side(), p), same(gram.short_side(), p);
        gram.multiply(x, y);
        CHECK(arma::norm(y - b * (b.t() * x), "fro") <= 1e-13 * length * length * arma::norm(x, "fro"));
        shared.multiply(x, same);
        CHECK(arma::approx_equal(y, same, "absdiff", 0));
        CHECK(arma::norm(gram.to_long(x) - b.t() * x, "fro") <= 1e-13 * length * arma::norm(x, "fro"));
        CHECK(arma::norm(gram.to_short(z) - b * z, "fro") <= 1e-13 * length * arma::norm(z, "fro"));
    }
}

}  // namespace

TEST_CASE("the products of tall, wide, square and thin matrices, real and complex, whatever the threads") {
    arma::arma_rng::set_seed(1);
    check_products<double>(arma::sprandn(90, 40, 0.1));
    check_products<double>(arma::sprandn(40, 90, 0.1));
    check_products<double>(arma::sprandn(50, 50, 0.5));
    check_products<double>(arma::sprandn(1, 30, 0.5));
    check_products<double>(arma::sp_mat(20, 30));
    check_products<double>(arma::sprandn(30'000, 20, 0.3));  // in parts
    const arma::sp_mat re = arma::sprandn(60, 30, 0.2), im = arma::sprandn(60, 30, 0.2);
    check_products<arma::cx_double>(arma::sp_cx_mat(re, im));
    check_products<arma::cx_double>(arma::sp_cx_mat(arma::sp_mat(re.t()), arma::sp_mat(im.t())));
}
