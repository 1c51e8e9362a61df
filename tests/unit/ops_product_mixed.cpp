#include "ops/product_mixed.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "core/error.hpp"

using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uword;
using la::Matrix;
using la::Transposition;

namespace {

constexpr Transposition forms[] = {Transposition::none, Transposition::transpose, Transposition::adjoint};

cx_mat formed(const Matrix& a, Transposition form) {
    const cx_mat v = la::dense_complex(a);
    if (v.is_empty()) return form == Transposition::none ? v : cx_mat(v.n_cols, v.n_rows);
    return form == Transposition::none ? v : form == Transposition::adjoint ? cx_mat(v.t()) : cx_mat(v.st());
}

Matrix sparse(uword rows, uword columns, bool complex) {
    const sp_mat real = arma::sprandn(rows, columns, 0.2);
    if (complex) return Matrix(sp_cx_mat(real, sp_mat(arma::sprandn(rows, columns, 0.2))));
    return Matrix(real);
}

Matrix dense(uword rows, uword columns, bool complex) {
    if (complex) return Matrix(cx_mat(rows, columns, arma::fill::randn));
    return Matrix(mat(rows, columns, arma::fill::randn));
}

}  // namespace

TEST_CASE("sparse times dense and dense times sparse, in every form and field, agree with the dense product") {
    arma::arma_rng::set_seed(4);
    for (const auto& [m, k, n] : std::vector<std::array<uword, 3>>{{1, 1, 1},
                                                                   {5, 7, 1},
                                                                   {1, 9, 13},
                                                                   {30, 20, 15},
                                                                   {40, 3, 22},
                                                                   {2, 0, 3},
                                                                   {0, 4, 2},
                                                                   {3, 2, 0},
                                                                   {0, 0, 0},
                                                                   {64, 1, 8},
                                                                   {9, 33, 4}})
        for (const Transposition form_a : forms)
            for (const Transposition form_b : forms)
                for (int kinds = 0; kinds < 8; ++kinds) {
                    CAPTURE(m);
                    CAPTURE(k);
                    CAPTURE(n);
                    CAPTURE(kinds);
                    const bool plain_a = form_a == Transposition::none, plain_b = form_b == Transposition::none;
                    const auto make = [&](bool is_sparse, uword rows, uword columns, bool complex) {
                        return is_sparse ? sparse(rows, columns, complex) : dense(rows, columns, complex);
                    };
                    const Matrix a = make(kinds & 1, plain_a ? m : k, plain_a ? k : m, kinds & 2);
                    const Matrix b = make(!(kinds & 1), plain_b ? k : n, plain_b ? n : k, kinds & 4);
                    const Matrix c = la::mixed_product(a, form_a, b, form_b, 2);
                    CHECK_FALSE(c.is_sparse());
                    CHECK(c.is_complex() == (a.is_complex() || b.is_complex()));
                    REQUIRE(c.rows() == m);
                    REQUIRE(c.cols() == n);
                    if (c.cells() == 0) continue;
                    const cx_mat expected = formed(a, form_a) * formed(b, form_b);
                    CHECK(arma::approx_equal(la::dense_complex(c), expected, "absdiff", 1e-13 * double(k + 1)));
                }
}

TEST_CASE("no byte of a mixed product depends on the threads") {
    arma::arma_rng::set_seed(5);
    const Matrix s(sp_mat(arma::sprandn(3000, 2500, 0.02)));
    for (const uword width : {1, 3, 11, 40}) {
        CAPTURE(width);
        for (const Transposition form : forms) {
            const bool plain = form == Transposition::none;
            const Matrix right(mat(plain ? 2500 : 3000, width, arma::fill::randn));
            const Matrix left(mat(width, plain ? 3000 : 2500, arma::fill::randn));
            const auto same = [&](const auto& product) {
                const mat one = la::dense_real(product(1)), four = la::dense_real(product(4));
                return std::equal(one.begin(), one.end(), four.begin());
            };
            CHECK(same([&](int threads) { return la::mixed_product(s, form, right, Transposition::none, threads); }));
            CHECK(same([&](int threads) { return la::mixed_product(left, Transposition::none, s, form, threads); }));
        }
    }
}

TEST_CASE("zeros that are not stored take no part, in any form") {
    const double inf = arma::datum::inf;
    const Matrix s(sp_mat(mat{{0, 2}, {0, 0}})), x(mat(2, 1, arma::fill::value(inf)));
    const auto numbers = [](const Matrix& m) {
        return arma::conv_to<std::vector<double>>::from(arma::vectorise(la::dense_real(m)));
    };
    CHECK(numbers(la::mixed_product(s, Transposition::none, x, Transposition::none, 1)) == std::vector<double>{inf, 0});
    CHECK(numbers(la::mixed_product(s, Transposition::adjoint, x, Transposition::none, 1)) ==
          std::vector<double>{0, inf});
    CHECK(numbers(la::mixed_product(x, Transposition::adjoint, s, Transposition::none, 1)) ==
          std::vector<double>{0, inf});
    CHECK(numbers(la::mixed_product(x, Transposition::adjoint, s, Transposition::adjoint, 1)) ==
          std::vector<double>{inf, 0});
}

TEST_CASE("a dense product beyond the limit is refused in every form") {
    const Matrix s(sp_mat(10, 1000000), "A.mtx"), b(mat(10, 1000), "B.csv");
    CHECK_THROWS_WITH_AS(la::mixed_product(s, Transposition::adjoint, b, Transposition::none, 1),
                         "A.mtx is 10x1000000 and sparse, B.csv is 10x1000: their dense product of 1000000x1000 would "
                         "exceed the limit of 134217728 cells",
                         la::Error);
}
