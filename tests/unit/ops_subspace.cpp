#include "ops/subspace.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"

namespace {

using namespace la::test;
using la::eps;

constexpr la::Subspace all_spaces[] = {la::Subspace::column, la::Subspace::row, la::Subspace::null, la::Subspace::left};

struct Case {
    Case(la::Values values, arma::uword r) : matrix(std::move(values)), rank(r) {}

    la::Matrix matrix;
    arma::uword rank;
};

std::vector<Case> cases() {
    arma::arma_rng::set_seed(1);
    const arma::mat q = arma::orth(arma::randn(8, 8));
    return {{arma::mat(arma::randn(9, 4)), 4},
            {arma::mat(arma::randn(4, 9)), 4},
            {arma::mat(arma::randn(6, 6)), 6},
            {arma::mat(arma::randn(9, 3) * arma::randn(3, 7)), 3},
            {arma::mat(arma::randn(5, 2) * arma::randn(2, 8)), 2},
            {arma::cx_mat(arma::randn<arma::cx_mat>(7, 3)), 3},
            {arma::cx_mat(arma::randn<arma::cx_mat>(6, 2) * arma::randn<arma::cx_mat>(2, 4)), 2},
            {arma::mat(q * arma::diagmat(arma::logspace(0, -12, 8)) * q), 8},
            {arma::mat(1e150 * arma::randn(6, 4)), 4},
            {arma::mat(1e300 * arma::randn(4, 2) * arma::randn(2, 6)), 2},
            {arma::mat(1e-300 * arma::randn(4, 6)), 4},
            {arma::mat(3, 2, arma::fill::zeros), 0},
            {arma::mat(1, 5, arma::fill::ones), 1},
            {arma::mat(5, 1, arma::fill::ones), 1},
            {arma::sp_mat(arma::sprandn<arma::sp_mat>(10, 3, 0.9)), 3}};
}

// How many dimensions a subspace has, and those of the space around it.
std::pair<arma::uword, arma::uword> dimensions(const Case& c, la::Subspace s) {
    const bool of_rows = s == la::Subspace::row || s == la::Subspace::null;
    const arma::uword around = of_rows ? c.matrix.cols() : c.matrix.rows();
    const bool complement = s == la::Subspace::null || s == la::Subspace::left;
    return {complement ? around - c.rank : c.rank, around};
}

}  // namespace

TEST_CASE("bases are orthonormal, of the right dimension, and belong to the subspace") {
    for (const Case& c : cases())
        for (la::Subspace s : all_spaces) {
            CAPTURE(la::shape_text(c.matrix));
            CAPTURE(int(s));
            const la::Matrix basis = la::orthonormal_basis(c.matrix, s);
            const auto [inside, around] = dimensions(c, s);
            CHECK(la::shape_text(basis) == la::shape_text(around, inside));
            const arma::cx_mat q = values(basis), a = values(c.matrix);
            const double n = double(std::max(a.n_rows, a.n_cols));
            CHECK(frobenius(q.t() * q - arma::eye<arma::cx_mat>(inside, inside)) <= 30 * n * eps);
            arma::cx_mat defect;
            if (s == la::Subspace::column) defect = a - q * (q.t() * a);
            if (s == la::Subspace::row) defect = a.t() - q * (q.t() * a.t());
            if (s == la::Subspace::null) defect = a * q;
            if (s == la::Subspace::left) defect = a.t() * q;
            CHECK(frobenius(defect) <= 30 * n * eps * frobenius(a));
        }
}

TEST_CASE("projectors are idempotent and Hermitian to the last bit, and leave the space as it is") {
    for (const Case& c : cases())
        for (la::Subspace s : all_spaces) {
            CAPTURE(la::shape_text(c.matrix));
            CAPTURE(int(s));
            const la::Projection projection(c.matrix, s);
            const arma::cx_mat p = values(projection.matrix()), a = values(c.matrix);
            const double n = double(std::max(a.n_rows, a.n_cols));
            CHECK(frobenius(p - p.t()) == 0);
            CHECK(frobenius(p * p - p) <= 30 * n * eps);
            const la::Matrix basis = la::orthonormal_basis(c.matrix, s);
            CHECK(frobenius(values(projection.project(basis)) - values(basis)) <= 30 * n * eps);
            if (s == la::Subspace::column)
                CHECK(frobenius(values(projection.project(c.matrix)) - a) <= 30 * n * eps * frobenius(a));
        }
}

