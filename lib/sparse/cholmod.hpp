// Armadillo's matrices as CHOLMOD sees them: nothing is copied, and what it is given to read it only reads.
#pragma once

#include <suitesparse/cholmod.h>

#include <algorithm>

#include "core/field.hpp"

namespace la::cholmod {

static_assert(sizeof(SuiteSparse_long) == sizeof(arma::uword));

template <class T>
inline constexpr int xtype = is_complex_scalar<T> ? CHOLMOD_COMPLEX : CHOLMOD_REAL;

enum class Part { whole = 0, lower = -1 };  // of a matrix; the lower triangle stands for a Hermitian one

template <class T>
cholmod_sparse view(const arma::SpMat<T>& a, Part part) {
    cholmod_sparse view{};
    view.nrow = a.n_rows;
    view.ncol = a.n_cols;
    view.nzmax = std::max<std::size_t>(a.n_nonzero, 1);
    view.p = const_cast<arma::uword*>(a.col_ptrs);
    view.i = const_cast<arma::uword*>(a.row_indices);
    view.x = const_cast<T*>(a.values);
    view.stype = int(part);
    view.itype = CHOLMOD_LONG;
    view.xtype = xtype<T>;
    view.dtype = CHOLMOD_DOUBLE;
    view.sorted = 1;
    view.packed = 1;
    return view;
}

template <class T>
cholmod_dense view(const arma::Mat<T>& b) {
    cholmod_dense view{};
    view.nrow = view.d = b.n_rows;
    view.ncol = b.n_cols;
    view.nzmax = b.n_elem;
    view.x = const_cast<T*>(b.memptr());
    view.xtype = xtype<T>;
    view.dtype = CHOLMOD_DOUBLE;
    return view;
}

// The settings and the state of a factorization.
struct Common : cholmod_common {
    Common();
    ~Common();
    Common(const Common&) = delete;
    Common& operator=(const Common&) = delete;

    // Throws a data error where memory was short.
    void check() const;
};

}  // namespace la::cholmod
