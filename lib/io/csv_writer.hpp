// Delimited text of matrices.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/matrix.hpp"
#include "text/format_number.hpp"

namespace la {

struct CsvStyle {
    char delimiter = ',';
    char comment = '#';
    bool names = true;  // write them where there are any
    NumberFormat format;
};

// The heading line with its newline; empty if there are no column names to write.
std::string csv_header(const Matrix& m, const CsvStyle& style);

// The rows first … last-1 of a dense matrix.
std::string csv_rows(const Matrix& m, arma::uword first, arma::uword last, const CsvStyle& style);

// A whole document; a matrix with a zero dimension is the line `# size: R C`, zeros of a sparse matrix are written.
// Large matrices are formatted on several threads; `write` receives the text in order. A data error, before anything is
// written, for a sparse matrix of more than max_dense_cells cells.
void write_csv(const Matrix& m, const std::string& name, const CsvStyle& style, int threads,
               const std::function<void(std::string_view)>& write);

}  // namespace la
