// The matrix type: fields and storage change without changing a value, and what is refused is named.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "core/matrix.hpp"

namespace {

using la::Matrix;

template <class F>
std::string error_of(la::ErrorKind kind, F work) {
    try {
        work();
    } catch (const la::Error& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return "none";
}

arma::sp_mat sparse_example() {
    arma::sp_mat s(2, 3);
    s(0, 2) = 5;
    s(1, 0) = -2;
    return s;
}

}  // namespace

TEST_CASE("matrix: shapes and kinds") {
    const Matrix dense(arma::mat(2, 3)), sparse(sparse_example()), complex(arma::cx_mat(1, 1)), empty(arma::mat(0, 3));
    CHECK(dense.rows() == 2);
    CHECK(dense.cols() == 3);
    CHECK(dense.cells() == 6);
    CHECK_FALSE(dense.is_sparse());
    CHECK(sparse.is_sparse());
    CHECK_FALSE(sparse.is_complex());
    CHECK(complex.is_complex());
    CHECK(complex.is_square());
    CHECK_FALSE(dense.is_vector());
    CHECK(Matrix(arma::mat(1, 3)).is_vector());
    CHECK(empty.cells() == 0);
    CHECK(la::shape_text(dense) == "2x3");
    CHECK(la::described(dense) == "the matrix is 2x3");
    CHECK(la::described(Matrix(arma::mat(0, 3), "E.csv")) == "E.csv is 0x3");
}

TEST_CASE("matrix: dense to sparse and back, names kept") {
    Matrix sparse(sparse_example(), "S.mtx");
    sparse.row_names = {"a", "b"};
    sparse.column_names = {"x", "y", "z"};
    const Matrix dense = la::to_dense(sparse);
    CHECK(arma::approx_equal(std::get<arma::mat>(dense.values), arma::mat{{0, 0, 5}, {-2, 0, 0}}, "absdiff", 0));
    CHECK(dense.row_names == sparse.row_names);
    CHECK(dense.origin == "S.mtx");
    const Matrix back = la::to_sparse(dense);
    CHECK(std::get<arma::sp_mat>(back.values).n_nonzero == 2);
    CHECK(back.column_names == sparse.column_names);
    const Matrix kept = la::to_sparse(Matrix(arma::mat{{NAN, 0}}));
    CHECK(std::isnan(double(std::get<arma::sp_mat>(kept.values)(0, 0))));
    CHECK(std::get<arma::sp_mat>(kept.values).n_nonzero == 1);
}

TEST_CASE("matrix: complex only where it must be") {
    CHECK_FALSE(la::to_real_if_possible(Matrix(arma::cx_mat{{{1, 0}, {2, -0.0}}})).is_complex());
    CHECK(la::to_real_if_possible(Matrix(arma::cx_mat{{{1, 0}, {2, 1e-300}}})).is_complex());
    CHECK(la::to_real_if_possible(Matrix(arma::cx_mat{{{1, NAN}, {2, 0}}})).is_complex());
    const Matrix complex = la::to_complex(Matrix(sparse_example()));
    CHECK(complex.is_sparse());
    CHECK(complex.is_complex());
    CHECK_FALSE(la::to_real_if_possible(complex).is_complex());
    CHECK(la::dense_complex(Matrix(arma::mat{{1, 2}}))(0, 1) == arma::cx_double(2, 0));
}

TEST_CASE("matrix: making dense more than 2^27 cells is refused, naming both sizes") {
    const Matrix large(arma::sp_mat(1u << 14, (1u << 13) + 1), "S.mtx");
    CHECK(error_of(la::ErrorKind::data, [&] { la::to_dense(large); }) ==
          "S.mtx is 16384x8193 and sparse: as a dense matrix it would exceed the limit of 134217728 cells");
}

TEST_CASE("matrix: requirements") {
    const double inf = std::numeric_limits<double>::infinity();
    const auto finite_error = [](const Matrix& a) {
        return error_of(la::ErrorKind::numerical, [&] { la::require_finite(a); });
    };
    CHECK(error_of(la::ErrorKind::data, [] { la::require_square(Matrix(arma::mat(2, 3), "A.csv")); }) ==
          "A.csv is 2x3: a square matrix is needed");
    CHECK(error_of(la::ErrorKind::data, [] { la::require_square(Matrix(arma::mat(2, 2))); }) == "none");
    CHECK(finite_error(Matrix(arma::mat{{1, 2}, {3, 4}})) == "none");
    CHECK(finite_error(Matrix(arma::mat{{1, 2, 3}, {4, NAN, inf}}, "A.csv")) ==
          "A.csv: row 2, column 2 is NaN: finite values are needed");
    CHECK(finite_error(Matrix(arma::mat{{1, inf}, {NAN, 4}}, "A.csv")) ==
          "A.csv: row 1, column 2 is Inf: finite values are needed");
    CHECK(finite_error(Matrix(arma::cx_mat{{{1, 0}, {2, -inf}}}, "Z.csv")) != "none");
    arma::sp_mat sparse = sparse_example();
    sparse(1, 1) = -inf;
    CHECK(finite_error(Matrix(sparse, "S.mtx")) == "S.mtx: row 2, column 2 is -Inf: finite values are needed");
    CHECK(la::NotFiniteError("A.csv", 1, 2, "NaN").below(1000).what() ==
          std::string("A.csv: row 1002, column 3 is NaN: finite values are needed"));
}
