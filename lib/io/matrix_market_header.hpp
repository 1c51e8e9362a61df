// The banner and the size line of a Matrix Market file, and its lines and words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/line_chunks.hpp"

namespace la::market {

enum class Object { matrix, vector };
enum class Layout { coordinate, array };
enum class Field { real, integer, complex, pattern };
enum class Symmetry { general, symmetric, skew_symmetric, hermitian };

struct Header {
    Object object;
    Layout layout;
    Field field;
    Symmetry symmetry;
    std::string name;
    std::uint64_t rows = 0, columns = 0;
    std::uint64_t size_line = 0;  // where the sizes stand
    std::uint64_t entries = 0;    // that the file holds: of a symmetric array, its lower triangle

    std::size_t indices() const { return layout == Layout::array ? 0 : object == Object::vector ? 1 : 2; }
    std::size_t numbers() const { return field == Field::pattern ? 0 : field == Field::complex ? 2 : 1; }
    std::size_t words_per_entry() const { return indices() + numbers(); }
};

// "symmetric", as the banner has it.
const char* symmetry_word(Symmetry symmetry);

// Reads banner, comments and size line. Throws a data error with the place of what is malformed.
Header read_header(LineChunks& chunks, const std::string& origin);

// A data error if the stream is known to be too short for the entries that its size line declares.
void require_room(const LineChunks& chunks, const Header& header, const std::string& origin);

std::string lower_case(std::string_view text);
bool is_white(char c);
std::vector<std::string_view> words_of(std::string_view line);
bool is_blank_or_comment(std::string_view line);
char first_mark(std::string_view line);  // the first that is not blank, '\0' where there is none
std::string_view first_line(std::string_view text);

// The next line of a stream, which stays in it; nothing at the end.
std::optional<std::string> peek_line(LineChunks& chunks);
void skip_line(LineChunks& chunks);

}  // namespace la::market
