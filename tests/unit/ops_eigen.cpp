#include "ops/eigen.hpp"

#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"
#include "ops/eigen_order.hpp"
#include "refusal.hpp"

using namespace la;
using namespace la::test;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;

namespace {

struct Subject {
    std::string name;
    cx_mat a;
    bool diagonalizable = true;  // far enough from a defective matrix that V can be inverted
};

mat orthogonal(arma::uword n) {
    mat q, r;
    arma::qr(q, r, mat(n, n, arma::fill::randn));
    return q;
}

mat graded(arma::uword n) {
    mat a(n, n, arma::fill::randn);
    for (arma::uword i = 0; i < n; ++i) a.row(i) *= std::pow(10.0, -12.0 * double(i) / double(n));
    return a;
}

// Rows scaled at random: balancing alone would spoil the vectors.
mat unevenly_graded(arma::uword n) {
    const mat factors = 4 * mat(n, 1, arma::fill::randn);
    return mat(arma::diagmat(arma::vec(arma::exp10(factors.col(0)))) * mat(n, n, arma::fill::randn));
}

cx_mat random_complex(arma::uword n) {
    return cx_mat(n, n, arma::fill::randn);
}

std::vector<Subject> subjects(arma::uword n) {
    const mat q = orthogonal(n), x(n, n, arma::fill::randn);
    const cx_mat z = random_complex(n);
    arma::vec clustered(n, arma::fill::ones), tiny(n, arma::fill::zeros);
    for (arma::uword i = 0; i < n; ++i) clustered(i) += 1e-14 * double(i);
    tiny(0) = 1;
    return {
        {"random", complex_of(x)},
        {"symmetric", complex_of(mat(x + x.t()))},
        {"graded", complex_of(graded(n)), false},
        {"graded symmetric", complex_of(mat(graded(n) * graded(n).t()))},
        {"unevenly graded", complex_of(unevenly_graded(n)), false},
        {"badly scaled",
         complex_of(mat(arma::diagmat(arma::logspace(-9, 9, n)) * x * arma::diagmat(arma::logspace(9, -9, n)))), false},
        {"clustered", complex_of(mat(q * arma::diagmat(clustered) * q.t()))},
        {"near singular", complex_of(mat(x * arma::diagmat(tiny + 1e-15) * x.t()))},
        {"rank one", complex_of(mat(x.col(0) * x.row(0))), false},
        {"defective", complex_of(jordan_block(n, 2)), n == 1},
        {"nilpotent", complex_of(jordan_block(n, 0)), n == 1},
        {"hilbert", complex_of(hilbert(n))},
        {"companion", complex_of(companion(n)), false},
        {"orthogonal", complex_of(q)},
        {"zero", cx_mat(n, n)},
        {"identity", cx_mat(n, n, arma::fill::eye)},
        {"large", complex_of(mat(1e150 * x))},
        {"huge", complex_of(mat(1e300 * x))},
        {"huge symmetric", complex_of(mat(1e300 * (x + x.t())))},
        {"small", complex_of(mat(1e-150 * x))},
        {"tiny", complex_of(mat(1e-300 * x))},
        {"tiny symmetric", complex_of(mat(1e-300 * (x + x.t())))},
        {"complex", z},
        {"hermitian", cx_mat(z + z.t())},
        {"skew hermitian", cx_mat(z - z.t())}};
}

void check_order(const arma::cx_vec& w) {
    const arma::uvec order = eigenvalue_order(w, w.n_elem);
    for (arma::uword i = 0; i < order.n_elem; ++i) CHECK(order(i) == i);
}

void check_canonical(const cx_mat& v) {
    for (arma::uword j = 0; j < v.n_cols; ++j) {
        const arma::vec moduli = arma::abs(v.col(j));
        CHECK(std::abs(arma::norm(v.col(j)) - 1) <= 30 * double(v.n_rows) * eps);
        arma::uword i = 0;
        while (moduli(i) < (1 - 1e-8) * moduli.max()) ++i;
        CHECK(v(i, j).real() > 0);
        CHECK(v(i, j).imag() == 0);
    }
}

Matrix named(const mat& a, const std::string& name) {
    return Matrix(a, name);
}

}  // namespace

