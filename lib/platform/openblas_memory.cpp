#include "platform/openblas_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cmath>
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

// What the system counts against a limit, as a column of /proc/self/statm.
struct Limit {
    __rlimit_resource resource;
    int column;
    const char* option;
};
constexpr Limit limits[] = {{RLIMIT_AS, 0, "-v"}, {RLIMIT_DATA, 5, "-d"}};

// 0 where it cannot be told.
double bytes_in_use(int column) {
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    char text[128] = {};
    const ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    char* at = text;
    double pages = 0;
    for (int i = 0; i <= column && length > 0; ++i) pages = std::strtod(at, &at);
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Infinite where nothing is limited. Throws where it is less than one buffer.
double bytes_left() {
    double least = HUGE_VAL;
    for (const Limit& limit : limits) {
        rlimit set{};
        if (getrlimit(limit.resource, &set) != 0 || set.rlim_cur == RLIM_INFINITY) continue;
        const double left = static_cast<double>(set.rlim_cur) - bytes_in_use(limit.column) - least_for_data;
        if (left < blas_buffer)
            throw data_error("not enough memory under the limit of " + std::to_string(set.rlim_cur / 1024) +
                             " KiB (ulimit " + limit.option + ")");
        least = std::min(least, left);
    }
    return least;
}

bool can_be_mapped(double bytes) {
    const std::size_t length = static_cast<std::size_t>(bytes);
    void* memory = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED && munmap(memory, length) == 0;
}

}  // namespace

int reserve_blas_memory(int threads) {
    const double left = bytes_left();
    if (!can_be_mapped(blas_buffer)) throw data_error("not enough memory");
    if (left == HUGE_VAL) return threads;
    const double others = (left - blas_buffer) / (blas_buffer + thread_overhead);
    const int callers = std::min(threads, 1 + static_cast<int>(std::min(others, 1024.0)));
    std::vector<void*> buffers;
    for (int i = 0; i < callers; ++i) buffers.push_back(blas_memory_alloc(0));
    for (void* buffer : buffers) blas_memory_free(buffer);
    return callers;
}

}  // namespace la
