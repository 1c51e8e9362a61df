// A byte stream cut into chunks of whole lines.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_source.hpp"

namespace la {

// Told, one call at a time, of every piece of input that has been read: rows (0 where there are none) and bytes of
// text.
using ReadObserver = std::function<void(std::uint64_t rows, std::uint64_t bytes)>;

// Whole lines: the text ends in a newline unless the stream ends without one. The buffer may be longer than the text.
struct LineChunk {
    std::vector<char> buffer;
    std::size_t begin = 0, end = 0;

    const char* first() const { return buffer.data() + begin; }
    const char* last() const { return buffer.data() + end; }
    std::string_view text() const { return {first(), end - begin}; }
};

// Cuts are made by counted bytes, never by what one read happened to return: the same chunks come from a file and from
// a pipe. What a reader took too much of can be put back, so that the next document of the stream begins with it.
class LineChunks {
  public:
    // A line longer than `longest_line` is a data error: the memory that a stream may hold must be able to hold a row.
    explicit LineChunks(std::unique_ptr<ByteSource> source, std::string origin = "",
                        std::uint64_t longest_line = std::numeric_limits<std::uint64_t>::max())
        : source_(std::move(source)), origin_(std::move(origin)), longest_line_(longest_line) {}

    // Throws that error if a line of this length is too long.
    void require_room(std::uint64_t length) const;

    // The next lines, about `chunk_size` bytes, at least one line; nothing at the end. Not safe to call concurrently.
    std::optional<LineChunk> next();

    // Appends what next() would return; false at the end.
    bool extend(LineChunk& chunk);

    // Puts chunks back in front; call with the last taken first.
    void put_back(LineChunk chunk);

    // Lets a used buffer be filled again.
    void recycle(LineChunk chunk);

    // Calls `on_read` with the bytes that next() hands out.
    void observe(ReadObserver on_read) { on_read_ = std::move(on_read); }

    // Bytes not yet handed out, where that is known.
    std::optional<std::uint64_t> remaining() const;

    std::uint64_t line = 1;  // physical number of the first line that next() returns; kept by the readers
    void set_chunk_size(std::size_t bytes) { chunk_size_ = bytes; }
    static constexpr std::size_t default_chunk_size = std::size_t(1) << 20;

  private:
    void fill(LineChunk& chunk, std::size_t wanted);

    std::unique_ptr<ByteSource> source_;
    std::string origin_;
    std::uint64_t longest_line_;
    std::deque<LineChunk> put_back_;
    std::mutex spare_mutex_;  // recycle() runs beside next()
    std::vector<std::vector<char>> spare_;
    std::string partial_line_;
    ReadObserver on_read_;
    std::size_t chunk_size_ = default_chunk_size;
    bool ended_ = false, at_start_ = true;
};

}  // namespace la