TEST_CASE("distances of vectors whose lengths lie far apart keep their digits") {
    const arma::mat basis = arma::vec{1, 0, 0};
    const arma::rowvec lengths = {1, 1e-150, 1e-162, 1e-170};
    const arma::mat x = arma::vec{7, 3, 4} * lengths;
    const arma::mat distance = real(la::Projection(la::Matrix(basis), la::Subspace::column).distance(la::Matrix(x)));
    for (arma::uword j = 0; j < lengths.n_elem; ++j)
        CHECK(std::abs(distance(j) - 5 * lengths(j)) <= 8 * eps * 5 * lengths(j));
}

TEST_CASE("projection and residual add up, are orthogonal, and the distance is the norm of the residual") {
    for (const Case& c : cases())
        for (la::Subspace s : all_spaces) {
            const la::Projection projection(c.matrix, s);
            const arma::mat x = arma::randn(projection.dimension(), 3);
            const arma::cx_mat inside = values(projection.project(la::Matrix(x)));
            const arma::cx_mat outside = values(projection.residual(la::Matrix(x)));
            CHECK(frobenius(inside + outside - x) <= 30 * double(x.n_rows) * eps * arma::norm(x));
            CHECK(frobenius(outside.t() * inside) <= 30 * double(x.n_rows) * eps * arma::norm(x) * arma::norm(x));
            const arma::mat distance = real(projection.distance(la::Matrix(x)));
            REQUIRE(distance.n_rows == 1);
            for (arma::uword j = 0; j < 3; ++j)
                CHECK(std::abs(distance(j) - arma::norm(outside.col(j))) <= 4 * eps * arma::norm(x));
        }
}

TEST_CASE("a tiny residual is orthogonal to the subspace in its own size") {
    arma::arma_rng::set_seed(2);
    const arma::mat a = arma::randn(50, 5);
    const arma::mat normal = real(la::orthonormal_basis(la::Matrix(a), la::Subspace::left)).col(0);
    const arma::mat x = a * arma::randn(5, 1) + 1e-12 * normal;
    const arma::mat r = real(la::Projection(la::Matrix(a)).residual(la::Matrix(x)));
    CHECK(arma::norm(a.t() * r) <= 1e-13 * arma::norm(r) * arma::norm(a));
}

TEST_CASE("the textbook line: v v'/v'v, and its basis points up") {
    const la::Matrix v(column({-1, -2}));
    const la::Projection onto(v);
    CHECK(arma::approx_equal(real(onto.matrix()), arma::mat{{0.2, 0.4}, {0.4, 0.8}}, "absdiff", 4 * eps));
    CHECK(arma::approx_equal(real(onto.project(la::Matrix(column({3, 1})))), column({1, 2}), "absdiff", 8 * eps));
    CHECK(arma::approx_equal(real(onto.residual(la::Matrix(column({3, 1})))), column({2, -1}), "absdiff", 8 * eps));
    CHECK(real(la::orthonormal_basis(v, la::Subspace::column))(1) > 0);
}

TEST_CASE("the tolerance decides what belongs to a subspace") {
    const la::Matrix a(arma::mat{{1, 0}, {0, 1e-3}});
    CHECK(la::orthonormal_basis(a, la::Subspace::column).cols() == 2);
    CHECK(la::orthonormal_basis(a, la::Subspace::column, 1e-2).cols() == 1);
    CHECK(la::orthonormal_basis(a, la::Subspace::null, 1e-2).cols() == 1);
}

