// Decompression of gzip and zstd streams, recognized by their magic bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "io/byte_source.hpp"

namespace la {

enum class Compression { none, gzip, zstd };

// From the first four bytes of a stream.
Compression detect_compression(std::string_view magic);

// The decompressed bytes of `source`; concatenated members or frames follow one another as gzip and zstd do themselves.
// Reading throws a data error for a stream that is corrupt or ends early ("A.csv.gz: truncated gzip stream").
std::unique_ptr<ByteSource> decompressed(const std::string& name, Compression compression,
                                         std::unique_ptr<ByteSource> source);

}  // namespace la
