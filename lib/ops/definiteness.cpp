#include "ops/definiteness.hpp"

#include <limits>

#include "ops/dense_field.hpp"
#include "ops/eigen_drivers.hpp"
#include "ops/scaling.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

// Whether the Cholesky factorisation of H - shift I succeeds, which is four times cheaper than the eigenvalues and
// proves H positive definite beyond doubt: rounding can hide a smallest eigenvalue of about -n^2 eps max h_ii (Higham,
// Accuracy and Stability of Numerical Algorithms, section 10.1), and the shift is ten times |H|_1 n^2 eps.
template <class T>
bool is_clearly_positive_definite(arma::Mat<T> h) {
    const double n = double(h.n_rows), shift = 10 * n * n * eps * arma::norm(h, 1);
    if (!arma::all(arma::vec(arma::real(arma::Col<T>(h.diag()))) > shift)) return false;
    h.diag() -= shift;
    return has_safe_cholesky(std::move(h));
}

Definiteness from_values(const arma::vec& values) {
    const double zero = double(values.n_elem) * eps * arma::max(arma::abs(values));
    const bool positive = arma::any(values > zero), negative = arma::any(values < -zero);
    const bool vanishing = arma::any(arma::abs(values) <= zero);
    if (positive && negative) return Definiteness::indefinite;
    if (positive) return vanishing ? Definiteness::positive_semidefinite : Definiteness::positive_definite;
    if (negative) return vanishing ? Definiteness::negative_semidefinite : Definiteness::negative_definite;
    return Definiteness::zero;
}

}  // namespace

Definiteness definiteness(Matrix a, std::string* driver) {
    require_square(a);
    require_finite(a);
    if (a.rows() == 0) return Definiteness::zero;
    const double scale = safe_scale(a);
    a = symmetric_part(to_real_if_possible(scaled(std::move(a), scale)));
    return in_field(a.is_complex(), [&](auto zero) {
        auto h = dense_as<decltype(zero)>(std::move(a));
        if (driver) *driver = is_complex_scalar<decltype(zero)> ? "zpotrf" : "dpotrf";
        if (is_clearly_positive_definite(h)) return Definiteness::positive_definite;
        const DriverResult result = hermitian_driver(std::move(h), false);
        if (driver) *driver = result.driver;
        return from_values(arma::real(result.values));
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
