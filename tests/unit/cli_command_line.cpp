// Arguments as getopt_long reads them.
#include "cli/command_line.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace {

struct Parsed {
    std::vector<std::string> operands;
    bool flag = false;
    std::optional<double> number;
    std::optional<std::int64_t> integer;
    std::optional<std::string> shape;
    std::string text = "none";
    la::CommonOptions common;
};

Parsed parse(std::initializer_list<const char*> arguments) {
    Parsed p;
    la::CommandLine line("tool", "For tests.", "[FILE...]");
    line.flag("-f,--flag", p.flag, "a flag");
    line.number("--number", "X", p.number, "a number");
    line.integer("-k,--count", "N", p.integer, "an integer");
    line.optional_choice("--shape", {"round"}, p.shape, "a shape");
    line.text("-t,--text", "TEXT", p.text, "a text");
    line.common(p.common);
    std::vector<const char*> all{"tool"};
    all.insert(all.end(), arguments);
    p.operands = line.parse(static_cast<int>(all.size()), all.data());
    return p;
}

}  // namespace

TEST_CASE("command line: options and operands mix, the last repetition wins, -- ends options") {
    const Parsed p = parse({"a", "-t", "x", "b", "--text=y", "-f", "--", "-f", "--number"});
    CHECK(p.operands == std::vector<std::string>{"a", "b", "-f", "--number"});
    CHECK(p.text == "y");
    CHECK(p.flag);
    CHECK_FALSE(p.number);
}

TEST_CASE("command line: operands are verbatim") {
    const std::vector<std::string> expected{"", "[1,2]", "-", "-#U", "a=b"};
    CHECK(parse({"", "[1,2]", "-", "-#U", "a=b"}).operands == expected);
}

TEST_CASE("command line: short options take values attached or apart and bundle behind flags") {
    CHECK(parse({"-tx"}).text == "x");
    CHECK(parse({"-ftx"}).text == "x");
    CHECK(parse({"-ftx"}).flag);
    CHECK(parse({"-k", "-3"}).integer == -3);
    CHECK(parse({"-k010"}).integer == 10);
}

TEST_CASE("command line: long options may be abbreviated where that is clear") {
    CHECK(parse({"--numb", "2"}).number == 2);
    CHECK_THROWS_WITH_AS(parse({"--no", "2"}), "unknown option '--no'", la::Error);
    CHECK_THROWS_WITH_AS(parse({"--n=2"}), "option '--n' is ambiguous: --na, --names, --number", la::Error);
}

TEST_CASE("command line: an optional value only after =") {
    CHECK(parse({"--shape", "round"}).shape == "");
    CHECK(parse({"--shape", "round"}).operands == std::vector<std::string>{"round"});
    CHECK(parse({"--shape=round"}).shape == "round");
    CHECK_FALSE(parse({}).shape);
}

TEST_CASE("command line: sizes as sort -S takes them") {
    CHECK(parse({"-S", "1"}).common.buffer_size == 1024);
    CHECK(parse({"-S", "3b"}).common.buffer_size == 3);
    CHECK(parse({"-S", "2m"}).common.buffer_size == std::uint64_t(2) << 20);
    CHECK(parse({"-S1Y"}).common.buffer_size > std::uint64_t(1) << 60);
    CHECK(parse({"-S50%"}).common.buffer_size > std::uint64_t(1) << 20);
    for (const char* size : {"", "K", "1KB", "-1", "1.5G", "%"}) CHECK_THROWS_AS(parse({"-S", size}), la::Error);
}

TEST_CASE("command line: what is wrong is named") {
    CHECK_THROWS_WITH_AS(parse({"--frobnicate"}), "unknown option '--frobnicate'", la::Error);
    CHECK_THROWS_WITH_AS(parse({"-x"}), "unknown option '-x'", la::Error);
    CHECK_THROWS_WITH_AS(parse({"--text"}), "option '--text' needs a value", la::Error);
    CHECK_THROWS_WITH_AS(parse({"--flag=1"}), "option '--flag' takes no value", la::Error);
    CHECK_THROWS_WITH_AS(parse({"--number", "two"}), "--number takes a number, found 'two'", la::Error);
    CHECK_THROWS_WITH_AS(parse({"-k", "1.5"}), "--count takes an integer, found '1.5'", la::Error);
    CHECK_THROWS_WITH_AS(parse({"--threads", "0"}), "--threads takes 1 to 1024, found '0'", la::Error);
}
