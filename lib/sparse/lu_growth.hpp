// Eigen's SparseLU, its growing of the factors mended.
//
// Eigen 3.4 frees a vector of the factors before it asks for the longer one, and frees it again where that is not to be
// had; nor does it stop before the machine's memory is full. Here a vector is replaced when the longer one is there.
// And where a matrix has few entries beside its order it asks for vectors without any, again and again for ever.
#pragma once

#include <Eigen/SparseLU>
#include <algorithm>
#include <complex>
#include <cstdint>
#include <new>

#include "core/allocate.hpp"
#include "core/huge_pages.hpp"

namespace la {

// What SparseLUImpl::expand is documented to do: makes `vec` of `length` entries, or half as many more where it has
// grown before and keep_length is not asked for, with the first `used` kept. Throws std::bad_alloc; -1 for the first
// time of all, after which Eigen tries with less.
template <class Vector>
Eigen::Index grow_factor(Vector& vec, Eigen::Index& length, Eigen::Index used, bool keep_length,
                         Eigen::Index& expansions) {
    const bool is_first = expansions == 0;
    const Eigen::Index wanted =
        is_first || keep_length ? std::max<Eigen::Index>(length, 1) : std::max(length + 1, length / 2 * 3);
    try {
        if (double(wanted) * sizeof(typename Vector::Scalar) > physical_memory() / 2) throw std::bad_alloc();
        Vector longer(wanted);
        prefer_huge_pages(longer.data(), std::size_t(wanted) * sizeof(typename Vector::Scalar));
        longer.head(used) = vec.head(used);
        vec.swap(longer);
    } catch (const std::bad_alloc&) {
        if (is_first) return -1;
        throw;
    }
    length = wanted;
    if (!is_first) ++expansions;
    return 0;
}

template <class T>
using FactorValues = Eigen::Matrix<T, Eigen::Dynamic, 1>;
using FactorIndices = Eigen::Matrix<std::int64_t, Eigen::Dynamic, 1>;

}  // namespace la

namespace Eigen::internal {

template <>
template <>
inline Index SparseLUImpl<double, std::int64_t>::expand(la::FactorValues<double>& vec, Index& length, Index used,
                                                        Index keep_length, Index& expansions) {
    return la::grow_factor(vec, length, used, keep_length != 0, expansions);
}

template <>
template <>
inline Index SparseLUImpl<double, std::int64_t>::expand(la::FactorIndices& vec, Index& length, Index used,
                                                        Index keep_length, Index& expansions) {
    return la::grow_factor(vec, length, used, keep_length != 0, expansions);
}

template <>
template <>
inline Index SparseLUImpl<std::complex<double>, std::int64_t>::expand(la::FactorValues<std::complex<double>>& vec,
                                                                      Index& length, Index used, Index keep_length,
                                                                      Index& expansions) {
    return la::grow_factor(vec, length, used, keep_length != 0, expansions);
}

template <>
template <>
inline Index SparseLUImpl<std::complex<double>, std::int64_t>::expand(la::FactorIndices& vec, Index& length, Index used,
                                                                      Index keep_length, Index& expansions) {
    return la::grow_factor(vec, length, used, keep_length != 0, expansions);
}

}  // namespace Eigen::internal
