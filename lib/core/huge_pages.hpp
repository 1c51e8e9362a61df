// Memory whose first touch is cheap.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace la {

inline constexpr std::size_t huge_page = std::size_t(1) << 21;

// Asks the system for huge pages in this memory, not yet touched: a page of 4 KiB costs the most when it is touched for
// the first time. Where there are none, and for what is small, nothing changes.
inline void prefer_huge_pages(void* memory, std::size_t bytes) {
    const auto start = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first = (start + huge_page - 1) / huge_page * huge_page,
                         last = (start + bytes) / huge_page * huge_page;
    if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

// n numbers without values, in huge pages where they fill some.
template <class T>
std::unique_ptr<T[]> untouched_array(std::size_t n) {
    auto array = std::make_unique_for_overwrite<T[]>(n);
    prefer_huge_pages(array.get(), n * sizeof(T));
    return array;
}

}  // namespace la
