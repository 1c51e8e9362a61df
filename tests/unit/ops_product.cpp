#include "ops/product.hpp"

#include <doctest/doctest.h>

#include <array>

#include "core/error.hpp"
#include "ops/transpose.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uword;

namespace {

// The textbook's three loops, over whatever kinds.
cx_mat naive_product(const Matrix& left, const Matrix& right) {
    const cx_mat a = dense_complex(left), b = dense_complex(right);
    cx_mat c(a.n_rows, b.n_cols, arma::fill::zeros);
    for (uword i = 0; i < a.n_rows; ++i)
        for (uword j = 0; j < b.n_cols; ++j)
            for (uword k = 0; k < a.n_cols; ++k) c(i, j) += a(i, k) * b(k, j);
    return c;
}

// One matrix of every kind: dense real, dense complex, sparse real, sparse complex.
std::array<Matrix, 4> one_of_each_kind(uword rows, uword cols) {
    cx_mat a(rows, cols, arma::fill::randn);
    a.transform([](const cx_double& z) { return z.real() > 0.4 ? z : cx_double(); });
    return {Matrix(mat(arma::real(a))), Matrix(a), Matrix(sp_mat(mat(arma::real(a)))), Matrix(sp_cx_mat(a))};
}

}  // namespace

TEST_CASE("all sixteen pairs of kinds agree with three loops, in the kind that the factors give") {
    arma::arma_rng::set_seed(11);
    for (const auto& [m, k, n] : std::vector<std::array<uword, 3>>{{1, 1, 1},
                                                                   {3, 4, 2},
                                                                   {1, 7, 1},
                                                                   {1, 5, 6},
                                                                   {6, 5, 1},
                                                                   {40, 30, 20},
                                                                   {200, 3, 5},
                                                                   {2, 0, 3},
                                                                   {0, 3, 2},
                                                                   {3, 2, 0},
                                                                   {0, 0, 0}}) {
        CAPTURE(m);
        CAPTURE(k);
        CAPTURE(n);
        for (const Matrix& a : one_of_each_kind(m, k))
            for (const Matrix& b : one_of_each_kind(k, n)) {
                const Matrix c = multiply(a, b);
                CHECK(c.is_sparse() == (a.is_sparse() && b.is_sparse()));
                CHECK(c.is_complex() == (a.is_complex() || b.is_complex()));
                REQUIRE(c.rows() == m);
                REQUIRE(c.cols() == n);
                CHECK(arma::approx_equal(dense_complex(c), naive_product(a, b), "absdiff", 1e-13 * double(k + 1)));
            }
    }
}

TEST_CASE("a sparse product is sorted by rows and holds no zeros") {
    const mat a = {{1, 1, 0}, {0, 0, 2}, {3, 0, 0}};
    const mat b = {{1, 0}, {-1, 0}, {0, 5}};  // the first cell of the product cancels
    const sp_mat c = std::get<sp_mat>(multiply(Matrix(sp_mat(a)), Matrix(sp_mat(b))).values);
    CHECK(c.n_nonzero == 2);
    CHECK(arma::approx_equal(mat(c), mat(a * b), "absdiff", 0));

    arma::arma_rng::set_seed(12);
    const sp_mat x = arma::sprandn(300, 200, 0.02), y = arma::sprandn(200, 250, 0.03);
    const sp_mat z = std::get<sp_mat>(multiply(Matrix(x), Matrix(y)).values);
    for (uword j = 0; j < z.n_cols; ++j)
        for (uword p = z.col_ptrs[j] + 1; p < z.col_ptrs[j + 1]; ++p) CHECK(z.row_indices[p - 1] < z.row_indices[p]);
    CHECK(arma::approx_equal(mat(z), mat(mat(x) * mat(y)), "absdiff", 1e-12));
}

TEST_CASE("a sparse product takes memory by its entries, not by its rows") {
    const sp_mat tall(arma::umat{{3999999999999, 5}, {0, 1}}, arma::vec{2, 3}, 4000000000000, 2);
    const sp_mat c = std::get<sp_mat>(multiply(Matrix(tall), Matrix(sp_mat(mat{{1, 0}, {1, 1}}))).values);
    CHECK(c.n_nonzero == 3);
    CHECK(double(c.at(3999999999999, 0)) == 2);
    CHECK(double(c.at(5, 0)) == 3);
    CHECK(double(c.at(5, 1)) == 3);
}

TEST_CASE("names come from the outer sides, whatever the inner ones say") {
    Matrix a(mat{{1, 2}, {3, 4}}), b(mat(2, 1, arma::fill::ones));
    a.row_names = {"r1", "r2"};
    a.column_names = {"x", "y"};
    b.row_names = {"p", "q"};
    b.column_names = {"c"};
    const Matrix c = multiply(a, b);
    CHECK(c.row_names == Names{"r1", "r2"});
    CHECK(c.column_names == Names{"c"});
    CHECK(c.origin.empty());
}

