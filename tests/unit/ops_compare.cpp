#include "ops/compare.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;

namespace {

const double not_a_number = arma::datum::nan, inf = arma::datum::inf;

bool equal(const Matrix& a, const Matrix& b, Tolerance tolerance = {}, UpTo up_to = UpTo::nothing) {
    return !compare(a, b, tolerance, up_to);
}

Matrix column(double x, double y) {
    return Matrix(mat(arma::vec{x, y}));
}
Matrix cell(double x) {
    return Matrix(mat(1, 1, arma::fill::value(x)));
}
Matrix cell(cx_double z) {
    return Matrix(cx_mat(1, 1, arma::fill::value(z)));
}

}  // namespace

TEST_CASE("the tolerance is absolute plus relative to the largest finite value of the second") {
    const Matrix a(mat{{1000, 1}}), b(mat{{1000, 1.5}});
    CHECK(equal(a, a));
    CHECK_FALSE(equal(a, b));
    CHECK(equal(a, b, {0, 0.5}));
    CHECK_FALSE(equal(a, b, {0, 0.49}));
    CHECK(equal(a, b, {0.0005, 0}));
    CHECK_FALSE(equal(a, b, {0.00049, 0}));
    CHECK_FALSE(equal(Matrix(mat{{inf, 1}}), Matrix(mat{{inf, 1.5}})));
    CHECK(equal(cell(0.0), cell(-0.0), {0, 0}));
    CHECK(equal(Matrix(mat(0, 3)), Matrix(mat(0, 3))));
}

TEST_CASE("NaN equals NaN and Inf the same Inf, part by part") {
    CHECK(equal(cell(not_a_number), cell(not_a_number)));
    CHECK(equal(cell(inf), cell(inf)));
    CHECK_FALSE(equal(cell(inf), cell(-inf)));
    CHECK_FALSE(equal(cell(not_a_number), cell(1.0)));
    CHECK_FALSE(equal(cell(1.0), cell(not_a_number)));
    CHECK_FALSE(equal(cell(not_a_number), cell(inf)));
    CHECK(equal(cell(cx_double(not_a_number, 1)), cell(cx_double(not_a_number, 1))));
    CHECK_FALSE(equal(cell(cx_double(not_a_number, 1)), cell(cx_double(1, not_a_number))));
    CHECK(equal(cell(cx_double(1, inf)), cell(cx_double(1, inf))));
    CHECK(compare(cell(not_a_number), cell(1.0))->amount == inf);
}

TEST_CASE("the worst cell is reported, of equally bad ones the first") {
    const auto worst = compare(Matrix(mat{{1, 2}, {3, 4}}), Matrix(mat{{1, 2.5}, {3.125, 4.5}}));
    REQUIRE(worst);
    CHECK(worst->row == 0);
    CHECK(worst->column == 1);
    CHECK(worst->text_a == "2");
    CHECK(worst->text_b == "2.5");
    CHECK(worst->amount == 0.5);

    const auto text = [](const Matrix& a) { return compare(a, cell(1e300))->text_a; };
    CHECK(text(cell(123456789012.0)) == "123456789012");
    CHECK(text(cell(1.5e-7)) == "1.5e-07");
    CHECK(text(cell(1e16)) == "1e+16");
    CHECK(text(cell(-1e-5)) == "-0.00001");
    CHECK(text(cell(-0.0)) == "0");
    CHECK(text(cell(not_a_number)) == "NaN");
    CHECK(text(cell(-inf)) == "-Inf");
    CHECK(text(cell(cx_double(1, -2))) == "1-2i");
    CHECK(text(cell(cx_double(0.5, 2))) == "0.5+2i");
}

TEST_CASE("kinds and names do not matter") {
    const mat x = {{0, 1.5}, {2, 0}, {0, 0}};
    const cx_mat z = arma::conv_to<cx_mat>::from(x);
    const std::vector<Matrix> kinds = {Matrix(x), Matrix(z), Matrix(sp_mat(x)), Matrix(sp_cx_mat(z))};
    mat changed = x;
    changed(2, 0) = 1;  // where the sparse ones hold nothing
    for (Matrix a : kinds)
        for (const Matrix& b : kinds) {
            a.column_names = {"p", "q"};
            CHECK(equal(a, b, {0, 0}));
            const auto worst = compare(Matrix(sp_mat(changed)), b);
            REQUIRE(worst);
            CHECK(worst->row == 2);
            CHECK(worst->column == 0);
            CHECK(worst->text_a == "1");
            CHECK(worst->text_b == "0");
            CHECK(compare(b, Matrix(changed))->text_b == "1");
        }
    sp_mat large(1000000, 1000000);
    large(999999, 999999) = 1;
    CHECK(equal(Matrix(large), Matrix(large)));
    CHECK(compare(Matrix(sp_mat(1000000, 1000000)), Matrix(large))->row == 999999);
}

TEST_CASE("columns up to sign") {
    const Matrix a(mat{{1, -2}, {3, 4}}), b(mat{{-1, -2}, {-3, 4}});
    CHECK_FALSE(equal(a, b));
    CHECK(equal(a, b, {}, UpTo::sign));
    CHECK(equal(a, b, {}, UpTo::phase));
    CHECK(equal(Matrix(sp_mat(dense_real(a))), b, {}, UpTo::sign));
    CHECK_FALSE(equal(Matrix(mat{{1, -2}, {3, 4}}), Matrix(mat{{-1, -2}, {3, 4}}), {}, UpTo::sign));
    CHECK(equal(column(1e200, inf), column(-1e200, -inf), {}, UpTo::sign));
    CHECK(equal(column(not_a_number, 1), column(not_a_number, -1), {}, UpTo::sign));
    CHECK(equal(Matrix(mat(2, 1)), Matrix(mat(2, 1)), {}, UpTo::sign));
    CHECK(equal(cell(cx_double(1, 2)), cell(cx_double(-1, -2)), {}, UpTo::sign));
    CHECK_FALSE(equal(cell(cx_double(1, 2)), cell(cx_double(-2, 1)), {}, UpTo::sign));
}

TEST_CASE("columns up to phase") {
    arma::arma_rng::set_seed(71);
    const cx_mat a(5, 3, arma::fill::randn);
    cx_mat b = a;
    for (arma::uword j = 0; j < 3; ++j) b.col(j) *= std::polar(1.0, 0.7 + double(j));
    CHECK_FALSE(equal(Matrix(a), Matrix(b)));
    CHECK_FALSE(equal(Matrix(a), Matrix(b), {}, UpTo::sign));
    CHECK(equal(Matrix(a), Matrix(b), {1e-14, 0}, UpTo::phase));
    b.row(2) *= cx_double(0, 1);
    CHECK_FALSE(equal(Matrix(a), Matrix(b), {}, UpTo::phase));
    CHECK_FALSE(equal(Matrix(a), Matrix(cx_mat(2 * a)), {}, UpTo::phase));
}
