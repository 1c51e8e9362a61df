#include "ops/kernel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/pipeline.hpp"
#include "ops/gram.hpp"
#include "ops/product.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using arma::uword;

bool is_distance(KernelKind kind) {
    return kind == KernelKind::rbf || kind == KernelKind::laplace;
}

double gamma_of(const KernelOptions& options, uword columns) {
    return options.gamma.value_or(columns == 0 ? 1 : 1 / static_cast<double>(columns));
}

[[noreturn]] void throw_zero_row(const std::string& origin, uword row) {
    throw numerical_error((origin.empty() ? "" : origin + ": ") + "row " + std::to_string(row + 1) +
                          " is zero: its angle is undefined");
}

// Calls f(row, value) for every entry that is stored, column by column; f may change the value.
template <class T, class F>
void for_each_entry(arma::Mat<T>& a, F f) {
    for (uword j = 0; j < a.n_cols; ++j)
        for (uword i = 0; i < a.n_rows; ++i) f(i, a.at(i, j));
}

template <class T, class F>
void for_each_entry(arma::SpMat<T>& a, F f) {
    a.sync();
    for (uword k = 0; k < a.n_nonzero; ++k) f(a.row_indices[k], arma::access::rw(a.values[k]));
}

// Divides every row by its norm, after scaling by a power of two so that no square overflows.
template <class Values>
void normalise_rows(Values& a, const std::string& origin) {
    arma::vec scale(a.n_rows, arma::fill::zeros), norm(a.n_rows, arma::fill::zeros);
    for_each_entry(a, [&](uword i, auto& x) { scale(i) = std::max(scale(i), std::abs(x)); });
    for (uword i = 0; i < a.n_rows; ++i) {
        if (scale(i) == 0) throw_zero_row(origin, i);
        scale(i) = std::ldexp(1.0, -std::clamp(std::ilogb(scale(i)), -1000, 1000));
    }
    for_each_entry(a, [&](uword i, auto& x) { norm(i) += std::norm(x *= scale(i)); });
    norm = arma::sqrt(norm);
    for_each_entry(a, [&](uword i, auto& x) { x /= norm(i); });
}

Matrix normalized(Matrix a) {
    in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        if (a.is_sparse())
            normalise_rows(std::get<arma::SpMat<T>>(a.values), a.origin);
        else
            normalise_rows(std::get<arma::Mat<T>>(a.values), a.origin);
    });
    return a;
}

// The rounding of a cosine never leaves the unit disc.
Matrix within_unit_disc(Matrix k) {
    in_field(k.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto clamp = [](uword, T& x) {
            if (std::abs(x) > 1) x /= std::abs(x);
        };
        if (k.is_sparse())
            for_each_entry(std::get<arma::SpMat<T>>(k.values), clamp);
        else
            for_each_entry(std::get<arma::Mat<T>>(k.values), clamp);
    });
    return k;
}

Matrix with_unit_diagonal(Matrix k) {
    in_field(k.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        if (k.is_sparse())
            std::get<arma::SpMat<T>>(k.values).diag().ones();
        else
            std::get<arma::Mat<T>>(k.values).diag().ones();
    });
    return k;
}

// x^degree: by repeated squaring where the degree is a natural number, which every number has.
template <class T>
T power(T x, double degree) {
    if (degree == std::floor(degree) && degree < 4e9) {
        T result(1);
        for (auto n = static_cast<unsigned>(degree); n != 0; n /= 2, x *= x)
            if (n % 2 == 1) result *= x;
        return result;
    }
    if (std::imag(x) != 0 || (std::real(x) < 0 && degree != std::floor(degree)))
        throw numerical_error("a fractional power of a number that is not positive");
    return std::pow(std::real(x), degree);
}

Matrix polynomial(Matrix products, const KernelOptions& options, uword columns) {
    Matrix k = to_dense(std::move(products));
    const double gamma = gamma_of(options, columns);
    in_field(k.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        for_each_entry(std::get<arma::Mat<T>>(k.values),
                       [&](uword, T& x) { x = power(gamma * x + options.coef0, options.degree); });
    });
    return k;
}

