// Operands as matrices: which file, which document, standard input shared.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/common_options.hpp"
#include "core/coordinates.hpp"
#include "io/document_stream.hpp"
#include "io/named_matrix.hpp"

namespace la {

// One operand, opened: a stream of documents, or the one document that `FILE#NAME` picks.
class Input {
  public:
    // Every document, or the picked one. An unnamed document has the name "".
    std::vector<NamedMatrix> read_all();

    // The first document as the entries of its file, if it is a real coordinate file; after that, read_behind() gives
    // every document with `first` in the place of the one that has been read.
    std::optional<Coordinates<double>> read_entries();
    std::vector<NamedMatrix> read_behind(Matrix first);

    // The one matrix. A data error lists the names where there are several.
    Matrix read_one();

    // The document of that name or position.
    Matrix read_picked(const std::string& name);

    // The only document as a table to be streamed, nullptr where it has to be read whole. After the last block call
    // require_end().
    CsvTable* table();
    void require_end();

    // The documents behind the table that has been streamed.
    std::vector<NamedMatrix> read_rest();

    const std::string& origin() const { return origin_; }

  private:
    friend class Inputs;
    void require_one(const std::vector<NamedMatrix>& documents) const;

    std::string origin_;                      // the operand as given
    std::unique_ptr<DocumentStream> stream_;  // at its first document
    std::optional<NamedMatrix> picked_;
};

class Inputs {
  public:
    explicit Inputs(const CommonOptions& options) : options_(options) {}

    // Whom to tell what is read from the inputs opened from now on.
    void observe(ReadObserver on_read) { on_read_ = std::move(on_read); }

    // Opens an operand: "FILE", "-", "FILE#NAME", "-#2". Throws a data error, or a usage error if standard input is
    // asked for twice. The first input that is opened decides the format of the output.
    Input open(const std::string& operand);

    std::optional<Format> first_format() const { return first_format_; }
    std::string first_format_text() const;  // "csv with ','", "mtx", "none": for --verbose
    char first_delimiter() const { return first_delimiter_; }

  private:
    std::unique_ptr<DocumentStream> open_stream(const std::string& file);
    const std::vector<NamedMatrix>& documents_of(const std::string& file);

    const CommonOptions& options_;
    std::map<std::string, std::vector<NamedMatrix>> cache_;  // of files from which documents are picked by name
    ReadObserver on_read_;
    bool standard_input_used_ = false;
    std::optional<Format> first_format_;
    char first_delimiter_ = ',';
};

// "U", or "#2" for an unnamed second document.
std::string document_label(const std::string& name, std::size_t index);

}  // namespace la
