#include "io/line_chunks.hpp"

#include <algorithm>
#include <cstring>

#include "core/error.hpp"

namespace la {

// Reads until the chunk's text is `wanted` bytes long or the stream ends.
void LineChunks::fill(LineChunk& chunk, std::size_t wanted) {
    if (ended_) return;  // a short input must not cost the pages of a long one
    if (chunk.buffer.size() < wanted) chunk.buffer.resize(wanted);
    while (!ended_ && chunk.end < wanted) {
        const std::size_t count = source_->read(chunk.buffer.data() + chunk.end, wanted - chunk.end);
        if (count == 0) ended_ = true;
        chunk.end += count;
    }
}

void LineChunks::require_room(std::uint64_t length) const {
    if (length > longest_line_)
        throw data_error(origin_ + ": a line is longer than the buffer size of " + std::to_string(longest_line_) +
                         " bytes");
}

std::optional<LineChunk> LineChunks::next() {
    if (!put_back_.empty()) {
        LineChunk chunk = std::move(put_back_.front());
        put_back_.pop_front();
        return chunk;
    }
    LineChunk chunk;
    if (std::lock_guard lock(spare_mutex_); !spare_.empty()) {
        chunk.buffer = std::move(spare_.back());
        spare_.pop_back();
    }
    if (chunk.buffer.size() < partial_line_.size()) chunk.buffer.resize(partial_line_.size());
    std::copy(partial_line_.begin(), partial_line_.end(), chunk.buffer.begin());
    chunk.end = partial_line_.size();
    partial_line_.clear();

    std::size_t searched = 0;
    for (std::size_t wanted = chunk_size_;; wanted = 2 * chunk.end) {
        // Most inputs are small: the first read is kept short, so that their buffer is, too.
        if (at_start_) fill(chunk, std::min<std::size_t>(wanted, 1 << 16));
        at_start_ = false;
        fill(chunk, wanted);
        if (ended_) break;
        const void* newline = memrchr(chunk.buffer.data() + searched, '\n', chunk.end - searched);
        if (newline) {
            const auto cut = static_cast<std::size_t>(static_cast<const char*>(newline) + 1 - chunk.buffer.data());
            partial_line_.assign(chunk.buffer.data() + cut, chunk.end - cut);
            chunk.end = cut;
            break;
        }
        searched = chunk.end;
        require_room(chunk.end);
    }
    if (chunk.end == 0) return std::nullopt;
    if (on_read_) on_read_(0, chunk.end);
    return chunk;
}

bool LineChunks::extend(LineChunk& chunk) {
    std::optional<LineChunk> more = next();
    if (!more) return false;
    const std::size_t length = more->end - more->begin;
    if (chunk.buffer.size() < chunk.end + length) chunk.buffer.resize(chunk.end + length);
    std::memcpy(chunk.buffer.data() + chunk.end, more->first(), length);
    chunk.end += length;
    recycle(std::move(*more));
    return true;
}

void LineChunks::put_back(LineChunk chunk) {
    if (chunk.begin != chunk.end) put_back_.push_front(std::move(chunk));
}

void LineChunks::recycle(LineChunk chunk) {
    std::lock_guard lock(spare_mutex_);
    if (spare_.size() < 8) spare_.push_back(std::move(chunk.buffer));
}

std::optional<std::uint64_t> LineChunks::remaining() const {
    std::optional<std::uint64_t> bytes = ended_ ? 0 : source_->remaining();
    if (!bytes) return bytes;
    *bytes += partial_line_.size();
    for (const LineChunk& chunk : put_back_) *bytes += chunk.end - chunk.begin;
    return bytes;
}

}  // namespace la
