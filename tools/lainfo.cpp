// lainfo: what there is to know about a matrix, as lines of key and value, and yes-or-no questions for the shell.
//
// lainfo A.csv          lainfo --get rank A.csv          lainfo --is pd H.csv && echo "a minimum"
#include <cmath>

#include "cli/lists.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/properties.hpp"
#include "ops/symmetry.hpp"
#include "ops/work.hpp"

namespace {

using namespace la;

struct Options {
    std::optional<std::string> get, is;
    bool json = false;
    std::optional<double> tolerance;
};

void declare(CommandLine& line, Options& o) {
    line.text("--get", "KEY", o.get, "the value of KEY alone");
    line.flag("--json", o.json, "as a JSON object");
    line.text("--is", "PRED", o.is, "print nothing; exit with 0 for yes, 1 for no");
    line.number("--tol", "T", o.tolerance, "singular values up to T count as zero; max(m,n)*eps*s1 where not given");
}

std::string number(std::complex<double> value, const NumberFormat& format) {
    std::string out;
    if (value.imag() == 0)
        format.append(out, value.real());
    else
        format.append(out, value);
    return out;
}

std::string text(const Property& property, const NumberFormat& format) {
    if (const auto* word = std::get_if<std::string>(&property)) return *word;
    if (const auto* answer = std::get_if<bool>(&property)) return *answer ? "yes" : "no";
    if (const auto* count = std::get_if<std::uint64_t>(&property)) return std::to_string(*count);
    if (const auto* value = std::get_if<double>(&property)) return number(*value, format);
    if (const auto* value = std::get_if<std::complex<double>>(&property)) return number(*value, format);
    return "-";
}

// Words of fixed vocabularies need no escapes. JSON has neither infinities nor complex numbers: those are strings.
std::string json(const Property& property, const NumberFormat& format) {
    if (std::holds_alternative<std::monostate>(property)) return "null";
    if (const auto* answer = std::get_if<bool>(&property)) return *answer ? "true" : "false";
    const auto* value = std::get_if<double>(&property);
    const auto* complex = std::get_if<std::complex<double>>(&property);
    const bool is_json_number = std::holds_alternative<std::uint64_t>(property) || (value && std::isfinite(*value)) ||
                                (complex && complex->imag() == 0 && std::isfinite(complex->real()));
    return is_json_number ? text(property, format) : '"' + text(property, format) + '"';
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

void write_json(Properties& properties, Session& session) {
    const char* separator = "{\n  \"";
    for (const std::string& key : Properties::keys()) {
        session.output.write_text(separator + key + "\": " + json(properties.get(key), session.common.number_format));
        separator = ",\n  \"";
    }
    session.output.write_text("\n}\n");
}

void execute(const Options& o, Session& session) {
    if ((o.get ? 1 : 0) + (o.is ? 1 : 0) + o.json > 1) throw usage_error("--get, --is and --json exclude each other");
    if (o.tolerance && !(*o.tolerance >= 0)) throw usage_error("--tol takes a number that is not negative");
    if (o.get) require_known("key", *o.get, Properties::keys());
    if (o.is) require_known("predicate", *o.is, Properties::predicates());
    Matrix a = session.read_only_matrix();
    if (!a.is_sparse()) session.allow_threads(decomposition_flops(a));
    Properties properties(std::move(a), o.tolerance, session.common.threads);
    const NumberFormat& format = session.common.number_format;
    if (o.is) {
        session.status = properties.is(*o.is) ? 0 : 1;
    } else if (o.get) {
        const Property value = properties.get(*o.get);
        if (std::holds_alternative<std::monostate>(value))
            throw data_error(described(properties.matrix()) + ": '" + *o.get + "' is undefined");
        if (*o.get == "definiteness" && !is_symmetric(properties.matrix()))
            session.warn(properties.matrix().origin + " is not symmetric: classified by its symmetric part");
        session.output.write_text(text(value, format) + "\n");
    } else if (o.json) {
        write_json(properties, session);
    } else {
        for (const std::string& key : Properties::keys())
            session.output.write_text(key + "\t" + text(properties.get(key), format) + "\n");
    }
    for (const std::string& key : properties.estimates())
        session.warn(properties.matrix().origin + " is large and sparse: its " + key + " is an estimate");
    if (!properties.overflows().empty())
        session.warn(properties.matrix().origin + ": beyond the range of doubles: " + joined(properties.overflows()));
    for (const std::string& driver : properties.drivers()) session.note_driver(driver);
}

}  // namespace

extern const la::Tool lainfo = {"lainfo", "What there is to know about a matrix.", "[FILE]",
                                la::run<Options, declare, execute>};
