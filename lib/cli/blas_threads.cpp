#include "cli/blas_threads.hpp"

extern "C" void openblas_set_num_threads(int count);

namespace la {

namespace {

constexpr double worth_a_second_thread = 5e7;  // about a millisecond of one core

}  // namespace

void allow_blas_threads(double flops, int threads) {
    if (threads > 1 && flops >= worth_a_second_thread) openblas_set_num_threads(threads);
}

void forbid_blas_threads() {
    openblas_set_num_threads(1);
}

}  // namespace la
