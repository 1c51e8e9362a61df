#include <cstdlib>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "core/huge_pages.hpp"
#include "sparse/cholmod.hpp"

namespace la::cholmod {

namespace {

// Factors are touched once or a few times: pages of 4 KiB would take a quarter of the time of a factorization.

void* in_huge_pages(void* memory, std::size_t bytes) {
    if (memory) prefer_huge_pages(memory, bytes);
    return memory;
}

void* allocate(std::size_t bytes) {
    return in_huge_pages(std::malloc(bytes), bytes);
}

void* allocate_zeros(std::size_t count, std::size_t size) {
    return in_huge_pages(std::calloc(count, size), count * size);
}

void* reallocate(void* memory, std::size_t bytes) {
    return in_huge_pages(std::realloc(memory, bytes), bytes);
}

}  // namespace

Common::Common() {
    SuiteSparse_config.malloc_func = allocate;
    SuiteSparse_config.calloc_func = allocate_zeros;
    SuiteSparse_config.realloc_func = reallocate;
    cholmod_l_start(this);
    print = 0;
}

Common::~Common() {
    cholmod_l_finish(this);
}

void Common::check() const {
    if (status == CHOLMOD_OUT_OF_MEMORY || status == CHOLMOD_TOO_LARGE)
        throw data_error("not enough memory for a sparse factorization");
    if (status < 0) throw std::logic_error("CHOLMOD reports " + std::to_string(status));
}

}  // namespace la::cholmod
