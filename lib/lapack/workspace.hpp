// What the eigenvalue drivers share: sizes, workspace, and the form of their results.
#pragma once

#include <string>

#include "core/error.hpp"
#include "core/matrix.hpp"

namespace la {

// n as LAPACK takes it; a data error where its 32-bit workspace sizes end.
inline int order_of(arma::uword n) {
    constexpr arma::uword largest_order = 30000;
    if (n > largest_order)
        throw data_error("the matrix is " + shape_text(n, n) + ": the eigenvalue drivers end at order " +
                         std::to_string(largest_order));
    return static_cast<int>(n);
}

inline void require_converged(int info) {
    if (info != 0) throw numerical_error("the eigenvalues did not converge");
}

inline int size_from(double queried) {
    return static_cast<int>(queried);
}
inline int size_from(arma::cx_double queried) {
    return static_cast<int>(queried.real());
}

// Calls a driver twice: for the size of its workspace (lwork = -1), then with it.
template <class T, class Call>
void with_workspace(Call call) {
    T size{};
    call(&size, -1);
    arma::Col<T> work(size_from(size), arma::fill::none);
    call(work.memptr(), static_cast<int>(work.n_elem));
}

// Room for n vectors, or none.
template <class T>
arma::Mat<T> room_for(bool wanted, arma::uword n) {
    return wanted ? arma::Mat<T>(n, n, arma::fill::none) : arma::Mat<T>();
}

inline arma::cx_vec complex_values(const arma::vec& w) {
    return arma::cx_vec(w, arma::vec(w.n_elem));
}

template <class T>
arma::Mat<T> normalised_columns(arma::Mat<T> v) {
    for (arma::uword j = 0; j < v.n_cols; ++j) v.col(j) /= arma::norm(v.col(j));
    return v;
}

}  // namespace la
