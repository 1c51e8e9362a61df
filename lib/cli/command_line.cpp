#include "cli/command_line.hpp"

#include <sched.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <thread>

#include "cli/lists.hpp"
#include "core/error.hpp"
#include "text/parse_number.hpp"

namespace la {

namespace {

std::string joined(const std::vector<std::string>& words, const char* separator) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : separator) + word;
    return out;
}

const std::string& checked_choice(const std::string& option, const std::string& given,
                                  const std::vector<std::string>& choices) {
    const auto found = std::find(choices.begin(), choices.end(), given);
    if (found == choices.end())
        throw usage_error(option + " takes " + joined(choices, ", ") + ", found '" + given + "'");
    return *found;
}

std::int64_t checked_integer(const std::string& option, const std::string& given) {
    std::int64_t value = 0;
    if (!parse_integer(given, value)) throw usage_error(option + " takes an integer, found '" + given + "'");
    return value;
}

double checked_number(const std::string& option, const std::string& given) {
    double value = 0;
    if (!parse_real(std::string_view(given), value))
        throw usage_error(option + " takes a number, found '" + given + "'");
    return value;
}

char checked_character(const std::string& option, const std::string& given) {
    if (given == "\\t") return '\t';
    if (given.size() != 1) throw usage_error(option + " takes one character, found '" + given + "'");
    return given[0];
}

Format format_of(const std::string& name) {
    return name == "csv" ? Format::csv : name == "tsv" ? Format::tsv : Format::mtx;
}

Presence presence_of(const std::string& word) {
    return word == "auto" ? Presence::automatic : word == "yes" ? Presence::yes : Presence::no;
}

// A size as sort -S takes it: KiB without a suffix, b for bytes, K M G T P E Z Y, % of physical memory.
std::uint64_t parse_size(const std::string& given) {
    const auto refuse = [&] {
        return usage_error("--buffer-size takes a size such as 500M or 10%, found '" + given + "'");
    };
    std::size_t digits = 0;
    while (digits < given.size() && given[digits] >= '0' && given[digits] <= '9') ++digits;
    const std::string suffix = given.substr(digits);
    std::int64_t count = 0;
    if (digits == 0 || suffix.size() > 1 || !parse_integer(given.substr(0, digits), count)) throw refuse();
    double bytes = static_cast<double>(count);
    if (suffix == "%") {
        bytes *= 0.01 * static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    } else if (suffix != "b") {
        static const std::string units = "KMGTPEZY";
        const std::string unit(1, suffix.empty() ? 'K' : static_cast<char>(std::toupper(suffix[0])));
        const std::size_t power = units.find(unit);
        if (power == std::string::npos) throw refuse();
        for (std::size_t i = 0; i <= power; ++i) bytes *= 1024;
    }
    return bytes >= 9e18 ? std::uint64_t(9e18) : static_cast<std::uint64_t>(bytes);
}

// Those that the process may run on (taskset, cpusets).
int available_processors() {
    cpu_set_t processors;
    if (sched_getaffinity(0, sizeof processors, &processors) == 0) return CPU_COUNT(&processors);
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

MissingPolicy parse_missing(const std::string& given) {
    if (given == "error") return {};
    if (given == "nan") return {MissingAction::nan, 0};
    if (given == "drop") return {MissingAction::drop_row, 0};
    double value = 0;
    if (!parse_real(std::string_view(given), value))
        throw usage_error("--na takes error, nan, drop or a number, found '" + given + "'");
    return {MissingAction::replace, value};
}

}  // namespace

CommandLine::CommandLine(const std::string& tool, const std::string& summary, const std::string& usage)
    : tool_(tool), summary_(summary), usage_(usage) {}

void CommandLine::declare(const std::string& names, const std::string& placeholder, const std::string& help,
                          Value value, std::function<void(const std::string&)> take) {
    for (const std::string& name : split_list(names)) by_name_[name] = entries_.size();
    entries_.push_back({names, placeholder, help, value, std::move(take)});
}

void CommandLine::flag(const std::string& names, bool& value, const std::string& help) {
    declare(names, "", help, Value::none, [&value](const std::string&) { value = true; });
}

void CommandLine::text(const std::string& names, const std::string& placeholder, std::string& value,
                       const std::string& help) {
    declare(names, placeholder, help, Value::required, [&value](const std::string& given) { value = given; });
}

void CommandLine::text(const std::string& names, const std::string& placeholder, std::optional<std::string>& value,
                       const std::string& help) {
    declare(names, placeholder, help, Value::required, [&value](const std::string& given) { value = given; });
}

void CommandLine::number(const std::string& names, const std::string& placeholder, std::optional<double>& value,
                         const std::string& help) {
    const std::string option = names.substr(names.find("--"));
    declare(names, placeholder, help, Value::required,
            [&value, option](const std::string& given) { value = checked_number(option, given); });
}

