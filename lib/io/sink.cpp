#include "io/sink.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <vector>

#include "core/error.hpp"
#include "io/system_error.hpp"

namespace la {

namespace {

constexpr std::size_t write_size = std::size_t(1) << 18;      // small pieces are collected to this
constexpr std::size_t held_in_memory = std::size_t(8) << 20;  // beyond it a temporary file holds

void write_all(int descriptor, std::string_view text, const std::string& name) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw data_error(name + ": " + system_error_text());
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

// Collects small pieces in front of a descriptor.
class DescriptorWriter {
  public:
    DescriptorWriter(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

    void write(std::string_view text) {
        if (pending_.size() + text.size() > write_size) flush();
        if (text.size() >= write_size)
            write_all(descriptor_, text, name_);
        else
            pending_ += text;
    }
    void flush() {
        write_all(descriptor_, pending_, name_);
        pending_.clear();
    }
    int descriptor() const { return descriptor_; }
    const std::string& name() const { return name_; }

  private:
    int descriptor_;
    std::string name_;
    std::string pending_;
};

class DirectSink : public Sink {
  public:
    DirectSink(int descriptor, std::string name, bool owned) : writer_(descriptor, std::move(name)), owned_(owned) {}
    ~DirectSink() override {
        if (owned_ && writer_.descriptor() >= 0) close(writer_.descriptor());
    }
    DirectSink(const DirectSink&) = delete;
    DirectSink& operator=(const DirectSink&) = delete;
    void write(std::string_view text) override { writer_.write(text); }
    void commit() override { writer_.flush(); }

  private:
    DescriptorWriter writer_;
    bool owned_;
};

// A regular file on standard output: what was written is cut off again unless it is committed.
class TruncatingSink : public Sink {
  public:
    TruncatingSink(int descriptor, off_t start) : writer_(descriptor, "standard output"), start_(start) {}
    ~TruncatingSink() override {
        if (committed_) return;
        const int descriptor = writer_.descriptor();
        struct stat status {};
        // Only if nobody else has written behind us.
        if (fstat(descriptor, &status) == 0 && status.st_size == lseek(descriptor, 0, SEEK_CUR) &&
            ftruncate(descriptor, start_) == 0)
            lseek(descriptor, start_, SEEK_SET);
    }
    TruncatingSink(const TruncatingSink&) = delete;
    TruncatingSink& operator=(const TruncatingSink&) = delete;
    void write(std::string_view text) override { writer_.write(text); }
    void commit() override {
        writer_.flush();
        committed_ = true;
    }

  private:
    DescriptorWriter writer_;
    off_t start_;
    bool committed_ = false;
};

// A pipe, a terminal, a device on standard output: held back as long as the buffer allows.
class HoldingSink : public Sink {
  public:
    HoldingSink(int descriptor, std::uint64_t buffer_size, std::string temporary_directory)
        : out_(descriptor), buffer_size_(buffer_size), temporary_directory_(std::move(temporary_directory)) {}
    ~HoldingSink() override {
        if (spill_ >= 0) close(spill_);
    }
    HoldingSink(const HoldingSink&) = delete;
    HoldingSink& operator=(const HoldingSink&) = delete;

    void write(std::string_view text) override {
        stop_if_nobody_reads();
        total_ += text.size();
        held_ += text;
        if (total_ > buffer_size_) streaming_ = true;
        if (streaming_) {
            if (held_.size() >= write_size || spill_ >= 0) release();
        } else if (held_.size() > held_in_memory) {
            spill();
        }
    }
    void commit() override { release(); }

