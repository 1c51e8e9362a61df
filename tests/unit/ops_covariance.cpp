#include "ops/covariance.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"
#include "ops/equilibrate.hpp"
#include "ops/pairwise_merge.hpp"

using namespace la;
using namespace la::test;
using arma::cx_mat;
using arma::mat;
using arma::uword;

namespace {

// In long double, from the definition.
cx_mat reference(const cx_mat& x, double ddof) {
    using Wide = std::complex<long double>;
    cx_mat out(x.n_cols, x.n_cols);
    std::vector<Wide> mean(x.n_cols);
    for (uword j = 0; j < x.n_cols; ++j) {
        for (uword i = 0; i < x.n_rows; ++i) mean[j] += Wide(x(i, j)) - Wide(x(0, j));
        mean[j] = mean[j] / static_cast<long double>(x.n_rows) + Wide(x(0, j));
    }
    for (uword j = 0; j < x.n_cols; ++j)
        for (uword k = 0; k < x.n_cols; ++k) {
            Wide sum = 0;
            for (uword i = 0; i < x.n_rows; ++i) sum += std::conj(Wide(x(i, j)) - mean[j]) * (Wide(x(i, k)) - mean[k]);
            out(j, k) = arma::cx_double(sum / (static_cast<long double>(x.n_rows) - ddof));
        }
    return out;
}

template <class Accumulator, class T>
Accumulator sums(const arma::Mat<T>& x, uword block) {
    PairwiseMerge<Accumulator> parts;
    for (uword i = 0; i < x.n_rows; i += block) {
        Accumulator part;
        part.add(Matrix(arma::Mat<T>(x.rows(i, std::min(i + block, x.n_rows) - 1))));
        parts.add(std::move(part));
    }
    return parts.take();
}

void check_close(const Matrix& result, const cx_mat& expected, double tolerance) {
    const cx_mat values = dense_complex(result);
    CHECK(arma::abs(values - expected).max() <= tolerance * arma::abs(expected).max());
    CHECK(arma::abs(values - cx_mat(values.t())).max() == 0);
}

}  // namespace

TEST_CASE("covariances of either field, by Gram matrices and by triangular factors, however they are cut") {
    arma::arma_rng::set_seed(31);
    const cx_mat z(500, 6, arma::fill::randn);
    const mat x = arma::real(z);
    for (const uword block : {1, 7, 64, 500}) {
        for (const std::uint64_t ddof : {0, 1, 5}) {
            check_close(covariance(sums<CovarianceAccumulator>(x, block), ddof), reference(complex_of(x), double(ddof)),
                        30 * 6 * eps);
            check_close(covariance(sums<PartialAccumulator>(x, block), ddof), reference(complex_of(x), double(ddof)),
                        30 * 6 * eps);
            check_close(covariance(sums<CovarianceAccumulator>(z, block), ddof), reference(z, double(ddof)),
                        30 * 6 * eps);
            check_close(covariance(sums<PartialAccumulator>(z, block), ddof), reference(z, double(ddof)), 30 * 6 * eps);
        }
    }
}

TEST_CASE("a mean far beyond the deviation costs no digits") {
    arma::arma_rng::set_seed(32);
    const mat noise(2000, 3, arma::fill::randn);
    for (const double mean : {1e8, 1e12, -1e8}) {
        const mat x = noise + mean;
        const cx_mat expected = reference(complex_of(x), 1);
        check_close(covariance(sums<CovarianceAccumulator>(x, 100), 1), expected, 30 * 3 * eps);
        check_close(covariance(sums<PartialAccumulator>(x, 100), 1), expected, 30 * 3 * eps);
    }
}

TEST_CASE("sparse blocks, and real ones among complex ones") {
    arma::arma_rng::set_seed(33);
    const cx_mat z(9000, 2, arma::fill::randn);
    const mat x = arma::real(z);
    CovarianceAccumulator sparse, mixed;
    sparse.add(Matrix(arma::sp_mat(x)));
    check_close(covariance(sparse, 1), reference(complex_of(x), 1), 1e-13);
    mixed.add(Matrix(x));
    mixed.add(Matrix(z));
    mixed.add(Matrix(arma::sp_cx_mat(z)));
    check_close(covariance(mixed, 1), reference(arma::join_cols(complex_of(x), z, z), 1), 1e-13);
}

