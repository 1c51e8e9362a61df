// Bytes of a file or a stream, decompressed where they are compressed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace la {

// A forward-only stream of bytes. Nothing is opened twice and nothing seeks, so FIFOs and process substitutions work.
class ByteSource {
  public:
    virtual ~ByteSource() = default;

    // Fills `out` with up to `size` bytes and returns how many; 0 is the end. Blocks until at least one is there.
    // Throws a data error ("A.csv: input/output error", "A.csv.gz: corrupt gzip stream").
    virtual std::size_t read(char* out, std::size_t size) = 0;

    // How many bytes are still to come, where that is known (uncompressed regular files).
    virtual std::optional<std::uint64_t> remaining() const { return std::nullopt; }
};

// Opens a file, or standard input for "-". Streams that begin with the magic bytes of gzip or zstd are decompressed.
// Throws a data error ("A.csv: no such file or directory", "A.csv: is a directory").
std::unique_ptr<ByteSource> open_source(const std::string& name);

}  // namespace la
