// The entries of a Matrix Market file: parsed by chunks on several threads, handed on in order.
#pragma once

#include <algorithm>
#include <charconv>
#include <complex>
#include <cstring>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/coordinates.hpp"
#include "core/error.hpp"
#include "core/messages.hpp"
#include "core/pipeline.hpp"
#include "io/matrix_market_header.hpp"
#include "io/matrix_market_reader.hpp"
#include "text/parse_number.hpp"

namespace la::market {

using Complex = std::complex<double>;

struct Fault {
    std::uint64_t line;  // how many lines of the chunk precede it
    std::size_t cell;
    std::string message;
};

// What a chunk holds, up to its end, a fault or a banner. The chunk may go on behind the document's last entry: whether
// a fault counts is known only when the entries before it have been counted.
template <class Entry>
struct Piece {
    LineChunk chunk;
    std::vector<Entry> entries;
    std::uint64_t lines = 0;
    bool at_banner = false;
    std::optional<Fault> fault;
};

// Reads the entries of a chunk: triplets of a coordinate file, or plain numbers of an array.
template <class Entry>
class EntryParser {
  public:
    explicit EntryParser(const Header& header) : header_(header) {}

    Piece<Entry> operator()(LineChunk&& chunk) const {
        Piece<Entry> piece;
        piece.chunk = std::move(chunk);
        const char* p = piece.chunk.first();
        const char* const last = piece.chunk.last();
        // Only a whole line has a newline that stops the fast path without a test for the end.
        const char* fast_last = last;
        while (fast_last != p && fast_last[-1] != '\n') --fast_last;
        piece.entries.reserve(static_cast<std::size_t>(std::count(p, last, '\n')) + 1);
        for (; p != last; ++piece.lines) {
            Entry entry;
            if (p < fast_last) {
                if (const char* next = fast_line(p, last, entry)) {
                    piece.entries.push_back(entry);
                    p = next;
                    continue;
                }
            }
            const std::string_view line = first_line({p, static_cast<std::size_t>(last - p)});
            if (!is_blank_or_comment(line)) {
                piece.fault = slow_line(line, entry);
                if (piece.fault) {
                    piece.fault->line = piece.lines;
                    break;
                }
                piece.entries.push_back(entry);
            } else if (is_matrix_market_banner(line)) {
                piece.at_banner = true;
                break;
            }
            p = std::min(p + line.size() + 1, last);
        }
        return piece;
    }

  private:
    static constexpr bool is_triplet = !std::is_same_v<Entry, double> && !std::is_same_v<Entry, Complex>;

    static auto& value_of(Entry& entry) {
        if constexpr (is_triplet)
            return entry.value;
        else
            return entry;
    }

    // Reads a plain line that ends in a newline and returns where the next one begins; nullptr if there is anything
    // out of the ordinary in it.
    const char* fast_line(const char* p, const char* last, Entry& entry) const {
        if constexpr (is_triplet) {
            p = fast_index(p, header_.rows, entry.row);
            if (!p) return nullptr;
            entry.column = 0;
            if (header_.object == Object::matrix) {
                p = fast_index(p, header_.columns, entry.column);
                if (!p) return nullptr;
            }
        }
        p = fast_value(p, last, value_of(entry));
        if (!p) return nullptr;
        p = skip_blanks(p);
        return *p == '\n' && !misplaced(entry) ? p + 1 : nullptr;
    }

    static const char* skip_blanks(const char* p) {
        while (*p == ' ' || *p == '\t' || *p == '\r') ++p;
        return p;
    }

    static const char* fast_index(const char* p, std::uint64_t limit, std::uint32_t& index) {
        p = skip_blanks(p);
        const char* const first = p;
        std::uint64_t value = 0;
        for (; *p >= '0' && *p <= '9'; ++p) value = 10 * value + static_cast<std::uint64_t>(*p - '0');
        if (p == first || p - first > 18 || value - 1 >= limit || !(is_white(*p) || *p == '\n')) return nullptr;
        index = static_cast<std::uint32_t>(value - 1);
        return p;
    }

