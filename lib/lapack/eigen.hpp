// LAPACK's eigenvalue drivers on dense matrices, each overloaded for the real and the complex field.
//
// Arguments are taken by value and destroyed: move them in. They must be square, finite and of order 1 or more. All
// throw a numerical error where LAPACK reports that it did not converge, and a data error above order 30000, where
// LAPACK's 32-bit workspace sizes end.
#pragma once

#include <armadillo>

#include "core/matrix.hpp"

namespace la {

// What a driver leaves, in its own order. Vectors are dense columns of norm 1, absent (0x0) where not asked for; those
// of a real matrix are real as long as all of its eigenvalues are.
struct DriverResult {
    arma::cx_vec values;
    Values vectors;
    Values left;
    const char* driver = "";  // LAPACK's name for it
};

// A = V D V', A exactly Hermitian. dsyevd, zheevd: divide and conquer with vectors, else the root-free QR of dsterf.
DriverResult hermitian_driver(arma::mat a, bool vectors);
DriverResult hermitian_driver(arma::cx_mat a, bool vectors);

// A V = V D and W'A = D W'. dgeevx, zgeevx: balanced by permutation and scaling, then Hessenberg QR with aggressive
// deflation. Scaling sharpens the small values of a badly scaled matrix, but may spoil its vectors (Watkins, A case
// where balancing is harmful, 2006): where they leave a residual above 10 n eps |A| all is computed again without
// scaling.
DriverResult general_driver(arma::mat a, bool vectors, bool left);
DriverResult general_driver(arma::cx_mat a, bool vectors, bool left);

// A V = B V D, A Hermitian, B positive definite. dsygvd, zhegvd: Cholesky factor of B, then as hermitian_driver.
DriverResult definite_pencil_driver(arma::mat a, arma::mat b, bool vectors);
DriverResult definite_pencil_driver(arma::cx_mat a, arma::cx_mat b, bool vectors);

// A V = B V D and W'A = D W'B. dggev3, zggev3: blocked QZ. An eigenvalue alpha/beta with |beta| <= n eps |B| is
// written +Inf; where |alpha| <= 10 n eps |A| and |beta| <= 10 n eps |B| the pencil is singular to working accuracy: a
// numerical error.
DriverResult pencil_driver(arma::mat a, arma::mat b, bool vectors, bool left);
DriverResult pencil_driver(arma::cx_mat a, arma::cx_mat b, bool vectors, bool left);

// Whether a Cholesky factorization shows the Hermitian B to be positive definite to working accuracy: every pivot
// exceeds n eps times its diagonal element, a test that a diagonal scaling of B does not change (van der Sluis 1969).
bool has_safe_cholesky(arma::mat b);
bool has_safe_cholesky(arma::cx_mat b);

}  // namespace la
