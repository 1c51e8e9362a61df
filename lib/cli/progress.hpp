// How far a long run is, told on a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace la {

// A line on standard error that is written over itself: rows and bytes read and their rate, from two seconds on. It is
// driven by the blocks that arrive and takes no thread of its own. Blocks are reported one at a time.
class Progress {
  public:
    explicit Progress(std::string tool) : tool_(std::move(tool)) {}
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void add(std::uint64_t rows, std::uint64_t bytes);

    // Takes the line away, before anything else is written.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    std::string tool_;
    Clock::time_point start_ = Clock::now(), next_ = start_ + std::chrono::seconds(2);
    std::uint64_t rows_ = 0, bytes_ = 0;
    bool visible_ = false;
};

}  // namespace la
