#include "cli/output.hpp"

#include <cstdlib>

#include "io/matrix_market_writer.hpp"

namespace la {

Format Output::format() const {
    if (options_.output_format) return *options_.output_format;
    return inputs_.first_format().value_or(Format::csv);
}

CsvStyle Output::style() const {
    CsvStyle style;
    style.comment = options_.csv.comment;
    style.names = options_.write_names;
    style.format = options_.number_format;
    if (options_.csv.delimiter)
        style.delimiter = *options_.csv.delimiter;
    else if (options_.output_format)
        style.delimiter = *options_.output_format == Format::tsv ? '\t' : ',';
    else
        style.delimiter = inputs_.first_delimiter();
    return style;
}

Sink& Output::sink() {
    if (!sink_) {
        const char* directory = std::getenv("TMPDIR");
        sink_ = options_.output && !is_standard_output(*options_.output)
                    ? file_sink(*options_.output)
                    : standard_output_sink(options_.buffer_size, directory && *directory ? directory : "/tmp");
    }
    return *sink_;
}

void Output::write_document(const Matrix& m, const std::string& name) {
    const auto write = [this](std::string_view text) { sink().write(text); };
    if (format() == Format::mtx) {
        write_matrix_market(m, name, options_.number_format, options_.threads, write);
    } else {
        if (wrote_document_) write("\n");
        write_csv(m, name, style(), options_.threads, write);
    }
    wrote_document_ = true;
}

void Output::write(Matrix result) {
    write_document(to_real_if_possible(std::move(result)), "");
}

void Output::write(std::vector<NamedMatrix> documents) {
    for (NamedMatrix& document : documents) {
        write_document(to_real_if_possible(std::move(document.matrix)), document.name);
        document.matrix = Matrix();
    }
}

void Output::write_text(std::string_view text) {
    sink().write(text);
}

std::string Output::rows_text(const Matrix& block) const {
    return csv_rows(block, 0, block.rows(), style());
}

void Output::write_rows(const Matrix& first_block) {
    write_document(first_block, "");
}

void Output::commit() {
    sink().commit();
}

}  // namespace la
