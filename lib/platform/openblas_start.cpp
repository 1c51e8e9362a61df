#include "platform/openblas_start.hpp"

#include <cstdlib>

#include "platform/openblas_memory.hpp"

extern "C" {
char* openblas_get_corename();
void openblas_set_num_threads(int count);

// Of late_constructors.ld.
using Constructor = void (*)();
extern const Constructor late_constructors_begin[] __attribute__((weak));
extern const Constructor late_constructors_end[] __attribute__((weak));
}

namespace la {

int start_blas(int threads) {
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
    // 2^14 cycles of spinning between calls, instead of 2^26, leave the core to whoever has work.
    setenv("OPENBLAS_THREAD_TIMEOUT", "14", 0);
    const Constructor* next = late_constructors_begin;
    while (next != late_constructors_end) (*next++)();
    const int callers = reserve_blas_memory(threads);
    // A shared library has none left to run, and has started a thread for each processor.
    if (next == late_constructors_begin) openblas_set_num_threads(1);
    return callers;
}

std::string blas_kernel() {
    return openblas_get_corename();
}

}  // namespace la
