#include "ops/gram.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace la;
using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uword;

namespace {

Matrix gram(const std::vector<Matrix>& blocks) {
    GramAccumulator accumulator;
    for (const Matrix& block : blocks) accumulator.add(block);
    return accumulator.result();
}

bool is_exactly_hermitian(const Matrix& a) {
    const cx_mat values = dense_complex(a);
    return arma::approx_equal(values, cx_mat(values.t()), "absdiff", 0);
}

bool close(const Matrix& a, const cx_mat& expected) {
    return a.rows() == expected.n_rows && a.cols() == expected.n_cols &&
           arma::approx_equal(dense_complex(a), expected, "absdiff", 1e-12);
}

}  // namespace

TEST_CASE("AᴴA of blocks of every kind and mixture is exactly Hermitian and right") {
    arma::arma_rng::set_seed(21);
    const cx_mat z(30, 7, arma::fill::randn);
    const mat x = arma::real(z);
    const cx_mat zz = z.t() * z;
    const cx_mat xx = arma::conv_to<cx_mat>::from(mat(x.t() * x));
    const std::vector<std::pair<std::vector<Matrix>, cx_mat>> cases = {
        {{Matrix(x)}, xx},
        {{Matrix(z)}, zz},
        {{Matrix(sp_mat(x))}, xx},
        {{Matrix(sp_cx_mat(z))}, zz},
        {{Matrix(mat(x.head_rows(4))), Matrix(mat(0, 7)), Matrix(mat(x.tail_rows(26)))}, xx},
        {{Matrix(sp_mat(mat(x.head_rows(4)))), Matrix(mat(x.tail_rows(26)))}, xx},
        {{Matrix(mat(x.head_rows(4))), Matrix(sp_mat(mat(x.tail_rows(26))))}, xx},
        {{Matrix(x), Matrix(z)}, xx + zz},
        {{Matrix(z), Matrix(x)}, xx + zz},
        {{Matrix(sp_mat(x)), Matrix(sp_cx_mat(z)), Matrix(x)}, xx + zz + xx},
    };
    for (const auto& [blocks, expected] : cases) {
        const Matrix result = gram(blocks);
        CHECK(close(result, expected));
        CHECK(is_exactly_hermitian(result));
        bool all_sparse = true;
        for (const Matrix& block : blocks) all_sparse = all_sparse && block.is_sparse();
        CHECK(result.is_sparse() == all_sparse);
    }
}

TEST_CASE("merging is adding the other's blocks") {
    arma::arma_rng::set_seed(22);
    const mat a(20, 5, arma::fill::randn), b(11, 5, arma::fill::randn);
    const cx_mat expected = arma::conv_to<cx_mat>::from(mat(a.t() * a + b.t() * b));
    for (const Matrix& second : {Matrix(b), Matrix(sp_mat(b)), Matrix(arma::conv_to<cx_mat>::from(b))}) {
        GramAccumulator one, other, none;
        one.add(Matrix(a));
        other.add(second);
        GramAccumulator forward = one, backward = other;
        forward.merge(other);
        forward.merge(none);
        backward.merge(one);
        none.merge(forward);
        for (const Matrix& result : {forward.result(), backward.result(), none.result()}) {
            CHECK(close(result, expected));
            CHECK(is_exactly_hermitian(result));
        }
    }
}

TEST_CASE("AAᴴ of every kind is exactly Hermitian, named by its rows") {
    arma::arma_rng::set_seed(23);
    const cx_mat z(6, 9, arma::fill::randn);
    const mat x = arma::real(z);
    for (const auto& [a, expected] :
         std::vector<std::pair<Matrix, cx_mat>>{{Matrix(x), arma::conv_to<cx_mat>::from(mat(x * x.t()))},
                                                {Matrix(z), z * z.t()},
                                                {Matrix(sp_mat(x)), arma::conv_to<cx_mat>::from(mat(x * x.t()))},
                                                {Matrix(sp_cx_mat(z)), z * z.t()}}) {
        Matrix named = a;
        named.row_names = {"a", "b", "c", "d", "e", "f"};
        const Matrix result = gram_rows(named);
        CHECK(close(result, expected));
        CHECK(is_exactly_hermitian(result));
        CHECK(result.is_sparse() == a.is_sparse());
        CHECK(result.row_names == named.row_names);
        CHECK(result.column_names == named.row_names);
    }
}

TEST_CASE("shapes without cells") {
    CHECK(close(gram({Matrix(mat(0, 3))}), cx_mat(3, 3, arma::fill::zeros)));
    CHECK(close(gram({Matrix(mat(3, 0))}), cx_mat()));
    CHECK(close(gram({Matrix(sp_mat(0, 3))}), cx_mat(3, 3, arma::fill::zeros)));
    CHECK(close(gram_rows(Matrix(mat(2, 0))), cx_mat(2, 2, arma::fill::zeros)));
    CHECK(GramAccumulator().result().rows() == 0);
}

TEST_CASE("column names of the first block name both sides") {
    Matrix a(mat(2, 2, arma::fill::ones));
    a.column_names = {"x", "y"};
    const Matrix result = gram({a, Matrix(mat(1, 2))});
    CHECK(result.row_names == Names{"x", "y"});
    CHECK(result.column_names == Names{"x", "y"});
}

TEST_CASE("blocks that are refused") {
    GramAccumulator accumulator;
    accumulator.add(Matrix(mat(2, 3)));
    CHECK_THROWS_WITH_AS(accumulator.add(Matrix(mat(2, 4), "A.csv")), "A.csv is 2x4: the rows before have 3 columns",
                         Error);
    CHECK_THROWS_WITH_AS(gram({Matrix(mat(0, 1000000000))}), "not enough memory for a 1000000000x1000000000 matrix",
                         Error);
}
