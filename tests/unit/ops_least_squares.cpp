#include "ops/least_squares.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"
#include "ops/equilibrate.hpp"
#include "ops/svd.hpp"

namespace {

using namespace la::test;
using la::eps;

// A comma-separated table without its first line; cells that are names come out as 0.
arma::mat table(const std::string& name) {
    std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "../../testdata/real/nist" / name);
    REQUIRE(file.good());
    std::vector<std::vector<double>> rows;
    std::string line, cell;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        rows.emplace_back();
        while (std::getline(cells, cell, ',')) rows.back().push_back(std::strtod(cell.c_str(), nullptr));
    }
    arma::mat a(rows.size(), rows.front().size());
    for (arma::uword i = 0; i < a.n_rows; ++i)
        for (arma::uword j = 0; j < a.n_cols; ++j) a(i, j) = rows[i][j];
    return a;
}

// The correct digits of the worst coefficient of a set of the NIST StRD, at most 15.
double correct_digits(const std::string& set) {
    const arma::mat data = table(set + ".csv");
    const arma::mat certified = table(set + ".certified.csv");
    const bool intercept = certified.n_rows == data.n_cols;
    const la::Matrix c =
        la::least_squares(la::Matrix(arma::mat(data.tail_cols(data.n_cols - 1))), la::Matrix(arma::mat(data.col(0))),
                          {.tolerance = {}, .intercept = intercept});
    const arma::vec error = arma::abs(real(c).col(0) / certified.col(1) - 1);
    return std::min(15.0, -std::log10(error.max()));
}

arma::mat with_condition(arma::uword m, arma::uword n, double condition) {
    const arma::mat u = arma::orth(arma::randn(m, n)), v = arma::orth(arma::randn(n, n));
    return u * arma::diagmat(arma::logspace(0, -std::log10(condition), n)) * v.t();
}

la::Matrix streamed(const arma::mat& x, const arma::mat& y, arma::uword block, la::LeastSquaresOptions options = {}) {
    la::LeastSquaresAccumulator accumulator(options);
    for (arma::uword i = 0; i < x.n_rows; i += block) {
        const arma::uword last = std::min(i + block, x.n_rows) - 1;
        accumulator.add(la::Matrix(arma::mat(x.rows(i, last))), la::Matrix(arma::mat(y.rows(i, last))));
    }
    return accumulator.result();
}

}  // namespace

TEST_CASE("least squares reaches the certified digits of the NIST reference sets") {
    const std::pair<const char*, double> targets[] = {
        {"Norris", 13},   {"Pontius", 13},  {"Filip", 7.5},  {"Longley", 13},  {"Wampler1", 13}, {"Wampler2", 12.5},
        {"Wampler3", 13}, {"Wampler4", 11}, {"Wampler5", 9}, {"NoInt1", 14.5}, {"NoInt2", 14.5}};
    for (const auto& [set, digits] : targets) {
        const std::string name = set;
        CAPTURE(name);
        CHECK(correct_digits(name) >= digits);
    }
}

TEST_CASE("least squares solves a full rank system and leaves a residual orthogonal to the columns") {
    arma::arma_rng::set_seed(1);
    const arma::mat x = arma::randn(40, 6), y = arma::randn(40, 3);
    const arma::mat c = real(la::least_squares(la::Matrix(x), la::Matrix(y)));
    CHECK(arma::abs(x.t() * (y - x * c)).max() <= 30 * 40 * eps);
    CHECK(arma::approx_equal(c, arma::solve(x, y), "absdiff", 1e-13));
}

TEST_CASE("an intercept comes first and is named where the columns are") {
    la::Matrix x(column({1, 2, 3, 4})), y(column({3, 5, 7, 9}));
    x.column_names = {"t"};
    y.column_names = {"height"};
    const la::Matrix c = la::least_squares(x, y, {.tolerance = {}, .intercept = true});
    CHECK(arma::approx_equal(real(c), column({1, 2}), "absdiff", 0));
    CHECK(c.row_names == la::Names{"intercept", "t"});
    CHECK(c.column_names == la::Names{"height"});
}

TEST_CASE("complex least squares mix with real right sides") {
    arma::arma_rng::set_seed(2);
    const arma::cx_mat x = arma::randn<arma::cx_mat>(30, 5);
    const arma::mat y = arma::randn(30, 2);
    const arma::cx_mat c = complex(la::least_squares(la::Matrix(x), la::Matrix(y)));
    CHECK(arma::abs(x.t() * (arma::conv_to<arma::cx_mat>::from(y) - x * c)).max() <= 30 * 30 * eps);
    CHECK(arma::abs(c - arma::pinv(x) * y).max() <= 1e-13);
}

