#include "io/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/error.hpp"
#include "io/decompress.hpp"
#include "io/system_error.hpp"

namespace la {

namespace {

class DescriptorSource : public ByteSource {
  public:
    DescriptorSource(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {
        struct stat status {};
        if (fstat(descriptor_, &status) != 0) throw data_error(name_ + ": " + system_error_text());
        if (S_ISDIR(status.st_mode)) throw data_error(name_ + ": is a directory");
        if (S_ISREG(status.st_mode)) {
            const off_t position = lseek(descriptor_, 0, SEEK_CUR);
            size_ = static_cast<std::uint64_t>(status.st_size - std::min(std::max<off_t>(position, 0), status.st_size));
        }
        // A pipe of the default 64 KiB changes sides sixteen times a chunk; where the kernel refuses, nothing is lost.
        if (S_ISFIFO(status.st_mode)) fcntl(descriptor_, F_SETPIPE_SZ, 1 << 20);
    }
    ~DescriptorSource() override {
        if (descriptor_ != STDIN_FILENO) close(descriptor_);
    }
    DescriptorSource(const DescriptorSource&) = delete;
    DescriptorSource& operator=(const DescriptorSource&) = delete;

    std::size_t read(char* out, std::size_t size) override {
        for (;;) {
            const ssize_t count = ::read(descriptor_, out, size);
            if (count >= 0) {
                consumed_ += static_cast<std::uint64_t>(count);
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR) throw data_error(name_ + ": " + system_error_text());
        }
    }

    // Files in /proc and /sys say they hold nothing: a size of zero is not known.
    std::optional<std::uint64_t> remaining() const override {
        if (!size_ || *size_ == 0) return std::nullopt;
        return *size_ > consumed_ ? *size_ - consumed_ : 0;
    }

  private:
    std::string name_;
    int descriptor_;
    std::optional<std::uint64_t> size_;
    std::uint64_t consumed_ = 0;
};

// Gives back the bytes that were read to recognize the format, then the rest.
class PrefixedSource : public ByteSource {
  public:
    PrefixedSource(std::string prefix, std::unique_ptr<ByteSource> rest)
        : prefix_(std::move(prefix)), rest_(std::move(rest)) {}

    std::size_t read(char* out, std::size_t size) override {
        if (position_ == prefix_.size()) return rest_->read(out, size);
        const std::size_t count = std::min(size, prefix_.size() - position_);
        std::memcpy(out, prefix_.data() + position_, count);
        position_ += count;
        return count;
    }

    std::optional<std::uint64_t> remaining() const override {
        const auto rest = rest_->remaining();
        if (!rest) return std::nullopt;
        return *rest + (prefix_.size() - position_);
    }

  private:
    std::string prefix_;
    std::size_t position_ = 0;
    std::unique_ptr<ByteSource> rest_;
};

}  // namespace

std::unique_ptr<ByteSource> open_source(const std::string& name) {
    int descriptor = STDIN_FILENO;
    if (name != "-") {
        descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) throw data_error((name.empty() ? "''" : name) + ": " + system_error_text());
    }
    std::unique_ptr<ByteSource> source = std::make_unique<DescriptorSource>(name, descriptor);

    constexpr std::size_t magic_length = 4;
    std::string magic(magic_length, '\0');
    std::size_t length = 0;
    while (length < magic_length) {
        const std::size_t count = source->read(magic.data() + length, magic_length - length);
        if (count == 0) break;
        length += count;
    }
    magic.resize(length);
    const Compression compression = detect_compression(magic);
    source = std::make_unique<PrefixedSource>(std::move(magic), std::move(source));
    return decompressed(name, compression, std::move(source));
}

}  // namespace la
