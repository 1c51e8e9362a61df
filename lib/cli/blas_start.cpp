#include "cli/blas_start.hpp"

#include <cstdlib>

#include "cli/blas_memory.hpp"

extern "C" {
char* openblas_get_corename();

// Of late_constructors.ld; null where a program is linked without it, or with shared libraries, which have run theirs.
using Constructor = void (*)();
extern const Constructor late_constructors_begin[] __attribute__((weak));
extern const Constructor late_constructors_end[] __attribute__((weak));
}

namespace la {

int start_blas(int threads) {
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
    // 2^14 cycles of spinning between calls, instead of 2^26, leave the core to whoever has work.
    setenv("OPENBLAS_THREAD_TIMEOUT", "14", 0);
    for (const Constructor* run = late_constructors_begin; run != late_constructors_end; ++run) (*run)();
    return reserve_blas_memory(threads);
}

std::string blas_kernel() {
    return openblas_get_corename();
}

}  // namespace la
