#include "ops/equilibrate.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/field.hpp"
#include "core/for_each_nonzero.hpp"
#include "graded.hpp"

using namespace la;
using namespace la::test;
using arma::cx_mat;
using arma::mat;
using arma::sp_mat;
using arma::uword;

namespace {

struct Largest {
    std::vector<double> rows, columns;
};

Largest largest(const Matrix& a) {
    Largest l{std::vector<double>(a.rows()), std::vector<double>(a.cols())};
    for_each_nonzero(a, [&](uword i, uword j, const auto& x) {
        l.rows[i] = std::max(l.rows[i], largest_part(x));
        l.columns[j] = std::max(l.columns[j], largest_part(x));
    });
    return l;
}

void check_equilibrium(const Matrix& a) {
    const Equilibrium e = equilibrium(a);
    const Largest l = largest(equilibrated(a, e.rows, e.columns));
    for (const double x : l.rows) CHECK((x == 0 || (x >= 0x1p-4 && x < 2)));
    for (const double x : l.columns) CHECK((x == 0 || (x >= 0x1p-4 && x < 2)));
}

double least_diagonal(const mat& a) {
    return arma::abs(a.diag()).min();
}

}  // namespace

TEST_CASE("exponents and products with powers of two, subnormal numbers too") {
    CHECK(exponent_of(1.0) == 0);
    CHECK(exponent_of(-1.99) == 0);
    CHECK(exponent_of(0.75) == -1);
    CHECK(exponent_of(5e-324) == -1074);
    CHECK(exponent_of(0x1p-1022) == -1022);
    CHECK(exponent_of(arma::cx_double(1.7e308, -1.7e308)) == 1023);
    for (const double x : {0.0, arma::datum::inf, arma::datum::nan}) CHECK(exponent_of(x) == no_exponent);
    CHECK(times_power_of_two(3.0, 5) == 96);
    CHECK(times_power_of_two(5e-324, 1074) == 1);
    CHECK(times_power_of_two(0x1p1000, -2074) == 5e-324);
    CHECK(times_power_of_two(1.0, -1023) == 0x1p-1023);
    CHECK(times_power_of_two(1.0, 1024) == arma::datum::inf);
    CHECK(times_power_of_two(0.0, 5000) == 0);
}

TEST_CASE("rows and columns of any size are brought near 1") {
    arma::arma_rng::set_seed(41);
    const mat b(7, 5, arma::fill::randn);
    const cx_mat z(b, mat(7, 5, arma::fill::randn));
    for (const int range : {0, 10, 300, 500}) {
        CAPTURE(range);
        const Exponents rows = random_exponents(7, range), columns = random_exponents(5, range);
        check_equilibrium(equilibrated(Matrix(b), rows, columns));
        check_equilibrium(equilibrated(Matrix(z), rows, columns));
        check_equilibrium(equilibrated(Matrix(sp_mat(b)), rows, columns));
    }
    check_equilibrium(Matrix(mat{{1.7e308, 1.7e308}, {1.7e308, -1.7e308}}));
    check_equilibrium(Matrix(mat{{5e-324, 0}, {0, 1}}));
    check_equilibrium(Matrix(mat{{0, 0, 1e300}, {0, 0, 1e-300}}));
    check_equilibrium(Matrix(mat(0, 3)));
}

TEST_CASE("what is alike is scaled alike") {
    const Equilibrium e = equilibrium(Matrix(mat{{1, 2}, {3, 4}}));
    CHECK(e.rows == Exponents{-2, -2});
    CHECK(e.columns == Exponents{0, 0});
}

TEST_CASE("labels stay, and vanishing values of sparse matrices go") {
    Matrix a(sp_mat(mat{{1, 0x1p-1000}, {0, 1}}), "A.csv");
    a.column_names = {"x", "y"};
    const Matrix b = equilibrated(a, {0, 0}, {0, -1000});
    CHECK(b.column_names == a.column_names);
    CHECK(b.origin == "A.csv");
    CHECK(std::get<sp_mat>(b.values).n_nonzero == 2);
}

TEST_CASE("a transversal where the largest moduli mislead: units that are undone but for a permutation") {
    // Each row has its largest entry in the last column that it reaches.
    const mat cycle{{1, 1, 0}, {1, 0, 1}, {0, 1, 1}};
    const Matrix graded = equilibrated(Matrix(cycle), {0, 0, 0}, {0, 200, 400});
    const std::optional<Equilibrium> e = transversal_equilibrium(graded);
    REQUIRE(e);
    const mat back = dense_real(equilibrated(graded, e->rows, e->columns));
    CHECK(arma::abs(back).max() < 2);
    CHECK(std::abs(arma::det(back)) >= 1);

    arma::arma_rng::set_seed(42);
    for (const uword n : {2, 5, 40}) {
        CAPTURE(n);
        // Between entries of 1 on a permutation others that are smaller, so that the scales are determined.
        mat b = 0x1p-20 * mat(n, n, arma::fill::randu) + mat(n, n, arma::fill::eye);
        b = b.rows(arma::randperm(n));
        const Matrix a = equilibrated(Matrix(b), random_exponents(n, 300), random_exponents(n, 300));
        const std::optional<Equilibrium> found = transversal_equilibrium(a);
        REQUIRE(found);
        const mat scaled = arma::abs(dense_real(equilibrated(a, found->rows, found->columns)));
        CHECK(scaled.max() < 2);
        CHECK(arma::accu(scaled % (b >= 0.5) >= 1) == n);
    }
}

TEST_CASE("no transversal of a structurally singular matrix, no other choice where entries are alike") {
    CHECK_FALSE(transversal_equilibrium(Matrix(mat{{1e9, 1, 1}, {1e9, 0, 0}, {1, 0, 0}})));
    CHECK_FALSE(transversal_equilibrium(Matrix(mat{{1, 2}, {2, 4}})));
    CHECK_FALSE(transversal_equilibrium(Matrix(mat(2, 2))));
    CHECK_FALSE(transversal_equilibrium(Matrix(mat())));
}

TEST_CASE("Hermitian matrices keep their symmetry, and the diagonal of a definite one comes near 1") {
    arma::arma_rng::set_seed(43);
    for (const uword n : {1, 3, 20}) {
        const mat x(n, n, arma::fill::randn), definite = x * x.t() + mat(n, n, arma::fill::eye);
        const mat indefinite = x + x.t();
        for (const int range : {0, 250}) {
            CAPTURE(range);
            const Exponents d = random_exponents(n, range);
            const Matrix h = equilibrated(Matrix(definite), d, d), k = equilibrated(Matrix(indefinite), d, d);
            const Exponents s = hermitian_equilibrium(h), t = hermitian_equilibrium(k);
            const mat scaled = dense_real(equilibrated(h, s, s));
            CHECK(arma::abs(scaled).max() < 2);
            CHECK(least_diagonal(scaled) >= 0.5);
            CHECK(arma::abs(dense_real(equilibrated(k, t, t))).max() < 2);
            CHECK(hermitian_equilibrium(Matrix(sp_mat(dense_real(k)))) == t);
        }
    }
    const Exponents s = hermitian_equilibrium(Matrix(mat{{0, 0x1p900}, {0x1p900, 0}}));
    CHECK(s[0] + s[1] == -900);
    CHECK(hermitian_equilibrium(Matrix(mat(2, 2))) == Exponents{0, 0});
    CHECK(hermitian_equilibrium(Matrix(mat{{0, 0}, {0, 16}})) == Exponents{0, -2});
}
