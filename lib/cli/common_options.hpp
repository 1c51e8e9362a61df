// The options that every tool has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/csv_layout.hpp"
#include "io/document_stream.hpp"
#include "text/format_number.hpp"

namespace la {

struct CommonOptions {
    std::optional<std::string> output;  // a file instead of standard output
    std::optional<Format> input_format;
    std::optional<Format> output_format;
    CsvOptions csv;  // delimiter (of input and output), header, row names, comment, missing values
    bool write_names = true;
    NumberFormat number_format;
    int threads = 1;
    std::uint64_t buffer_size = std::uint64_t(1) << 30;
    bool quiet = false;
    bool verbose = false;

    bool has_digits = false, has_format = false;  // both at once are refused
};

}  // namespace la
