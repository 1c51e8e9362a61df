// Takes the place of what a static CHOLMOD refers to and the tools never use, so that the linker need not look for it.
//
// METIS: Debian has no archive of it, and only the orderings AMD and COLAMD are asked for; its functions fail.
// OpenMP: one loop of the supernodal factorization is parallel; it runs as a team of one. The runtime library would
// read the environment and the affinity mask at every start, and its threads would compete with those of OpenBLAS.
// CHOLMOD's Supernodal module is under the GPL: without LATOOLS_GPL its functions fail here, nothing of it is linked,
// and factorizations are simplicial.
#include <suitesparse/cholmod.h>

#include <cstdint>

extern "C" {

constexpr int metis_error = -4;

int METIS_NodeND(std::int32_t*, std::int32_t*, std::int32_t*, std::int32_t*, std::int32_t*, std::int32_t*,
                 std::int32_t*) {
    return metis_error;
}

int METIS_ComputeVertexSeparator(std::int32_t*, std::int32_t*, std::int32_t*, std::int32_t*, std::int32_t*,
                                 std::int32_t*, std::int32_t*) {
    return metis_error;
}

void GOMP_parallel(void (*body)(void*), void* data, unsigned, unsigned) {
    body(data);
}

int omp_get_num_threads() {
    return 1;
}

int omp_get_thread_num() {
    return 0;
}

#if !LATOOLS_GPL
int cholmod_super_symbolic2(int, cholmod_sparse*, cholmod_sparse*, int*, cholmod_factor*, cholmod_common*) {
    return 0;
}

int cholmod_super_numeric(cholmod_sparse*, cholmod_sparse*, double*, cholmod_factor*, cholmod_common*) {
    return 0;
}

int cholmod_super_lsolve(cholmod_factor*, cholmod_dense*, cholmod_dense*, cholmod_common*) {
    return 0;
}

int cholmod_super_ltsolve(cholmod_factor*, cholmod_dense*, cholmod_dense*, cholmod_common*) {
    return 0;
}

int cholmod_l_super_symbolic2(int, cholmod_sparse*, cholmod_sparse*, SuiteSparse_long*, cholmod_factor*,
                              cholmod_common*) {
    return 0;
}

int cholmod_l_super_numeric(cholmod_sparse*, cholmod_sparse*, double*, cholmod_factor*, cholmod_common*) {
    return 0;
}

int cholmod_l_super_lsolve(cholmod_factor*, cholmod_dense*, cholmod_dense*, cholmod_common*) {
    return 0;
}

int cholmod_l_super_ltsolve(cholmod_factor*, cholmod_dense*, cholmod_dense*, cholmod_common*) {
    return 0;
}
#endif

}  // extern "C"
