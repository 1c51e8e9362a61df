#include "ops/product_defect.hpp"

#include <doctest/doctest.h>

#include "spectra.hpp"

using namespace la;
using namespace la::test;

TEST_CASE("orthonormal columns of a sparse matrix") {
    const arma::sp_mat shift = directed_cycle(700);
    CHECK(has_orthonormal_columns(Matrix(shift), 1e-12));
    CHECK_FALSE(has_orthonormal_columns(Matrix(path(700)), 1e-12));
    arma::sp_mat slightly = shift;
    slightly(3, 500) = 1e-6;
    CHECK_FALSE(has_orthonormal_columns(Matrix(slightly), 1e-12));
    CHECK(has_orthonormal_columns(Matrix(slightly), 1e-5));
    CHECK(has_orthonormal_columns(Matrix(turned(shift)), 1e-12));
    arma::sp_mat with_empty_column = arma::speye(5, 5);
    with_empty_column(4, 4) = 0;
    CHECK_FALSE(has_orthonormal_columns(Matrix(with_empty_column), 1e-12));
}

TEST_CASE("sparse projections") {
    const arma::vec v = arma::normalise(arma::vec(4, arma::fill::ones));
    const arma::sp_mat p = arma::kron(arma::speye(300, 300), arma::sp_mat(arma::mat(v * v.t())));
    CHECK(equals_its_square(Matrix(p), 1e-12));
    CHECK(equals_its_square(Matrix(turned(p)), 1e-12));
    CHECK(equals_its_square(Matrix(arma::sp_mat(50, 50)), 0));
    CHECK_FALSE(equals_its_square(Matrix(directed_cycle(50)), 1e-12));
    CHECK_FALSE(equals_its_square(Matrix(arma::sp_mat(2 * p)), 1e-12));
}
