#include "ops/positive_definite.hpp"

#include <limits>
#include <utility>

#include "core/epsilon.hpp"
#include "lapack/condition.hpp"
#include "lapack/eigen.hpp"
#include "ops/equilibrate.hpp"
#include "ops/symmetry.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

constexpr double clearly = 20;  // times n·eps: LAPACK's estimate and rounding in the factor may each be off by a few

template <class T>
bool has_positive_diagonal(const arma::Mat<T>& a) {
    for (arma::uword i = 0; i < a.n_rows; ++i)
        if (!(std::real(a.at(i, i)) > 0)) return false;
    return true;
}

// By LAPACK's xPOTRF; false where a pivot is not positive.
template <class T>
bool factor_upper(arma::Mat<T>& h) {
    int n = lapack::to_int(h.n_rows), info = 0;
    char uplo = 'U';
    arma::lapack::potrf(&uplo, &n, h.memptr(), &n, &info);
    for (arma::uword j = 0; j < h.n_cols; ++j) std::fill(h.colptr(j) + j + 1, h.colptr(j) + h.n_rows, T(0));
    return info == 0;
}

template <class T>
bool has_positive_eigenvalues(arma::Mat<T> h) {
    const arma::vec values = arma::real(hermitian_driver(std::move(h), false).values);
    return values.min() > double(values.n_elem) * eps * values.max();
}

template <class T>
std::optional<EquilibratedCholesky<T>> cholesky_of(const arma::Mat<T>& a) {
    if (!has_positive_diagonal(a)) return {};
    EquilibratedCholesky<T> c;
    Matrix scaled{arma::Mat<T>(a)};
    c.scales = hermitian_equilibrium(scaled);
    scaled = equilibrated(std::move(scaled), c.scales, c.scales);
    if (!is_symmetric(scaled)) return {};
    scaled = symmetric_part(std::move(scaled));
    auto& h = std::get<arma::Mat<T>>(scaled.values);
    const double norm = norm_1(h);
    c.factor = h;
    if (!factor_upper(c.factor)) return {};
    c.reciprocal_condition = lapack::condition_of_cholesky(c.factor, norm);
    const bool is_clear = c.reciprocal_condition > clearly * double(h.n_rows) * eps;
    if (!is_clear && !has_positive_eigenvalues(std::move(h))) return {};
    return c;
}

}  // namespace

std::optional<EquilibratedCholesky<double>> equilibrated_cholesky(const arma::mat& a) {
    return cholesky_of(a);
}

std::optional<EquilibratedCholesky<arma::cx_double>> equilibrated_cholesky(const arma::cx_mat& a) {
    return cholesky_of(a);
}

}  // namespace la
