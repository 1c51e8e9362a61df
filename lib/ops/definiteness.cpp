#include "ops/definiteness.hpp"

#include <cstdio>
#include <limits>
#include <optional>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "krylov/hermitian_transforms.hpp"
#include "lapack/eigen.hpp"
#include "ops/equilibrate.hpp"
#include "ops/positive_definite.hpp"
#include "ops/symmetry.hpp"
#include "ops/work.hpp"
#include "sparse/cholesky.hpp"

namespace la {

namespace {

Definiteness from_signs(bool negative, bool vanishing, bool positive) {
    if (positive && negative) return Definiteness::indefinite;
    if (positive) return vanishing ? Definiteness::positive_semidefinite : Definiteness::positive_definite;
    if (negative) return vanishing ? Definiteness::negative_semidefinite : Definiteness::negative_definite;
    return Definiteness::zero;
}

Definiteness from_values(const arma::vec& values) {
    const double zero = double(values.n_elem) * eps * arma::max(arma::abs(values));
    const bool positive = arma::any(values > zero), negative = arma::any(values < -zero);
    const bool vanishing = arma::any(arma::abs(values) <= zero);
    // Values that all lie beyond zero belong to a matrix that the test of definiteness did not pass by a hair.
    return from_signs(negative, vanishing || positive != negative, positive);
}

// Of a large sparse H, which stays sparse. Values of either sign that a few steps of Lanczos show prove it indefinite;
// else a Cholesky factor of H - t I, or of - H - t I, where t is what counts as zero, proves it definite, or
// Sylvester's law counts the values below - t and below t.
template <class T>
Definiteness of_sparse(const arma::SpMat<T>& h, std::string* driver) {
    if (h.n_nonzero == 0) return Definiteness::zero;
    HermitianTransforms<T> transforms(h, 1);
    const double n = double(h.n_rows), zero = n * eps * transforms.norm();
    if (driver) *driver = "Lanczos";
    if (transforms.lowest() < -2 * zero && transforms.highest() > 2 * zero) return Definiteness::indefinite;
    if (driver) *driver = "sparse Cholesky (CHOLMOD)";
    const bool is_negative = transforms.highest() <= 2 * zero;
    if (!transforms.has_factor(true))
        throw data_error("not enough memory to factor the matrix, which would take about " +
                         gibibytes(transforms.factor_bytes()));
    {
        SparseCholesky<T> cholesky(h);
        if (cholesky.factor_definite(is_negative ? -zero : zero, is_negative))
            return is_negative ? Definiteness::negative_definite : Definiteness::positive_definite;
    }
    if (driver) *driver = "sparse LDL' (CHOLMOD)";
    const std::optional<arma::uword> below = transforms.count_below(-zero, zero / 2);
    const std::optional<arma::uword> not_above = transforms.count_below(zero, zero / 2);
    if (!below || !not_above)
        throw numerical_error("the definiteness is not to be told: the pivots are too small to count by");
    return from_signs(*below > 0, *not_above > *below, *not_above < h.n_rows);
}

template <class T>
Definiteness of_dense(arma::Mat<T> h, std::string* driver) {
    if (driver) *driver = is_complex_scalar<T> ? "zpotrf" : "dpotrf";
    if (equilibrated_cholesky(h)) return Definiteness::positive_definite;
    if (equilibrated_cholesky(arma::Mat<T>(-h))) return Definiteness::negative_definite;
    const DriverResult result = hermitian_driver(std::move(h), false);
    if (driver) *driver = result.driver;
    return from_values(arma::real(result.values));
}

}  // namespace

Definiteness definiteness(Matrix a, std::string* driver) {
    require_square(a);
    require_finite(a);
    if (a.rows() == 0) return Definiteness::zero;
    a = symmetric_part(to_real_if_possible(std::move(a)));
    const Exponents scales = hermitian_equilibrium(a);
    a = equilibrated(std::move(a), scales, scales);
    return in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        if (a.is_sparse() && a.rows() > largest_small_order)
            return of_sparse(std::get<arma::SpMat<T>>(a.values), driver);
        return of_dense(dense_as<T>(std::move(a)), driver);
    });
}

std::string definiteness_text(Definiteness d) {
    switch (d) {
        case Definiteness::positive_definite:
            return "positive-definite";
        case Definiteness::positive_semidefinite:
            return "positive-semidefinite";
        case Definiteness::negative_definite:
            return "negative-definite";
        case Definiteness::negative_semidefinite:
            return "negative-semidefinite";
        case Definiteness::indefinite:
            return "indefinite";
        case Definiteness::zero:
            break;
    }
    return "zero";
}

bool is_positive_semidefinite(Definiteness d) {
    return d == Definiteness::positive_definite || d == Definiteness::positive_semidefinite || d == Definiteness::zero;
}

bool is_negative_semidefinite(Definiteness d) {
    return d == Definiteness::negative_definite || d == Definiteness::negative_semidefinite || d == Definiteness::zero;
}

}  // namespace la