void CommandLine::number(const std::string& names, const std::string& placeholder, double& value,
                         const std::string& help) {
    const std::string option = names.substr(names.find("--"));
    declare(names, placeholder, help, Value::required,
            [&value, option](const std::string& given) { value = checked_number(option, given); });
}

void CommandLine::integer(const std::string& names, const std::string& placeholder, std::optional<std::int64_t>& value,
                          const std::string& help) {
    const std::size_t start = names.find("--");
    const std::string option = start == std::string::npos ? names : names.substr(start);
    declare(names, placeholder, help, Value::required,
            [&value, option](const std::string& given) { value = checked_integer(option, given); });
}

void CommandLine::complex(const std::string& names, const std::string& placeholder,
                          std::optional<std::complex<double>>& value, const std::string& help) {
    const std::string option = names.substr(names.find("--"));
    declare(names, placeholder, help, Value::required, [&value, option](const std::string& given) {
        std::complex<double> number;
        bool is_complex = false;
        if (parse_cell(given, number, is_complex) != ParseStatus::ok || !std::isfinite(number.real()) ||
            !std::isfinite(number.imag()))
            throw usage_error(option + " takes a number, found '" + given + "'");
        value = number;
    });
}

void CommandLine::choice(const std::string& names, const std::vector<std::string>& choices,
                         const std::string& placeholder, std::string& value, const std::string& help) {
    const std::string option = names.substr(names.find("--"));
    declare(names, placeholder, help, Value::required,
            [&value, option, choices](const std::string& given) { value = checked_choice(option, given, choices); });
}

void CommandLine::optional_choice(const std::string& names, const std::vector<std::string>& choices,
                                  std::optional<std::string>& value, const std::string& help) {
    const std::string option = names.substr(names.find("--"));
    declare(names, joined(choices, "|"), help, Value::optional, [&value, option, choices](const std::string& given) {
        value = given.empty() ? given : checked_choice(option + "=", given, choices);
    });
}

void CommandLine::custom(const std::string& names, const std::string& placeholder, const std::string& help,
                         std::function<void(const std::string&)> take) {
    declare(names, placeholder, help, Value::required, std::move(take));
}

void CommandLine::common(CommonOptions& options) {
    const std::vector<std::string> formats{"csv", "tsv", "mtx"}, when{"auto", "yes", "no"};
    options.threads = available_processors();
    text("-o,--output", "FILE", options.output, "write to FILE, by renaming a temporary file, not to standard output");
    custom("-I,--input-format", "FORMAT", "csv, tsv or mtx; by content where not given",
           [=, &options](const auto& given) {
               options.input_format = format_of(checked_choice("--input-format", given, formats));
           });
    custom("-O,--output-format", "FORMAT", "csv, tsv or mtx; that of the first input where not given",
           [=, &options](const auto& given) {
               options.output_format = format_of(checked_choice("--output-format", given, formats));
           });
    custom("-d,--delimiter", "C", "delimiter of input and output; detected where not given",
           [&options](const auto& given) { options.csv.delimiter = checked_character("--delimiter", given); });
    custom("--header", "WHEN", "auto, yes or no: the first row holds column names (default: auto)",
           [=, &options](const auto& given) {
               options.csv.header = presence_of(checked_choice("--header", given, when));
           });
    custom("--row-names", "WHEN", "auto, yes or no: the first column holds row names (default: auto)",
           [=, &options](const auto& given) {
               options.csv.row_names = presence_of(checked_choice("--row-names", given, when));
           });
    custom("--names", "WHEN", "yes or no: write names (default: yes)", [&options](const auto& given) {
        options.write_names = checked_choice("--names", given, {"yes", "no"}) == "yes";
    });
    custom("--comment", "C", "lines that begin with C are comments (default: #)",
           [&options](const auto& given) { options.csv.comment = checked_character("--comment", given); });
    custom("--na", "ACTION", "missing cells: error, nan, drop (the row) or a number (default: error)",
           [&options](const auto& given) { options.csv.missing = parse_missing(given); });
    custom("--digits", "N", "write N significant digits; the shortest exact text where not given",
           [&options](const auto& given) {
               options.number_format = NumberFormat::with_digits(checked_integer("--digits", given));
               options.has_digits = true;
           });
    custom("--format", "FMT", "write numbers by one %e, %f or %g conversion", [&options](const auto& given) {
        options.number_format = NumberFormat::with_conversion(given);
        options.has_format = true;
    });
    custom("--threads", "N", "use at most N threads; all cores where not given", [&options](const auto& given) {
        const std::int64_t threads = checked_integer("--threads", given);
        if (threads < 1 || threads > 1024) throw usage_error("--threads takes 1 to 1024, found '" + given + "'");
        options.threads = static_cast<int>(threads);
    });
    custom("-S,--buffer-size", "SIZE", "hold at most SIZE back before output is streamed (default: 1G)",
           [&options](const auto& given) { options.buffer_size = parse_size(given); });
    flag("-q,--quiet", options.quiet, "no warnings, no progress");
    flag("-v,--verbose", options.verbose, "tell on standard error what was detected and done");
    flag("-h,--help", help_wanted_, "print this help and exit");
    flag("-V,--version", version_wanted_, "print the version and exit");
}

