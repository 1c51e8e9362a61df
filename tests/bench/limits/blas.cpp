// The fastest special-purpose programs for the tasks that need BLAS: `limit_blas TASK ARGUMENTS…`. To be started with
// OPENBLAS_NUM_THREADS=1: OpenBLAS gets its second thread only when the text has been read.

#include <cblas.h>

#include <array>
#include <cmath>
#include <map>
#include <string>

#include "line_chunks.hpp"
#include "number_writer.hpp"

extern "C" {
void dgetrf_(const int* m, const int* n, double* a, const int* lda, int* pivots, int* info);
void dgetrs_(const char* trans, const int* n, const int* columns, const double* a, const int* lda, const int* pivots,
             double* b, const int* ldb, int* info);
}

namespace {

using namespace limits;
using Arguments = std::vector<std::string>;

// N A B: the product of two n×n tables.
void product(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const int order = static_cast<int>(n);
    auto a = read_table(arguments[1], n, n);
    auto b = read_table(arguments[2], n, n);
    auto c = zeros(n * n);
    openblas_set_num_threads(threads);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, order, order, order, 1, a.data(), order, b.data(), order, 0,
                c.data(), order);
    openblas_set_num_threads(1);
    write_table(n, n, [&](size_t i, size_t j) { return c[i * n + j]; });
}

// COLS FILE: AᵀA, a dsyrk for each chunk of rows.
void gram(const Arguments& arguments) {
    const size_t cols = std::stoul(arguments[0]);
    const int order = static_cast<int>(cols);
    std::array<std::vector<double>, threads> sums;
    LineChunks chunks(arguments[1]);
    in_parallel([&](int thread) {
        auto& sum = sums[static_cast<size_t>(thread)];
        sum.resize(cols * cols);
        Chunk chunk;
        std::vector<double> rows;
        while (chunks.next(chunk)) {
            rows.resize(chunk.lines * cols);
            const char* at = chunk.text.data();
            for (double& value : rows) at = parse(at, chunk.end, value);
            cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, order, static_cast<int>(chunk.lines), 1, rows.data(),
                        order, 1, sum.data(), order);
        }
    });
    write_table(cols, cols, [&](size_t i, size_t j) {
        const size_t at = std::min(i, j) * cols + std::max(i, j);
        return sums[0][at] + sums[1][at];
    });
}

// N A B: the x with A·x = b, by LU. LAPACK sees the rows as columns.
void solve(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const int order = static_cast<int>(n), one = 1;
    auto a = read_table(arguments[1], n, n);
    auto b = read_table(arguments[2], n, 1);
    std::vector<int> pivots(n);
    int info = 0;
    openblas_set_num_threads(threads);
    dgetrf_(&order, &order, a.data(), &order, pivots.data(), &info);
    openblas_set_num_threads(1);
    dgetrs_("T", &order, &one, a.data(), &order, pivots.data(), b.data(), &order, &info);
    write_table(n, 1, [&](size_t i, size_t) { return b[i]; });
}

// N FILE: the sum of (2u - 1)·exp(-u) over a column, in one loop.
void chain(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const auto u = read_table(arguments[1], n, 1);
    std::array<double, threads> sums{};
    in_parallel([&](int thread) {
        const size_t part = static_cast<size_t>(thread);
        double sum = 0;
        for (size_t i = n * part / threads; i < n * (part + 1) / threads; ++i) sum += (2 * u[i] - 1) * std::exp(-u[i]);
        sums[part] = sum;
    });
    write_table(1, 1, [&](size_t, size_t) { return sums[0] + sums[1]; });
}

// COLS FILE: the covariance of the columns, a dsyrk for each chunk of rows and their sums. The data has a mean near
// zero.
void covariance(const Arguments& arguments) {
    const size_t cols = std::stoul(arguments[0]);
    const int order = static_cast<int>(cols);
    std::array<std::vector<double>, threads> squares, sums;
    std::array<size_t, threads> counts{};
    LineChunks chunks(arguments[1]);
    in_parallel([&](int thread) {
        auto &square = squares[static_cast<size_t>(thread)], &sum = sums[static_cast<size_t>(thread)];
        square.resize(cols * cols);
        sum.resize(cols);
        Chunk chunk;
        std::vector<double> rows;
        while (chunks.next(chunk)) {
            rows.resize(chunk.lines * cols);
            const char* at = chunk.text.data();
            for (double& value : rows) at = parse(at, chunk.end, value);
            for (size_t i = 0; i < rows.size(); i += cols)
                for (size_t j = 0; j < cols; ++j) sum[j] += rows[i + j];
            cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, order, static_cast<int>(chunk.lines), 1, rows.data(),
                        order, 1, square.data(), order);
            counts[static_cast<size_t>(thread)] += chunk.lines;
        }
    });
    const double n = static_cast<double>(counts[0] + counts[1]);
    write_table(cols, cols, [&](size_t i, size_t j) {
        const size_t at = std::min(i, j) * cols + std::max(i, j);
        const double product = (sums[0][i] + sums[1][i]) * (sums[0][j] + sums[1][j]);
        return (squares[0][at] + squares[1][at] - product / n) / (n - 1);
    });
}

