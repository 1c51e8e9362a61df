#include "ops/exponential.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "io/document_stream.hpp"
#include "ops/symmetry.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;

namespace {

struct Example {
    std::string name;
    Matrix a;
    cx_mat exact;
    mat sensitivity;  // of exp(A), entry by entry, to errors in the entries of A that are relative to them
};

// testdata/exponential, as tests/support/make_exponentials.py wrote it.
std::vector<Example> examples() {
    std::vector<Example> found;
    const auto folder = std::filesystem::path(__FILE__).parent_path() / "../../testdata/exponential";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".csv") continue;
        std::map<std::string, Matrix> documents;
        DocumentStream stream(file.path(), InputOptions());
        while (stream.next()) documents[stream.name()] = stream.read();
        found.push_back({file.path().stem(), documents.at("A"), dense_complex(to_complex(documents.at("exact"))),
                         dense_real(documents.at("sensitivity"))});
    }
    return found;
}

// The worst error of an entry in units of n·eps·(its modulus + its sensitivity); subnormal numbers have no digits to
// lose.
double error_of_entries(const cx_mat& x, const Example& e) {
    double worst = 0;
    for (arma::uword k = 0; k < x.n_elem; ++k) {
        const double size = std::abs(e.exact[k]) + e.sensitivity[k] + std::numeric_limits<double>::min();
        worst = std::max(worst, std::abs(x[k] - e.exact[k]) / size);
    }
    return worst / eps / double(x.n_rows);
}

// The same of the largest entries.
double error_of_norm(const cx_mat& x, const Example& e) {
    return arma::abs(x - e.exact).max() / (arma::abs(e.exact).max() + e.sensitivity.max()) / eps / double(x.n_rows);
}

bool is_entrywise(const Matrix& a) {
    const cx_mat values = dense_complex(to_complex(a));
    arma::mat beside = arma::real(values);
    beside.diag().zeros();
    return values.is_trimatu() || values.is_trimatl() || (!a.is_complex() && beside.min() >= 0);
}

mat exponential(const mat& a) {
    return dense_real(matrix_exponential(Matrix(a)));
}

cx_mat exponential(const cx_mat& a) {
    return dense_complex(matrix_exponential(Matrix(a)));
}

// How far exp(A)·exp(-A) is from the identity, in units of n·eps times what rounding errors of the two amount to.
template <class M>
double worst_return(const M& a) {
    const M there = exponential(a), back = exponential(M(-a));
    const double size = arma::norm(a, "fro") * arma::norm(there, "fro") * arma::norm(back, "fro");
    return arma::norm(there * back - M(a.n_rows, a.n_rows, arma::fill::eye), "fro") / size / eps / double(a.n_rows);
}

}  // namespace

TEST_CASE("the exponential is as right as the entries of the matrix allow, and in some matrices each of its entries") {
    const std::vector<Example> all = examples();
    CHECK(all.size() >= 70);
    int entrywise = 0;
    for (const Example& e : all) {
        CAPTURE(e.name);
        const cx_mat x = dense_complex(to_complex(matrix_exponential(e.a)));
        CHECK(error_of_norm(x, e) <= 2);
        if (!is_entrywise(e.a)) continue;
        CHECK(error_of_entries(x, e) <= 2);
        ++entrywise;
    }
    CHECK(entrywise >= 30);
}

TEST_CASE("rotations by the largest angles of each degree of approximation") {
    for (const double limit :
         {1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068, 4.25})
        for (const double angle : {0.5 * limit, limit * (1 - eps), limit * (1 + eps)}) {
            CAPTURE(angle);
            const mat x = exponential(mat{{0, -angle}, {angle, 0}});
            const mat expected = {{std::cos(angle), -std::sin(angle)}, {std::sin(angle), std::cos(angle)}};
            CHECK(arma::abs(x - expected).max() <= 8 * eps * std::max(1.0, angle));
        }
}

TEST_CASE("the exponential of a symmetric matrix is symmetric to the last bit") {
    arma::arma_rng::set_seed(61);
    const mat x(9, 9, arma::fill::randn);
    const cx_mat z(9, 9, arma::fill::randn);
    for (const double scale : {0.01, 1.0, 30.0}) {
        CHECK(asymmetry(matrix_exponential(Matrix(mat(scale * (x + x.t()))))) == 0);
        CHECK(asymmetry(matrix_exponential(Matrix(cx_mat(scale * (z + z.t()))))) == 0);
        CHECK(asymmetry(matrix_exponential(Matrix(mat(scale * arma::abs(x + x.t()))))) == 0);
    }
}

TEST_CASE("the exponential and its inverse, of matrices of order 60") {
    arma::arma_rng::set_seed(62);
    const mat x(60, 60, arma::fill::randn);
    const cx_mat z(60, 60, arma::fill::randn);
    for (const double scale : {1e-3, 0.1, 1.0}) {
        CAPTURE(scale);
        CHECK(worst_return(mat(scale * x)) <= 1);
        CHECK(worst_return(cx_mat(scale * z)) <= 1);
        CHECK(worst_return(mat(scale * (x - x.t()))) <= 1);
        CHECK(worst_return(mat(scale * arma::trimatu(x))) <= 1);
    }
}

