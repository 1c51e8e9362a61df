// The options and operands of a tool.
#pragma once

#include <complex>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/common_options.hpp"

namespace la {

// Declares options (the one text for flags: the help is made from it) and parses arguments as getopt_long does: options
// and operands mix, the last repetition wins, `--` ends options, unambiguous abbreviations serve, operands are
// verbatim. CLI11 prints the help, and is started for that alone; it does not parse, because it would split operands
// such as `[1,2]` and read `010` as eight. `-#NAME` is an operand.
class CommandLine {
  public:
    // `usage` is what follows the tool's name: "[FILE...]".
    CommandLine(const std::string& tool, const std::string& summary, const std::string& usage);

    void flag(const std::string& names, bool& value, const std::string& help);
    void text(const std::string& names, const std::string& placeholder, std::string& value, const std::string& help);
    void text(const std::string& names, const std::string& placeholder, std::optional<std::string>& value,
              const std::string& help);
    void number(const std::string& names, const std::string& placeholder, std::optional<double>& value,
                const std::string& help);
    void number(const std::string& names, const std::string& placeholder, double& value, const std::string& help);
    void integer(const std::string& names, const std::string& placeholder, std::optional<std::int64_t>& value,
                 const std::string& help);
    // A real or complex number: 2, -1.5, 1+2i.
    void complex(const std::string& names, const std::string& placeholder, std::optional<std::complex<double>>& value,
                 const std::string& help);
    void choice(const std::string& names, const std::vector<std::string>& choices, const std::string& placeholder,
                std::string& value, const std::string& help);

    // An option that may stand alone, or with one of `choices` after '='. `value` becomes "" or the choice.
    void optional_choice(const std::string& names, const std::vector<std::string>& choices,
                         std::optional<std::string>& value, const std::string& help);

    // Calls `take` with each value given.
    void custom(const std::string& names, const std::string& placeholder, const std::string& help,
                std::function<void(const std::string&)> take);

    // What errors of options before the first operand add: for tools whose operand may begin with '-'.
    void hint(const std::string& text) { hint_ = text; }

    // The options that every tool has.
    void common(CommonOptions& options);

    // Returns the operands; throws a usage error ("unknown option '--frobnicate'").
    std::vector<std::string> parse(int argc, const char* const* argv);

    bool help_wanted() const { return help_wanted_; }
    bool version_wanted() const { return version_wanted_; }
    std::string help() const;
    std::string usage() const;  // one line: "usage: lamul [OPTION...] [FILE...]"

  private:
    enum class Value { none, required, optional };
    struct Entry {
        std::string names, placeholder, help;  // as declared
        Value value;
        std::function<void(const std::string&)> take;
    };
    void declare(const std::string& names, const std::string& placeholder, const std::string& help, Value value,
                 std::function<void(const std::string&)> take);
    using NextValue = std::function<std::string(const std::string& option)>;
    void take_long(const std::string& argument, const NextValue& next_value);   // --name, --name=value
    void take_short(const std::string& argument, const NextValue& next_value);  // -n, -nvalue, -nm
    std::string long_name(const std::string& given) const;
    bool begins_long_option(const std::string& argument) const;

    std::string tool_, summary_, usage_, hint_;
    std::vector<Entry> entries_;
    std::map<std::string, std::size_t> by_name_;  // "--name" and "-n"
    bool help_wanted_ = false, version_wanted_ = false;
};

}  // namespace la