// The distances from row j of z to rows first … of x, in the kind's sense, then their exponentials. Sums run over the
// columns in the same order for every pair, so what belongs to (i, j) is bit for bit what belongs to (j, i).
template <class T>
void distance_column(double* out, const arma::Mat<T>& x, uword first, const arma::Mat<T>& z, uword j, bool squared,
                     double gamma) {
    const uword count = x.n_rows - first;
    std::fill(out, out + count, 0.0);
    for (uword c = 0; c < x.n_cols; ++c) {
        const T* column = x.colptr(c) + first;
        const T value = z.at(j, c);
        if (squared)
            for (uword i = 0; i < count; ++i) out[i] += std::norm(column[i] - value);
        else
            for (uword i = 0; i < count; ++i) out[i] += std::abs(column[i] - value);
    }
    for (uword i = 0; i < count; ++i) out[i] = std::exp(-gamma * out[i]);
}

// exp(-gamma·distance) of all pairs; of x with itself, `symmetric`, of those below the diagonal alone.
Matrix distance_kernel(const Matrix& x, const Matrix& z, const KernelOptions& options, bool symmetric, int threads) {
    constexpr uword columns_per_task = 16;
    arma::mat k = allocate_dense<double>(x.rows(), z.rows());
    const double gamma = gamma_of(options, x.cols());
    in_field(x.is_complex() || z.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto rows = dense_as<T>(x), others = symmetric ? arma::Mat<T>() : dense_as<T>(z);
        const arma::Mat<T>& of_column = symmetric ? rows : others;
        const double work = static_cast<double>(k.n_elem) * static_cast<double>(x.cols() + 10);
        uword next = 0;
        ordered_pipeline(
            work < 1e6 ? 1 : threads,
            [&]() -> std::optional<uword> {
                if (next >= k.n_cols) return std::nullopt;
                return std::exchange(next, next + columns_per_task);
            },
            [&](uword&& begin) {
                for (uword j = begin; j < std::min(begin + columns_per_task, k.n_cols); ++j)
                    distance_column(k.colptr(j) + (symmetric ? j : 0), rows, symmetric ? j : 0, of_column, j,
                                    options.kind == KernelKind::rbf, gamma);
                return true;
            },
            [](bool) { return true; });
    });
    if (symmetric) k = arma::symmatl(k);
    return Matrix(std::move(k));
}

void require_columns(const Matrix& x, const Matrix& z) {
    if (x.cols() != z.cols())
        throw data_error(described(x) + ", " + described(z) + ": column counts " + std::to_string(x.cols()) + " and " +
                         std::to_string(z.cols()) + " differ");
}

}  // namespace

Matrix kernel(const Matrix& x, const Matrix& z, const KernelOptions& options, int threads) {
    require_columns(x, z);
    require_finite(x);
    require_finite(z);
    const auto products = [](const Matrix& a, const Matrix& b) { return multiply(a, transpose(b)); };
    Matrix k = is_distance(options.kind)            ? distance_kernel(x, z, options, false, threads)
               : options.kind == KernelKind::cosine ? within_unit_disc(products(normalized(x), normalized(z)))
                                                    : products(x, z);
    if (options.kind == KernelKind::poly) k = polynomial(std::move(k), options, x.cols());
    k.row_names = x.row_names;
    k.column_names = z.row_names;
    k.origin.clear();
    return k;
}

Matrix kernel(const Matrix& x, const KernelOptions& options, int threads) {
    require_finite(x);
    Matrix k = is_distance(options.kind)            ? distance_kernel(x, x, options, true, threads)
               : options.kind == KernelKind::cosine ? with_unit_diagonal(within_unit_disc(gram_rows(normalized(x))))
                                                    : gram_rows(x);
    if (options.kind == KernelKind::poly) k = polynomial(std::move(k), options, x.cols());
    k.row_names = k.column_names = x.row_names;
    k.origin.clear();
    return k;
}

}  // namespace la
