// A few eigenvalues at one end of a linear operator, by the implicitly restarted Arnoldi method of ARPACK.
//
// Lehoucq, Sorensen, Yang, ARPACK Users' Guide, 1998; dnaupd and dneupd, znaupd and zneupd through their reverse
// communication. ARPACK keeps static variables between the calls of one run: no two runs may overlap, neither in one
// thread nor in two.
#pragma once

#include <armadillo>
#include <cstdint>
#include <functional>

namespace la {

// out = the operator times in, n numbers each.
template <class T>
using VectorOperator = std::function<void(const arma::Col<T>& in, arma::Col<T>& out)>;

enum class ArnoldiEnd { largest_modulus, largest_real };

struct ArnoldiOptions {
    arma::uword count = 1;  // of eigenvalues, 1 <= count < basis - 2 <= n - 2
    arma::uword basis = 20;
    arma::uword restarts = 100;
    ArnoldiEnd end = ArnoldiEnd::largest_modulus;
    double tolerance = 0;  // of residuals, relative to their values; 0: eps
};

template <class T>
struct ArnoldiResult {
    bool has_converged = false;
    arma::uword converged = 0;       // values, where not all have
    std::uint64_t applications = 0;  // of the operator
    arma::Mat<T> basis;              // orthonormal, of the invariant subspace of the converged values, conjugates with
                                     // them where T is real; n x count, or one more
    arma::cx_vec ritz;               // the best count Ritz values, the best first, converged or not
    arma::vec bounds;                // estimates of their residuals
};

// Goes from `start` (length n, not 0) in the complement of the orthonormal columns of `deflated` (n rows, or none),
// which should span an invariant subspace: the values are those that it lacks. Throws a numerical error where the
// operator gives values that are not finite, a data error where the basis does not fit into memory.
template <class T>
ArnoldiResult<T> arnoldi(const VectorOperator<T>& apply, const ArnoldiOptions& options, const arma::Mat<T>& deflated,
                         arma::Col<T> start);

}  // namespace la