  private:
    // While output is held back no write notices that the reader of a pipe has gone.
    void stop_if_nobody_reads() const {
        pollfd state{out_, 0, 0};
        if (poll(&state, 1, 0) <= 0 || !(state.revents & POLLERR)) return;
        raise(SIGPIPE);
        throw data_error("standard output: " + system_error_text(EPIPE));  // the signal is ignored
    }
    void spill() {
        if (spill_ == no_file) {
            std::string path = temporary_directory_ + "/latools-XXXXXX";
            spill_ = mkostemp(path.data(), O_CLOEXEC);
            if (spill_ < 0)
                spill_ = no_room;
            else
                unlink(path.c_str());
        }
        if (spill_ == no_room) return;  // memory has to do
        try {
            write_all(spill_, held_, "");
            held_.clear();
        } catch (const Error&) {
            // The temporary file system is full: what reached it is read back in order below.
            release_spill();
            throw data_error("standard output: no room for a temporary file in " + temporary_directory_ + ": " +
                             system_error_text());
        }
    }
    void release_spill() {
        if (spill_ < 0) return;
        std::vector<char> buffer(write_size);
        lseek(spill_, 0, SEEK_SET);
        for (;;) {
            const ssize_t count = ::read(spill_, buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw data_error("standard output: " + system_error_text());
            if (count == 0) break;
            write_all(out_, {buffer.data(), static_cast<std::size_t>(count)}, "standard output");
        }
        close(spill_);
        spill_ = no_file;
    }
    void release() {
        release_spill();
        write_all(out_, held_, "standard output");
        held_.clear();
    }

    static constexpr int no_file = -1, no_room = -2;
    int out_;
    std::uint64_t buffer_size_, total_ = 0;
    std::string temporary_directory_;
    std::string held_;
    int spill_ = no_file;
    bool streaming_ = false;
};

// A file that appears whole or not at all.
class RenamingSink : public Sink {
  public:
    RenamingSink(int descriptor, std::string temporary, std::string target)
        : writer_(descriptor, target), temporary_(std::move(temporary)), target_(std::move(target)) {}
    ~RenamingSink() override {
        close(writer_.descriptor());
        if (!committed_) unlink(temporary_.c_str());
    }
    RenamingSink(const RenamingSink&) = delete;
    RenamingSink& operator=(const RenamingSink&) = delete;
    void write(std::string_view text) override { writer_.write(text); }
    void commit() override {
        writer_.flush();
        if (rename(temporary_.c_str(), target_.c_str()) != 0) throw data_error(target_ + ": " + system_error_text());
        committed_ = true;
    }

  private:
    DescriptorWriter writer_;
    std::string temporary_, target_;
    bool committed_ = false;
};

// The file at the end of a chain of symbolic links, which need not exist.
std::string followed(std::string path) {
    for (int depth = 0; depth < 40; ++depth) {
        char link[PATH_MAX];
        const ssize_t length = readlink(path.c_str(), link, sizeof link);
        if (length < 0) return path;
        const std::string next(link, static_cast<std::size_t>(length));
        const std::size_t slash = path.rfind('/');
        path = next.front() == '/' || slash == std::string::npos ? next : path.substr(0, slash + 1) + next;
    }
    throw data_error(path + ": " + system_error_text(ELOOP));
}

mode_t creation_mask() {
    const mode_t mask = umask(0);
    umask(mask);
    return mask;
}

}  // namespace

std::unique_ptr<Sink> standard_output_sink(std::uint64_t buffer_size, const std::string& temporary_directory) {
    struct stat status {};
    if (fstat(STDOUT_FILENO, &status) == 0) {
        const bool is_null = S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
        if (is_null) return std::make_unique<DirectSink>(STDOUT_FILENO, "standard output", false);
        const off_t position = lseek(STDOUT_FILENO, 0, SEEK_CUR);
        const bool appending = (fcntl(STDOUT_FILENO, F_GETFL) & O_APPEND) != 0;
        if (S_ISREG(status.st_mode) && !appending && position == status.st_size)
            return std::make_unique<TruncatingSink>(STDOUT_FILENO, position);
    }
    return std::make_unique<HoldingSink>(STDOUT_FILENO, buffer_size, temporary_directory);
}

bool is_standard_output(const std::string& path) {
    struct stat target {
    }, output{};
    return stat(path.c_str(), &target) == 0 && fstat(STDOUT_FILENO, &output) == 0 && target.st_dev == output.st_dev &&
           target.st_ino == output.st_ino;
}

std::unique_ptr<Sink> file_sink(const std::string& path) {
    if (path.empty()) throw data_error("'': " + system_error_text(ENOENT));
    // Links are resolved only to find where to rename: /dev/stdout is one whose target need not be a path at all.
    struct stat status {};
    const bool exists = stat(path.c_str(), &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) {
        const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0) throw data_error(path + ": " + system_error_text());
        return std::make_unique<DirectSink>(descriptor, path, true);
    }
    const std::string target = followed(path);
    if (exists && access(target.c_str(), W_OK) != 0) throw data_error(path + ": " + system_error_text());
    std::string temporary = target + ".XXXXXX";
    const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
    if (descriptor < 0) throw data_error(path + ": " + system_error_text());
    fchmod(descriptor, exists ? status.st_mode & 07777 : 0666 & ~creation_mask());
    return std::make_unique<RenamingSink>(descriptor, temporary, target);
}

}  // namespace la