std::string CommandLine::long_name(const std::string& given) const {
    if (by_name_.contains(given)) return given;
    std::vector<std::string> candidates;
    for (const auto& [name, index] : by_name_)
        if (name.starts_with(given)) candidates.push_back(name);
    if (candidates.size() == 1) return candidates.front();
    if (candidates.empty()) throw usage_error("unknown option '" + given + "'");
    throw usage_error("option '" + given + "' is ambiguous: " + joined(candidates, ", "));
}

void CommandLine::take_long(const std::string& argument, const NextValue& next_value) {
    const std::size_t equals = argument.find('=');
    const std::string name = long_name(argument.substr(0, equals));
    const Entry& entry = entries_[by_name_.at(name)];
    if (equals == std::string::npos) return entry.take(entry.value == Value::required ? next_value(name) : "");
    if (entry.value == Value::none) throw usage_error("option '" + name + "' takes no value");
    const std::string value = argument.substr(equals + 1);
    if (entry.value == Value::optional && value.empty()) throw usage_error("option '" + name + "=' needs a value");
    entry.take(value);
}

void CommandLine::take_short(const std::string& argument, const NextValue& next_value) {
    for (std::size_t c = 1; c < argument.size(); ++c) {
        const std::string name{'-', argument[c]};
        const auto found = by_name_.find(name);
        if (found == by_name_.end()) throw usage_error("unknown option '" + name + "'");
        const Entry& entry = entries_[found->second];
        const bool rest = c + 1 < argument.size();
        if (entry.value == Value::required) return entry.take(rest ? argument.substr(c + 1) : next_value(name));
        if (entry.value == Value::optional && rest && argument[c + 1] == '=') return entry.take(argument.substr(c + 2));
        entry.take("");
    }
}

bool CommandLine::begins_long_option(const std::string& argument) const {
    const std::string name = argument.substr(0, argument.find('='));
    const auto at = by_name_.lower_bound(name);
    return name.starts_with("--") && at != by_name_.end() && at->first.starts_with(name);
}

std::vector<std::string> CommandLine::parse(int argc, const char* const* argv) {
    std::vector<std::string> operands;
    bool options_ended = false;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto next_value = [&](const std::string& name) -> std::string {
            if (i + 1 >= argc) throw usage_error("option '" + name + "' needs a value");
            return argv[++i];
        };
        if (options_ended || argument.size() < 2 || argument[0] != '-' || argument[1] == '#') {
            operands.push_back(argument);
        } else if (argument == "--") {
            options_ended = true;
        } else {
            try {
                argument[1] == '-' ? take_long(argument, next_value) : take_short(argument, next_value);
            } catch (const Error& error) {
                // The first operand may have been taken for this option.
                if (!operands.empty() || begins_long_option(argument)) throw;
                throw Error(error.kind(), error.what() + hint_);
            }
        }
    }
    return operands;
}

std::string CommandLine::help() const {
    CLI::App app(summary_, tool_);
    app.set_help_flag("");
    app.get_formatter()->column_width(34);
    for (const Entry& entry : entries_) {
        if (entry.value == Value::none) {
            app.add_flag(entry.names, entry.help);
            continue;
        }
        // "(default: X)" at the end of the text becomes CLI11's PLACEHOLDER=X.
        const std::size_t note = entry.help.rfind(" (default: ");
        CLI::Option* option = app.add_option(entry.names, CLI::callback_t(), entry.help.substr(0, note));
        if (note != std::string::npos) option->default_str(entry.help.substr(note + 11, entry.help.size() - note - 12));
        option->type_name(entry.value == Value::optional ? "[=" + entry.placeholder + "]" : entry.placeholder);
    }
    std::string text = app.help();
    // CLI11's own line knows nothing of operands.
    const std::size_t start = text.find("Usage:");
    return text.replace(start, text.find('\n', start) - start, "Usage: " + tool_ + " [OPTIONS] " + usage_);
}

std::string CommandLine::usage() const {
    return "usage: " + tool_ + " [OPTION...] " + usage_;
}

}  // namespace la
