// When OpenBLAS starts.
#pragma once

#include <string>

namespace la {

// Starts OpenBLAS, with one thread until more are allowed, and takes its memory where that is limited: returns how many
// of `threads` threads may call it. Throws a data error where there is too little memory for one. Called before the
// first call of BLAS or LAPACK, and only by tools that make one: starting takes as long as a small product.
int start_blas(int threads);

// The processor whose kernels OpenBLAS has chosen: "Haswell".
std::string blas_kernel();

}  // namespace la
