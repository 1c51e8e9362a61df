// When OpenBLAS may use more than one thread.
#pragma once

namespace la {

// Lets OpenBLAS use `threads` threads if the work at hand is worth it. Until this is called it has one: its threads
// spin from the moment they start and would take the cores from the readers, and small work is done before they wake.
void allow_blas_threads(double flops, int threads);

// Back to one thread: for code that calls OpenBLAS from several threads of its own.
void forbid_blas_threads();

}  // namespace la
