// The fastest special-purpose programs for sparse matrices: `limit_sparse TASK ARGUMENTS…`. Files are coordinate
// general, real, without comments; nothing is checked.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "line_chunks.hpp"
#include "number_writer.hpp"

namespace {

using namespace limits;
using Arguments = std::vector<std::string>;

struct Entry {
    uint32_t row;
    uint32_t column;
    double value;
};

struct Columns {
    std::vector<uint32_t> begins;  // of the columns, and where the last one ends
    std::vector<uint32_t> rows;
    std::vector<double> values;
};

// Reads an n×n matrix: chunks in parallel, then a counting sort by column. Each column keeps the order of the file.
Columns read_columns(const std::string& path, size_t n) {
    std::vector<std::vector<Entry>> parts;
    std::mutex mutex;
    LineChunks chunks(path, 2);
    in_parallel([&](int) {
        Chunk chunk;
        while (chunks.next(chunk)) {
            std::vector<Entry> part(chunk.lines);
            const char* at = chunk.text.data();
            while (*at == ' ') ++at;
            size_t count = 0;
            for (; at < chunk.end; ++count) {
                size_t i = 0;
                size_t j = 0;
                at = parse(at, chunk.end, i);
                at = parse(at, chunk.end, j);
                at = parse(at, chunk.end, part[count].value);
                part[count].row = static_cast<uint32_t>(i - 1);
                part[count].column = static_cast<uint32_t>(j - 1);
            }
            part.resize(count);
            const std::lock_guard lock(mutex);
            parts.resize(std::max(parts.size(), chunk.index + 1));
            parts[chunk.index] = std::move(part);
        }
    });
    Columns matrix{std::vector<uint32_t>(n + 2), {}, {}};
    for (const auto& part : parts)
        for (const Entry& entry : part) ++matrix.begins[entry.column + 2];
    for (size_t j = 2; j < n + 2; ++j) matrix.begins[j] += matrix.begins[j - 1];
    matrix.rows.resize(matrix.begins.back());
    matrix.values.resize(matrix.begins.back());
    for (const auto& part : parts)
        for (const Entry& entry : part) {
            const size_t place = matrix.begins[entry.column + 1]++;
            matrix.rows[place] = entry.row;
            matrix.values[place] = entry.value;
        }
    return matrix;
}

// N A B: A·B of n×n matrices by Gustavson's method; columns are computed, sorted and formatted a few at a time, written
// behind a size line whose room is left first and filled last.
void sparse_product(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const Columns a = read_columns(arguments[1], n);
    const Columns b = read_columns(arguments[2], n);
    const std::string banner = "%%MatrixMarket matrix coordinate real general\n";
    const std::string sizes = arguments[0] + ' ' + arguments[0] + ' ';
    constexpr size_t count_digits = 12;
    write_all((banner + sizes + std::string(count_digits, ' ') + '\n').data(),
              banner.size() + sizes.size() + count_digits + 1);
    constexpr size_t columns_at_once = 512;
    const size_t chunks = (n + columns_at_once - 1) / columns_at_once;
    std::atomic<size_t> next = 0;
    std::atomic<size_t> stored = 0;
    Turns turns;
    in_parallel([&](int) {
        std::vector<double> sums(n);
        std::vector<uint32_t> last_column(n, UINT32_MAX);
        std::vector<uint32_t> touched;
        std::vector<char> text;
        for (size_t chunk = next++; chunk < chunks; chunk = next++) {
            size_t size = 0;
            for (size_t j = chunk * columns_at_once; j < std::min(n, (chunk + 1) * columns_at_once); ++j) {
                touched.clear();
                for (size_t q = b.begins[j]; q < b.begins[j + 1]; ++q) {
                    const size_t k = b.rows[q];
                    for (size_t p = a.begins[k]; p < a.begins[k + 1]; ++p) {
                        const uint32_t row = a.rows[p];
                        if (last_column[row] != j) {
                            last_column[row] = static_cast<uint32_t>(j);
                            touched.push_back(row);
                            sums[row] = 0;
                        }
                        sums[row] += a.values[p] * b.values[q];
                    }
                }
                std::sort(touched.begin(), touched.end());
                text.resize(std::max(text.size(), size + touched.size() * 3 * longest_number));
                char* to = text.data() + size;
                for (const uint32_t row : touched) {
                    to = std::to_chars(to, to + longest_number, row + 1).ptr;
                    *to++ = ' ';
                    to = std::to_chars(to, to + longest_number, j + 1).ptr;
                    *to++ = ' ';
                    to = format(to, sums[row]);
                    *to++ = '\n';
                }
                size = static_cast<size_t>(to - text.data());
                stored += touched.size();
            }
            turns.write(chunk, text.data(), size);
        }
    });
    const std::string count = std::to_string(stored);
    if (pwrite(STDOUT_FILENO, count.data(), count.size(), static_cast<off_t>(banner.size() + sizes.size())) < 0)
        _exit(3);
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, void (*)(const Arguments&)> tasks{{"sparse-product", sparse_product}};
    if (argc < 2 || !tasks.contains(argv[1])) return 2;
    tasks.at(argv[1])({argv + 2, argv + argc});
}
