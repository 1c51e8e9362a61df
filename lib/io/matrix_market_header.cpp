#include "io/matrix_market_header.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/error.hpp"
#include "core/matrix.hpp"
#include "core/messages.hpp"
#include "io/matrix_market_reader.hpp"
#include "text/parse_number.hpp"

namespace la::market {

bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0;;) {
        while (i < line.size() && is_white(line[i])) ++i;
        if (i == line.size()) return words;
        const std::size_t start = i;
        while (i < line.size() && !is_white(line[i])) ++i;
        words.push_back(line.substr(start, i - start));
    }
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// The first character that is not a blank; 0 if there is none.
char first_mark(std::string_view line) {
    const auto mark = std::find_if_not(line.begin(), line.end(), is_white);
    return mark == line.end() ? '\0' : *mark;
}

bool is_blank_or_comment(std::string_view line) {
    const char mark = first_mark(line);
    return (mark == '\0' && line.find('\0') == std::string_view::npos) || mark == '%';
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

// The next line, left where it is; nothing at the end.
std::optional<std::string> peek_line(LineChunks& chunks) {
    std::optional<LineChunk> chunk = chunks.next();
    if (!chunk) return std::nullopt;
    std::string line(first_line(chunk->text()));
    chunks.put_back(std::move(*chunk));
    return line;
}

void skip_line(LineChunks& chunks) {
    std::optional<LineChunk> chunk = chunks.next();
    const std::size_t length = first_line(chunk->text()).size();
    chunk->begin = std::min(chunk->begin + length + 1, chunk->end);
    chunks.put_back(std::move(*chunk));
    ++chunks.line;
}

const char* symmetry_word(Symmetry symmetry) {
    switch (symmetry) {
        case Symmetry::general:
            return "general";
        case Symmetry::symmetric:
            return "symmetric";
        case Symmetry::skew_symmetric:
            return "skew-symmetric";
        case Symmetry::hermitian:
            return "hermitian";
    }
    return "";
}

// The meaning of the banner's word number `cell`.
template <class T>
T keyword(const std::vector<std::string_view>& words, std::size_t cell, const char* what, Place place,
          std::initializer_list<std::pair<const char*, T>> meanings) {
    const std::string_view word = words[cell - 1];
    const std::string lower = lower_case(word);
    for (const auto& [text, meaning] : meanings)
        if (lower == text) return meaning;
    place.cell = cell;
    throw data_error(place, std::string("unknown ") + what + " " + quoted_excerpt(word));
}

Header parse_banner(std::string_view line, const Place& place) {
    const std::vector<std::string_view> words = words_of(line);
    if (words.size() != 5 || lower_case(words[0]) != "%%matrixmarket")
        throw data_error(place, "malformed Matrix Market banner");
    Header header;
    header.object =
        keyword<Object>(words, 2, "object", place, {{"matrix", Object::matrix}, {"vector", Object::vector}});
    header.layout =
        keyword<Layout>(words, 3, "format", place, {{"coordinate", Layout::coordinate}, {"array", Layout::array}});
    header.field = keyword<Field>(words, 4, "field", place,
                                  {{"real", Field::real},
                                   {"double", Field::real},
                                   {"integer", Field::integer},
                                   {"complex", Field::complex},
                                   {"pattern", Field::pattern}});
    header.symmetry = keyword<Symmetry>(words, 5, "symmetry", place,
                                        {{"general", Symmetry::general},
                                         {"symmetric", Symmetry::symmetric},
                                         {"skew-symmetric", Symmetry::skew_symmetric},
                                         {"hermitian", Symmetry::hermitian}});
    if (header.layout == Layout::array && header.field == Field::pattern)
        throw data_error(place, "an array cannot be of pattern field");
    if (header.symmetry == Symmetry::hermitian && header.field != Field::complex)
        throw data_error(place, "a hermitian matrix must be complex");
    if (header.symmetry == Symmetry::skew_symmetric && header.field == Field::pattern)
        throw data_error(place, "a pattern matrix cannot be skew-symmetric");
    return header;
}

// U of a comment line `% name: U`, else nothing.
std::optional<std::string_view> name_in_comment(std::string_view line) {
    const auto trim = [](std::string_view text) {
        while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
        return text;
    };
    line = trim(line);
    if (line.empty() || line.front() != '%') return std::nullopt;
    line = trim(line.substr(1));
    if (line.substr(0, 5) != "name:") return std::nullopt;
    return trim(line.substr(5));
}

// 32-bit indices are kept while reading, dense sizes are LAPACK's.
std::uint64_t largest_size(Layout layout) {
    return std::uint64_t(1) << (layout == Layout::coordinate ? 28 : 31);
}

// A sparse matrix holds one pointer for each column, empty ones too: a line of text must not cost gigabytes.
bool is_mostly_empty_columns(const Header& header) {
    constexpr std::uint64_t always_allowed = 1 << 24, columns_per_entry = 64;
    return header.layout == Layout::coordinate && header.columns > always_allowed &&
           (header.columns - always_allowed) / columns_per_entry > header.entries;
}

std::uint64_t entries_of_array(const Header& header) {
    const std::uint64_t n = header.rows;
    switch (header.symmetry) {
        case Symmetry::general:
            return header.rows * header.columns;
        case Symmetry::symmetric:
        case Symmetry::hermitian:
            return n * (n + 1) / 2;
        case Symmetry::skew_symmetric:
            return n == 0 ? 0 : n * (n - 1) / 2;
    }
    return 0;
}

void parse_size_line(std::string_view line, const Place& place, Header& header) {
    const std::vector<std::string_view> words = words_of(line);
    const std::size_t expected =
        (header.object == Object::vector ? 1 : 2) + (header.layout == Layout::coordinate ? 1 : 0);
    if (words.size() != expected)
        throw data_error(place, "size line must have " + counted(expected, "number", "numbers") + ", found " +
                                    std::to_string(words.size()));
    std::vector<std::uint64_t> sizes(expected);
    for (std::size_t i = 0; i < expected; ++i) {
        const char* const last = words[i].data() + words[i].size();
        const auto [end, error] = std::from_chars(words[i].data(), last, sizes[i]);
        const Place cell{place.file, place.line, i + 1};
        if (end != last || error == std::errc::invalid_argument)
            throw data_error(cell, "expected a size, found " + quoted_excerpt(words[i]));
        if (error != std::errc()) throw data_error(cell, "number too large: " + quoted_excerpt(words[i]));
    }
    header.rows = sizes[0];
    header.columns = header.object == Object::vector ? 1 : sizes[1];
    const auto refuse_beyond_limit = [&](std::uint64_t size, const char* what) {
        if (size > largest_size(header.layout))
            throw data_error(place, std::to_string(size) + " " + what + " are more than can be indexed");
    };
    refuse_beyond_limit(header.rows, "rows");
    refuse_beyond_limit(header.columns, "columns");
    if (header.symmetry != Symmetry::general && header.rows != header.columns)
        throw data_error(place, std::string("a ") + symmetry_word(header.symmetry) + " matrix must be square, found " +
                                    shape_text(header.rows, header.columns));
    header.entries = header.layout == Layout::coordinate ? sizes.back() : entries_of_array(header);
    if (is_mostly_empty_columns(header))
        throw data_error(place, std::to_string(header.columns) + " columns are too many for " +
                                    counted(header.entries, "entry", "entries"));
}

Header read_header(LineChunks& chunks, const std::string& origin) {
    const std::optional<std::string> banner = peek_line(chunks);
    if (!banner) throw data_error(origin + ": malformed Matrix Market banner");
    Header header = parse_banner(*banner, {origin, chunks.line, 0});
    skip_line(chunks);
    for (;; skip_line(chunks)) {
        const std::optional<std::string> line = peek_line(chunks);
        if (!line || is_matrix_market_banner(*line)) throw data_error({origin, chunks.line, 0}, "no size line");
        if (const auto name = name_in_comment(*line)) header.name = *name;
        if (is_blank_or_comment(*line)) continue;
        header.size_line = chunks.line;
        parse_size_line(*line, {origin, header.size_line, 0}, header);
        skip_line(chunks);
        return header;
    }
}

// Every word takes a digit and a separator, the last one of the file a digit alone.
void require_room(const LineChunks& chunks, const Header& header, const std::string& origin) {
    const std::optional<std::uint64_t> bytes = chunks.remaining();
    if (bytes && header.entries > (*bytes + 1) / (2 * header.words_per_entry()))
        throw data_error(
            {origin, header.size_line, 0},
            "the size line declares " + counted(header.entries, "entry", "entries") + ", more than the file can hold");
}

}  // namespace la::market

namespace la {

bool is_matrix_market_banner(std::string_view line) {
    using namespace market;
    constexpr std::string_view banner = "%%matrixmarket";
    line.remove_prefix(static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_white) - line.begin()));
    if (lower_case(line.substr(0, banner.size())) != banner) return false;
    return line.size() == banner.size() || is_white(line[banner.size()]);
}

}  // namespace la
