#include "expr/nearest.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace la {

namespace {

constexpr std::size_t longest_word = 64;  // longer words are no misprints, and the distance is quadratic

std::string lower(std::string_view word) {
    std::string result(word);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

// Levenshtein's distance: insertions, deletions and replacements of one character.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() > longest_word) return "";
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : known) {
        if (candidate.size() > longest_word) continue;
        const std::size_t distance = edit_distance(lower(word), lower(candidate));
        if (distance < least && distance < std::min(word.size(), candidate.size())) {
            least = distance;
            best = &candidate;
        }
    }
    return best == nullptr ? "" : "; did you mean '" + *best + "'?";
}

}  // namespace la