TEST_CASE("eigenvectors, left vectors and values satisfy their equations to working accuracy") {
    arma::arma_rng::set_seed(1);
    for (const arma::uword n : {1, 2, 3, 10, 50}) {
        for (const Subject& subject : subjects(n)) {
            for (const SymmetricMode mode : {SymmetricMode::automatic, SymmetricMode::no}) {
                CAPTURE(n);
                CAPTURE(subject.name);
                const cx_mat& a = subject.a;
                const double bound = 30 * double(n) * eps * frobenius(a);
                const Eigensystem e = eigen(Matrix(a), {true, true, false}, mode);
                const cx_mat v = dense_complex(e.vectors), w = dense_complex(e.left), d = arma::diagmat(e.values);
                CHECK(frobenius(a * v - v * d) <= bound);
                CHECK(frobenius(w.t() * a - d * w.t()) <= bound);
                CHECK(std::abs(arma::trace(a) - arma::sum(e.values)) <= bound);
                check_order(e.values);
                check_canonical(v);
                check_canonical(w);
                if (e.driver == "dsyevd" || e.driver == "zheevd") {
                    CHECK(frobenius(v.t() * v - cx_mat(n, n, arma::fill::eye)) <= 30 * double(n) * eps);
                    CHECK_FALSE(arma::any(arma::vec(arma::imag(e.values))));
                }
            }
        }
    }
}

TEST_CASE("values alone agree with values beside vectors") {
    arma::arma_rng::set_seed(2);
    for (const arma::uword n : {1, 2, 3, 10, 50}) {
        const mat x(n, n, arma::fill::randn);
        for (const cx_mat& a : {complex_of(x), complex_of(mat(x + x.t())), random_complex(n)}) {
            const Eigensystem alone = eigen(Matrix(a)), with = eigen(Matrix(a), {true, false, false});
            CHECK(frobenius(alone.values - with.values) <= 1e-11 * frobenius(a));
            CHECK(alone.vectors.cells() == 0);
            CHECK(alone.left.cells() == 0);
        }
    }
}

TEST_CASE("V D Vinv is A again wherever the matrix is diagonalizable") {
    arma::arma_rng::set_seed(3);
    for (const arma::uword n : {1, 2, 3, 10, 50}) {
        for (const Subject& subject : subjects(n)) {
            if (!subject.diagonalizable) continue;
            CAPTURE(n);
            CAPTURE(subject.name);
            const Eigensystem e = eigen(Matrix(subject.a), {false, false, true});
            const cx_mat v = dense_complex(e.vectors), inverse = dense_complex(e.inverse);
            CHECK(frobenius(subject.a - v * arma::diagmat(e.values) * inverse) <= 1e-10 * frobenius(subject.a));
        }
    }
}

TEST_CASE("a defective matrix has no inverse of V") {
    arma::arma_rng::set_seed(4);
    const std::string defective = "numerical: J.csv is not diagonalizable to working accuracy";
    for (const arma::uword n : {2, 3, 10})
        for (const double value : {0.0, 1.0, -3.5})
            CHECK(refusal([&] { eigen(named(jordan_block(n, value), "J.csv"), {false, false, true}); }) == defective);
    for (const mat& a : {mat{{3, 1}, {-1, 1}}, mat{{9, -9}, {9, -9}}, mat{{-8, 1}, {-9, -2}}, mat{{5, 4}, {-1, 1}}})
        CHECK(refusal([&] { eigen(named(a, "J.csv"), {false, false, true}); }) == defective);
    CHECK(refusal([] { eigen(Matrix(mat{{1, 1}, {0, 1 + 1e-9}}), {false, false, true}); }) == "no error");
    for (int trial = 0; trial < 50; ++trial) {
        const mat q = orthogonal(5);
        CHECK(refusal([&] {
                  eigen(named(mat(q * jordan_block(5, 2) * q.t()), "J.csv"), {false, false, true});
              }) == defective);
    }
}

