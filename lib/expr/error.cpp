#include "expr/error.hpp"

#include <algorithm>

namespace la {

namespace {

constexpr std::size_t window = 72;  // the most characters of an expression that are shown

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

// Moves a cut to the start of the character it falls into.
std::size_t character_start(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && continues_character(text[at])) --at;
    return at;
}

}  // namespace

std::string expression_excerpt(std::string_view expression, std::size_t position) {
    position = std::min(position, expression.size());
    const std::size_t before = position == 0 ? std::string_view::npos : expression.rfind('\n', position - 1);
    const std::size_t line_start = before == std::string_view::npos ? 0 : before + 1;
    std::string line(expression.substr(line_start, expression.find('\n', position) - line_start));
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');

    std::size_t place = character_start(line, position - line_start);
    if (line.size() > window) {
        const std::size_t from = character_start(line, place > window / 2 ? place - window / 2 : 0);
        const std::size_t to = character_start(line, std::min(from + window, line.size()));
        const std::string cut_before = from > 0 ? "..." : "";
        line = cut_before + line.substr(from, to - from) + (to < line.size() ? "..." : "");
        place = place - from + cut_before.size();
    }
    return "  " + line + "\n  " + std::string(characters(std::string_view(line).substr(0, place)), ' ') + "^";
}

ExpressionError::ExpressionError(ErrorKind kind, const std::string& message, std::string_view expression,
                                 std::size_t position)
    : Error(kind, message + "\n" + expression_excerpt(expression, position)), message_(message), position_(position) {}

}  // namespace la
