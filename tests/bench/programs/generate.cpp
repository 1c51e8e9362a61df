// Seeded test data on standard output:
//   generate normals SEED ROWS COLS     CSV of standard normals with 17 digits
//   generate symmetric SEED N           CSV, n×n, of the same numbers
//   generate sparse SEED N ENTRIES      Matrix Market, n×n, distinct places, normals with 17 digits

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

void sparse(uint64_t seed, uint64_t n, uint64_t entries) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::uniform_int_distribution<uint64_t> place(0, n * n - 1);
    std::vector<uint64_t> places;
    while (places.size() < entries) {
        while (places.size() < entries) places.push_back(place(random));
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
    }
    std::puts("%%MatrixMarket matrix coordinate real general");
    std::printf("%llu %llu %llu\n", static_cast<unsigned long long>(n), static_cast<unsigned long long>(n),
                static_cast<unsigned long long>(entries));
    Text text;
    for (const uint64_t at : places) {
        text.put(at % n + 1, ' ');  // by columns, as most collections are
        text.put(at / n + 1, ' ');
        text.put(normal(random), '\n');
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const std::string what = argv[1];
    const uint64_t seed = std::stoull(argv[2]);
    if (what == "symmetric") return symmetric(seed, std::stoull(argv[3])), 0;
    if (argc != 5) return 2;
    if (what == "normals") normals(seed, std::stoull(argv[3]), std::stoull(argv[4]));
    if (what == "sparse") sparse(seed, std::stoull(argv[3]), std::stoull(argv[4]));
}
