#include "ops/eigen_few_general.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "krylov/general_eigen.hpp"
#include "spectra.hpp"

using namespace la;
using namespace la::test;

namespace {

using cx = std::complex<double>;
using Sigma = std::optional<cx>;

FewEigenvalues few_of(arma::uword k, Which which, Sigma sigma = {}) {
    FewEigenvalues few;
    few.count = k;
    few.which = which;
    few.sigma = sigma;
    return few;
}

// The farthest that a value is from a value of its own among all.
double worst_match(const arma::cx_vec& values, const arma::cx_vec& all) {
    std::vector<bool> taken(all.n_elem);
    double worst = 0;
    for (const cx& value : values) {
        arma::uword best = all.n_elem;
        for (arma::uword i = 0; i < all.n_elem; ++i)
            if (!taken[i] && (best == all.n_elem || std::abs(all(i) - value) < std::abs(all(best) - value))) best = i;
        REQUIRE(best < all.n_elem);
        taken[best] = true;
        worst = std::max(worst, std::abs(all(best) - value));
    }
    return worst;
}

// What select_eigen leaves of all values.
arma::cx_vec selected(const arma::cx_vec& all, const FewEigenvalues& few, bool has_pairs) {
    Eigensystem e;
    e.values = all;
    const double closeness = 1e-12 * arma::abs(all).max();
    for (arma::uword i = 0; has_pairs && i < all.n_elem; ++i) {  // formulas give conjugates up to rounding
        if (std::abs(e.values(i).imag()) < closeness) e.values(i) = e.values(i).real();
        for (arma::uword j = 0; j < i; ++j)
            if (std::abs(std::conj(e.values(j)) - e.values(i)) < closeness) e.values(i) = std::conj(e.values(j));
    }
    e.has_conjugate_pairs = has_pairs;
    return select_eigen(std::move(e), few.count, few.which, few.sigma).values;
}

arma::vec ranks(const arma::cx_vec& values, const FewEigenvalues& few, bool has_pairs) {
    arma::vec out(values.n_elem);
    for (arma::uword i = 0; i < out.n_elem; ++i) {
        out(i) = selection_rank(values(i), few.which, few.sigma);
        if (has_pairs) out(i) = std::min(out(i), selection_rank(std::conj(values(i)), few.which, few.sigma));
    }
    return arma::sort(out);
}

template <class T>
void check_few(const arma::SpMat<T>& a, const arma::cx_vec& all, arma::uword k, Which which, Sigma sigma = {},
               double tolerance = 1e-9) {
    CAPTURE(a.n_rows);
    CAPTURE(k);
    CAPTURE(int(which));
    constexpr bool is_real = std::is_same_v<T, double>;
    const FewEigenvalues few = few_of(k, which, sigma);
    Matrix matrix(a);
    const std::optional<Eigensystem> e =
        few_eigenvalues(matrix, few, {.vectors = true, .left = true, .inverse = true}, SymmetricMode::no);
    REQUIRE(e);
    CAPTURE(e->driver);
    const double norm = arma::abs(all).max();

    CHECK(worst_match(e->values, all) <= tolerance * norm);
    const arma::vec wanted = ranks(selected(all, few, is_real), few, is_real), found = ranks(e->values, few, is_real);
    const arma::uword common = std::min(wanted.n_elem, found.n_elem);  // at the edge a pair may tie with a real value
    REQUIRE(common >= k);
    CHECK(arma::abs(arma::vec(wanted.head(common)) - found.head(common)).max() <= tolerance * norm);
    if (is_real)
        for (const cx& value : e->values) CHECK(arma::any(arma::cx_vec(e->values) == std::conj(value)));

    const arma::cx_mat v = dense_complex(e->vectors), w = dense_complex(e->left), inverse = dense_complex(e->inverse),
                       d = arma::diagmat(e->values);
    const arma::cx_mat right = product(a, Transposition::none, v) - v * d,
                       left = product(a, Transposition::adjoint, w) - w * d.t();
    for (arma::uword j = 0; j < v.n_cols; ++j) {
        CHECK(arma::norm(right.col(j)) <= 1e-10 * norm);
        CHECK(arma::norm(left.col(j)) <= 1e-10 * norm);
        CHECK(std::abs(arma::norm(v.col(j)) - 1) <= 1e-13);
        CHECK(std::abs(arma::norm(w.col(j)) - 1) <= 1e-13);
    }
    CHECK(arma::norm(inverse * v - arma::eye<arma::cx_mat>(v.n_cols, v.n_cols), "fro") <= 1e-8);
}

}  // namespace

TEST_CASE("convection and diffusion on a grid: the ends and inside, double values twice") {
    const arma::sp_mat line = toeplitz(24, -1.1, 2, -0.9), other = toeplitz(25, -1.2, 2.1, -1);
    const arma::cx_vec line_values = toeplitz_values(24, -1.1, 2, -0.9),
                       other_values = toeplitz_values(25, -1.2, 2.1, -1);
    const arma::sp_mat grid = kronecker_sum(line, other), square = kronecker_sum(line, line);
    for (const Which which : {Which::LM, Which::SM, Which::LR, Which::SR}) {
        check_few(grid, sums(line_values, other_values), 6, which);
        check_few(square, sums(line_values, line_values), 7, which);
    }
    check_few(square, sums(line_values, line_values), 8, Which::LM, cx(3.1));
    check_few(turned(square), sums(line_values, line_values), 6, Which::LM, cx(3.1, 0.2));
    check_few(turned(square), sums(line_values, line_values), 4, Which::SR);
}

