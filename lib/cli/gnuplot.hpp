// Pictures from scripts.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace la {

// What gnuplot writes to its standard output when it is given `script` on its standard input. No shell is involved, and
// the user's own settings are not read. Throws a data error where gnuplot is not installed, or with what it says when
// it fails.
std::string rendered(const std::string& script);

// Columns and rows of the terminal that standard output is; nothing if it is none.
std::optional<std::pair<int, int>> terminal_size();

}  // namespace la
