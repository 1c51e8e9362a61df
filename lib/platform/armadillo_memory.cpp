// Armadillo asks posix_memalign for the memory of its matrices. The linker sends that here (--wrap), where large ones
// are put into huge pages: a page of 4 KiB costs up to some microseconds when it is touched first, which adds up to
// more than the product of two matrices takes.
#include <cerrno>
#include <cstdint>
#include <cstdlib>

#include "core/huge_pages.hpp"

// Blocks of a stream are smaller, and come in memory that was used before.
constexpr std::size_t least_large = 6 * la::huge_page;

extern "C" {

int __real_posix_memalign(void** memory, std::size_t alignment, std::size_t bytes);

// What malloc gives is aligned as often as not. It fits where a block of the same size was; glibc's posix_memalign
// looks for more than that, and leaves small pieces between large blocks, which then do not grow together when they are
// freed.
int __wrap_posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) {
    *memory = std::malloc(bytes);
    if (*memory == nullptr) return ENOMEM;
    if (reinterpret_cast<std::uintptr_t>(*memory) % alignment != 0) {
        std::free(*memory);
        const int error = __real_posix_memalign(memory, alignment, bytes);
        if (error != 0) return error;
    }
    if (bytes >= least_large) la::prefer_huge_pages(*memory, bytes);
    return 0;
}

}  // extern "C"