TEST_CASE("names go along") {
    la::Matrix a(arma::mat{{1, 2}, {3, 4}, {5, 6}});
    a.row_names = {"p", "q", "r"};
    a.column_names = {"x", "y"};
    CHECK(la::orthonormal_basis(a, la::Subspace::column).row_names == a.row_names);
    CHECK(la::orthonormal_basis(a, la::Subspace::row).row_names == a.column_names);
    const la::Projection projection(a);
    CHECK(projection.matrix().row_names == a.row_names);
    CHECK(projection.matrix().column_names == a.row_names);
    CHECK(projection.project(a).column_names == a.column_names);
    CHECK(projection.distance(a).column_names == a.column_names);
}

TEST_CASE("matrices without cells have the subspaces {0} and everything") {
    const la::Matrix none(arma::mat(3, 0));
    CHECK(la::shape_text(la::orthonormal_basis(none, la::Subspace::column)) == "3x0");
    CHECK(la::shape_text(la::orthonormal_basis(none, la::Subspace::left)) == "3x3");
    CHECK(la::shape_text(la::orthonormal_basis(none, la::Subspace::row)) == "0x0");
    CHECK(arma::approx_equal(real(la::Projection(none).matrix()), arma::mat(3, 3, arma::fill::zeros), "absdiff", 0));
    const la::Projection onto_nothing(la::Matrix(arma::mat(1, 0)));
    const la::Matrix x(arma::mat{{5, 7}});
    CHECK(arma::approx_equal(real(onto_nothing.project(x)), arma::mat(1, 2, arma::fill::zeros), "absdiff", 0));
    CHECK(arma::approx_equal(real(onto_nothing.residual(x)), arma::mat{{5, 7}}, "absdiff", 0));
}

TEST_CASE("vectors of another dimension and values that are not finite are refused") {
    const la::Matrix a(arma::mat{{1, 2}, {3, 4}, {5, 6}}, "A.csv"), v(column({1, 2}), "v.csv");
    CHECK_THROWS_WITH_AS(la::Projection(a).project(v), "A.csv is 3x2: its columns have 3 entries, but v.csv is 2x1",
                         la::Error);
    const la::Matrix w(column({1, 2, 3}), "w.csv");
    CHECK_THROWS_WITH_AS(la::Projection(a, la::Subspace::null).distance(w),
                         "A.csv is 3x2: its rows have 2 entries, but w.csv is 3x1", la::Error);
    const la::Matrix bad(column({1, arma::datum::nan, 3}), "v.csv");
    CHECK_THROWS_WITH_AS(la::Projection(a).project(bad), "v.csv: row 2, column 1 is NaN: finite values are needed",
                         la::Error);
    CHECK_THROWS_WITH_AS(la::Projection{bad}, "v.csv: row 2, column 1 is NaN: finite values are needed", la::Error);
}

TEST_CASE("projections scale with the vectors and do not feel the scale of the basis") {
    arma::arma_rng::set_seed(97);
    const arma::mat a(7, 3, arma::fill::randn), x(7, 2, arma::fill::randn);
    const la::Projection plain{la::Matrix(a)};
    for (const int power : {-1000, -600, 600, 1000}) {
        CAPTURE(power);
        const double scale = std::ldexp(1.0, power);
        const la::Projection scaled{la::Matrix(arma::mat(a * scale))};
        const la::Matrix vectors(arma::mat(x * scale));
        CHECK(arma::approx_equal(la::dense_real(scaled.project(vectors)),
                                 arma::mat(la::dense_real(plain.project(la::Matrix(x))) * scale), "absdiff", 0));
        CHECK(arma::approx_equal(la::dense_real(scaled.residual(vectors)),
                                 arma::mat(la::dense_real(plain.residual(la::Matrix(x))) * scale), "absdiff", 0));
        CHECK(arma::approx_equal(la::dense_real(scaled.distance(vectors)),
                                 arma::mat(la::dense_real(plain.distance(la::Matrix(x))) * scale), "absdiff", 0));
        CHECK(arma::approx_equal(la::dense_real(scaled.matrix()), la::dense_real(plain.matrix()), "absdiff", 0));
    }
}
