// Files are all or nothing: committed they replace the target, abandoned they leave no trace.
#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "core/error.hpp"
#include "io/sink.hpp"

namespace {

namespace fs = std::filesystem;

// A directory of its own that goes away with the test.
class Directory {
  public:
    Directory() {
        std::string pattern = (fs::temp_directory_path() / "latools-sink-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~Directory() { fs::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

  private:
    fs::path path_;
};

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("sink: a file appears when it is committed, complete") {
    const Directory directory;
    const std::string path = directory / "out", large(std::size_t(3) << 20, 'x');
    {
        const auto sink = la::file_sink(path);
        sink->write("head ");
        sink->write(large);
        CHECK_FALSE(fs::exists(path));
        sink->write(" tail");
        sink->commit();
    }
    CHECK(content(path) == "head " + large + " tail");
    CHECK(directory.entries() == 1);
}

TEST_CASE("sink: an abandoned file leaves the old one and nothing beside it") {
    const Directory directory;
    put(directory / "old", "before");
    la::file_sink(directory / "old")->write("after");
    la::file_sink(directory / "new")->write("after");
    CHECK(content(directory / "old") == "before");
    CHECK(directory.entries() == 1);
}

TEST_CASE("sink: a replaced file keeps its mode, a symbolic link stays one") {
    const Directory directory;
    put(directory / "target", "before");
    REQUIRE(chmod((directory / "target").c_str(), 0640) == 0);
    fs::create_symlink("target", directory / "link");
    const auto sink = la::file_sink(directory / "link");
    sink->write("after");
    sink->commit();
    CHECK(fs::is_symlink(directory / "link"));
    CHECK(content(directory / "target") == "after");
    struct stat status {};
    REQUIRE(stat((directory / "target").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("sink: what is no regular file is written directly") {
    const auto sink = la::file_sink("/dev/null");
    sink->write("gone");
    sink->commit();
    CHECK(fs::is_character_file("/dev/null"));
    const auto full = la::file_sink("/dev/full");
    CHECK_THROWS_WITH_AS(full->write(std::string(std::size_t(1) << 20, 'x')), "/dev/full: no space left on device",
                         la::Error);
}

TEST_CASE("sink: paths that cannot be written") {
    const Directory directory;
    CHECK_THROWS_WITH_AS(la::file_sink(directory / "none/out"),
                         (directory / "none/out: no such file or directory").c_str(), la::Error);
    CHECK_THROWS_WITH_AS(la::file_sink(directory / "."), (directory / ".: is a directory").c_str(), la::Error);
}
