// From arguments to exit status: the only place that prints an error.
#pragma once

#include <unistd.h>

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace la {

// What a tool is given to work with.
struct Session {
    Session(const CommonOptions& common_options, std::vector<std::string> given, std::string tool_name,
            std::string usage_text)
        : common(common_options),
          operands(std::move(given)),
          tool(std::move(tool_name)),
          usage(std::move(usage_text)),
          inputs(common),
          output(common, inputs),
          progress(tool) {
        if (!common.quiet && isatty(STDERR_FILENO))
            inputs.observe([this](std::uint64_t rows, std::uint64_t bytes) { progress.add(rows, bytes); });
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Standard input where an operand is left out; a usage error if that is a terminal.
    Input open_standard_input();

    // The one operand of a tool that takes one, or standard input; and its one matrix.
    Input open_only_input();
    Matrix read_only_matrix() { return open_only_input().read_one(); }

    // Throws a usage error unless there are at most `most` operands.
    void require_operands(std::size_t most) const;

    // One line on standard error: a warning (not with --quiet), a note (with --verbose only).
    void warn(const std::string& message);
    void note(const std::string& message);

    // Which routine of LAPACK ran, none where the name is empty; with --verbose only.
    void note_driver(const std::string& name);

    // Lets BLAS use the threads of --threads for work of so many flops, if that is worth it.
    void allow_threads(double flops) const;

    // A line that was asked for on standard error, as it is.
    void explain(const std::string& line);

    const CommonOptions& common;
    std::vector<std::string> operands;
    std::string tool;
    std::string usage;  // one line
    Inputs inputs;
    Output output;
    Progress progress;
    int status = 0;  // 1: a question was answered "no"
};

// One tool: what it is called, what it says of itself, and its work.
struct Tool {
    const char* name;
    const char* summary;
    const char* usage;  // what follows the name: "[FILE...]"
    int (*run)(const Tool& tool, int argc, const char* const* argv);
    bool uses_blas = true;  // one that does not leaves OpenBLAS unstarted and its memory untaken
};

// Does the work of a program called `name`; returns the exit status. Whatever it throws is reported in one line.
int guarded(const char* name, const std::function<int()>& work);

// Parses, runs and reports; returns the exit status. See `run` below.
int run_session(const Tool& tool, int argc, const char* const* argv, CommandLine& line, CommonOptions& common,
                const std::function<void(Session&)>& execute);

// The whole of a tool. `declare(line, options)` names its options, `execute(options, session)` does its work.
template <class Options, auto declare, auto execute>
int run(const Tool& tool, int argc, const char* const* argv) {
    Options options;
    CommonOptions common;
    CommandLine line(tool.name, tool.summary, tool.usage);
    declare(line, options);
    line.common(common);
    return run_session(tool, argc, argv, line, common, [&](Session& session) { execute(options, session); });
}

// "lamul (latools) 1.0", and "latools 1.0" for all of them together.
std::string version_text(const std::string& name);

}  // namespace la
