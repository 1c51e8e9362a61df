// The rows of delimited text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/matrix.hpp"
#include "io/csv_layout.hpp"

namespace la {

// What stands in a chunk of whole lines, up to the end of the document where that lies within it.
struct CsvRows {
    Matrix block;                   // the rows; complex if a cell is; with row names where there are any
    std::uint64_t lines = 0;        // physical lines taken, comments included
    std::size_t consumed = 0;       // bytes taken
    bool document_ended = false;    // at a blank line or at `# name:`
    std::optional<CsvFault> fault;  // the first error; then the block is incomplete
};

// True for a line that begins a document, `# name: U`, whatever the comment character is.
bool is_name_line(std::string_view line);

// Parses rows of the given layout. Throws nothing but std::bad_alloc, so that chunks beyond the end of a document may
// be tried in vain.
CsvRows parse_rows(std::string_view text, const CsvLayout& layout, const CsvOptions& options);

}  // namespace la
