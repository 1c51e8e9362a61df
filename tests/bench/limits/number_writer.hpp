#pragma once
// The writing loop of the limit programs: chunks of cells are formatted side by side and written in turn. Numbers get
// their shortest digits from fmt's Dragonbox where it is installed, else from std::to_chars.

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>
#include <vector>

#include "line_chunks.hpp"

#if __has_include(<fmt/format.h>)
#define FMT_HEADER_ONLY
#include <fmt/format.h>
#define LIMITS_HAVE_DRAGONBOX
#endif

namespace limits {

constexpr size_t longest_number = 26;

#ifdef LIMITS_HAVE_DRAGONBOX
// Writes the digits of `value` at `to`, two at a time from the back; their count.
inline int write_digits(char* to, uint64_t value) {
    char reversed[20];
    int at = 20;
    while (value >= 100) {
        at -= 2;
        memcpy(reversed + at, fmt::detail::digits2(value % 100), 2);
        value /= 100;
    }
    at -= 2;
    memcpy(reversed + at, fmt::detail::digits2(value), 2);
    if (value < 10) ++at;
    memcpy(to, reversed + at, static_cast<size_t>(20 - at));
    return 20 - at;
}

inline char* format(char* to, double value) {
    if (value == 0) return *to = '0', to + 1;
    if (value < 0) *to++ = '-', value = -value;
    const auto decimal = fmt::detail::dragonbox::to_decimal(value);
    char digits[20];
    const int count = write_digits(digits, decimal.significand);
    const int point = count + decimal.exponent;
    if (point < -4 || point > 16)
        return std::to_chars(to, to + longest_number, value, std::chars_format::scientific).ptr;
    if (point <= 0) {
        memcpy(to, "0.000000", 8);
        memcpy(to + 2 - point, digits, 20);
        return to + 2 - point + count;
    }
    memcpy(to, digits, 20);
    if (point >= count) {
        memset(to + count, '0', static_cast<size_t>(point - count));
        return to + point;
    }
    memcpy(to + point + 1, digits + point, static_cast<size_t>(count - point));
    to[point] = '.';
    return to + count + 1;
}
#else
inline char* format(char* to, double value) {
    return std::to_chars(to, to + longest_number, value).ptr;
}
#endif

inline void write_all(const char* from, size_t size) {
    while (size > 0) {
        const ssize_t put = write(STDOUT_FILENO, from, size);
        if (put <= 0) _exit(3);
        from += put;
        size -= static_cast<size_t>(put);
    }
}

// Lets the threads write their chunks in the order of the chunks.
class Turns {
  public:
    void write(size_t index, const char* from, size_t size) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return next_ == index; });
        lock.unlock();
        write_all(from, size);
        lock.lock();
        ++next_;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    size_t next_ = 0;
};

// Writes rows×cols numbers cell(i, j) as CSV.
template <class Cell>
void write_table(size_t rows, size_t cols, Cell cell) {
    const size_t rows_at_once = std::max<size_t>(1, 16000 / cols);
    const size_t chunks = (rows + rows_at_once - 1) / rows_at_once;
    std::atomic<size_t> next = 0;
    Turns turns;
    in_parallel([&](int) {
        std::vector<char> text(rows_at_once * cols * longest_number);
        for (size_t chunk = next++; chunk < chunks; chunk = next++) {
            char* to = text.data();
            for (size_t i = chunk * rows_at_once; i < std::min(rows, (chunk + 1) * rows_at_once); ++i) {
                for (size_t j = 0; j < cols; ++j) {
                    to = format(to, cell(i, j));
                    *to++ = ',';
                }
                to[-1] = '\n';
            }
            turns.write(chunk, text.data(), static_cast<size_t>(to - text.data()));
        }
    });
}

}  // namespace limits