TEST_CASE("known systems") {
    const Eigensystem e = eigen(Matrix(mat{{4, 1}, {2, 3}}), {true, true, true});
    CHECK(arma::approx_equal(arma::real(e.values), arma::vec{5, 2}, "absdiff", 4 * eps));
    CHECK(e.driver == "dgeevx");
    CHECK(arma::approx_equal(dense_real(e.vectors),
                             mat{{std::sqrt(0.5), -std::sqrt(0.2)}, {std::sqrt(0.5), 2 * std::sqrt(0.2)}}, "absdiff",
                             4 * eps));
    CHECK(arma::approx_equal(dense_real(eigen_part(e, "D")), mat{{5, 0}, {0, 2}}, "absdiff", 4 * eps));

    const Eigensystem rotation = eigen(Matrix(mat{{0, -1}, {1, 0}}), {true, false, false});
    CHECK(frobenius(rotation.values - arma::cx_vec{cx_double(0, 1), cx_double(0, -1)}) == 0);
    CHECK(rotation.vectors.is_complex());
    CHECK(eigen_part(rotation, "w").is_complex());

    const Eigensystem hermitian = eigen(Matrix(cx_mat{{2, cx_double(0, 1)}, {cx_double(0, -1), 2}}), {true});
    CHECK(hermitian.driver == "zheevd");
    CHECK(frobenius(hermitian.values - arma::cx_vec{3, 1}) <= 4 * eps);
    CHECK_FALSE(eigen_part(hermitian, "w").is_complex());

    const Eigensystem identity = eigen(Matrix(mat(3, 3, arma::fill::eye)), {true});
    CHECK(arma::approx_equal(dense_real(identity.vectors), mat(3, 3, arma::fill::eye), "absdiff", 0));
}

TEST_CASE("the product of the values is the determinant") {
    arma::arma_rng::set_seed(5);
    for (const arma::uword n : {1, 2, 3, 10}) {
        const cx_mat a = random_complex(n);
        const cx_double determinant = arma::det(a);
        CHECK(std::abs(arma::prod(eigen(Matrix(a)).values) - determinant) <= 1e-12 * std::abs(determinant));
    }
}

TEST_CASE("groups of equal real parts are ordered by imaginary part") {
    const cx_double i(0, 1);
    const arma::cx_vec values = {1.0 + 1e-15, 1.0 - i, 1.0 + i, 3.0, -2.0};
    CHECK(arma::approx_equal(eigenvalue_order(values, 5), arma::uvec{3, 2, 0, 1, 4}, "absdiff", 0));
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(arma::approx_equal(eigenvalue_order(arma::cx_vec{1, infinity, 2, infinity}, 4), arma::uvec{1, 3, 2, 0},
                             "absdiff", 0));
    CHECK(eigenvalue_order(arma::cx_vec(), 0).is_empty());
}

TEST_CASE("a complex matrix without imaginary parts, and a sparse one, count as real and dense") {
    const mat a = {{4, 1}, {2, 3}};
    const Eigensystem real = eigen(Matrix(a), {true}), complex = eigen(Matrix(complex_of(a)), {true}),
                      sparse = eigen(Matrix(arma::sp_mat(a)), {true});
    for (const Eigensystem& other : {complex, sparse}) {
        CHECK(other.driver == "dgeevx");
        CHECK(arma::approx_equal(dense_real(other.vectors), dense_real(real.vectors), "absdiff", 0));
    }
}

