#pragma once
// The reading loop of the limit programs: whoever is free takes the next chunk of whole lines under a lock and parses
// it outside the lock. No checks, no dialects: well-formed numbers with one separator after each.

#include <fast_float/fast_float.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace limits {

constexpr size_t chunk_bytes = size_t{1} << 20;
constexpr int threads = 2;

struct Chunk {
    std::vector<char> text;
    size_t index = 0;       // of the chunk in the input
    size_t first_line = 0;  // lines before the chunk
    size_t lines = 0;
    const char* end = nullptr;  // one past the last whole line
};

class LineChunks {
  public:
    // Reads `path`, or standard input for `-`, after the first `skipped` lines (which fit one chunk).
    explicit LineChunks(std::string_view path, size_t skipped = 0)
        : file_(path == "-" ? STDIN_FILENO : open(path.data(), O_RDONLY)), skipped_(skipped) {}

    ~LineChunks() { close(file_); }

    // The next chunk, false at the end of the input.
    bool next(Chunk& chunk) {
        const std::lock_guard lock(mutex_);
        chunk.text.resize(2 * chunk_bytes);
        char* begin = chunk.text.data();
        size_t size = rest_.size();
        std::copy(rest_.begin(), rest_.end(), begin);
        rest_.clear();
        while (size < chunk_bytes) {
            const ssize_t got = read(file_, begin + size, chunk_bytes - size);
            if (got <= 0) break;
            size += static_cast<size_t>(got);
        }
        if (size == 0) return false;
        const char* last = static_cast<const char*>(memrchr(begin, '\n', size));
        rest_.assign(last + 1, static_cast<const char*>(begin + size));
        for (; skipped_ > 0; --skipped_) {
            char* line_end = static_cast<char*>(memchr(begin, '\n', size));
            std::fill(begin, line_end + 1, ' ');
        }
        chunk.end = last + 1;
        chunk.index = chunks_++;
        chunk.first_line = lines_;
        chunk.lines = static_cast<size_t>(std::count(chunk.text.data(), begin + (chunk.end - begin), '\n'));
        lines_ += chunk.lines;
        return true;
    }

  private:
    int file_;
    size_t skipped_;
    std::mutex mutex_;
    std::vector<char> rest_;
    size_t chunks_ = 0;
    size_t lines_ = 0;
};

// Runs work(0) … work(threads - 1) side by side.
template <class Work>
void in_parallel(Work work) {
    std::vector<std::thread> others;
    for (int t = 1; t < threads; ++t) others.emplace_back(work, t);
    work(0);
    for (std::thread& other : others) other.join();
}

// Parses one number and the separator after it.
inline const char* parse(const char* at, const char* end, double& value) {
    return fast_float::from_chars(at, end, value).ptr + 1;
}

// The same for an index; a loop of digits is faster than std::from_chars.
inline const char* parse(const char* at, const char*, size_t& value) {
    for (value = 0; *at >= '0'; ++at) value = 10 * value + static_cast<size_t>(*at - '0');
    return at + 1;
}

// n zeros on huge pages where the system has them: first touch and random access cost a fraction.
inline std::vector<double> zeros(size_t n) {
    constexpr size_t huge_page = size_t{1} << 21;
    std::vector<double> values;
    values.reserve(n);
    const size_t begin = (reinterpret_cast<size_t>(values.data()) + huge_page - 1) / huge_page * huge_page;
    const size_t end = reinterpret_cast<size_t>(values.data() + n) / huge_page * huge_page;
    if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    values.resize(n);
    return values;
}

// Reads a rows×cols table into memory, row by row.
inline std::vector<double> read_table(std::string_view path, size_t rows, size_t cols) {
    std::vector<double> table = zeros(rows * cols);
    LineChunks chunks(path);
    in_parallel([&](int) {
        Chunk chunk;
        while (chunks.next(chunk)) {
            const char* at = chunk.text.data();
            double* to = table.data() + chunk.first_line * cols;
            for (size_t i = 0; i < chunk.lines * cols; ++i) at = parse(at, chunk.end, to[i]);
        }
    });
    return table;
}

}  // namespace limits
