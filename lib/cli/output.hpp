// Results as text on standard output or in a file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/common_options.hpp"
#include "cli/inputs.hpp"
#include "io/csv_writer.hpp"
#include "io/matrix_builder.hpp"
#include "io/named_matrix.hpp"
#include "io/sink.hpp"

namespace la {

class Output {
  public:
    // The format is that of `inputs` where the options do not say.
    Output(const CommonOptions& options, const Inputs& inputs) : options_(options), inputs_(inputs) {}

    // A single result, unnamed. Real where every imaginary part is zero.
    void write(Matrix result);

    // Several documents on one stream.
    void write(std::vector<NamedMatrix> documents);

    // Text that is not a matrix: lines of lainfo, a formula.
    void write_text(std::string_view text);

    // True if rows can be written as they come; otherwise they are collected and written by finish_rows().
    bool can_stream_rows() const { return format() != Format::mtx; }
    // The first rows of a document, with its heading; and further ones as text, to be computed on any thread.
    void write_rows(const Matrix& first_block);
    std::string rows_text(const Matrix& block) const;

    // Makes the output visible. Called once, by run().
    void commit();

  private:
    Format format() const;
    CsvStyle style() const;
    Sink& sink();
    void write_document(const Matrix& m, const std::string& name);

    const CommonOptions& options_;
    const Inputs& inputs_;
    std::unique_ptr<Sink> sink_;
    bool wrote_document_ = false;
};

}  // namespace la
