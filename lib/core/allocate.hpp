// Memory for results whose size follows from the input.
#pragma once

#include <new>

#include "core/error.hpp"
#include "core/matrix.hpp"

namespace la {

// "not enough memory for a 1000000000x1000000000 matrix"
Error memory_error(arma::uword rows, arma::uword cols);

double physical_memory();  // in bytes

// Throws that data error where the cells would not fit into the machine's memory, whatever the system would promise.
void require_memory(arma::uword rows, arma::uword cols, std::size_t cell_size);

// A dense matrix without values in it, or the data error.
template <class T>
arma::Mat<T> allocate_dense(arma::uword rows, arma::uword cols) {
    require_memory(rows, cols, sizeof(T));
    try {
        return arma::Mat<T>(rows, cols, arma::fill::none);
    } catch (const std::bad_alloc&) {
        throw memory_error(rows, cols);
    }
}

}  // namespace la