TEST_CASE("a deficient design has the solution of minimum norm") {
    arma::arma_rng::set_seed(3);
    const arma::mat left = arma::randn(20, 3), right = arma::randn(3, 7);
    for (const arma::mat& x :
         {arma::mat(left * right), arma::mat(right.t() * left.t()), arma::mat(arma::randn(4, 9))}) {
        const arma::mat y = arma::randn(x.n_rows, 2);
        const arma::mat c = real(la::least_squares(la::Matrix(x), la::Matrix(y)));
        const arma::mat expected = real(la::pseudo_inverse(la::Matrix(x))) * y;
        CHECK(arma::norm(c - expected) <= 1e-12 * arma::norm(expected));
    }
    const arma::mat c = real(la::least_squares(la::Matrix(arma::mat{{1, 1}, {1, 1}}), la::Matrix(column({2, 4}))));
    CHECK(arma::approx_equal(c, column({1.5, 1.5}), "absdiff", 4 * eps));
}

TEST_CASE("columns that differ only in scale keep their rank") {
    arma::arma_rng::set_seed(4);
    arma::mat x = arma::randn(30, 4);
    const arma::mat exact = column({1, -2, 3, 4});
    const arma::mat y = x * exact;
    const arma::vec scales = {1e-200, 1, 1e120, 1e-30};
    x.each_row() %= scales.t();
    const arma::mat c = real(la::least_squares(la::Matrix(x), la::Matrix(y)));
    CHECK(arma::abs(c % scales / exact - 1).max() <= 1e-13);
}

TEST_CASE("a given tolerance cuts singular values of the design itself") {
    const la::Matrix x(arma::mat{{1, 0}, {0, 0.25}, {0, 0}}), y(column({3, 5, 7}));
    CHECK(arma::approx_equal(real(la::least_squares(x, y)), column({3, 20}), "absdiff", 1e-14));
    CHECK(arma::approx_equal(real(la::least_squares(x, y, {.tolerance = 0.5, .intercept = false})), column({3, 0}),
                             "absdiff", 1e-15));
}

TEST_CASE("refinement finds the digits that an ill-conditioned problem has") {
    arma::arma_rng::set_seed(5);
    const arma::mat x = arma::round(with_condition(50, 6, 1e7) * 0x1p40);  // integers, so that y = x·c is exact
    const arma::mat c = column({1, 2, -3, 4, 5, -6});
    CHECK(arma::abs(real(la::least_squares(la::Matrix(x), la::Matrix(arma::mat(x * c)))) / c - 1).max() <= 2 * eps);
    const arma::cx_mat z(x, arma::mat(arma::flipud(x)));
    const arma::cx_mat d = complex(la::least_squares(la::Matrix(z), la::Matrix(arma::cx_mat(z * c))));
    CHECK(arma::abs(d / c - 1).max() <= 2 * eps);
}

TEST_CASE("the streamed solution is that of the whole, however the rows are cut") {
    arma::arma_rng::set_seed(6);
    const arma::mat x = arma::randn(9000, 5), y = arma::randn(9000, 2);
    const arma::mat whole = real(la::least_squares(la::Matrix(x), la::Matrix(y)));
    const arma::mat once = real(streamed(x, y, 9000)), often = real(streamed(x, y, 7));
    CHECK(arma::abs(once - whole).max() <= 1e-14);
    CHECK(arma::approx_equal(once, often, "absdiff", 0));

    la::LeastSquaresAccumulator first({.tolerance = {}, .intercept = true}), second = first;
    first.add(la::Matrix(arma::mat(x.head_rows(4000))), la::Matrix(arma::mat(y.head_rows(4000))));
    second.add(la::Matrix(arma::mat(x.tail_rows(5000))), la::Matrix(arma::mat(y.tail_rows(5000))));
    first.merge(second);
    CHECK(first.rows() == 9000);
    const la::LeastSquaresOptions with_intercept{.tolerance = {}, .intercept = true};
    CHECK(
        arma::abs(real(first.result()) - real(la::least_squares(la::Matrix(x), la::Matrix(y), with_intercept))).max() <=
        1e-14);
}

TEST_CASE("the streamed solution serves few rows and deficient designs") {
    arma::arma_rng::set_seed(7);
    for (const arma::mat& x : {arma::mat(arma::randn(3, 5)), arma::mat(arma::randn(6, 2) * arma::randn(2, 5))}) {
        const arma::mat y = arma::randn(x.n_rows, 2);
        CHECK(arma::norm(real(streamed(x, y, 2)) - real(la::least_squares(la::Matrix(x), la::Matrix(y)))) <= 1e-12);
    }
}

TEST_CASE("least squares of nothing is empty or zero") {
    const la::Matrix none = la::least_squares(la::Matrix(arma::mat(3, 0)), la::Matrix(arma::mat(3, 2)));
    CHECK(la::shape_text(none) == "0x2");
    const la::Matrix zero = la::least_squares(la::Matrix(arma::mat(0, 3)), la::Matrix(arma::mat(0, 1)));
    CHECK(arma::approx_equal(real(zero), arma::mat(3, 1, arma::fill::zeros), "absdiff", 0));
    const la::Matrix flat = la::least_squares(la::Matrix(arma::mat(3, 2, arma::fill::zeros)),
                                              la::Matrix(arma::mat(3, 1, arma::fill::ones)));
    CHECK(arma::approx_equal(real(flat), arma::mat(2, 1, arma::fill::zeros), "absdiff", 0));
    CHECK(la::shape_text(la::LeastSquaresAccumulator().result()) == "0x0");
}

