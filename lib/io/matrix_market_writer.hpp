// Matrices as Matrix Market files.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/matrix.hpp"
#include "text/format_number.hpp"

namespace la {

// The text of a complete file, handed to `write` in pieces, in order: `coordinate` for a sparse matrix (by columns,
// stored zeros left out), `array` for a dense one; `complex` unless every imaginary part is zero, else `real`; always
// `general`. A name that is not empty goes into a comment `% name: U`; row and column names are dropped. A complex
// number is two numbers, each in `format`. Large matrices are formatted on up to `threads` threads; the text does not
// depend on their number.
void write_matrix_market(const Matrix& m, const std::string& name, const NumberFormat& format, int threads,
                         const std::function<void(std::string_view)>& write);

}  // namespace la
