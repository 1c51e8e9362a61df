#include "ops/kernel.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::uword;

namespace {

const std::vector<KernelKind> kinds{KernelKind::linear, KernelKind::poly, KernelKind::rbf, KernelKind::laplace,
                                    KernelKind::cosine};

cx_double pair(const cx_mat& x, uword i, const cx_mat& z, uword j, const KernelOptions& o) {
    const double gamma = o.gamma.value_or(1.0 / double(x.n_cols));
    cx_double product = 0;
    double squares = 0, moduli = 0, xx = 0, zz = 0;
    for (uword c = 0; c < x.n_cols; ++c) {
        product += x(i, c) * std::conj(z(j, c));
        squares += std::norm(x(i, c) - z(j, c));
        moduli += std::abs(x(i, c) - z(j, c));
        xx += std::norm(x(i, c));
        zz += std::norm(z(j, c));
    }
    switch (o.kind) {
        case KernelKind::linear:
            return product;
        case KernelKind::poly:
            return std::pow(gamma * product + o.coef0, int(o.degree));
        case KernelKind::rbf:
            return std::exp(-gamma * squares);
        case KernelKind::laplace:
            return std::exp(-gamma * moduli);
        case KernelKind::cosine:
            return product / std::sqrt(xx * zz);
    }
    return 0;
}

cx_mat reference(const cx_mat& x, const cx_mat& z, const KernelOptions& o) {
    cx_mat k(x.n_rows, z.n_rows);
    for (uword i = 0; i < x.n_rows; ++i)
        for (uword j = 0; j < z.n_rows; ++j) k(i, j) = pair(x, i, z, j, o);
    return k;
}

}  // namespace

TEST_CASE("every kernel of every kind of table is that of its definition") {
    arma::arma_rng::set_seed(41);
    const cx_mat cx(40, 5, arma::fill::randn), cz(23, 5, arma::fill::randn);
    for (const bool real : {true, false}) {
        const cx_mat x = real ? arma::conv_to<cx_mat>::from(mat(arma::real(cx))) : cx;
        const cx_mat z = real ? arma::conv_to<cx_mat>::from(mat(arma::real(cz))) : cz;
        for (const KernelKind kind : kinds) {
            for (const KernelOptions& o :
                 {KernelOptions{kind, std::nullopt, 3, 1}, KernelOptions{kind, 0.3, 2, -0.5}}) {
                const Matrix mx = to_real_if_possible(Matrix(x)), mz = to_real_if_possible(Matrix(z));
                const cx_mat pairs = reference(x, z, o), own = reference(x, x, o);
                for (const Matrix& k : {kernel(mx, mz, o), kernel(mx, mz, o, 3), kernel(to_sparse(mx), mz, o),
                                        kernel(to_sparse(mx), to_sparse(mz), o), kernel(to_complex(mx), mz, o)})
                    CHECK(arma::abs(dense_complex(k) - pairs).max() < 1e-13 * (1 + arma::abs(pairs).max()));
                for (const Matrix& k : {kernel(mx, o), kernel(mx, o, 3), kernel(to_sparse(mx), o)}) {
                    const cx_mat values = dense_complex(k);
                    CHECK(arma::abs(values - own).max() < 1e-13 * (1 + arma::abs(own).max()));
                    CHECK(arma::abs(values - cx_mat(values.t())).max() == 0);
                    if (kind == KernelKind::linear || kind == KernelKind::poly) continue;
                    CHECK(arma::abs(arma::cx_vec(values.diag()) - 1.0).max() == 0);
                    CHECK(arma::abs(values).max() <= 1 + 1e-15);
                }
            }
        }
    }
}

TEST_CASE("products of sparse tables stay sparse") {
    const Matrix x(arma::sp_mat(mat{{1, 0}, {0, 2}, {3, 4}}));
    CHECK(kernel(x, {}).is_sparse());
    CHECK(kernel(x, x, {}).is_sparse());
    CHECK(kernel(x, {KernelKind::cosine, {}, 3, 1}).is_sparse());
}

TEST_CASE("far from the origin, far apart, and of extreme size") {
    const Matrix far(mat(arma::vec{1e9 + 1, 1e9 + 2}));
    const mat k = std::get<mat>(kernel(far, {KernelKind::rbf, 1, 3, 1}).values);
    CHECK(k(0, 1) == std::exp(-1.0));
    const Matrix extreme(mat{{1e200, 1e200}, {1e-200, 1e-200}, {5e-324, 5e-324}});
    const mat c = std::get<mat>(kernel(extreme, {KernelKind::cosine, {}, 3, 1}).values);
    CHECK(arma::abs(c - 1).max() < 1e-15);
    const mat apart = std::get<mat>(kernel(extreme, {KernelKind::laplace, {}, 3, 1}).values);
    CHECK(apart(0, 1) == 0);
    CHECK(apart(1, 2) == 1);
}

TEST_CASE("names") {
    Matrix x(mat{{1, 2}}), z(mat{{3, 4}, {5, 6}});
    x.row_names = {"p"};
    x.column_names = z.column_names = {"a", "b"};
    z.row_names = {"q", "r"};
    const Matrix k = kernel(x, z, {KernelKind::rbf, {}, 3, 1});
    CHECK(k.row_names == Names{"p"});
    CHECK(k.column_names == Names{"q", "r"});
    CHECK(kernel(z, {}).column_names == Names{"q", "r"});
    CHECK(kernel(z, {}).row_names == Names{"q", "r"});
}

TEST_CASE("what is refused") {
    const Matrix x(mat{{1, 2}}, "X.csv");
    CHECK_THROWS_WITH_AS(kernel(x, Matrix(mat(1, 1), "Z.csv"), {}),
                         "X.csv is 1x2, Z.csv is 1x1: column counts 2 and 1 differ", Error);
    CHECK_THROWS_WITH_AS(kernel(Matrix(mat{{0, arma::datum::inf}}, "I.csv"), {}),
                         "I.csv: row 1, column 2 is Inf: finite values are needed", Error);
    CHECK_THROWS_WITH_AS(kernel(Matrix(mat{{1, 2}, {0, 0}}, "O.csv"), {KernelKind::cosine, {}, 3, 1}),
                         "O.csv: row 2 is zero: its angle is undefined", Error);
    CHECK_THROWS_WITH_AS(kernel(x, Matrix(mat{{-1, -2}}), {KernelKind::poly, 1, 0.5, 0}),
                         "a fractional power of a number that is not positive", Error);
    CHECK_THROWS_AS(kernel(Matrix(mat(3000000, 1)), {KernelKind::rbf, {}, 3, 1}), Error);
}
