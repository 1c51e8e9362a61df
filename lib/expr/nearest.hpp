// The word a user probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace la {

// "; did you mean 'gamma'?" with the known word nearest to `word` by edit distance (a difference in case alone counts
// little), or an empty text if none is near. Ties go to the first.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace la
