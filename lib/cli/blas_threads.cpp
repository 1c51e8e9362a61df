#include "cli/blas_threads.hpp"

#include <cstdlib>

extern "C" void openblas_set_num_threads(int count);

namespace la {

namespace {

constexpr double worth_a_second_thread = 5e7;  // about a millisecond of one core

// Before OpenBLAS's own constructor reads them.
__attribute__((constructor(101))) void limit_blas_threads() {
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
    // 2^14 cycles of spinning between calls, instead of 2^26, leave the core to whoever has work.
    setenv("OPENBLAS_THREAD_TIMEOUT", "14", 0);
}

}  // namespace

void allow_blas_threads(double flops, int threads) {
    if (threads > 1 && flops >= worth_a_second_thread) openblas_set_num_threads(threads);
}

void forbid_blas_threads() {
    openblas_set_num_threads(1);
}

}  // namespace la
