// Square and triangular systems by LAPACK, under one name for both fields. Nothing is judged or replaced: a caller that
// must know whether the matrix is regular to working accuracy asks for its condition number.
#pragma once

#include "core/error.hpp"
#include "core/field.hpp"

namespace la::lapack {

// B (n×p) becomes the X with A·X = B, A n×n: LU with partial pivoting (xGESV). False, and B as it was, where a pivot is
// 0.
template <class T>
[[nodiscard]] bool solve_square(arma::Mat<T> a, arma::Mat<T>& b) {
    int n = int(a.n_rows), columns = int(b.n_cols), info = 0;
    if (n == 0 || columns == 0) return true;
    arma::podarray<int> pivots(a.n_rows);
    arma::lapack::gesv(&n, &columns, a.memptr(), &n, pivots.memptr(), b.memptr(), &n, &info);
    return info == 0;
}

// B (n×p) becomes the X with R·X = B, or with Rᴴ·X = B; R is the upper triangle of an n×n matrix (xTRTRS). A numerical
// error where its diagonal holds a 0.
template <class T>
void solve_triangle(bool adjoint, const arma::Mat<T>& r, arma::Mat<T>& b) {
    int n = int(r.n_rows), columns = int(b.n_cols), info = 0;
    if (n == 0 || columns == 0) return;
    char uplo = 'U', trans = adjoint ? 'C' : 'N', diag = 'N';
    arma::lapack::trtrs(&uplo, &trans, &diag, &n, &columns, r.memptr(), &n, b.memptr(), &n, &info);
    if (info != 0) throw numerical_error("a triangular matrix is singular");
}

}  // namespace la::lapack