TEST_CASE("a pure birth process has Poisson's probabilities, the least of them too") {
    const arma::uword n = 100;
    mat a = -1.0 * mat(n, n, arma::fill::eye);
    for (arma::uword i = 0; i + 1 < n; ++i) a(i, i + 1) = 1;
    for (const double rate : {1.0, 40.0}) {
        const mat there = exponential(mat(rate * a)), back = exponential(mat(rate * a.t()));
        for (arma::uword k = 0; k < n; ++k) {
            const double expected = std::exp(-rate + double(k) * std::log(rate) - std::lgamma(double(k) + 1));
            CAPTURE(k);
            CHECK(std::abs(there(0, k) - expected) <= 1e-12 * expected);  // what lgamma leaves
            CHECK(std::abs(back(k, 0) - expected) <= 1e-12 * expected);
        }
    }
}

TEST_CASE("probabilities of Markov chains sum to 1 whatever the rates and the time") {
    arma::arma_rng::set_seed(63);
    const arma::uword n = 50;
    mat a = arma::exp(8 * mat(n, n, arma::fill::randn));  // rates from 1e-10 to 1e10
    a.diag().zeros();
    a.diag() -= arma::sum(a, 1);
    for (const double time : {1e-12, 1.0, 1e15, 1e280}) {
        CAPTURE(time);
        const mat by_rows = exponential(mat(time * a)), by_columns = exponential(mat(time * a.t()));
        CHECK(by_rows.min() >= 0);
        CHECK(arma::abs(arma::sum(by_rows, 1) - 1).max() <= double(n) * eps);
        CHECK(arma::abs(by_rows - by_columns.t()).max() == 0);
    }
    CHECK(arma::abs(exponential(mat{{-1e308, 1e308}, {1e308, -1e308}}) - 0.5).max() <= 2 * eps);
    // In the end every row holds the stationary distribution.
    const mat last = exponential(mat(1e280 * a));
    CHECK(arma::abs(last.row(0) * a).max() <= 10 * double(n) * eps * arma::abs(last.row(0) * arma::abs(a)).max());
    CHECK(arma::abs(last - arma::repmat(last.row(0), n, 1)).max() <= double(n) * eps);
}

TEST_CASE("exponentials that are exact") {
    const auto is_exactly = [](const mat& a, const mat& expected) {
        return arma::approx_equal(exponential(a), expected, "absdiff", 0);
    };
    CHECK(shape_text(matrix_exponential(Matrix(mat()))) == "0x0");
    CHECK(is_exactly(mat(1, 1), mat{1}));
    CHECK(is_exactly(mat{-700}, mat{std::exp(-700.0)}));
    CHECK(is_exactly(mat{-1e308}, mat{0}));
    CHECK(is_exactly(mat(3, 3), mat(3, 3, arma::fill::eye)));
    CHECK(is_exactly(mat{{-1e308, 0}, {0, 1}}, mat{{0, 0}, {0, std::exp(1.0)}}));
    CHECK(is_exactly(mat{{0, 1e-300}, {-1e-300, 0}}, mat{{1, 1e-300}, {-1e-300, 1}}));
    CHECK(is_exactly(mat{{0, 1e308}, {0, 0}}, mat{{1, 1e308}, {0, 1}}));
    CHECK(is_exactly(mat{{0, -1e308}, {0, 0}}, mat{{1, -1e308}, {0, 1}}));
    CHECK(is_exactly(mat{{0, 0, 0}, {2, 0, 0}, {4, 6, 0}}, mat{{1, 0, 0}, {2, 1, 0}, {10, 6, 1}}));
    CHECK(dense_complex(matrix_exponential(Matrix(cx_mat{cx_double(0, 1)})))[0] == std::exp(cx_double(0, 1)));
    CHECK(dense_real(matrix_exponential(Matrix(arma::sp_mat(mat{{0, 3}, {0, 0}}))))(0, 1) == 3);
}

TEST_CASE("the exponential of subnormal numbers") {
    const mat x = exponential(mat{{5e-324, 1e-320}, {-1e-310, 5e-324}});
    CHECK(arma::abs(x - mat{{1, 1e-320}, {-1e-310, 1}}).max() <= 2e-323);
}

TEST_CASE("matrices that have no exponential") {
    const std::string beyond = "'expm': the exponential of A.csv lies beyond the range of doubles";
    for (const mat& a : {mat{710}, mat{{1e308, 0}, {0, 0}}, mat{{1e308, 1}, {1, 0}}, mat{{800, 1}, {-1, 800}},
                         mat{{0, 1e308}, {1e308, 0}}, mat{{0, 1e200, 0}, {0, 0, 1e200}, {0, 0, 0}},
                         mat{{0, 1e200, 0}, {0, 0, -1e200}, {0, 0, 0}}})
        CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(a, "A.csv")), beyond.c_str(), Error);
    CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(cx_mat{cx_double(1000, 1)}, "A.csv")), beyond.c_str(), Error);
    const std::string uncertain = "'expm': the matrix is so large that no digit of its exponential is certain";
    const mat turn = {{0, -1, 2}, {1, 0, -3}, {-2, 3, 0}};
    for (const double angle : {1e16, 1e20, 1e300}) {
        CAPTURE(angle);
        CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(mat(angle * turn))), uncertain.c_str(), Error);
        CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(mat(angle * (turn - mat(3, 3, arma::fill::eye) / angle)))),
                             uncertain.c_str(), Error);
    }
    CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(mat(2, 3), "A.csv")), "A.csv is 2x3: a square matrix is needed",
                         Error);
    CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(mat{{1, arma::datum::nan}, {0, 1}}, "A.csv")),
                         "A.csv: row 1, column 2 is NaN: finite values are needed", Error);
    CHECK_THROWS_WITH_AS(matrix_exponential(Matrix(mat{-arma::datum::inf}, "A.csv")),
                         "A.csv: row 1, column 1 is -Inf: finite values are needed", Error);
}