TEST_CASE("products that are refused") {
    CHECK_THROWS_WITH_AS(multiply(Matrix(mat(2, 3), "A.csv"), Matrix(mat(2, 3), "B.csv")),
                         "A.csv is 2x3, B.csv is 2x3: inner dimensions 3 and 2 differ", Error);
    CHECK_THROWS_WITH_AS(require_inner(Matrix(mat(2, 3)), Matrix(mat(4, 1))),
                         "the matrix is 2x3, the matrix is 4x1: inner dimensions 3 and 4 differ", Error);
    CHECK_THROWS_WITH_AS(multiply(Matrix(mat(1000000000, 0)), Matrix(mat(0, 1000000000))),
                         "not enough memory for a 1000000000x1000000000 matrix", Error);
    CHECK_THROWS_WITH_AS(multiply(Matrix(sp_mat(1000000, 10), "A.mtx"), Matrix(mat(10, 1000), "B.csv")),
                         "A.mtx is 1000000x10 and sparse, B.csv is 10x1000: their dense product of 1000000x1000 would "
                         "exceed the limit of "
                         "134217728 cells",
                         Error);
}

TEST_CASE("scale stays in the field and the kind that it can, with names and origin") {
    Matrix a(mat{{1, 2}, {3, -4}}, "A.csv");
    a.row_names = {"p", "q"};
    const Matrix doubled = scale(a, 2);
    CHECK(arma::approx_equal(dense_real(doubled), mat{{2, 4}, {6, -8}}, "absdiff", 0));
    CHECK(doubled.row_names == a.row_names);
    CHECK(doubled.origin == "A.csv");
    const cx_double i(0, 1);
    CHECK(dense_complex(scale(a, i))(1, 1) == cx_double(0, -4));

    const Matrix sparse = scale(Matrix(sp_mat(mat{{0, 2}, {0, 1e-300}})), 1e-300);
    CHECK(std::get<sp_mat>(sparse.values).n_nonzero == 1);  // the other underflows
    CHECK(scale(sparse, i).is_sparse());

    const cx_mat infinite(mat(1, 1, arma::fill::value(arma::datum::inf)), mat(1, 1));
    CHECK(dense_complex(scale(Matrix(infinite), 2))(0, 0) == cx_double(arma::datum::inf, 0));
}

TEST_CASE("inner and outer products take vectors of any orientation") {
    const cx_mat x = arma::cx_vec{cx_double(1, 2), cx_double(0, -1)},
                 y = arma::cx_vec{cx_double(3, 0), cx_double(1, 1)};
    const cx_mat inner = x.t() * y, outer = x * y.t();
    for (const Matrix& left : {Matrix(x), Matrix(cx_mat(x.st())), Matrix(sp_cx_mat(x))})
        for (const Matrix& right : {Matrix(y), Matrix(cx_mat(y.st())), Matrix(sp_cx_mat(cx_mat(y.st())))}) {
            CHECK(arma::approx_equal(dense_complex(inner_product(left, right)), inner, "absdiff", 1e-15));
            CHECK(arma::approx_equal(dense_complex(outer_product(left, right)), outer, "absdiff", 1e-15));
            CHECK(outer_product(left, right).is_sparse() == (left.is_sparse() && right.is_sparse()));
        }
    CHECK(dense_real(inner_product(Matrix(mat(0, 1)), Matrix(mat(1, 0))))(0, 0) == 0);
    CHECK(shape_text(outer_product(Matrix(mat(2, 1)), Matrix(mat(1, 5)))) == "2x5");
    CHECK_THROWS_WITH_AS(inner_product(Matrix(mat(3, 1), "A.csv"), Matrix(mat(1, 4), "B.csv")),
                         "A.csv is 3x1, B.csv is 1x4: lengths 3 and 4 differ", Error);
    CHECK_THROWS_WITH_AS(outer_product(Matrix(mat(3, 1), "A.csv"), Matrix(mat(2, 4), "B.csv")),
                         "B.csv is 2x4: a vector is needed", Error);
}

TEST_CASE("transposes swap names, keep the origin and conjugate unless told not to") {
    Matrix a(cx_mat{{cx_double(1, 2), 3, cx_double(0, 1)}}, "A.csv");
    a.row_names = {"r"};
    a.column_names = {"x", "y", "z"};
    const Matrix adjoint = transpose(a);
    CHECK(dense_complex(adjoint)(0, 0) == cx_double(1, -2));
    CHECK(adjoint.row_names == a.column_names);
    CHECK(adjoint.column_names == a.row_names);
    CHECK(adjoint.origin == "A.csv");
    CHECK(dense_complex(transpose(a, Transposition::transpose))(2, 0) == cx_double(0, 1));
    const Matrix sparse(sp_cx_mat(dense_complex(a)));
    CHECK(dense_complex(transpose(sparse))(2, 0) == cx_double(0, -1));
    CHECK(dense_complex(transpose(sparse, Transposition::transpose))(2, 0) == cx_double(0, 1));
    CHECK(shape_text(transpose(Matrix(mat(0, 3)))) == "3x0");
}
