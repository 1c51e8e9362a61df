#include "ops/svd.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "matrices.hpp"

namespace {

using namespace la::test;
using la::eps;

// Graded, clustered, near-singular, defective, Hilbert, companion, orthogonal, deficient, tall, wide, thin, real and
// complex.
std::vector<la::Matrix> zoo() {
    arma::arma_rng::set_seed(1);
    const arma::mat q = arma::orth(arma::randn(12, 12));
    const arma::vec grades = arma::logspace(0, -14, 12);
    arma::vec clusters = arma::ones(12);
    clusters.tail(4).fill(1e-8);
    arma::vec near_singular = arma::ones(12);
    near_singular(11) = 1e-17;
    std::vector<la::Matrix> all;
    for (const arma::mat& a : std::initializer_list<arma::mat>{arma::mat(arma::randn(9, 9)),
                                                               arma::randn(40, 3),
                                                               arma::randn(5, 4),
                                                               arma::randn(4, 7),
                                                               arma::randn(3, 50),
                                                               q * arma::diagmat(grades),
                                                               arma::diagmat(grades) * q,
                                                               q * arma::diagmat(clusters) * q,
                                                               q * arma::diagmat(near_singular) * q.t(),
                                                               hilbert(12),
                                                               companion(12),
                                                               jordan_block(12, 2),
                                                               jordan_block(12, 0),
                                                               q,
                                                               arma::randn(8, 2) * arma::randn(2, 6),
                                                               arma::mat(3, 4, arma::fill::zeros),
                                                               column({-2}),
                                                               arma::randn(1, 6),
                                                               arma::randn(6, 1),
                                                               1e150 * arma::randn(4, 4),
                                                               1e-150 * arma::randn(4, 4),
                                                               1e300 * arma::randn(4, 4),
                                                               1e-300 * arma::randn(4, 4),
                                                               arma::mat(4, 0),
                                                               arma::mat(0, 3),
                                                               arma::mat(0, 0)}) {
        all.emplace_back(a);
        if (!a.is_empty()) all.emplace_back(arma::cx_mat(a, arma::mat(a.n_rows, a.n_cols, arma::fill::randn) % a));
    }
    return all;
}

double orthogonality_defect(const arma::cx_mat& q) {
    if (q.n_cols == 0) return 0;
    return arma::norm(q.t() * q - arma::eye<arma::cx_mat>(q.n_cols, q.n_cols), "fro");
}

bool is_canonical(const arma::cx_vec& x) {
    const arma::vec moduli = arma::abs(x);
    const arma::uvec deciding = arma::find(moduli >= (1 - 1e-8) * moduli.max(), 1);
    return x(deciding(0)).imag() == 0 && x(deciding(0)).real() > 0;
}

}  // namespace

TEST_CASE("factors are orthonormal, canonical and give the matrix back, in units of eps") {
    for (const la::Matrix& a : zoo())
        for (la::Factors factors : {la::Factors::thin, la::Factors::full}) {
            CAPTURE(la::shape_text(a));
            const la::SingularDecomposition d = la::singular_decomposition(a, factors);
            const arma::uword k = std::min(a.rows(), a.cols());
            const bool full = factors == la::Factors::full;
            CHECK(la::shape_text(d.left) == la::shape_text(a.rows(), full ? a.rows() : k));
            CHECK(la::shape_text(d.right) == la::shape_text(a.cols(), full ? a.cols() : k));
            CHECK(d.values.is_sorted("descend"));
            const double n = double(std::max(a.rows(), a.cols()));
            const arma::cx_mat u = values(d.left), v = values(d.right);
            CHECK(orthogonality_defect(u) <= 30 * n * eps);
            CHECK(orthogonality_defect(v) <= 30 * n * eps);
            for (arma::uword j = 0; j < v.n_cols; ++j) CHECK(is_canonical(v.col(j)));
            for (arma::uword j = k; j < u.n_cols; ++j) CHECK(is_canonical(u.col(j)));
            if (a.cells() == 0) continue;
            const double scale = d.values(0) == 0 ? 1 : d.values(0);
            const arma::cx_mat difference = (values(a) - values(la::recomposed(d))) / scale;
            CHECK(arma::norm(difference) <= 30 * n * eps);
        }
}

TEST_CASE("values alone are those of the factors") {
    for (const la::Matrix& a : zoo()) {
        const arma::vec alone = la::singular_values(a), with = la::singular_decomposition(a).values;
        CHECK(alone.n_elem == std::min(a.rows(), a.cols()));
        if (alone.is_empty()) continue;
        CHECK(arma::abs(alone - with).max() <= 30 * double(std::max(a.rows(), a.cols())) * eps * with(0));
    }
}

TEST_CASE("a complex matrix without imaginary parts is decomposed as a real one") {
    const la::Matrix a(arma::cx_mat(arma::mat{{3, 0}, {4, 5}}, arma::zeros(2, 2)));
    const la::SingularDecomposition d = la::singular_decomposition(a);
    CHECK_FALSE(d.left.is_complex());
    CHECK(std::abs(d.values(0) - std::sqrt(45)) <= 8 * eps);
    CHECK(std::abs(d.values(1) - std::sqrt(5)) <= 8 * eps);
}

TEST_CASE("sparse matrices are decomposed too") {
    arma::sp_mat a(3, 2);
    a(0, 1) = -4;
    a(2, 0) = 3;
    CHECK(arma::approx_equal(la::singular_values(la::Matrix(a)), arma::vec{4, 3}, "absdiff", 4 * eps));
}

