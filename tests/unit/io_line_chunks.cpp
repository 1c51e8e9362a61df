// Chunks are whole lines, the same ones however the bytes arrive.
#include "io/line_chunks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "text_source.hpp"

namespace {

// A text that arrives in pieces of at most `piece` bytes, as from a pipe.
la::LineChunks chunks_of(const std::string& text, std::size_t piece) {
    return la::LineChunks(std::make_unique<la::test::TextSource>(text, piece));
}

std::vector<std::string> cut(const std::string& text, std::size_t piece, std::size_t chunk_size) {
    la::LineChunks chunks = chunks_of(text, piece);
    chunks.set_chunk_size(chunk_size);
    std::vector<std::string> found;
    while (auto chunk = chunks.next()) {
        found.emplace_back(chunk->text());
        chunks.recycle(std::move(*chunk));
    }
    return found;
}

std::string numbered_lines(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += std::to_string(i * i * i) + "\n";
    return text;
}

}  // namespace

TEST_CASE("line chunks: the cuts do not depend on what one read returns") {
    const std::string text = numbered_lines(1000) + "no newline at the end";
    const std::vector<std::string> whole = cut(text, text.size(), 64);
    CHECK(whole.size() > 10);
    for (const std::size_t piece : {1, 7, 64, 1000}) CHECK(cut(text, piece, 64) == whole);
}

TEST_CASE("line chunks: nothing is lost and every chunk but the last ends a line") {
    const std::string text = numbered_lines(500) + "rest";
    const std::vector<std::string> found = cut(text, 100, 50);
    std::string joined;
    for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE_FALSE(found[i].empty());
        if (i + 1 < found.size()) CHECK(found[i].back() == '\n');
        joined += found[i];
    }
    CHECK(joined == text);
}

TEST_CASE("line chunks: a line longer than a chunk stays whole") {
    const std::string text = "short\n" + std::string(1000, 'x') + "\nshort\n";
    for (const std::string& chunk : cut(text, 10, 16)) CHECK(chunk.back() == '\n');
    CHECK(cut("", 1, 16).empty());
    CHECK(cut("\n", 1, 16) == std::vector<std::string>{"\n"});
}

TEST_CASE("line chunks: what is put back comes again, the last one first") {
    la::LineChunks chunks = chunks_of("a\nb\nc\n", 100);
    chunks.set_chunk_size(2);
    auto a = chunks.next(), b = chunks.next();
    REQUIRE(a);
    REQUIRE(b);
    chunks.put_back(std::move(*b));
    chunks.put_back(std::move(*a));
    CHECK(chunks.next()->text() == "a\n");
    CHECK(chunks.next()->text() == "b\n");
    CHECK(chunks.next()->text() == "c\n");
    CHECK_FALSE(chunks.next());
}
