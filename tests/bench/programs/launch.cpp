// launch file|pipe INPUT OUTPUT REPEATS COMMAND…: runs COMMAND with INPUT as its standard input, as the file itself or
// through a pipe, and OUTPUT as its standard output. Prints "milliseconds cpu kibibytes status": the mean wall time
// of the REPEATS runs and their mean CPU time, the largest resident size, the last status that was not 0.
//
// A small program does this because a child counts the pages of the process it was forked from: measured from an
// interpreter, nothing would ever use less than the interpreter.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

// Feeds `path` into a pipe from a process of its own; the end to read.
int piped(const char* path, pid_t& feeder) {
    int ends[2];
    if (pipe(ends) != 0) _exit(125);
    feeder = fork();
    if (feeder == 0) {
        close(ends[0]);
        static char buffer[1 << 16];
        const int file = open(path, O_RDONLY);
        for (ssize_t got = 0; (got = read(file, buffer, sizeof buffer)) > 0;) {
            for (ssize_t sent = 0; sent < got;) {
                const ssize_t put = write(ends[1], buffer + sent, static_cast<size_t>(got - sent));
                if (put < 0) _exit(0);
                sent += put;
            }
        }
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

double milliseconds_of(const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) return 2;
    const bool through_pipe = std::string_view(argv[1]) == "pipe";
    const int repeats = std::atoi(argv[4]);
    double milliseconds = 0;
    double cpu = 0;
    long kibibytes = 0;
    int bad_status = 0;
    for (int i = 0; i < repeats; ++i) {
        unlink(argv[3]);  // truncating the last output is no part of the next run
        const int output = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0666);
        const auto start = std::chrono::steady_clock::now();
        pid_t feeder = 0;
        const int input = through_pipe ? piped(argv[2], feeder) : open(argv[2], O_RDONLY);
        const pid_t child = fork();
        if (child == 0) {
            dup2(input, STDIN_FILENO);
            dup2(output, STDOUT_FILENO);
            close(input);
            close(output);
            execvp(argv[5], argv + 5);
            _exit(127);
        }
        close(input);
        close(output);
        int status = 0;
        rusage usage{};
        wait4(child, &status, 0, &usage);
        milliseconds += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        if (feeder != 0) waitpid(feeder, nullptr, 0);
        cpu += milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime);
        kibibytes = std::max(kibibytes, usage.ru_maxrss);
        if (status != 0) bad_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    std::printf("%.4f %.4f %ld %d\n", milliseconds / repeats, cpu / repeats, kibibytes, bad_status);
}
