#include "plot/cell_bins.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace la;
using arma::mat;
using arma::uword;

TEST_CASE("a small matrix is its own bins") {
    const mat a{{1, 2, 3}, {4, 5, 6}};
    const CellBins bins = cell_means(Matrix(a), 512, 512, false);
    CHECK(bins.rows == 1);
    CHECK(bins.columns == 1);
    CHECK(arma::approx_equal(bins.values, a, "absdiff", 0));
}

TEST_CASE("bins hold the means of their cells, those at the end of fewer") {
    const mat a{{1, 2, 3}, {4, 5, 6}, {7, 8, 10}};
    const CellBins bins = cell_means(Matrix(a), 2, 2, false);
    CHECK(bins.rows == 2);
    CHECK(bins.columns == 2);
    CHECK(arma::approx_equal(bins.values, mat{{3, 4.5}, {7.5, 10}}, "absdiff", 1e-15));
}

TEST_CASE("sparse and dense matrices have the same bins") {
    arma::arma_rng::set_seed(1);
    const arma::sp_mat sparse = arma::sprandn(97, 61, 0.1);
    for (const uword most : {uword(7), uword(20), uword(512)}) {
        const CellBins of_sparse = cell_means(Matrix(sparse), most, most, false),
                       of_dense = cell_means(Matrix(mat(sparse)), most, most, false);
        CHECK(arma::approx_equal(of_sparse.values, of_dense.values, "absdiff", 1e-14));
        const CellBins counts = nonzero_counts(Matrix(sparse), most, most);
        CHECK(arma::approx_equal(counts.values, nonzero_counts(Matrix(mat(sparse)), most, most).values, "absdiff", 0));
        CHECK(arma::accu(counts.values) == double(sparse.n_nonzero));
        CHECK(counts.values.n_rows <= most);
        CHECK(counts.values.n_cols <= most);
    }
}

TEST_CASE("cells that are not finite are left out, counted, and not zero") {
    const double nan = arma::datum::nan, inf = arma::datum::inf;
    const mat a{{1, nan}, {3, inf}, {nan, nan}};
    const CellBins one = cell_means(Matrix(a), 1, 2, false);
    CHECK(one.not_finite == 4);
    CHECK(one.values(0, 0) == 2);
    CHECK(std::isnan(one.values(0, 1)));
    CHECK(arma::accu(nonzero_counts(Matrix(a), 9, 9).values) == 6);
    arma::sp_mat sparse(2, 2);
    sparse(0, 0) = nan;
    sparse(1, 1) = 4;
    const CellBins whole = cell_means(Matrix(sparse), 1, 1, false);
    CHECK(whole.not_finite == 1);
    CHECK(whole.values(0, 0) == doctest::Approx(4.0 / 3));
}

TEST_CASE("complex cells count by their moduli or not at all") {
    const arma::cx_mat a{{{3, 4}, {0, 0}}};
    CHECK(cell_means(Matrix(a), 1, 1, true).values(0, 0) == 2.5);
    CHECK(arma::accu(nonzero_counts(Matrix(a), 1, 1).values) == 1);
    CHECK_THROWS_AS(cell_means(Matrix(a), 1, 1, false), Error);
    CHECK(cell_means(Matrix(mat{{-2, 1}}), 1, 1, true).values(0, 0) == 1.5);
}