    template <class T>
    const char* fast_value(const char* p, const char* last, T& value) const {
        if (header_.field == Field::pattern) {
            value = 1;
            return p;
        }
        p = skip_blanks(p);
        if constexpr (std::is_same_v<T, double>) {
            if (header_.field == Field::integer) return fast_integer(p, value);
            const ParseResult result = parse_real(p, last, value);
            return result.status == ParseStatus::ok ? result.end : nullptr;
        } else {
            double parts[2];
            ParseResult result = parse_real(p, last, parts[0]);
            if (result.status != ParseStatus::ok || !is_white(*result.end)) return nullptr;
            result = parse_real(skip_blanks(result.end), last, parts[1]);
            value = {parts[0], parts[1]};
            return result.status == ParseStatus::ok ? result.end : nullptr;
        }
    }

    static const char* fast_integer(const char* p, double& value) {
        const bool negative = *p == '-';
        if (negative) ++p;
        const char* const first = p;
        std::int64_t magnitude = 0;
        for (; *p >= '0' && *p <= '9'; ++p) {
            if (p - first == 18) return nullptr;
            magnitude = 10 * magnitude + (*p - '0');
        }
        value = static_cast<double>(negative ? -magnitude : magnitude);
        return p == first ? nullptr : p;
    }

    // Reads a line of any form and tells what is wrong with it.
    std::optional<Fault> slow_line(std::string_view line, Entry& entry) const {
        const std::vector<std::string_view> words = words_of(line);
        const std::size_t expected = header_.words_per_entry();
        if (words.size() != expected)
            return Fault{
                0, 0, "expected " + counted(expected, "number", "numbers") + ", found " + std::to_string(words.size())};
        if constexpr (is_triplet) {
            if (auto fault = slow_index(words, 1, "row", header_.rows, entry.row)) return fault;
            entry.column = 0;
            if (header_.object == Object::matrix)
                if (auto fault = slow_index(words, 2, "column", header_.columns, entry.column)) return fault;
        }
        double parts[2] = {1, 0};
        for (std::size_t i = 0; i < header_.numbers(); ++i)
            if (auto fault = slow_number(words, header_.indices() + i + 1, parts[i])) return fault;
        if constexpr (std::is_same_v<std::decay_t<decltype(value_of(entry))>, double>)
            value_of(entry) = parts[0];
        else
            value_of(entry) = {parts[0], parts[1]};
        if (const char* message = misplaced(entry)) return Fault{0, 0, message};
        return std::nullopt;
    }

    static std::optional<Fault> slow_index(const std::vector<std::string_view>& words, std::size_t cell,
                                           const char* what, std::uint64_t limit, std::uint32_t& index) {
        std::string_view digits = words[cell - 1];
        if (digits.size() > 1 && (digits[0] == '+' || digits[0] == '-')) digits.remove_prefix(1);
        if (digits.find_first_not_of("0123456789") != std::string_view::npos)
            return Fault{0, cell, "expected an index, found " + quoted_excerpt(words[cell - 1])};
        std::int64_t value = 0;
        if (!parse_integer(words[cell - 1], value) || value < 1 || static_cast<std::uint64_t>(value) > limit)
            return Fault{0, cell,
                         std::string(what) + " index " + std::string(words[cell - 1].substr(0, 40)) +
                             " is out of range 1.." + std::to_string(limit)};
        index = static_cast<std::uint32_t>(value - 1);
        return std::nullopt;
    }

    std::optional<Fault> slow_number(const std::vector<std::string_view>& words, std::size_t cell,
                                     double& value) const {
        const std::string_view word = words[cell - 1];
        const ParseResult result = parse_real(word.data(), word.data() + word.size(), value);
        const bool is_number = result.status != ParseStatus::not_a_number && result.end == word.data() + word.size();
        const bool is_integer = word.find_first_not_of("0123456789", 1) == std::string_view::npos && word[0] != '.';
        if (header_.field == Field::integer && !(is_number && is_integer))
            return Fault{0, cell, "expected an integer, found " + quoted_excerpt(word)};
        if (!is_number) return Fault{0, cell, "expected a number, found " + quoted_excerpt(word)};
        if (result.status == ParseStatus::overflow) return Fault{0, cell, "number too large: " + quoted_excerpt(word)};
        return std::nullopt;
    }

