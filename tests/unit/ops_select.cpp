#include "ops/select.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "ops/concatenate.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uword;
using Positions = std::vector<uword>;

namespace {

Positions columns(const std::string& list, const Names& names, uword count) {
    return parse_selection(list, names, count, "column", "A.csv");
}

}  // namespace

TEST_CASE("lists of positions and names") {
    const Names names = {"x", "2", "a,b", "1-2", "y"};
    CHECK(columns("1,3-5", {}, 5) == Positions{0, 2, 3, 4});
    CHECK(columns("5-3,1,1", {}, 5) == Positions{4, 3, 2, 0, 0});
    CHECK(columns("4-4", {}, 5) == Positions{3});
    CHECK(columns("y,x,3", names, 5) == Positions{4, 0, 2});
    CHECK(columns("2,1", names, 5) == Positions{1, 0});  // the name and the position
    CHECK(columns("1-2", names, 5) == Positions{3});     // the name, not the range
    CHECK(columns("a,b", names, 5) == Positions{2});     // one name as a whole
    CHECK(columns("1-3", names, 5) == Positions{0, 1, 2});
}

TEST_CASE("lists that are refused") {
    CHECK_THROWS_WITH_AS(columns("x", {"u", "v", "w"}, 3), "A.csv has no column 'x'", Error);
    CHECK_THROWS_WITH_AS(parse_selection("x", {}, 3, "row"), "the matrix has no row 'x'", Error);
    CHECK_THROWS_WITH_AS(columns("7", {}, 3), "column 7 is out of range 1..3", Error);
    CHECK_THROWS_WITH_AS(columns("0-2", {}, 3), "column 0 is out of range 1..3", Error);
    CHECK_THROWS_WITH_AS(columns("1-99999999999999999999999", {}, 3),
                         "column 99999999999999999999999 is out of range 1..3", Error);
    CHECK_THROWS_WITH_AS(columns("1", {}, 0), "column 1 is out of range: there are no columns", Error);
    CHECK_THROWS_WITH_AS(columns("x", {"x", "y", "x"}, 3), "A.csv has 2 columns 'x'", Error);
    for (const char* odd : {"-", "1-", "-3", "1-2-3", " 1", "1.5", "+1"})
        CHECK_THROWS_WITH_AS(columns(odd, {}, 3), ("A.csv has no column '" + std::string(odd) + "'").c_str(), Error);
    for (const char* gap : {"", ",", "1,", ",1", "1,,2"}) {
        const std::string message = "empty item in the list of columns '" + std::string(gap) + "'";
        CHECK_THROWS_WITH_AS(columns(gap, {}, 3), message.c_str(), Error);
    }
}

TEST_CASE("selections of every kind, repeated and reordered, with their names") {
    arma::arma_rng::set_seed(41);
    const cx_mat z(5, 4, arma::fill::randn);
    for (const Matrix& values :
         {Matrix(mat(arma::real(z))), Matrix(z), Matrix(sp_mat(mat(arma::real(z)))), Matrix(sp_cx_mat(z))}) {
        Matrix a = values;
        a.origin = "A.csv";
        a.row_names = {"a", "b", "c", "d", "e"};
        a.column_names = {"p", "q", "r", "s"};
        const Matrix rows = select_rows(a, {4, 0, 0, 2}), cols = select_columns(a, {3, 1, 3});
        const cx_mat expected = dense_complex(a);
        CHECK(rows.values.index() == a.values.index());
        CHECK(cols.values.index() == a.values.index());
        CHECK(arma::approx_equal(dense_complex(rows), cx_mat(expected.rows(arma::uvec{4, 0, 0, 2})), "absdiff", 0));
        CHECK(arma::approx_equal(dense_complex(cols), cx_mat(expected.cols(arma::uvec{3, 1, 3})), "absdiff", 0));
        CHECK(rows.row_names == Names{"e", "a", "a", "c"});
        CHECK(rows.column_names == a.column_names);
        CHECK(cols.column_names == Names{"s", "q", "s"});
        CHECK(cols.row_names == a.row_names);
        CHECK(rows.origin == "A.csv");
        CHECK(shape_text(select_rows(a, {})) == "0x4");
        CHECK(shape_text(select_columns(a, {})) == "5x0");
    }
}

TEST_CASE("joined matrices of every pair of kinds") {
    arma::arma_rng::set_seed(42);
    const cx_mat z(3, 3, arma::fill::randn);
    const std::vector<Matrix> kinds = {Matrix(mat(arma::real(z))), Matrix(z), Matrix(sp_mat(mat(arma::real(z)))),
                                       Matrix(sp_cx_mat(z))};
    for (const Matrix& a : kinds)
        for (const Matrix& b : kinds) {
            const Matrix beside = hstack({a, b, a}), below = vstack({a, b, a});
            const cx_mat x = dense_complex(a), y = dense_complex(b);
            CHECK(arma::approx_equal(dense_complex(beside), cx_mat(arma::join_rows(x, y, x)), "absdiff", 0));
            CHECK(arma::approx_equal(dense_complex(below), cx_mat(arma::join_cols(x, y, x)), "absdiff", 0));
            for (const Matrix& joined : {beside, below}) {
                CHECK(joined.is_sparse() == (a.is_sparse() && b.is_sparse()));
                CHECK(joined.is_complex() == (a.is_complex() || b.is_complex()));
            }
        }
    CHECK(shape_text(hstack({Matrix(mat(2, 0)), Matrix(mat(2, 3))})) == "2x3");
    CHECK(shape_text(vstack({Matrix(sp_mat(0, 3)), Matrix(sp_mat(0, 3))})) == "0x3");
}

TEST_CASE("names of joined matrices") {
    Matrix a(mat(1, 2)), b(mat(1, 1)), bare(mat(1, 1));
    a.column_names = {"x", "y"};
    b.column_names = {"z"};
    b.row_names = {"r"};
    CHECK(hstack({a, b}).column_names == Names{"x", "y", "z"});
    CHECK(hstack({a, b}).row_names == Names{"r"});
    CHECK(hstack({a, bare}).column_names.empty());
    CHECK(hstack({a, Matrix(mat(1, 0)), b}).column_names == Names{"x", "y", "z"});
    CHECK(vstack({b, bare}).column_names == Names{"z"});
    CHECK(vstack({b, bare}).row_names.empty());
}

TEST_CASE("matrices that cannot be joined") {
    const Matrix a(mat(2, 3), "A.csv"), b(mat(3, 2), "B.csv");
    CHECK_THROWS_WITH_AS(hstack({a, b}), "A.csv is 2x3, B.csv is 3x2: numbers of rows 2 and 3 differ", Error);
    CHECK_THROWS_WITH_AS(vstack({a, b}), "A.csv is 2x3, B.csv is 3x2: numbers of columns 3 and 2 differ", Error);
    CHECK_THROWS_WITH_AS(
        hstack({Matrix(sp_mat(100000, 100000), "A.mtx"), Matrix(mat(100000, 1))}),
        "A.mtx is 100000x100000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells", Error);
}
