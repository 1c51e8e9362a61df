// Linear systems whose matrix is known by its products alone: the generalized minimal residual method with restarts.
//
// Saad and Schultz, GMRES, SIAM J. Sci. Stat. Comput. 7, 1986; the basis is orthogonalized twice (classical Gram and
// Schmidt), the small least-squares problem is kept triangular by Givens rotations.
#pragma once

#include <armadillo>

#include "krylov/arnoldi.hpp"

namespace la {

struct GmresOptions {
    double tolerance = 0;  // stop where |b - A x| is at most this
    arma::uword basis = 100;
    int restarts = 40;
};

// Improves x until the residual is small, a restart no longer helps (the system may be singular and b outside of the
// range), or the restarts are used up; returns b - A x, computed anew. Throws a data error where the basis does not fit
// into memory, a numerical error where the operator gives values that are not finite.
template <class T>
arma::Col<T> gmres(const VectorOperator<T>& apply, const arma::Col<T>& b, arma::Col<T>& x, const GmresOptions& options);

}  // namespace la