TEST_CASE("least squares refuses shapes that do not fit and values that are not finite") {
    const la::Matrix x(arma::mat(3, 2, arma::fill::ones), "X.csv"), y(arma::mat(4, 1, arma::fill::ones), "y.csv");
    CHECK_THROWS_WITH_AS(la::least_squares(x, y), "X.csv is 3x2, y.csv is 4x1: row counts 3 and 4 differ", la::Error);
    const la::Matrix bad(column({1, arma::datum::nan, 2}), "y.csv");
    CHECK_THROWS_WITH_AS(la::least_squares(x, bad), "y.csv: row 2, column 1 is NaN: finite values are needed",
                         la::Error);
    la::LeastSquaresAccumulator accumulator;
    accumulator.add(x, la::Matrix(arma::mat(3, 1, arma::fill::ones)));
    const la::Matrix wide(arma::mat(1, 3, arma::fill::ones), "X.csv");
    CHECK_THROWS_WITH_AS(accumulator.add(wide, la::Matrix(arma::mat(1, 1, arma::fill::ones))),
                         "X.csv is 1x3: rows of 2 columns are needed", la::Error);
}

TEST_CASE("coefficients do not hang on units by a single bit") {
    arma::arma_rng::set_seed(91);
    const auto in_units = [](const arma::mat& a, const la::Exponents& exponents) {
        return la::equilibrated(la::Matrix(a), la::Exponents(a.n_rows), exponents);
    };
    const arma::mat tall(20, 3, arma::fill::randn), y(20, 2, arma::fill::randn);
    const auto check = [&](const arma::mat& x, const la::Exponents& of_x, const la::Exponents& of_y) {
        const arma::mat plain = real(la::least_squares(la::Matrix(x), la::Matrix(arma::mat(y.head_rows(x.n_rows)))));
        la::Exponents inverse = of_x;
        for (int& e : inverse) e = -e;
        const la::Matrix found = la::least_squares(in_units(x, of_x), in_units(arma::mat(y.head_rows(x.n_rows)), of_y));
        CHECK(arma::approx_equal(real(found), real(la::equilibrated(la::Matrix(plain), inverse, of_y)), "absdiff", 0));
        la::LeastSquaresAccumulator streamed, streamed_plain;
        for (arma::uword i = 0; i < x.n_rows; ++i) {
            streamed.add(in_units(x.row(i), of_x), in_units(y.row(i), of_y));
            streamed_plain.add(la::Matrix(arma::mat(x.row(i))), la::Matrix(arma::mat(y.row(i))));
        }
        CHECK(arma::approx_equal(real(streamed.result()),
                                 real(la::equilibrated(streamed_plain.result(), inverse, of_y)), "absdiff", 0));
    };
    check(tall, {600, -600, 0}, {0, 300});
    check(tall, {-1000, -1000, -1000}, {-1000, -900});
    check(tall, {1000, 1000, 1000}, {1000, 1000});
    check(tall, {1000, 0, -1000}, {0, -10});
    // Of deficient rank, or wide, all columns must keep their proportions.
    const arma::mat deficient = arma::join_rows(tall, tall.col(0) + tall.col(1)), wide(3, 5, arma::fill::randn);
    for (const int power : {-1000, -600, 600, 1000}) {
        CAPTURE(power);
        check(deficient, la::Exponents(4, power), {power, power / 2});
        check(wide, la::Exponents(5, power), {power, power / 2});
    }
}

TEST_CASE("subnormal columns, and coefficients beyond the range of doubles") {
    const arma::mat x{{1, 2, 3, 4, 7}, {6, 5, 3, 2, 1}, {1, 1, 2, 9, 1}}, y{{1, 0}, {2, 1}, {3, 5}};
    const double tiny = 0x1p-1040;
    const arma::mat plain = real(la::least_squares(la::Matrix(x), la::Matrix(y)));
    const arma::mat found = real(la::least_squares(la::Matrix(arma::mat(x * tiny)), la::Matrix(arma::mat(y * tiny))));
    CHECK(arma::approx_equal(found, plain, "absdiff", 0));
    CHECK_THROWS_WITH_AS(la::least_squares(la::Matrix(arma::mat(x * tiny)), la::Matrix(y)),
                         "a coefficient lies beyond the range of doubles", la::Error);
    const arma::mat by_svd = real(la::least_squares(la::Matrix(arma::mat(x * tiny)), la::Matrix(arma::mat(y * tiny)),
                                                    {.tolerance = 0, .intercept = false}));
    CHECK(arma::abs(by_svd - plain).max() <= 100 * eps * arma::abs(plain).max());
    // Far beside near: the short column of a dependent pair gets next to nothing.
    const arma::mat pair{{1, 0x1p-700}, {2, 0x1p-699}, {3, 3 * 0x1p-700}};
    const arma::mat least = real(la::least_squares(la::Matrix(pair), la::Matrix(arma::mat(pair.col(0)))));
    CHECK(least(0) == doctest::Approx(1).epsilon(1e-15));
    CHECK(least(1) == doctest::Approx(0x1p-700).epsilon(1e-15));
}
