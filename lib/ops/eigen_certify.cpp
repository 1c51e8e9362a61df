#include "ops/eigen_certify.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "krylov/selection.hpp"
#include "lapack/declarations.hpp"
#include "lapack/workspace.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

// How many eigenvalues of the Hermitian h are negative, from its LDL' factorization: a 2x2 block of D, which the pivots
// mark by negative numbers, has one of either sign.
template <class T>
arma::uword negative_inertia(arma::Mat<T> h) {
    const int n = order_of(h.n_rows);
    arma::Col<int> pivots(h.n_rows);
    int info = 0;
    with_workspace<T>(
        [&](T* work, int lwork) { lapack::factor_hermitian('L', n, h.memptr(), pivots.memptr(), work, lwork, info); });
    arma::uword count = 0;
    for (arma::uword i = 0; i < h.n_rows; ++i) {
        const bool is_block = pivots(i) < 0;
        count += is_block || std::real(h(i, i)) < 0;
        i += is_block;
    }
    return count;
}

CountBelow counter(const Matrix& a, const Matrix* b) {
    return in_field(a.is_complex() || (b && b->is_complex()), [&](auto zero) -> CountBelow {
        using T = decltype(zero);
        const auto h = dense_as<T>(symmetric_part(a));
        const auto m = b ? dense_as<T>(symmetric_part(*b)) : arma::Mat<T>(h.n_rows, h.n_rows, arma::fill::eye);
        return [h, m](double s) { return negative_inertia(arma::Mat<T>(h - s * m)); };
    });
}

}  // namespace

Error not_symmetric_to_certify(const Matrix& a) {
    return numerical_error(described(a) + " and not symmetric: only a symmetric problem can be certified");
}

void certify_eigen(const Matrix& a, const Matrix* b, const Eigensystem& e, Which which,
                   std::optional<std::complex<double>> sigma) {
    if (!e.is_symmetric) throw not_symmetric_to_certify(a);
    const arma::uword n = a.rows();
    if (n == 0) return;
    const EigenRegion region(which, sigma);
    arma::vec badness(e.values.n_elem);
    for (arma::uword i = 0; i < badness.n_elem; ++i) badness(i) = region.badness(e.values(i).real());
    const double edge = badness.max();
    const double scale = std::max(arma::abs(e.values).max(), e.largest_modulus);
    const double margin = 100 * double(n) * eps * scale + std::numeric_limits<double>::min();

    const CountBelow below = counter(a, b);
    const arma::uword inside = region.count(edge - margin, n, below), around = region.count(edge + margin, n, below);
    const arma::uword found_inside = arma::accu(badness < edge - margin);
    if (inside != found_inside || around < badness.n_elem)
        throw numerical_error("not certified: " + std::to_string(badness.n_elem) + " found, inertia counts " +
                              std::to_string(inside) + " to " + std::to_string(around));
}

}  // namespace la