// ROWS COLS FILE: exp(-d²/COLS) of all pairs of rows, the upper triangle computed.
void rbf(const Arguments& arguments) {
    const size_t rows = std::stoul(arguments[0]), cols = std::stoul(arguments[1]);
    const auto x = read_table(arguments[2], rows, cols);
    auto k = zeros(rows * rows);
    in_parallel([&](int thread) {
        for (size_t i = static_cast<size_t>(thread); i < rows; i += threads) {
            for (size_t j = i; j < rows; ++j) {
                double sum = 0;
                for (size_t c = 0; c < cols; ++c) {
                    const double d = x[i * cols + c] - x[j * cols + c];
                    sum += d * d;
                }
                k[i * rows + j] = std::exp(-sum / static_cast<double>(cols));
            }
        }
    });
    write_table(rows, rows, [&](size_t i, size_t j) { return k[std::min(i, j) * rows + std::max(i, j)]; });
}

// N0 N1 … N5 A B C D E: the product of five tables, N0×N1 to N4×N5, from the right.
void chain_of_five(const Arguments& arguments) {
    std::array<size_t, 6> sizes;
    for (size_t i = 0; i < 6; ++i) sizes[i] = std::stoul(arguments[i]);
    std::array<std::vector<double>, 5> factors;
    for (size_t i = 0; i < 5; ++i) factors[i] = read_table(arguments[6 + i], sizes[i], sizes[i + 1]);
    openblas_set_num_threads(threads);
    const int cols = static_cast<int>(sizes[5]);
    auto right = std::move(factors[4]);
    for (size_t i = 4; i-- > 0;) {
        auto product = zeros(sizes[i] * sizes[5]);
        const int rows = static_cast<int>(sizes[i]), inner = static_cast<int>(sizes[i + 1]);
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, cols, inner, 1, factors[i].data(), inner,
                    right.data(), cols, 0, product.data(), cols);
        right = std::move(product);
    }
    openblas_set_num_threads(1);
    write_table(sizes[0], sizes[5], [&](size_t i, size_t j) { return right[i * sizes[5] + j]; });
}

// The sum of `size` numbers that add(rows, chunk, sum) adds to, for each chunk of rows of a table. Below, f is the
// logistic loss Σ log(1 + exp(-y·xᵀw)) over the rows x.
template <class Add>
std::vector<double> sum_over_chunks(const std::string& path, size_t cols, size_t size, Add add) {
    std::array<std::vector<double>, threads> sums;
    LineChunks chunks(path);
    in_parallel([&](int thread) {
        auto& sum = sums[static_cast<size_t>(thread)];
        sum.resize(size);
        Chunk chunk;
        std::vector<double> rows;
        while (chunks.next(chunk)) {
            rows.resize(chunk.lines * cols);
            const char* at = chunk.text.data();
            for (double& value : rows) at = parse(at, chunk.end, value);
            add(rows, chunk, sum);
        }
    });
    for (size_t i = 0; i < size; ++i) sums[0][i] += sums[1][i];
    return std::move(sums[0]);
}

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

// ROWS COLS X Y W: the gradient by w, -Xᵀ(y·σ(-y·Xw)).
void logistic_gradient(const Arguments& arguments) {
    const size_t rows = std::stoul(arguments[0]), cols = std::stoul(arguments[1]);
    const auto y = read_table(arguments[3], rows, 1), w = read_table(arguments[4], cols, 1);
    const auto gradient = sum_over_chunks(arguments[2], cols, cols, [&](auto& x, const Chunk& chunk, auto& sum) {
        for (size_t i = 0; i < chunk.lines; ++i) {
            const double* row = &x[i * cols];
            double dot = 0;
            for (size_t j = 0; j < cols; ++j) dot += row[j] * w[j];
            const double label = y[chunk.first_line + i];
            const double factor = -label * logistic(-label * dot);
            for (size_t j = 0; j < cols; ++j) sum[j] += factor * row[j];
        }
    });
    write_table(cols, 1, [&](size_t i, size_t) { return gradient[i]; });
}

// ROWS COLS X Y W: its Hessian, Xᵀ·diag(y²·σ·(1 - σ))·X.
void logistic_hessian(const Arguments& arguments) {
    const size_t rows = std::stoul(arguments[0]), cols = std::stoul(arguments[1]);
    const int order = static_cast<int>(cols);
    const auto y = read_table(arguments[3], rows, 1), w = read_table(arguments[4], cols, 1);
    const auto hessian = sum_over_chunks(arguments[2], cols, cols * cols, [&](auto& x, const Chunk& chunk, auto& sum) {
        for (size_t i = 0; i < chunk.lines; ++i) {
            double* row = &x[i * cols];
            double dot = 0;
            for (size_t j = 0; j < cols; ++j) dot += row[j] * w[j];
            const double label = y[chunk.first_line + i];
            const double s = logistic(-label * dot);
            const double factor = label * std::sqrt(s * (1 - s));
            for (size_t j = 0; j < cols; ++j) row[j] *= factor;
        }
        cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, order, static_cast<int>(chunk.lines), 1, x.data(), order, 1,
                    sum.data(), order);
    });
    write_table(cols, cols, [&](size_t i, size_t j) { return hessian[std::min(i, j) * cols + std::max(i, j)]; });
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, void (*)(const Arguments&)> tasks{{"product", product},
                                                                  {"gram", gram},
                                                                  {"solve", solve},
                                                                  {"chain", chain},
                                                                  {"covariance", covariance},
                                                                  {"rbf", rbf},
                                                                  {"chain-of-five", chain_of_five},
                                                                  {"logistic-gradient", logistic_gradient},
                                                                  {"logistic-hessian", logistic_hessian}};
    if (argc < 2 || !tasks.contains(argv[1])) return 2;
    tasks.at(argv[1])({argv + 2, argv + argc});
}
