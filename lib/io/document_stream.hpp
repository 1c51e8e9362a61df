// The documents of one stream, one after another.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "io/csv_table.hpp"
#include "io/line_chunks.hpp"
#include "io/matrix_market_reader.hpp"
#include "io/named_matrix.hpp"

namespace la {

enum class Format { csv, tsv, mtx };

struct InputOptions {
    std::optional<Format> format;  // by content where not given
    CsvOptions csv;
    int threads = 1;
    ReadObserver on_read;                                // may be empty
    std::uint64_t buffer_size = std::uint64_t(1) << 30;  // what a line has to fit into
};

// A stream of delimited tables and Matrix Market files: `# name: U` or blank lines separate tables, a banner begins a
// Matrix Market file. Each document must be read, or streamed, before the next is asked for.
class DocumentStream {
  public:
    // Opens `file` ("-" is standard input). `origin` is what messages call it. Throws a data error.
    DocumentStream(const std::string& file, const InputOptions& options);

    // Moves to the next document; false at the end of the stream. An empty stream is an error.
    bool next();

    const std::string& name() const { return name_; }

    // The format of the document at hand, and the delimiter if it is delimited (one-column tables say ',').
    Format format() const { return format_; }
    char delimiter() const;

    // The document at hand, whole.
    Matrix read();

    // The document at hand as the entries of its file; nothing, and the document still to be read, if it is not a real
    // coordinate file.
    std::optional<Coordinates<double>> read_entries();

    // The document at hand as a table to be streamed; nullptr if it is not delimited text with cells.
    CsvTable* table() { return table_ ? &*table_ : nullptr; }

  private:
    MatrixMarketFile& market_file();
    enum class HeadLine { blank, comment, name, size, banner, rows };
    HeadLine classify(std::string_view line) const;
    void take_byte_order_mark();

    std::string origin_;
    InputOptions options_;
    LineChunks chunks_;
    bool at_start_ = true;
    bool found_any_ = false;
    std::string name_;
    Format format_ = Format::csv;
    std::optional<CsvTable> table_;
    std::optional<MatrixMarketFile> market_file_;  // once its header has been read
    std::optional<Matrix> empty_;                  // from a `# size: R C` line
};

}  // namespace la
