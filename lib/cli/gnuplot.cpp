#include "cli/gnuplot.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <string_view>

#include "core/error.hpp"
#include "io/system_error.hpp"

namespace la {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void reset(int number) {
        close();
        number_ = number;
    }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }
    int number() const { return number_; }

  private:
    int number_;
};

Error failure(const std::string& what, int number = errno) {
    return data_error("gnuplot: " + what + system_error_text(number));
}

// Both ends are closed in every program that is started. A socket, because writing to one whose reader has gone can be
// told to raise no signal.
void connect(Descriptor& ours, Descriptor& theirs) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw failure("");
    ours.reset(ends[0]);
    theirs.reset(ends[1]);
}

class Gnuplot {
  public:
    Gnuplot() {
        Descriptor in, out, errors;
        connect(in_, in);
        connect(out_, out);
        connect(errors_, errors);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, errors.number(), STDERR_FILENO);
        char name[] = "gnuplot", defaults[] = "-d";
        char* arguments[] = {name, defaults, nullptr};
        const int status = posix_spawnp(&process_, name, &actions, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
        if (status == ENOENT)
            throw data_error(
                "gnuplot is not installed (package gnuplot-nox); without -o and --terminal its script is printed");
        if (status != 0) throw failure("", status);
    }
    ~Gnuplot() {
        in_.close();
        out_.close();
        errors_.close();
        if (process_ > 0) wait();
    }
    Gnuplot(const Gnuplot&) = delete;
    Gnuplot& operator=(const Gnuplot&) = delete;

    // Gives and takes as the pipes allow, so that neither side waits for the other.
    void run(std::string_view script, std::string& out, std::string& errors) {
        pollfd ends[] = {{in_.number(), POLLOUT, 0}, {out_.number(), POLLIN, 0}, {errors_.number(), POLLIN, 0}};
        while (ends[1].fd >= 0 || ends[2].fd >= 0) {
            if (poll(ends, 3, -1) < 0) {
                if (errno == EINTR) continue;
                throw failure("");
            }
            if (ends[0].revents != 0 && !give(script)) {
                in_.close();
                ends[0].fd = -1;
            }
            if (ends[1].revents != 0 && !take(out_, out)) ends[1].fd = -1;
            if (ends[2].revents != 0 && !take(errors_, errors)) ends[2].fd = -1;
        }
    }

    // The status as waitpid has it.
    int wait() {
        int status = 0;
        while (waitpid(process_, &status, 0) < 0 && errno == EINTR) continue;
        process_ = 0;
        return status;
    }

  private:
    // False when all has been given, or nobody takes it.
    bool give(std::string_view& script) {
        const ssize_t count = send(in_.number(), script.data(), script.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        script.remove_prefix(static_cast<std::size_t>(count));
        return !script.empty();
    }

    // False at the end.
    static bool take(const Descriptor& from, std::string& text) {
        char buffer[1 << 16];
        const ssize_t count = read(from.number(), buffer, sizeof buffer);
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        text.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    Descriptor in_, out_, errors_;
    pid_t process_ = 0;
};

// The line of gnuplot's diagnostics that says what is wrong: they show the command, a caret below it, and then
// `"stdin" line 3: undefined variable: x`.
std::string complaint(const std::string& errors) {
    std::string last;
    for (std::size_t at = 0; at < errors.size();) {
        const std::size_t end = std::min(errors.find('\n', at), errors.size());
        const std::string line = errors.substr(at, end - at);
        const std::size_t text = line.find_first_not_of(" \t");
        if (text != std::string::npos) last = line.substr(text);
        at = end + 1;
    }
    return last;
}

}  // namespace

std::string rendered(const std::string& script) {
    std::string out, errors;
    Gnuplot gnuplot;
    gnuplot.run(script, out, errors);
    const int status = gnuplot.wait();
    if (WIFSIGNALED(status)) throw data_error("gnuplot was killed by signal " + std::to_string(WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0) {
        const std::string said = complaint(errors);
        throw data_error("gnuplot failed with status " + std::to_string(WEXITSTATUS(status)) +
                         (said.empty() ? "" : ": " + said));
    }
    if (out.empty()) throw data_error("gnuplot drew nothing" + (errors.empty() ? "" : ": " + complaint(errors)));
    return out;
}

std::optional<std::pair<int, int>> terminal_size() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return std::nullopt;
    return std::pair{int(size.ws_col), int(size.ws_row)};
}

}  // namespace la