TEST_CASE("correlations have a diagonal of one, and constant columns none") {
    arma::arma_rng::set_seed(34);
    mat x(50, 3, arma::fill::randn);
    x.col(2) = 3 * x.col(0) + 0.1;
    const mat c = std::get<mat>(correlation(sums<CovarianceAccumulator>(x, 10), 1).values);
    CHECK(c.diag().min() == 1);
    CHECK(c.diag().max() == 1);
    CHECK(arma::abs(c).max() == 1);
    CHECK(arma::abs(c - arma::cor(x)).max() < 1e-14);
    CHECK(c(2, 0) == doctest::Approx(1).epsilon(1e-14));
    x.col(1).fill(0.1);
    CHECK(covariance(sums<CovarianceAccumulator>(x, 7), 1).rows() == 3);
    Matrix named(x, "X.csv");
    named.column_names = {"a", "b", "c"};
    CovarianceAccumulator constant;
    constant.add(named);
    CHECK_THROWS_WITH_AS(correlation(constant, 1), "X.csv: column 2 ('b') is constant: its correlation is undefined",
                         Error);
}

TEST_CASE("partial results are the triangular factor of [1 X], and merge into the covariance of all rows") {
    arma::arma_rng::set_seed(35);
    const cx_mat z(120, 4, arma::fill::randn);
    for (const uword rows : {1, 2, 4, 5, 6, 120}) {
        const cx_mat part = z.head_rows(rows);
        const cx_mat design = arma::join_rows(cx_mat(rows, 1, arma::fill::ones), part);
        const cx_mat r = dense_complex(partial(sums<PartialAccumulator>(part, 3)));
        CHECK(r.n_rows == std::min<uword>(rows, 5));
        for (uword i = 1; i < r.n_rows; ++i) CHECK(arma::abs(r.submat(i, 0, i, i - 1)).max() == 0);
        CHECK(arma::abs(r.t() * r - design.t() * design).max() < 1e-12);
    }
    for (const uword shard : {1, 3, 17, 60}) {
        PartialAccumulator merged;
        arma::Mat<arma::cx_double> stack;
        for (uword i = 0; i < z.n_rows; i += shard) {
            const cx_mat part = z.rows(i, std::min(i + shard, z.n_rows) - 1);
            const Matrix r = partial(sums<PartialAccumulator>(part, 5));
            merged.add_partial(r);
            stack = arma::join_cols(stack, dense_complex(r));
        }
        CHECK(merged.rows() == 120);
        check_close(covariance(merged, 1), reference(z, 1), 30 * 4 * eps);
        PartialAccumulator stacked;  // one below the other
        stacked.add_partial(Matrix(stack));
        CHECK(stacked.rows() == 120);
        check_close(covariance(stacked, 1), reference(z, 1), 30 * 4 * eps);
        CHECK(arma::abs(dense_complex(merged.mean()) - arma::mean(z)).max() < 1e-14);
    }
}

TEST_CASE("names and the shapes without rows or columns") {
    Matrix named(mat{{1, 2}, {3, 6}});
    named.column_names = {"x", "y"};
    named.row_names = {"p", "q"};
    PartialAccumulator a;
    a.add(named);
    CHECK(a.mean().column_names == Names{"x", "y"});
    CHECK(covariance(a, 1).row_names == Names{"x", "y"});
    CHECK(partial(a).column_names == Names{"intercept", "x", "y"});
    CHECK(a.centered(named).row_names == Names{"p", "q"});
    PartialAccumulator b;
    b.add_partial(partial(a));
    CHECK(b.column_names() == Names{"x", "y"});
    MeanAccumulator none;
    none.add(Matrix(mat(0, 2), "E.csv"));
    CHECK_THROWS_WITH_AS(none.mean(), "E.csv has no rows: its mean is undefined", Error);
    CovarianceAccumulator no_columns;
    no_columns.add(Matrix(mat(3, 0)));
    CHECK(covariance(no_columns, 1).cells() == 0);
    PartialAccumulator count;
    count.add(Matrix(mat(3, 0)));
    CHECK(std::get<mat>(partial(count).values)(0, 0) == std::sqrt(3.0));
}

