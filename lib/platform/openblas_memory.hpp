// OpenBLAS where memory is limited.
#pragma once

namespace la {

// OpenBLAS tries for ever to get working memory that the system refuses. Where a limit is set (ulimit -v, -d) its
// buffers are therefore taken before any data is: returns how many of `threads` threads may call it. Throws a data
// error where there is too little for one, limit or not. Without a limit takes nothing.
int reserve_blas_memory(int threads);

}  // namespace la
