// Seeded test data on standard output:
//   generate normals SEED ROWS COLS     CSV of standard normals with 17 digits
//   generate symmetric SEED N           CSV, n×n, of the same numbers
//   generate sparse SEED ROWS COLS ENTRIES
//                                       Matrix Market, distinct places, normals with 17 digits
//   generate sparse-symmetric SEED N ENTRIES
//                                       the same, symmetric, with so many in the whole matrix
//   generate grid DIMENSIONS SIDE       Matrix Market, the Laplacian of a grid with fixed ends
//   generate slopes SIDE                Matrix Market, the slopes along the edges of a grid, then the identity
//   generate flow SIDE VELOCITY         Matrix Market, convection and diffusion on the unit square

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

// Numbers and separators, written in large pieces.
class Text {
  public:
    ~Text() { flush(); }

    void put(double value, char separator) {
        finish(std::to_chars(at_, end(), value, std::chars_format::general, 17).ptr, separator);
    }

    void put(uint64_t value, char separator) { finish(std::to_chars(at_, end(), value).ptr, separator); }

  private:
    static constexpr size_t longest = 32;

    char* end() { return buffer_.data() + buffer_.size(); }

    void finish(char* at, char separator) {
        *at++ = separator;
        at_ = at;
        if (end() - at_ < static_cast<ptrdiff_t>(longest)) flush();
    }

    void flush() {
        std::fwrite(buffer_.data(), 1, static_cast<size_t>(at_ - buffer_.data()), stdout);
        at_ = buffer_.data();
    }

    std::vector<char> buffer_ = std::vector<char>(size_t{1} << 20);
    char* at_ = buffer_.data();
};

void normals(uint64_t seed, uint64_t rows, uint64_t cols) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    Text text;
    for (uint64_t i = 0; i < rows; ++i) {
        for (uint64_t j = 1; j <= cols; ++j) text.put(normal(random), j < cols ? ',' : '\n');
    }
}

void symmetric(uint64_t seed, uint64_t n) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> cells(n * n);
    for (uint64_t i = 0; i < n; ++i) {
        for (uint64_t j = 0; j <= i; ++j) cells[i * n + j] = cells[j * n + i] = normal(random);
    }
    Text text;
    for (uint64_t i = 0; i < n; ++i) {
        for (uint64_t j = 1; j <= n; ++j) text.put(cells[i * n + j - 1], j < n ? ',' : '\n');
    }
}

void begin_coordinates(const char* symmetry, uint64_t rows, uint64_t cols, uint64_t entries) {
    std::printf("%%%%MatrixMarket matrix coordinate real %s\n%llu %llu %llu\n", symmetry,
                static_cast<unsigned long long>(rows), static_cast<unsigned long long>(cols),
                static_cast<unsigned long long>(entries));
}

// Row i and column j count from 0.
void put_entry(Text& text, uint64_t i, uint64_t j, double value) {
    text.put(i + 1, ' ');
    text.put(j + 1, ' ');
    text.put(value, '\n');
}

// Those of a symmetric matrix lie below the diagonal.
void sparse(uint64_t seed, uint64_t rows, uint64_t cols, uint64_t entries, bool is_symmetric) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::uniform_int_distribution<uint64_t> place(0, rows * cols - 1);
    std::vector<uint64_t> places;
    if (is_symmetric) entries /= 2;
    while (places.size() < entries) {
        while (places.size() < entries) {
            const uint64_t at = place(random);
            if (!is_symmetric || at % rows > at / rows) places.push_back(at);
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
    }
    begin_coordinates(is_symmetric ? "symmetric" : "general", rows, cols, entries);
    Text text;
    for (const uint64_t at : places) {
        put_entry(text, at % rows, at / rows, normal(random));  // by columns, as most collections are
    }
}

void grid(uint64_t dimensions, uint64_t side) {
    uint64_t n = 1;
    for (uint64_t d = 0; d < dimensions; ++d) n *= side;
    begin_coordinates("symmetric", n, n, n + dimensions * (n - n / side));
    Text text;
    for (uint64_t j = 0; j < n; ++j) {
        put_entry(text, j, j, 2 * static_cast<double>(dimensions));
        uint64_t step = 1;
        for (uint64_t d = 0; d < dimensions; ++d, step *= side)
            if (j / step % side + 1 < side) put_entry(text, j + step, j, -1);
    }
}

// -(u_xx + u_yy) + velocity u_x, times the square of the spacing 1/(side + 1).
// What smoothing data on a grid by least squares needs: full column rank, two entries in most rows.
void slopes(uint64_t side) {
    const uint64_t n = side * side, edges = 2 * side * (side - 1);
    begin_coordinates("general", edges + n, n, 2 * edges + n);
    Text text;
    uint64_t row = 0;
    for (const uint64_t step : {uint64_t(1), side})
        for (uint64_t i = 0; i < n; ++i) {
            if (step == 1 ? i % side + 1 == side : i + side >= n) continue;
            put_entry(text, row, i, -1);
            put_entry(text, row++, i + step, 1);
        }
    for (uint64_t i = 0; i < n; ++i) put_entry(text, row++, i, 1);
}

void flow(uint64_t side, double velocity) {
    const uint64_t n = side * side;
    const double half = velocity / static_cast<double>(side + 1) / 2;
    begin_coordinates("general", n, n, 5 * n - 4 * side);
    Text text;
    for (uint64_t j = 0; j < n; ++j) {
        if (j >= side) put_entry(text, j - side, j, -1);
        if (j % side > 0) put_entry(text, j - 1, j, half - 1);
        put_entry(text, j, j, 4);
        if (j % side + 1 < side) put_entry(text, j + 1, j, -half - 1);
        if (j + side < n) put_entry(text, j + side, j, -1);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (argc < (what == "slopes" ? 3 : 4)) return 2;
    const uint64_t seed = std::stoull(argv[2]);
    if (what == "grid") return grid(seed, std::stoull(argv[3])), 0;
    if (what == "slopes") return slopes(seed), 0;
    if (what == "flow") return flow(seed, std::stod(argv[3])), 0;
    if (what == "symmetric") return symmetric(seed, std::stoull(argv[3])), 0;
    if (argc != (what == "sparse" ? 6 : 5)) return 2;
    if (what == "normals") normals(seed, std::stoull(argv[3]), std::stoull(argv[4]));
    if (what == "sparse") sparse(seed, std::stoull(argv[3]), std::stoull(argv[4]), std::stoull(argv[5]), false);
    if (what == "sparse-symmetric")
        sparse(seed, std::stoull(argv[3]), std::stoull(argv[3]), std::stoull(argv[4]), true);
}
