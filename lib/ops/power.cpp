#include "ops/power.hpp"

#include <cstdio>
#include <utility>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "ops/product.hpp"
#include "ops/rearrange.hpp"
#include "ops/solve.hpp"

namespace la {

namespace {

Matrix identity_like(const Matrix& a) {
    if (!a.is_sparse()) require_memory(a.rows(), a.cols(), sizeof(double));
    Matrix result = identity_matrix(a.rows(), a.is_sparse());
    result.row_names = a.row_names;
    result.column_names = a.column_names;
    return result;
}

// Requires k >= 1. Squares no further than needed: the last square is used.
Matrix positive_power(Matrix square, std::uint64_t k, int threads) {
    for (; k % 2 == 0; k /= 2) square = multiply(square, square, threads);
    Matrix result = square;
    for (k /= 2; k > 0; k /= 2) {
        square = multiply(square, square, threads);
        if (k % 2 == 1) result = multiply(result, square, threads);
    }
    return result;
}

}  // namespace

Matrix inverse(const Matrix& a) {
    const Factorization factors(a);
    if (!factors.is_regular()) {
        char text[32];
        std::snprintf(text, sizeof text, "%.2g", factors.reciprocal_condition());
        throw numerical_error((a.origin.empty() ? "the matrix" : a.origin) +
                              " is singular to working accuracy (reciprocal condition number " + text + ")");
    }
    Matrix result = factors.inverse();
    result.row_names = a.column_names;
    result.column_names = a.row_names;
    return result;
}

Matrix power(const Matrix& a, std::int64_t k, int threads) {
    require_square(a);
    if (k == 0) return identity_like(a);
    if (k > 0) {
        Matrix result = positive_power(a, std::uint64_t(k), threads);
        result.origin.clear();
        return result;
    }
    return positive_power(inverse(a), -std::uint64_t(k), threads);
}

}  // namespace la
