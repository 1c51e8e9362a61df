// A function of row blocks, applied to a table that is too long to be held.
#pragma once

#include <functional>

#include "cli/run.hpp"

namespace la {

// Writes f(held), then f of the rest of the table block by block, which goes through in memory that does not depend on
// its length (but for Matrix Market output, which begins with the number of rows). f is called from several threads.
void write_row_map(Matrix held, CsvTable& table, const std::function<Matrix(Matrix)>& f, Session& session);

}  // namespace la
