#include "sparse/product.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "ops/gram.hpp"
#include "ops/product_transposed.hpp"

using arma::cx_double;
using arma::cx_mat;
using arma::mat;
using arma::sp_cx_mat;
using arma::sp_mat;
using arma::uword;

namespace {

sp_cx_mat random_complex(uword rows, uword columns, double density) {
    return sp_cx_mat(arma::sprandn(rows, columns, density), arma::sprandn(rows, columns, density));
}

template <class T>
bool is_sorted_without_zeros(const arma::SpMat<T>& a) {
    for (uword j = 0; j < a.n_cols; ++j)
        for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
            if (a.values[p] == T(0) || (p > a.col_ptrs[j] && a.row_indices[p - 1] >= a.row_indices[p])) return false;
    return a.col_ptrs[a.n_cols] == a.n_nonzero;
}

template <class T>
bool same_bytes(const arma::SpMat<T>& a, const arma::SpMat<T>& b) {
    return a.n_nonzero == b.n_nonzero && std::equal(a.col_ptrs, a.col_ptrs + a.n_cols + 1, b.col_ptrs) &&
           std::equal(a.row_indices, a.row_indices + a.n_nonzero, b.row_indices) &&
           std::equal(a.values, a.values + a.n_nonzero, b.values);
}

}  // namespace

TEST_CASE("the sparse product is that of the dense factors, sorted and without zeros") {
    arma::arma_rng::set_seed(1);
    // Sizes about the words of the accumulator's bits, empty rows and columns, and no rows or columns at all.
    for (const uword m : {0, 1, 63, 64, 65, 4096, 4097})
        for (const uword k : {0, 1, 30})
            for (const uword n : {0, 1, 20}) {
                CAPTURE(m);
                CAPTURE(k);
                CAPTURE(n);
                const sp_mat a = arma::sprandn(m, k, 0.1), b = arma::sprandn(k, n, 0.2);
                const sp_mat c = la::sparse_product(a, b, 2);
                CHECK(arma::size(c) == arma::size(m, n));
                CHECK(is_sorted_without_zeros(c));
                CHECK(arma::approx_equal(mat(c), mat(mat(a) * mat(b)), "absdiff", 1e-12));
            }
    const sp_cx_mat a = random_complex(70, 50, 0.1), b = random_complex(50, 40, 0.1);
    const sp_cx_mat c = la::sparse_product(a, b, 1);
    CHECK(is_sorted_without_zeros(c));
    CHECK(arma::approx_equal(cx_mat(c), cx_mat(cx_mat(a) * cx_mat(b)), "absdiff", 1e-12));
}

TEST_CASE("no byte of a sparse product depends on the threads, not even where sums cancel in every part") {
    arma::arma_rng::set_seed(2);
    // Columns of one and minus one meet pairs of equal rows: most sums are zero, in all parts of the columns.
    sp_mat a = arma::spones(arma::sprandn(3000, 600, 0.05));
    a.tail_cols(300) = -a.head_cols(300);
    sp_mat b = arma::spones(arma::sprandn(600, 900, 0.03));
    b.tail_rows(300) = b.head_rows(300);
    b.submat(0, 0, 299, 99) = arma::sprandn(300, 100, 0.03);
    b.submat(300, 800, 599, 899) = arma::sprandn(300, 100, 0.03);
    const sp_mat one = la::sparse_product(a, b, 1);
    CHECK(one.n_nonzero > 0);
    CHECK(one.cols(100, 799).n_nonzero == 0);
    CHECK(is_sorted_without_zeros(one));
    for (const int threads : {2, 3, 7}) CHECK(same_bytes(la::sparse_product(a, b, threads), one));
    // What Armadillo does next with a matrix whose zeros were left out must find its end.
    CHECK(arma::approx_equal(mat(sp_mat(one.t()).t()), mat(one), "absdiff", 0));
    CHECK(arma::accu(one) == doctest::Approx(arma::accu(mat(one))).epsilon(1e-12));

    const sp_cx_mat x = random_complex(2000, 2000, 0.01), y = random_complex(2000, 2000, 0.005);
    CHECK(same_bytes(la::sparse_product(x, y, 3), la::sparse_product(x, y, 1)));
}

TEST_CASE("the columns of an arrow matrix, of very different weight, are shared") {
    const uword n = 3000;
    sp_mat arrow(n, n);
    arrow.diag().ones();
    arrow.col(0).fill(1);
    arrow.row(n - 1).fill(1);
    const sp_mat one = la::sparse_product(arrow, arrow, 1);
    CHECK(same_bytes(la::sparse_product(arrow, arrow, 4), one));
    CHECK(double(one.at(n - 1, 0)) == double(n));
}

TEST_CASE("a sparse product that would not fit into memory is refused before it is begun") {
    arma::uvec all(2'000'000);
    for (uword i = 0; i < all.n_elem; ++i) all[i] = i;
    const sp_mat column(all, arma::uvec{0, all.n_elem}, arma::vec(all.n_elem, arma::fill::ones), all.n_elem, 1);
    const sp_mat row = column.t();
    CHECK_THROWS_WITH_AS(la::sparse_product(column, row, 2), "not enough memory for a 2000000x2000000 matrix",
                         la::Error);
}

TEST_CASE("forms of sparse factors, and their Gram matrices, are exactly symmetric") {
    arma::arma_rng::set_seed(3);
    const la::Matrix a(random_complex(60, 40, 0.1)), b(random_complex(60, 30, 0.1));
    const cx_mat x = la::dense_complex(a), y = la::dense_complex(b);
    using la::Transposition;
    CHECK(arma::approx_equal(la::dense_complex(la::multiply(a, Transposition::adjoint, b, Transposition::none, 2)),
                             cx_mat(x.t() * y), "absdiff", 1e-13));
    CHECK(arma::approx_equal(la::dense_complex(la::multiply(a, Transposition::transpose, b, Transposition::none)),
                             cx_mat(x.st() * y), "absdiff", 1e-13));
    CHECK(arma::approx_equal(la::dense_complex(la::multiply(b, Transposition::adjoint, a, Transposition::none)),
                             cx_mat(y.t() * x), "absdiff", 1e-13));
    const la::Matrix real(sp_mat(arma::sprandn(60, 40, 0.1)));
    CHECK(arma::approx_equal(la::dense_complex(la::multiply(real, Transposition::adjoint, b, Transposition::none)),
                             cx_mat(la::dense_complex(real).t() * y), "absdiff", 1e-13));
    for (const la::Matrix& m : {a, real}) {
        const cx_mat rows = la::dense_complex(la::gram_rows(m, 2));
        CHECK(arma::approx_equal(rows, cx_mat(rows.t()), "absdiff", 0));
        CHECK(arma::approx_equal(rows, cx_mat(la::dense_complex(m) * la::dense_complex(m).t()), "absdiff", 1e-13));
    }
}
