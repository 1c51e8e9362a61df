#include "platform/openblas_threads.hpp"

#include <pthread.h>
#include <atomic>

extern "C" void openblas_set_num_threads(int count);

namespace la {

namespace {

constexpr double worth_a_second_thread = 5e7;  // about a millisecond of one core

std::atomic<bool> thread_refused = false;  // by the system, ever

}  // namespace

void allow_blas_threads(double flops, int threads) {
    if (threads == 1 || flops < worth_a_second_thread || thread_refused) return;
    openblas_set_num_threads(threads);
    if (thread_refused) openblas_set_num_threads(1);
}

void forbid_blas_threads() {
    openblas_set_num_threads(1);
}

}  // namespace la

// OpenBLAS does not look whether its threads could be made (ulimit -u, a container's limit), and waits for ever for the
// work of one that could not. The linker sends its calls here (--wrap).
extern "C" {

int __real_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument);

int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument) {
    const int error = __real_pthread_create(thread, attributes, start, argument);
    if (error != 0) la::thread_refused = true;
    return error;
}

}  // extern "C"
