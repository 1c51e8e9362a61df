#include "cli/progress.hpp"

#include <cstdio>

namespace la {

namespace {

constexpr auto interval = std::chrono::milliseconds(250);

}  // namespace

void Progress::add(std::uint64_t rows, std::uint64_t bytes) {
    rows_ += rows;
    bytes_ += bytes;
    const Clock::time_point now = Clock::now();
    if (now < next_) return;
    next_ = now + interval;
    const double megabytes = static_cast<double>(bytes_) / 1e6;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::string counted = rows_ == 0 ? "" : std::to_string(rows_) + " rows, ";
    std::fprintf(stderr, "\r\x1b[K%s: %s%.0f MB read, %.0f MB/s", tool_.c_str(), counted.c_str(), megabytes,
                 megabytes / seconds);
    std::fflush(stderr);
    visible_ = true;
}

void Progress::clear() {
    if (visible_) std::fputs("\r\x1b[K", stderr);
    visible_ = false;
}

}  // namespace la