TEST_CASE("rotations: imaginary values, pairs whole") {
    const arma::sp_mat line = toeplitz(23, -1, 0.5, 1), other = toeplitz(27, -1.1, 0, 1);
    const arma::cx_vec values = sums(toeplitz_values(23, -1, 0.5, 1), toeplitz_values(27, -1.1, 0, 1));
    const arma::sp_mat grid = kronecker_sum(line, other);
    for (const arma::uword k : {1, 2, 3, 6}) {
        check_few(grid, values, k, Which::LM);
        check_few(grid, values, k, Which::LM, cx(0.4, 1.3));
        check_few(grid, values, k, Which::LM, cx(0.4));
    }
}

TEST_CASE("a directed cycle: roots of unity") {
    const arma::sp_mat cycle_of_600 = directed_cycle(600);
    check_few(cycle_of_600, roots(600), 5, Which::LM, cx(1.01));
    check_few(cycle_of_600, roots(600), 5, Which::LM, cx(0, 1.01));
    check_few(cycle_of_600, roots(600), 3, Which::LR);
    check_few(cycle_of_600, roots(600), 4, Which::LM, cx(1));  // an eigenvalue
}

TEST_CASE("companion and triangular matrices") {
    check_few(companions(130, 4), companions_values(130, 4), 4, Which::LM);
    check_few(companions(130, 4), companions_values(130, 4), 3, Which::LM, cx(0, 1.502));
    arma::cx_vec diagonal(600);
    for (arma::uword i = 0; i < 600; ++i) diagonal(i) = double(i + 1);
    check_few(triangular(600), diagonal, 5, Which::LM);
    check_few(triangular(600), diagonal, 5, Which::SM);
    check_few(triangular(600), diagonal, 6, Which::LM, cx(300.2));
}

TEST_CASE("many copies, a singular matrix, and far from one") {
    const arma::sp_mat line = toeplitz(40, -1.1, 2, -0.9);
    const arma::cx_vec line_values = toeplitz_values(40, -1.1, 2, -0.9);
    const arma::sp_mat copies = arma::kron(arma::sp_mat(arma::speye(15, 15)), line);
    check_few(copies, arma::repmat(line_values, 15, 1), 6, Which::LM);
    check_few(copies, arma::repmat(line_values, 15, 1), 17, Which::SM);

    // I - S of a directed cycle: 1 - its roots of unity.
    check_few(arma::sp_mat(arma::speye(600, 600) - directed_cycle(600)), 1 - roots(600), 3, Which::SM);
    const arma::cx_vec values = sums(line_values, line_values);
    for (const double scale : {0x1p900, 0x1p-900}) {
        Matrix a(arma::sp_mat(kronecker_sum(line, line) * scale));
        const std::optional<Eigensystem> e = few_eigenvalues(a, few_of(4, Which::LM, cx(3.1 * scale)), {});
        REQUIRE(e);
        CHECK(worst_match(e->values / scale, values) <= 1e-9);
    }
}

TEST_CASE("what cannot be certified, or is defective") {
    Matrix a(directed_cycle(600));
    FewEigenvalues few = few_of(3, Which::LM, cx(1.1));
    few.certify = true;
    CHECK_THROWS_WITH_AS(few_eigenvalues(a, few, {}),
                         "the matrix is 600x600 and not symmetric: only a symmetric problem can be certified", Error);
    // A threefold value with one vector, whether its own invariant subspace is found whole or cut.
    arma::sp_mat defective = triangular(600);
    defective(599, 599) = defective(598, 598) = defective(597, 597) = 598;
    for (const arma::uword k : {1, 3}) {
        Matrix b(defective);
        CHECK_THROWS_WITH_AS((void)few_eigenvalues(b, few_of(k, Which::LM), {.inverse = true}),
                             "the matrix is not diagonalizable to working accuracy", Error);
    }
}

// Beyond the order that a dense driver takes over, so what is told here holds by itself.
TEST_CASE("left vectors of large matrices: a 15-fold value, a double value that k cuts, rotations") {
    const arma::sp_mat line = toeplitz(340, -1.01, 2, -0.99);
    const arma::cx_vec line_values = toeplitz_values(340, -1.01, 2, -0.99);
    const arma::sp_mat copies = arma::kron(arma::sp_mat(arma::speye(15, 15)), line);
    const arma::cx_vec all = arma::repmat(line_values, 15, 1);
    check_few(copies, all, 15, Which::LM, cx(2.5));
    check_few(copies, all, 6, Which::LM, cx(2.5));
    check_few(copies, all, 17, Which::SM);

    const arma::sp_mat side = toeplitz(72, -1.05, 2, -0.95);
    const arma::cx_vec side_values = toeplitz_values(72, -1.05, 2, -0.95);
    const arma::sp_mat square = kronecker_sum(side, side);
    for (const arma::uword k : {2, 5, 7}) check_few(square, sums(side_values, side_values), k, Which::SM);
    check_few(square, sums(side_values, side_values), 6, Which::LM, cx(3.1));

    check_few(rotations(1250), rotations_values(1250), 5, Which::LM);
    check_few(rotations(1250), rotations_values(1250), 6, Which::LM, cx(0, 1.2003));
}
