// Where output goes: all or nothing where that can be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace la {

// Receives the output of a tool. Destroyed without commit(), it takes back what it can.
class Sink {
  public:
    virtual ~Sink() = default;

    // Throws a data error if the bytes cannot be stored or sent ("standard output: no space left on device").
    virtual void write(std::string_view text) = 0;

    // Everything has been written: makes it visible. Throws as write does.
    virtual void commit() = 0;
};

// Standard output. A failed tool leaves it empty, unless more than `buffer_size` bytes had to be streamed:
//  - a regular file that is being appended to by nobody else is written straight and cut back on failure;
//  - anything else receives nothing before commit() or before `buffer_size` bytes are there; what is held beyond a few
//    MiB waits in an unlinked temporary file of `temporary_directory`, so that memory stays flat.
std::unique_ptr<Sink> standard_output_sink(std::uint64_t buffer_size, const std::string& temporary_directory);

// Whether `path` is what standard output goes to, as /dev/stdout is: renaming a file over it would part the two.
bool is_standard_output(const std::string& path);

// A file: a temporary beside it, renamed over it by commit(). Symbolic links are followed, an existing mode is kept; a
// target that exists and is not a regular file is written directly.
std::unique_ptr<Sink> file_sink(const std::string& path);

}  // namespace la
