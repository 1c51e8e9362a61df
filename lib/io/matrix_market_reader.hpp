// Matrix Market files to matrices.
#pragma once

#include <string>
#include <string_view>

#include "core/coordinates.hpp"
#include "io/line_chunks.hpp"
#include "io/matrix_market_header.hpp"
#include "io/named_matrix.hpp"

namespace la {

// True for a line that begins with the banner word `%%MatrixMarket`, in any case.
bool is_matrix_market_banner(std::string_view line);

// One complete file of a stream whose next line is its banner: `coordinate` gives a sparse matrix, `array` a dense one,
// the field `complex` a complex one, a `vector` a column. A comment `% name: U` before the size line names it. What
// follows the file stays in `chunks`: the next banner, or a line that begins with `#`.
//
// `origin` is what messages call the file, and the matrix's origin. Entries are read on up to `threads` threads; the
// result does not depend on their number. Nothing is allocated for entries that the rest of the file cannot hold.
// Throws a data error with the place ("A.mtx:4:1: row index 5 is out of range 1..3").
// Source of the format: Boisvert, Pozo, Remington, "The Matrix Market Exchange Formats", NISTIR 5935 (1996).
class MatrixMarketFile {
  public:
    // Reads as far as the size line.
    MatrixMarketFile(LineChunks& chunks, const std::string& origin);

    const std::string& name() const { return header_.name; }
    bool is_real_coordinate() const;

    // The rest, once: as a matrix (duplicate coordinates are summed in the order of the file, entries whose sum is zero
    // are not stored), or as the entries of a real coordinate file just as they stand there.
    Matrix read(int threads);
    Coordinates<double> read_entries(int threads);

  private:
    LineChunks& chunks_;
    std::string origin_;
    market::Header header_;
};

NamedMatrix read_matrix_market(LineChunks& chunks, const std::string& origin, int threads);

}  // namespace la