TEST_CASE("the mode chooses the driver") {
    const mat symmetric = {{2, 1}, {1, 2}}, rounded = {{2, 1 + 3 * eps}, {1, 2}};
    CHECK(eigen(Matrix(symmetric)).driver == "dsyevd");
    CHECK(eigen(Matrix(rounded)).driver == "dsyevd");
    CHECK(eigen(Matrix(symmetric), {}, SymmetricMode::no).driver == "dgeevx");
    CHECK(eigen(Matrix(symmetric), {}, SymmetricMode::yes).driver == "dsyevd");
    CHECK(refusal([] {
              eigen(named({{4, 1}, {2, 3}}, "A.csv"), {}, SymmetricMode::yes);
          }) == "data: A.csv is not symmetric: the largest |A - A'| is 1");
}

TEST_CASE("an empty matrix has an empty system") {
    const Eigensystem e = eigen(Matrix(mat()), {true, true, true});
    CHECK(e.values.is_empty());
    CHECK(shape_text(eigen_part(e, "w")) == "0x1");
    for (const std::string name : {"V", "D", "Vinv", "W"}) CHECK(shape_text(eigen_part(e, name)) == "0x0");
}

TEST_CASE("what cannot be decomposed is refused") {
    CHECK(refusal([] { eigen(named(mat(2, 3), "A.csv")); }) == "data: A.csv is 2x3: a square matrix is needed");
    CHECK(refusal([] {
              eigen(named({{1, arma::datum::nan}, {0, 1}}, "A.csv"));
          }) == "numerical: A.csv: row 1, column 2 is NaN: finite values are needed");
    CHECK(refusal([] {
              wanted_for({"w", "X"});
          }) == "usage: 'X' is no part of an eigensystem: w, V, D, Vinv and W are");
    const EigenWanted wanted = wanted_for({"w", "W", "Vinv"});
    CHECK_FALSE(wanted.vectors);
    CHECK(wanted.left);
    CHECK(wanted.inverse);
}

TEST_CASE("the same input gives the same bits") {
    arma::arma_rng::set_seed(6);
    const mat a(50, 50, arma::fill::randn);
    const Eigensystem first = eigen(Matrix(a), {true, true, true}), second = eigen(Matrix(a), {true, true, true});
    for (const std::string name : {"w", "V", "Vinv", "W"})
        CHECK(frobenius(dense_complex(eigen_part(first, name)) - dense_complex(eigen_part(second, name))) == 0);
}

TEST_CASE("eigenvalues scale with the matrix, those of symmetric ones exactly, and vectors stay") {
    arma::arma_rng::set_seed(96);
    const arma::mat a(8, 8, arma::fill::randn), b = a * a.t() + arma::mat(8, 8, arma::fill::eye);
    EigenWanted all;
    all.vectors = all.inverse = true;
    for (const arma::mat& m : {a, arma::mat(a + a.t())}) {
        const Eigensystem plain = eigen(Matrix(m), all), pencil = eigen_generalized(Matrix(m), Matrix(b), all);
        for (const int power : {-1000, -600, 600, 1000}) {
            CAPTURE(power);
            const double scale = std::ldexp(1.0, power);
            const Eigensystem scaled = eigen(Matrix(arma::mat(m * scale)), all);
            const double allowed = plain.is_symmetric ? 0 : 1e-13;
            CHECK(arma::abs(scaled.values / scale - plain.values).max() <= allowed * plain.largest_modulus);
            CHECK(arma::abs(dense_complex(scaled.vectors) - dense_complex(plain.vectors)).max() <= allowed);
            const Eigensystem other = eigen_generalized(Matrix(arma::mat(m * scale)), Matrix(b), all);
            const double size = arma::abs(pencil.values).max();
            CHECK(arma::abs(other.values / scale - pencil.values).max() <= 1e-10 * size);
            const Eigensystem both = eigen_generalized(Matrix(arma::mat(m * scale)), Matrix(arma::mat(b * scale)), all);
            CHECK(arma::abs(both.values - pencil.values).max() <= 1e-10 * size);
        }
    }
}
