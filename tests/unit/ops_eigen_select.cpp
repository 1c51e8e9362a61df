#include "ops/eigen_select.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace la;
using arma::mat;

namespace {

Eigensystem with_values(const arma::vec& values) {
    return eigen(Matrix(mat(arma::diagmat(values))), {true, true, true});
}

bool has_values(const Eigensystem& e, const arma::vec& expected) {
    return arma::approx_equal(arma::real(e.values), expected, "absdiff", 1e-14);
}

}  // namespace

TEST_CASE("values are selected by each rule and keep their order") {
    const Eigensystem e = with_values({-5, -1, 0.5, 2, 4});
    CHECK(has_values(select_eigen(e, 2, Which::LM), {4, -5}));
    CHECK(has_values(select_eigen(e, 2, Which::SM), {0.5, -1}));
    CHECK(has_values(select_eigen(e, 2, Which::LA), {4, 2}));
    CHECK(has_values(select_eigen(e, 2, Which::LR), {4, 2}));
    CHECK(has_values(select_eigen(e, 2, Which::SA), {-1, -5}));
    CHECK(has_values(select_eigen(e, 2, Which::SR), {-1, -5}));
    CHECK(has_values(select_eigen(e, 3, Which::LM, 1.0), {2, 0.5, -1}));
    CHECK(has_values(select_eigen(e, 9, Which::SA), {4, 2, 0.5, -1, -5}));
}

TEST_CASE("every part shrinks with the values") {
    const Eigensystem e = select_eigen(with_values({1, 3, 2}), 2);
    CHECK(arma::approx_equal(dense_real(e.vectors), mat{{0, 0}, {1, 0}, {0, 1}}, "absdiff", 0));
    CHECK(arma::approx_equal(dense_real(e.left), dense_real(e.vectors), "absdiff", 0));
    CHECK(arma::approx_equal(dense_real(e.inverse), dense_real(e.vectors).t().eval(), "absdiff", 0));
    CHECK(select_eigen(eigen(Matrix(mat{{2, 1}, {1, 2}})), 1).vectors.cells() == 0);
}

TEST_CASE("conjugate pairs of a real matrix stay whole, those of a complex one need not") {
    const mat a = {{0, -2, 0}, {2, 0, 0}, {0, 0, 1}};  // 2i, -2i, 1
    CHECK(select_eigen(eigen(Matrix(a)), 1).values.n_elem == 2);
    CHECK(select_eigen(eigen(Matrix(a)), 1, Which::LM, arma::cx_double(0, 3)).values.n_elem == 2);
    CHECK(select_eigen(eigen(Matrix(a)), 1, Which::SM).values.n_elem == 1);
    CHECK(select_eigen(eigen(Matrix(a)), 2, Which::LR).values.n_elem == 3);

    mat twice(4, 4);
    for (const arma::uword corner : {0, 2}) twice.submat(corner, corner, arma::size(2, 2)) = a.submat(0, 0, 1, 1);
    const arma::cx_vec pair = select_eigen(eigen(Matrix(twice)), 1).values;
    CHECK(pair.n_elem == 2);
    CHECK(pair(0) == std::conj(pair(1)));

    const arma::cx_mat complex = arma::cx_mat(a, mat(3, 3)) * arma::cx_double(1, 1e-3);
    CHECK(select_eigen(eigen(Matrix(complex)), 1).values.n_elem == 1);
}

TEST_CASE("a multiple value is taken as often as asked") {
    CHECK(has_values(select_eigen(with_values({7, 7, 7, 1}), 2), {7, 7}));
    CHECK(has_values(select_eigen(with_values({7, 7, 7, 1}), 3, Which::LM, 6.0), {7, 7, 7}));
}

TEST_CASE("rules are named as in ARPACK") {
    CHECK(which_from("SR") == Which::SR);
    CHECK_THROWS_WITH_AS(which_from("XX"), "'XX' selects nothing: LM, SM, LA, SA, LR and SR do", Error);
}
