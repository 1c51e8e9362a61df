#include "io/decompress.hpp"

#include <algorithm>
#include <new>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "core/error.hpp"

namespace la {

namespace {

constexpr std::size_t compressed_buffer_size = 1 << 17;

// The compressed side, shared by both formats.
class CompressedInput {
  public:
    CompressedInput(std::string name, std::unique_ptr<ByteSource> source)
        : name_(std::move(name)), source_(std::move(source)), buffer_(compressed_buffer_size) {}

    // False at the end of the compressed bytes.
    bool fill() {
        position = 0;
        size = source_->read(buffer_.data(), buffer_.size());
        return size != 0;
    }
    char* data() { return buffer_.data(); }
    bool empty() const { return position == size; }
    Error failure(const char* what) const { return data_error(name_ + ": " + what); }

    std::size_t position = 0, size = 0;

  private:
    std::string name_;
    std::unique_ptr<ByteSource> source_;
    std::vector<char> buffer_;
};

class GzipSource : public ByteSource {
  public:
    explicit GzipSource(CompressedInput input) : input_(std::move(input)) {
        if (inflateInit2(&stream_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    ~GzipSource() override { inflateEnd(&stream_); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    std::size_t read(char* out, std::size_t size) override {
        for (;;) {
            if (input_.empty() && !output_full_ && !input_.fill()) {
                if (between_members_) return 0;
                throw input_.failure("truncated gzip stream");
            }
            if (between_members_ && started_ && inflateReset(&stream_) != Z_OK)
                throw input_.failure("corrupt gzip stream");
            started_ = true;
            between_members_ = false;
            stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + input_.position);
            stream_.avail_in = static_cast<uInt>(input_.size - input_.position);
            stream_.next_out = reinterpret_cast<Bytef*>(out);
            stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
            const uInt room = stream_.avail_out;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            input_.position = input_.size - stream_.avail_in;
            output_full_ = stream_.avail_out == 0;
            if (status == Z_MEM_ERROR) throw std::bad_alloc();
            if (status == Z_STREAM_END)
                between_members_ = true, output_full_ = false;
            else if (status != Z_OK && status != Z_BUF_ERROR)
                throw input_.failure("corrupt gzip stream");
            if (const std::size_t count = room - stream_.avail_out; count != 0) return count;
        }
    }

  private:
    CompressedInput input_;
    z_stream stream_{};
    bool started_ = false, between_members_ = true;
    bool output_full_ = false;  // more may be pending without further input
};

class ZstdSource : public ByteSource {
  public:
    explicit ZstdSource(CompressedInput input) : input_(std::move(input)), stream_(ZSTD_createDStream()) {
        if (!stream_) throw std::bad_alloc();
    }
    ~ZstdSource() override { ZSTD_freeDStream(stream_); }
    ZstdSource(const ZstdSource&) = delete;
    ZstdSource& operator=(const ZstdSource&) = delete;

    std::size_t read(char* out, std::size_t size) override {
        for (;;) {
            if (input_.empty() && !output_full_ && !input_.fill()) {
                if (between_frames_) return 0;
                throw input_.failure("truncated zstd stream");
            }
            ZSTD_inBuffer from{input_.data(), input_.size, input_.position};
            ZSTD_outBuffer to{out, size, 0};
            const std::size_t status = ZSTD_decompressStream(stream_, &to, &from);
            if (ZSTD_isError(status)) throw input_.failure("corrupt zstd stream");
            input_.position = from.pos;
            output_full_ = to.pos == to.size;
            between_frames_ = status == 0;
            if (between_frames_) output_full_ = false;
            if (to.pos != 0) return to.pos;
        }
    }

  private:
    CompressedInput input_;
    ZSTD_DStream* stream_;
    bool between_frames_ = true;
    bool output_full_ = false;
};

}  // namespace

Compression detect_compression(std::string_view magic) {
    if (magic.substr(0, 2) == "\x1f\x8b") return Compression::gzip;
    if (magic.substr(0, 4) == "\x28\xb5\x2f\xfd") return Compression::zstd;
    // A skippable frame, as pzstd writes in front.
    if (magic.size() >= 4 && (magic[0] & 0xf0) == 0x50 && magic.substr(1, 3) == "\x2a\x4d\x18")
        return Compression::zstd;
    return Compression::none;
}

std::unique_ptr<ByteSource> decompressed(const std::string& name, Compression compression,
                                         std::unique_ptr<ByteSource> source) {
    if (compression == Compression::gzip) return std::make_unique<GzipSource>(CompressedInput(name, std::move(source)));
    if (compression == Compression::zstd) return std::make_unique<ZstdSource>(CompressedInput(name, std::move(source)));
    return source;
}

}  // namespace la
