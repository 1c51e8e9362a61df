// OpenBLAS under a limit on memory.
#pragma once

namespace la {

// OpenBLAS tries for ever to get working memory that the system refuses. Where a limit on the address space is set
// (ulimit -v) its buffers are therefore taken before any data is: returns how many of `threads` threads may call it.
// Throws a data error where there is too little for one. Without a limit, and in tools without BLAS, does nothing.
int reserve_blas_memory(int threads);

}  // namespace la
