#include "core/summation.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "ops/properties.hpp"
#include "ops/reductions.hpp"

using namespace la;
using arma::cx_double;
using arma::mat;
using arma::uword;

namespace {

constexpr double few = 4;  // eps; one long sum of 100,000 random terms is a hundred off

const auto itself = [](const auto& x) { return x; };

template <class T, class F>
long double exact(const T* x, uword n, F f) {
    long double sum = 0, error = 0;
    for (uword i = 0; i < n; ++i) {
        const long double term = f(x[i]), total = sum + term, part = total - sum;
        error += (sum - (total - part)) + (term - part);
        sum = total;
    }
    return sum + error;
}

double number(const Matrix& a) {
    return dense_real(a)(0);
}

}  // namespace

TEST_CASE("sums by pairs of any count are right to a few eps") {
    arma::arma_rng::set_seed(71);
    for (const uword n : {0, 1, 7, 8, 127, 128, 129, 1000, 20'000, 100'000, 1'000'003}) {
        CAPTURE(n);
        const arma::vec x(n, arma::fill::randu), y(n, arma::fill::randn);
        const auto sum = double(exact(x.memptr(), n, itself));
        CHECK(std::abs(pairwise_sum(x.memptr(), n, itself) - sum) <= few * eps * sum);
        const double moduli = double(exact(y.memptr(), n, [](double v) { return std::abs(v); }));
        CHECK(std::abs(pairwise_sum(y.memptr(), n, itself) - double(exact(y.memptr(), n, itself))) <=
              few * eps * moduli);
        const arma::cx_vec z(x, y);
        const cx_double complex = pairwise_sum(z.memptr(), n, itself);
        CHECK(complex.real() == pairwise_sum(x.memptr(), n, itself));
        CHECK(complex.imag() == pairwise_sum(y.memptr(), n, itself));
    }
}

TEST_CASE("norms of any size and count") {
    arma::arma_rng::set_seed(72);
    const auto square = [](double v) { return static_cast<long double>(v) * v; };
    for (const uword n : {1, 5, 1000, 20'000, 100'000}) {
        const arma::vec x(n, arma::fill::randn);
        const double norm = double(std::sqrt(exact(x.memptr(), n, square)));
        for (const int power : {-1000, -600, -450, 0, 450, 600, 1000}) {
            CAPTURE(n);
            CAPTURE(power);
            const arma::vec scaled = x * std::ldexp(1.0, power);
            CHECK(std::abs(std::ldexp(norm_of(scaled.memptr(), n), -power) - norm) <= few * eps * norm);
        }
    }
    const cx_double z[] = {{3e200, 4e200}, {0, 0}};
    CHECK(norm_of(z, 2) == doctest::Approx(5e200).epsilon(1e-15));
    const double subnormal[] = {5e-324, 0};
    CHECK(norm_of(subnormal, 2) == 5e-324);
    const double infinite[] = {1, -arma::datum::inf}, undefined[] = {1, arma::datum::nan};
    CHECK(norm_of(infinite, 2) == arma::datum::inf);
    CHECK(std::isnan(norm_of(undefined, 2)));
    CHECK(norm_of(infinite, 0) == 0);
}

TEST_CASE("a compensated sum keeps what addition drops") {
    CompensatedSum<double> sum;
    for (const double x : {1.0, 1e100, 1.0, -1e100}) sum.add(x);
    CHECK(sum.value() == 2);
    CompensatedSum<cx_double> complex;
    for (const cx_double& x : {cx_double(1, 2), cx_double(1e100, -1e100), cx_double(-1e100, 1e100)}) complex.add(x);
    CHECK(complex.value() == cx_double(1, 2));
    for (const double x : {arma::datum::inf, 1.0}) sum.add(x);
    CHECK(sum.value() == arma::datum::inf);
    sum.add(-arma::datum::inf);
    CHECK(std::isnan(sum.value()));
}

TEST_CASE("sums and means do not overflow on the way") {
    CHECK(number(mean(Matrix(mat{1e308, 1e308}))) == 1e308);
    CHECK(number(mean(Matrix(mat{1e308, -1e308, 1.5e308}))) == doctest::Approx(5e307).epsilon(1e-15));
    CHECK(number(sum(Matrix(mat{1e308, 1e308, -1e308}))) == 1e308);
    CHECK(number(sum(Matrix(mat{1e308, 1e308}))) == arma::datum::inf);
    CHECK(number(mean(Matrix(mat{1, arma::datum::inf}))) == arma::datum::inf);
    CHECK(std::isnan(number(mean(Matrix(mat{1, arma::datum::nan})))));
    CHECK(std::isnan(number(mean(Matrix(mat())))));
}

TEST_CASE("what is reported of large matrices is right to a few eps") {
    arma::arma_rng::set_seed(73);
    const mat a(20'000, 5, arma::fill::randu), wide = a.t();
    const auto column = [&](uword j) { return double(exact(a.colptr(j), a.n_rows, itself)); };
    const double largest = std::max({column(0), column(1), column(2), column(3), column(4)});
    const mat by_column = dense_real(column_sums(Matrix(a))), by_row = dense_real(row_sums(Matrix(wide)));
    const mat sparse_by_row = dense_real(row_sums(to_sparse(Matrix(wide))));
    for (uword j = 0; j < 5; ++j) {
        CHECK(std::abs(by_column(j) - column(j)) <= few * eps * column(j));
        CHECK(std::abs(by_row(j) - column(j)) <= few * eps * column(j));
        CHECK(std::abs(sparse_by_row(j) - column(j)) <= few * eps * column(j));
    }
    for (const bool is_sparse : {false, true}) {
        Properties tall(is_sparse ? to_sparse(Matrix(a)) : Matrix(a)),
            flat(is_sparse ? to_sparse(Matrix(wide)) : Matrix(wide));
        CHECK(std::abs(std::get<double>(tall.get("norm1")) - largest) <= few * eps * largest);
        CHECK(std::abs(std::get<double>(flat.get("norminf")) - largest) <= few * eps * largest);
        const double squares =
            double(exact(a.memptr(), a.n_elem, [](double v) { return static_cast<long double>(v) * v; }));
        CHECK(std::abs(std::get<double>(tall.get("normfro")) - std::sqrt(squares)) <= few * eps * std::sqrt(squares));
    }
    mat square(3000, 3000, arma::fill::zeros);
    square.diag() = a.col(0).head(3000);
    const double trace = double(exact(a.colptr(0), 3000, itself));
    CHECK(std::abs(std::get<double>(Properties(Matrix(square)).get("trace")) - trace) <= few * eps * trace);
}