    // What the symmetry forbids about an entry; nullptr if nothing. Of an array, the place is not known here.
    const char* misplaced(const Entry& entry) const {
        if constexpr (is_triplet) {
            if (header_.symmetry == Symmetry::general || entry.row > entry.column) return nullptr;
            if (entry.row == entry.column) {
                if (header_.symmetry == Symmetry::skew_symmetric && entry.value != 0.0)
                    return "nonzero on the diagonal of a skew-symmetric file";
                if (header_.symmetry == Symmetry::hermitian && std::imag(entry.value) != 0)
                    return "complex number on the diagonal of a hermitian file";
                return nullptr;
            }
            switch (header_.symmetry) {
                case Symmetry::skew_symmetric:
                    return "an entry above the diagonal in a skew-symmetric file";
                case Symmetry::hermitian:
                    return "an entry above the diagonal in a hermitian file";
                default:
                    return "an entry above the diagonal in a symmetric file";
            }
        }
        return nullptr;
    }

    const Header& header_;
};

// The first `count` entries of a text, with the comments and blank lines before them.
struct EntriesExtent {
    std::size_t bytes = 0;
    std::uint64_t lines = 0;
};

inline EntriesExtent extent_of_entries(std::string_view text, std::size_t count) {
    EntriesExtent extent;
    while (count != 0) {
        const std::string_view line = first_line(text.substr(extent.bytes));
        extent.bytes = std::min(extent.bytes + line.size() + 1, text.size());
        ++extent.lines;
        if (!is_blank_or_comment(line)) --count;
    }
    return extent;
}

// Hands the promised number of entries to `store`, in the order of the file, as vectors. It returns what is wrong with
// an entry, if anything: its index in the vector and a message. What was taken beyond the last entry is put back.
using StoreFault = std::optional<std::pair<std::size_t, const char*>>;

template <class Entry, class Store>
void read_entries(LineChunks& chunks, const Header& header, const std::string& origin, int threads, Store store) {
    if (header.entries == 0) return;
    std::uint64_t found = 0;
    std::vector<LineChunk> beyond;
    const auto deliver = [&](Piece<Entry>& piece) {
        const std::uint64_t needed = header.entries - found;
        const std::size_t count = std::min<std::uint64_t>(needed, piece.entries.size());
        piece.entries.resize(count);
        if (const StoreFault fault = store(std::move(piece.entries))) {
            const EntriesExtent extent = extent_of_entries(piece.chunk.text(), fault->first + 1);
            throw data_error({origin, chunks.line + extent.lines - 1, 0}, fault->second);
        }
        found += count;
        if (count == needed) {
            const EntriesExtent extent = extent_of_entries(piece.chunk.text(), count);
            piece.chunk.begin += extent.bytes;
            chunks.line += extent.lines;
            beyond.push_back(std::move(piece.chunk));
            return false;
        }
        if (piece.fault)
            throw data_error({origin, chunks.line + piece.fault->line, piece.fault->cell}, piece.fault->message);
        if (piece.at_banner) return false;
        chunks.line += piece.lines;
        chunks.recycle(std::move(piece.chunk));
        return true;
    };
    ordered_pipeline(
        threads, [&] { return chunks.next(); }, EntryParser<Entry>(header), deliver,
        [&](Piece<Entry>&& piece) { beyond.push_back(std::move(piece.chunk)); });
    if (found != header.entries)
        throw data_error({origin, header.size_line, 0}, "expected " + counted(header.entries, "entry", "entries") +
                                                            ", found " + std::to_string(found));
    while (!beyond.empty()) {
        chunks.put_back(std::move(beyond.back()));
        beyond.pop_back();
    }
}

// Behind the last entry only another document may follow.
inline void require_end_of_document(LineChunks& chunks, const Header& header, const std::string& origin) {
    for (;; skip_line(chunks)) {
        const std::optional<std::string> line = peek_line(chunks);
        if (!line || is_matrix_market_banner(*line) || first_mark(*line) == '#') return;
        if (!is_blank_or_comment(*line))
            throw data_error({origin, chunks.line, 0}, "more than " + counted(header.entries, "entry", "entries"));
    }
}

}  // namespace la::market