TEST_CASE("what is refused") {
    CovarianceAccumulator a;
    a.add(Matrix(mat(1, 2), "A.csv"));
    CHECK_THROWS_WITH_AS(a.add(Matrix(mat(1, 3), "B.csv")), "B.csv has 3 columns, what came before 2", Error);
    CHECK_THROWS_WITH_AS(covariance(a, 1), "A.csv has 1 row: more than 1 are needed", Error);
    for (const mat& wrong : {mat{{0, 1}, {0, 1}}, mat{{2, 1}, {1, 1}}, mat{{1.5, 1}, {0, 1}}, mat{{2, 1}},
                             mat{{2, 1, 1}, {0, 1, 1}, {0, 1, 1}}, mat(0, 2), mat(2, 0)}) {
        PartialAccumulator partials;
        CHECK_THROWS_WITH_AS(partials.add_partial(Matrix(wrong, "R.csv")), "R.csv: not a triangular factor of [1 X]",
                             Error);
    }
    PartialAccumulator partials;
    CHECK_THROWS_WITH_AS(partials.add(Matrix(mat{{1, 1}, {arma::datum::nan, 1}}, "N.csv")),
                         "N.csv: row 2, column 1 is NaN: finite values are needed", Error);
}

namespace {

// In units of 2^exponents by column.
mat in_units(const mat& x, const Exponents& exponents) {
    return dense_real(equilibrated(Matrix(x), Exponents(x.n_rows), exponents));
}

template <class Accumulator>
void check_units(const mat& x, const Exponents& exponents, uword block) {
    const auto plain = sums<Accumulator>(x, block), scaled = sums<Accumulator>(in_units(x, exponents), block);
    const mat mean = dense_real(scaled.mean()), expected = in_units(dense_real(plain.mean()), exponents);
    CHECK(arma::approx_equal(mean, expected, "absdiff", 0));
    const mat centered = dense_real(scaled.centered(Matrix(in_units(x, exponents))));
    CHECK(arma::approx_equal(centered, in_units(dense_real(plain.centered(Matrix(x))), exponents), "absdiff", 0));
    if constexpr (!std::is_same_v<Accumulator, MeanAccumulator>) {
        const mat r = dense_real(correlation(scaled, 1));
        CHECK(arma::approx_equal(r, dense_real(correlation(plain, 1)), "absdiff", 0));
    }
}

}  // namespace

TEST_CASE("correlations, means and centered data do not hang on units by a single bit") {
    arma::arma_rng::set_seed(41);
    mat x(200, 4, arma::fill::randn);
    x.col(3) += x.col(0);
    for (const uword block : {1, 7, 64, 200})
        for (const Exponents& exponents :
             {Exponents{0, 600, -600, 0}, Exponents{1000, -1000, 600, 1}, Exponents{-600, -600, -600, -600},
              Exponents{1000, 1000, 1000, 1000}, Exponents{-430, 430, -250, 0}}) {
            CAPTURE(block);
            check_units<CovarianceAccumulator>(x, exponents, block);
            check_units<PartialAccumulator>(x, exponents, block);
            check_units<MeanAccumulator>(x, exponents, block);
        }
}

