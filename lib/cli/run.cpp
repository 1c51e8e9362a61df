#include "cli/run.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>
#include <chrono>
#include <cstdio>
#include <new>

#include "core/error.hpp"
#include "core/messages.hpp"
#include "platform/openblas_start.hpp"
#include "platform/openblas_threads.hpp"

namespace la {

namespace {

constexpr int status_usage = 2, status_data = 3, status_numerical = 4, status_bug = 70;

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return status_usage;
        case ErrorKind::data:
            return status_data;
        case ErrorKind::numerical:
            return status_numerical;
    }
    return status_bug;
}

void print_error(const std::string& name, const std::string& message) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), message.c_str());
}

// A closed standard descriptor would be given to the next file that is opened, and results written into it.
void reserve_standard_descriptors() {
    for (int descriptor = 0; descriptor <= 2; ++descriptor)
        if (fcntl(descriptor, F_GETFD) == -1) (void)!open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

// Memory of up to this size that was given back is used again: from the system it would come in fresh pages, each of
// which costs microseconds when it is touched, and a stream takes and gives back blocks all the time.
void keep_memory() {
    constexpr int largest_kept = 32 << 20, most_kept = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, largest_kept);
    mallopt(M_TRIM_THRESHOLD, most_kept);
}

void execute_aloud(const Tool& tool, Session& session, const std::function<void(Session&)>& execute) {
    if (tool.uses_blas)
        session.note("kernel " + blas_kernel() + ", " +
                     counted(std::size_t(session.common.threads), "thread", "threads"));
    const auto start = std::chrono::steady_clock::now();
    execute(session);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
    session.note("first input " + session.inputs.first_format_text() + ", " + std::to_string(elapsed.count()) + " ms");
}

}  // namespace

Input Session::open_standard_input() {
    if (isatty(STDIN_FILENO)) throw usage_error("standard input is a terminal; " + usage);
    return inputs.open("-");
}

Input Session::open_only_input() {
    require_operands(1);
    return operands.empty() ? open_standard_input() : inputs.open(operands[0]);
}

void Session::require_operands(std::size_t most) const {
    if (operands.size() > most) throw usage_error("unexpected operand '" + operands[most] + "'");
}

void Session::warn(const std::string& message) {
    progress.clear();
    if (!common.quiet) print_error(tool, "warning: " + message);
}

void Session::note(const std::string& message) {
    progress.clear();
    if (common.verbose) print_error(tool, message);
}

void Session::note_driver(const std::string& name) {
    if (!name.empty()) note("driver " + name);
}

void Session::allow_threads(double flops) const {
    allow_blas_threads(flops, common.threads);
}

void Session::explain(const std::string& line) {
    progress.clear();
    std::fprintf(stderr, "%s\n", line.c_str());
}

std::string version_text(const std::string& name) {
    return name + (name == "latools" ? " " : " (latools) ") + LATOOLS_VERSION;
}

int guarded(const char* name, const std::function<int()>& work) {
    reserve_standard_descriptors();
    keep_memory();
    try {
        return work();
    } catch (const Error& error) {
        print_error(name, error.what());
        return status_of(error.kind());
    } catch (const std::bad_alloc&) {
        print_error(name, "not enough memory");
        return status_data;
    } catch (const std::exception& error) {
        print_error(name, std::string("internal error: ") + error.what());
        return status_bug;
    }
}

int run_session(const Tool& tool, int argc, const char* const* argv, CommandLine& line, CommonOptions& common,
                const std::function<void(Session&)>& execute) {
    return guarded(tool.name, [&] {
        Session session(common, line.parse(argc, argv), tool.name, line.usage());
        if (line.help_wanted()) {
            session.output.write_text(line.help());
        } else if (line.version_wanted()) {
            session.output.write_text(version_text(tool.name) + "\n");
        } else {
            if (common.has_digits && common.has_format) throw usage_error("--digits and --format exclude each other");
            if (tool.uses_blas) common.threads = start_blas(common.threads);
            common.verbose ? execute_aloud(tool, session, execute) : execute(session);
        }
        session.progress.clear();
        session.output.commit();
        return session.status;
    });
}

}  // namespace la
