#include "cli/inputs.hpp"

#include <unistd.h>

#include "core/error.hpp"
#include "text/parse_number.hpp"

namespace la {

namespace {

struct Operand {
    std::string file;
    std::optional<std::string> document;
};

// A file literally so called wins over `FILE#NAME`.
Operand parse_operand(const std::string& operand) {
    const std::size_t hash = operand.rfind('#');
    if (hash == std::string::npos || hash == 0 || access(operand.c_str(), F_OK) == 0) return {operand, std::nullopt};
    return {operand.substr(0, hash), operand.substr(hash + 1)};
}

std::string labels_of(const std::vector<NamedMatrix>& documents) {
    std::string out;
    for (std::size_t i = 0; i < documents.size(); ++i)
        out += (i == 0 ? "" : ", ") + document_label(documents[i].name, i);
    return out;
}

// Names win over positions.
const NamedMatrix& pick(const std::vector<NamedMatrix>& documents, const std::string& file, const std::string& name) {
    const NamedMatrix* found = nullptr;
    for (const NamedMatrix& document : documents) {
        if (document.name != name || name.empty()) continue;
        if (found) throw data_error(file + ": two documents are named '" + name + "'");
        found = &document;
    }
    if (found) return *found;
    std::int64_t position = 0;
    if (parse_integer(name, position) && position >= 1 && static_cast<std::size_t>(position) <= documents.size())
        return documents[static_cast<std::size_t>(position - 1)];
    throw data_error(file + ": no document '" + name + "' among " + labels_of(documents));
}

}  // namespace

std::string document_label(const std::string& name, std::size_t index) {
    return name.empty() ? "#" + std::to_string(index + 1) : name;
}

std::vector<NamedMatrix> Input::read_all() {
    if (picked_) {
        std::vector<NamedMatrix> documents;
        documents.push_back(std::move(*picked_));
        return documents;
    }
    return read_behind(stream_->read());
}

std::optional<Coordinates<double>> Input::read_entries() {
    return picked_ ? std::nullopt : stream_->read_entries();
}

std::vector<NamedMatrix> Input::read_behind(Matrix first) {
    std::vector<NamedMatrix> documents;
    first.origin = origin_;
    documents.push_back({stream_->name(), std::move(first)});
    for (NamedMatrix& document : read_rest()) documents.push_back(std::move(document));
    // Messages tell the documents of one stream apart.
    for (std::size_t i = 0; i < documents.size() && documents.size() > 1; ++i) {
        const std::string& name = documents[i].name;
        documents[i].matrix.origin = origin_ + "#" + (name.empty() ? std::to_string(i + 1) : name);
    }
    return documents;
}

void Input::require_one(const std::vector<NamedMatrix>& documents) const {
    if (documents.size() != 1)
        throw data_error(origin_ + ": holds " + std::to_string(documents.size()) +
                         " documents, one is wanted: " + labels_of(documents));
}

Matrix Input::read_one() {
    std::vector<NamedMatrix> documents = read_all();
    require_one(documents);
    return std::move(documents.front().matrix);
}

Matrix Input::read_picked(const std::string& name) {
    Matrix matrix = pick(read_all(), origin_, name).matrix;
    matrix.origin = origin_;
    return matrix;
}

CsvTable* Input::table() {
    return picked_ ? nullptr : stream_->table();
}

std::vector<NamedMatrix> Input::read_rest() {
    std::vector<NamedMatrix> documents;
    while (stream_->next()) {
        Matrix matrix = stream_->read();
        documents.push_back({stream_->name(), std::move(matrix)});
    }
    return documents;
}

void Input::require_end() {
    const std::string name = stream_->name();
    std::vector<NamedMatrix> documents = read_rest();
    documents.insert(documents.begin(), NamedMatrix{name, {}});
    require_one(documents);
}

std::string Inputs::first_format_text() const {
    if (!first_format_) return "none";
    if (*first_format_ == Format::mtx) return "mtx";
    return *first_format_ == Format::tsv ? "tsv" : std::string("csv with '") + first_delimiter_ + "'";
}

std::unique_ptr<DocumentStream> Inputs::open_stream(const std::string& file) {
    if (file == "-") {
        if (standard_input_used_) throw usage_error("standard input can be read only once");
        standard_input_used_ = true;
    }
    InputOptions options{options_.input_format, options_.csv, options_.threads, on_read_, options_.buffer_size};
    if (options.format == Format::tsv && !options.csv.delimiter) options.csv.delimiter = '\t';
    auto stream = std::make_unique<DocumentStream>(file, options);
    stream->next();
    if (!first_format_) {
        first_format_ = stream->format();
        first_delimiter_ = stream->delimiter();
    }
    return stream;
}

const std::vector<NamedMatrix>& Inputs::documents_of(const std::string& file) {
    const auto cached = cache_.find(file);
    if (cached != cache_.end()) return cached->second;
    Input input;
    input.origin_ = file;
    input.stream_ = open_stream(file);
    return cache_[file] = input.read_all();
}

Input Inputs::open(const std::string& operand) {
    const Operand parsed = parse_operand(operand);
    Input input;
    input.origin_ = operand;
    if (parsed.document) {
        input.picked_ = pick(documents_of(parsed.file), parsed.file, *parsed.document);
        input.picked_->matrix.origin = operand;
    } else {
        input.stream_ = open_stream(parsed.file);
    }
    return input;
}

}  // namespace la