TEST_CASE("the rank is that of the construction, and follows the tolerance") {
    arma::arma_rng::set_seed(2);
    CHECK(la::rank(la::Matrix(arma::mat(arma::randn(30, 4) * arma::randn(4, 20)))) == 4);
    CHECK(la::rank(la::Matrix(arma::mat(5, 5, arma::fill::zeros))) == 0);
    CHECK(la::rank(la::Matrix(arma::mat(5, 0))) == 0);
    const la::Matrix a(arma::mat(arma::diagmat(arma::vec{4, 2, 1})));
    CHECK(la::rank(a) == 3);
    CHECK(la::rank(a, 1.5) == 2);
    CHECK(la::rank(a, 2.0) == 1);
    CHECK(la::rank_tolerance(3, 7, 2.0) == 14 * eps);
}

TEST_CASE("the pseudo-inverse fulfils the conditions of Penrose") {
    arma::arma_rng::set_seed(3);
    for (const arma::cx_mat& a :
         std::initializer_list<arma::cx_mat>{arma::randn<arma::cx_mat>(7, 4), arma::randn<arma::cx_mat>(3, 6),
                                             arma::randn<arma::cx_mat>(6, 2) * arma::randn<arma::cx_mat>(2, 5)}) {
        const arma::cx_mat x = values(la::pseudo_inverse(la::Matrix(a)));
        CHECK(arma::norm(a * x * a - a) <= 1e-12);
        CHECK(arma::norm(x * a * x - x) <= 1e-12);
        CHECK(arma::norm(a * x - (a * x).t()) <= 1e-12);
        CHECK(arma::norm(x * a - (x * a).t()) <= 1e-12);
    }
    la::Matrix named(arma::mat{{2, 0}});
    named.row_names = {"r"};
    named.column_names = {"a", "b"};
    const la::Matrix inverse = la::pseudo_inverse(named);
    CHECK(arma::approx_equal(real(inverse), column({0.5, 0}), "absdiff", 0));
    CHECK(inverse.row_names == la::Names{"a", "b"});
    CHECK(inverse.column_names == la::Names{"r"});
    CHECK(la::shape_text(la::pseudo_inverse(la::Matrix(arma::mat(0, 3)))) == "3x0");
    CHECK(arma::approx_equal(real(la::pseudo_inverse(la::Matrix(arma::mat(arma::diagmat(arma::vec{2, 0.25}))), 0.5)),
                             arma::mat{{0.5, 0}, {0, 0}}, "absdiff", 0));
}

TEST_CASE("the nearest matrix of low rank is as far as the first value that was cut") {
    arma::arma_rng::set_seed(4);
    const la::Matrix a(arma::mat(arma::randn(8, 6)));
    const arma::vec s = la::singular_values(a);
    const la::Matrix near = la::low_rank(a, 2);
    CHECK(la::rank(near) == 2);
    CHECK(std::abs(arma::norm(real(a) - real(near)) - s(2)) <= 1e-13);
    CHECK(arma::norm(real(a) - real(la::low_rank(a, 99))) <= 1e-13);
    CHECK(arma::norm(real(la::low_rank(a, 0))) == 0);
}

TEST_CASE("the steps rotate, scale and rotate") {
    arma::arma_rng::set_seed(5);
    la::Matrix a(arma::mat(arma::randn(3, 2)));
    a.row_names = {"p", "q", "r"};
    a.column_names = {"x", "y"};
    const arma::mat points = arma::randn(2, 5);
    const auto steps = la::singular_steps(la::singular_decomposition(a), la::Matrix(points));
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].first == "x");
    CHECK(steps[1].first == "Vt*x");
    CHECK(steps[2].first == "S*Vt*x");
    CHECK(steps[3].first == "U*S*Vt*x");
    CHECK(arma::norm(real(steps[3].second) - real(a) * points) <= 1e-14);
    CHECK(la::singular_decomposition(a).left.row_names == a.row_names);
    CHECK(la::singular_decomposition(a).right_adjoint().column_names == a.column_names);
    CHECK_THROWS_WITH_AS(la::singular_steps(la::singular_decomposition(a), a),
                         "the matrix is 3x2: points are columns of 2 entries", la::Error);
}

TEST_CASE("values that are not finite are refused with their cell") {
    const la::Matrix a(arma::mat{{1, 2}, {3, arma::datum::inf}}, "A.csv");
    CHECK_THROWS_WITH_AS(la::singular_values(a), "A.csv: row 2, column 2 is Inf: finite values are needed", la::Error);
    CHECK_THROWS_WITH_AS(la::singular_decomposition(a), "A.csv: row 2, column 2 is Inf: finite values are needed",
                         la::Error);
}

TEST_CASE("a decomposition scales with the matrix, exactly") {
    arma::arma_rng::set_seed(95);
    const arma::mat a(9, 6, arma::fill::randn);
    const arma::cx_mat z(a, arma::mat(9, 6, arma::fill::randn));
    for (const int power : {-1000, -600, 600, 1000}) {
        CAPTURE(power);
        const double scale = std::ldexp(1.0, power);
        CHECK(arma::approx_equal(la::singular_values(la::Matrix(arma::mat(a * scale))),
                                 arma::vec(la::singular_values(la::Matrix(a)) * scale), "absdiff", 0));
        const auto plain = la::singular_decomposition(la::Matrix(z)),
                   scaled = la::singular_decomposition(la::Matrix(arma::cx_mat(z * scale)));
        CHECK(arma::approx_equal(scaled.values, arma::vec(plain.values * scale), "absdiff", 0));
        CHECK(arma::approx_equal(la::dense_complex(scaled.left), la::dense_complex(plain.left), "absdiff", 0));
        CHECK(arma::approx_equal(la::dense_complex(scaled.right), la::dense_complex(plain.right), "absdiff", 0));
        CHECK(la::rank(la::Matrix(arma::mat(a * scale))) == 6);
    }
}
