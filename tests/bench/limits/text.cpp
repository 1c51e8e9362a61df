// The fastest special-purpose programs for the tasks that need no BLAS: `limit_text TASK ARGUMENTS…`, the result on
// standard output. Sizes are arguments, nothing is checked.

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "line_chunks.hpp"
#include "number_writer.hpp"

namespace {

using namespace limits;
using Arguments = std::vector<std::string>;

// The numbers of a file of less than a page.
std::vector<double> read_page(const std::string& path, size_t count) {
    std::array<char, 4096> page;
    const int file = open(path.c_str(), O_RDONLY);
    const char* const end = page.data() + read(file, page.data(), page.size());
    close(file);
    const char* at = page.data();
    std::vector<double> values(count);
    for (double& value : values) at = parse(at, end, value);
    return values;
}

// A: the eigenvalues of a symmetric 2×2 matrix, the larger one first.
void eigenvalues(const Arguments& arguments) {
    const std::vector<double> a = read_page(arguments[0], 4);
    const double mean = (a[0] + a[3]) / 2, radius = std::hypot((a[0] - a[3]) / 2, a[1]);
    std::array<char, 2 * longest_number> text;
    char* to = format(text.data(), mean + radius);
    *to++ = '\n';
    to = format(to, mean - radius);
    *to++ = '\n';
    write_all(text.data(), static_cast<size_t>(to - text.data()));
}

// N A B: a product of files of less than a page, on one thread: what a program costs that does nothing else.
void small_product(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const std::array factors{read_page(arguments[1], n * n), read_page(arguments[2], n * n)};
    std::vector<char> text(n * n * longest_number);
    char* to = text.data();
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = 0; j < n; ++j) {
            double sum = 0;
            for (size_t k = 0; k < n; ++k) sum += factors[0][i * n + k] * factors[1][k * n + j];
            to = format(to, sum);
            *to++ = j + 1 < n ? ',' : '\n';
        }
    }
    write_all(text.data(), static_cast<size_t>(to - text.data()));
}

// ROWS COLS FILE: reads all, writes the first cell.
void corner(const Arguments& arguments) {
    const auto table = read_table(arguments[2], std::stoul(arguments[0]), std::stoul(arguments[1]));
    write_table(1, 1, [&](size_t, size_t) { return table[0]; });
}

// ROWS COLS FILE: CSV to a Matrix Market array (by columns).
void to_matrix_market(const Arguments& arguments) {
    const size_t rows = std::stoul(arguments[0]);
    const size_t cols = std::stoul(arguments[1]);
    const auto table = read_table(arguments[2], rows, cols);
    const std::string head = "%%MatrixMarket matrix array real general\n" + arguments[0] + ' ' + arguments[1] + '\n';
    write_all(head.data(), head.size());
    write_table(rows * cols, 1, [&](size_t i, size_t) { return table[i % rows * cols + i / rows]; });
}

// N X Y: x yᵀ.
void outer(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const auto x = read_table(arguments[1], n, 1);
    const auto y = read_table(arguments[2], n, 1);
    write_table(n, n, [&](size_t i, size_t j) { return x[i] * y[j]; });
}

// N S X: S x, entry by entry as they are read; the result as a Matrix Market array.
void sparse_times_vector(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const auto x = read_table(arguments[2], n, 1);
    std::array<std::vector<double>, threads> sums;
    LineChunks chunks(arguments[1], 2);
    in_parallel([&](int thread) {
        auto& y = sums[static_cast<size_t>(thread)];
        y = zeros(n);
        Chunk chunk;
        while (chunks.next(chunk)) {
            const char* at = chunk.text.data();
            while (*at == ' ') ++at;
            while (at < chunk.end) {
                size_t i = 0;
                size_t j = 0;
                double value = 0;
                at = parse(at, chunk.end, i);
                at = parse(at, chunk.end, j);
                at = parse(at, chunk.end, value);
                y[i - 1] += value * x[j - 1];
            }
        }
    });
    const std::string head = "%%MatrixMarket matrix array real general\n" + arguments[0] + " 1\n";
    write_all(head.data(), head.size());
    write_table(n, 1, [&](size_t i, size_t) { return sums[0][i] + sums[1][i]; });
}

// INNER COLS FILE W: the product with a small right factor, chunk by chunk.
void streamed_product(const Arguments& arguments) {
    const size_t inner = std::stoul(arguments[0]);
    const size_t cols = std::stoul(arguments[1]);
    const auto w = read_table(arguments[3], inner, cols);
    LineChunks chunks(arguments[2]);
    Turns turns;
    in_parallel([&](int) {
        Chunk chunk;
        std::vector<char> text;
        std::vector<double> sums(cols);
        while (chunks.next(chunk)) {
            text.resize(chunk.lines * cols * longest_number);
            const char* at = chunk.text.data();
            char* to = text.data();
            for (size_t line = 0; line < chunk.lines; ++line) {
                std::fill(sums.begin(), sums.end(), 0.0);
                for (size_t k = 0; k < inner; ++k) {
                    double value = 0;
                    at = parse(at, chunk.end, value);
                    for (size_t j = 0; j < cols; ++j) sums[j] += value * w[k * cols + j];
                }
                for (const double sum : sums) {
                    to = format(to, sum);
                    *to++ = ',';
                }
                to[-1] = '\n';
            }
            turns.write(chunk.index, text.data(), static_cast<size_t>(to - text.data()));
        }
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, void (*)(const Arguments&)> tasks{
        {"small-product", small_product},
        {"eigenvalues", eigenvalues},
        {"corner", corner},
        {"to-matrix-market", to_matrix_market},
        {"outer", outer},
        {"sparse-times-vector", sparse_times_vector},
        {"streamed-product", streamed_product},
    };
    if (argc < 2 || !tasks.contains(argv[1])) return 2;
    tasks.at(argv[1])({argv + 2, argv + argc});
}
