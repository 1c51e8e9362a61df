#include "cli/blas_memory.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/error.hpp"

extern "C" void* blas_memory_alloc(int);
extern "C" void blas_memory_free(void*);

namespace la {

namespace {

constexpr double mebibyte = 1 << 20;
constexpr double blas_buffer = 129 * mebibyte;     // of one calling thread
constexpr double thread_overhead = 72 * mebibyte;  // its stack and its heap
constexpr double least_for_data = 24 * mebibyte;

// Of the address space; 0 where it cannot be told.
double bytes_in_use() {
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    char text[64] = {};
    const ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    return length > 0 ? std::strtod(text, nullptr) * static_cast<double>(sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace

int reserve_blas_memory(int threads) {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return threads;
    const double left = static_cast<double>(limit.rlim_cur) - bytes_in_use() - least_for_data;
    if (left < blas_buffer)
        throw data_error("not enough memory under the limit of " + std::to_string(limit.rlim_cur / 1024) +
                         " KiB (ulimit -v)");
    const double others = (left - blas_buffer) / (blas_buffer + thread_overhead);
    const int callers = std::min(threads, 1 + static_cast<int>(std::min(others, 1024.0)));
    std::vector<void*> buffers;
    for (int i = 0; i < callers; ++i) buffers.push_back(blas_memory_alloc(0));
    for (void* buffer : buffers) blas_memory_free(buffer);
    return callers;
}

}  // namespace la
