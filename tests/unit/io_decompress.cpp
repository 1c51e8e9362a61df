// Compressed streams: members follow one another, damage is told from an early end.
#include "io/decompress.hpp"

#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "text_source.hpp"

namespace {

std::string gzip(const std::string& text) {
    z_stream stream{};
    constexpr int with_gzip_header = 15 + 16;
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, with_gzip_header, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 32, '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

// With a checksum, as the program zstd writes.
std::string zstd(const std::string& text) {
    const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(text.size()) + 8, '\0');
    out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size()));
    return out;
}

std::string inflated(la::Compression compression, const std::string& bytes) {
    const auto source = la::decompressed("F", compression, std::make_unique<la::test::TextSource>(bytes, 100));
    std::string out;
    std::vector<char> buffer(777);
    while (const std::size_t count = source->read(buffer.data(), buffer.size())) out.append(buffer.data(), count);
    return out;
}

std::string sample() {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919 % 10007) + ",";
    return text;
}

}  // namespace

TEST_CASE("decompress: magic bytes") {
    CHECK(la::detect_compression(gzip("1\n").substr(0, 4)) == la::Compression::gzip);
    CHECK(la::detect_compression(zstd("1\n").substr(0, 4)) == la::Compression::zstd);
    CHECK(la::detect_compression("1,2\n") == la::Compression::none);
    CHECK(la::detect_compression("") == la::Compression::none);
}

TEST_CASE("decompress: one member, several, and empty ones") {
    const std::string text = sample();
    CHECK(inflated(la::Compression::gzip, gzip(text)) == text);
    CHECK(inflated(la::Compression::zstd, zstd(text)) == text);
    CHECK(inflated(la::Compression::gzip, gzip(text) + gzip("") + gzip("end")) == text + "end");
    CHECK(inflated(la::Compression::zstd, zstd(text) + zstd("") + zstd("end")) == text + "end");
}

TEST_CASE("decompress: a stream that ends early is refused wherever it ends") {
    const std::string packed_gzip = gzip(sample()), packed_zstd = zstd(sample());
    for (const double share : {0.1, 0.5, 0.99}) {
        const auto part = [&](const std::string& packed) {
            return packed.substr(0, std::max<std::size_t>(4, static_cast<std::size_t>(share * double(packed.size()))));
        };
        CHECK_THROWS_WITH_AS(inflated(la::Compression::gzip, part(packed_gzip)), "F: truncated gzip stream", la::Error);
        CHECK_THROWS_WITH_AS(inflated(la::Compression::zstd, part(packed_zstd)), "F: truncated zstd stream", la::Error);
    }
}

TEST_CASE("decompress: damage in the middle or in the checksum is refused") {
    std::string packed = gzip(sample());
    packed[packed.size() - 6] ^= 1;
    CHECK_THROWS_WITH_AS(inflated(la::Compression::gzip, packed), "F: corrupt gzip stream", la::Error);
    packed = zstd(sample());
    packed[packed.size() / 2] ^= 0x55;
    CHECK_THROWS_WITH_AS(inflated(la::Compression::zstd, packed), "F: corrupt zstd stream", la::Error);
}