TEST_CASE("a column whose size grows, shrinks or vanishes from block to block") {
    const auto correlated = [](const arma::vec& x, const arma::vec& y) {
        return dense_real(correlation(sums<CovarianceAccumulator>(mat(arma::join_rows(x, y)), 2), 1))(0, 1);
    };
    const arma::vec y{1, 2, 3, 5, 8, 13};
    for (const double size : {1e-200, 1e-300, 1e200, 1e300}) {
        CAPTURE(size);
        const double expected = correlated(arma::vec{0, 0, 0, 0, 2, 5}, y);
        CHECK(correlated(arma::vec{0, 0, 0, 0, 2 * size, 5 * size}, y) == doctest::Approx(expected).epsilon(1e-14));
        CHECK(correlated(arma::vec{5 * size, 2 * size, 0, 0, 0, 0}, arma::reverse(y)) ==
              doctest::Approx(expected).epsilon(1e-14));
    }
    // What is small beside the rest of a column does not count, whichever comes first.
    const double steps = correlated(arma::vec{0, 0, 0, 0, 1, 1}, y);
    CHECK(correlated(arma::vec{1e-300, 3e-300, 2e-300, 5e-300, 1e300, 1e300}, y) ==
          doctest::Approx(steps).epsilon(1e-14));
    CHECK(correlated(arma::vec{1e300, 1e300, 1e-300, 3e-300, 2e-300, 5e-300}, arma::reverse(y)) ==
          doctest::Approx(steps).epsilon(1e-14));
}

TEST_CASE("the edges of the range of doubles") {
    CovarianceAccumulator huge;
    huge.add(Matrix(mat{{1e200, 2e200}, {3e200, 4e200}}, "H.csv"));
    CHECK(arma::abs(dense_real(correlation(huge, 1)) - 1).max() == 0);
    CHECK_THROWS_WITH_AS(covariance(huge, 1), "H.csv: the variance of column 1 lies beyond the range of doubles",
                         Error);
    CovarianceAccumulator mixed;
    mixed.add(Matrix(mat{{1e155, 1}, {2e155, 2}, {4e155, 1}}));
    CHECK(dense_real(correlation(mixed, 1))(0, 1) == doctest::Approx(-0.18898223650461363).epsilon(1e-14));
    CovarianceAccumulator small;
    small.add(Matrix(mat{{1e-161, 1}, {2e-161, 2}, {4e-161, 1}}));
    CHECK(dense_real(correlation(small, 1))(0, 1) == doctest::Approx(-0.18898223650461363).epsilon(1e-14));
    CHECK(dense_real(covariance(small, 1))(0, 1) == doctest::Approx(-1e-161 / 6).epsilon(1e-14));

    const Matrix ends(mat(arma::vec{1e308, -1e308, 1.7e308}));
    MeanAccumulator means;
    means.add(ends);
    CHECK_FALSE(means.mean().is_complex());
    CHECK(dense_real(means.mean())(0) == doctest::Approx(1.7e308 / 3).epsilon(1e-15));
    CHECK(dense_real(means.centered(ends))(1) == doctest::Approx(-1e308 - 1.7e308 / 3).epsilon(1e-15));
    MeanAccumulator far;
    far.add(Matrix(mat(arma::vec{1.7e308, 1.7e308, 1.7e308, -1.7e308})));
    CHECK_THROWS_WITH_AS(far.centered(Matrix(mat(arma::vec{-1.7e308}))),
                         "the table: a centered value lies beyond the range of doubles", Error);
}

TEST_CASE("factors of extreme data are merged as others are") {
    arma::arma_rng::set_seed(42);
    const mat x(90, 3, arma::fill::randn);
    const Exponents exponents{-700, 0, 900};
    const mat scaled = in_units(x, exponents);
    PartialAccumulator merged;
    for (uword first = 0; first < 90; first += 30) {
        PartialAccumulator part;
        part.add(Matrix(mat(scaled.rows(first, first + 29))));
        merged.add_partial(partial(part));
    }
    const mat r = dense_real(correlation(merged, 1));
    CHECK(arma::abs(r - arma::cor(x)).max() <= 100 * eps);
}

TEST_CASE("infinities and NaN of real data stay real") {
    MeanAccumulator sums;
    sums.add(Matrix(mat{{1, arma::datum::inf, arma::datum::nan}}));
    sums.add(Matrix(mat{{2, 1, 1}}));
    const Matrix mean = sums.mean();
    REQUIRE_FALSE(mean.is_complex());
    CHECK(dense_real(mean)(0) == 1.5);
    CHECK_FALSE(std::isfinite(dense_real(mean)(1)));
    CHECK(std::isnan(dense_real(mean)(2)));
}
