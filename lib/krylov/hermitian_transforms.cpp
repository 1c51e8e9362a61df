#include "krylov/hermitian_transforms.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <vector>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "krylov/chebyshev_filter.hpp"

namespace la {

namespace {

// Seconds that an operation on real numbers takes, for comparisons only.
constexpr double per_entry = 1.2e-9, per_row = 4e-9, per_dense_flop = 0.4e-9, per_cholesky_flop = 0.05e-9,
                 per_cholesky_entry = 3e-8, per_ldl_flop = 0.9e-9, per_solve_entry = 2.5e-9;
constexpr double usual_solves = 40;  // of right-hand sides

constexpr double widest_worth = 0.1;    // of the vertices in one level
constexpr double beside = 1e-6;         // of |A|: how far from a singular point a shift is moved
constexpr double least_rcond = 1e-9;    // of a factor that is used
constexpr double largest_growth = 1e6;  // of its pivots, in |A|

template <class T>
constexpr double field_cost = is_complex_scalar<T> ? 4 : 1;

std::string six_digits(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", x);
    return text;
}

std::string two_digits(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", x);
    return text;
}

}  // namespace

template <class T>
HermitianTransforms<T>::HermitianTransforms(const arma::SpMat<T>& a, int threads) : a_(a), matrix_(a, threads) {}

template <class T>
const typename HermitianTransforms<T>::Ends& HermitianTransforms<T>::ends() const {
    if (ends_) return *ends_;
    LanczosOptions options;
    options.block = 1;
    options.basis = 12;
    options.order = RitzOrder::largest_modulus;
    options.absolute = eps;
    BlockLanczos<T> lanczos(a_.n_rows, direct(EigenRegion::far).apply, options);
    lanczos.advance(12);
    ends_ = {lanczos.scale(), lanczos.lowest(), lanczos.highest()};
    return *ends_;
}

// The direct operator of the lower end is -A, whose ends are those of A with the other sign.
template <class T>
void HermitianTransforms<T>::learn(const EigenRegion& region, const BlockLanczos<T>& run) const {
    if (ends_) return;
    const bool is_negative = region.kind == EigenRegion::below;
    ends_ = {run.scale(), is_negative ? -run.highest() : run.lowest(), is_negative ? -run.lowest() : run.highest()};
}

template <class T>
SpectralTransform<T> HermitianTransforms<T>::direct(const EigenRegion& region) const {
    const double sign = region.kind == EigenRegion::below ? -1 : 1;
    SpectralTransform<T> how;
    how.apply = [this, sign](const arma::Mat<T>& in, arma::Mat<T>& out) {
        matrix_.multiply(in, out);
        if (sign < 0) out *= T(-1);
    };
    how.order = region.kind == EigenRegion::far ? RitzOrder::largest_modulus : RitzOrder::largest;
    how.absolute = 1e-12;
    how.value = how.image = [sign](double x) { return sign * x; };
    how.name = "on A";
    return how;
}

template <class T>
SpectralTransform<T> HermitianTransforms<T>::folded(double center) const {
    SpectralTransform<T> how;
    how.apply = [this, center](const arma::Mat<T>& in, arma::Mat<T>& out) {
        arma::Mat<T> once(in.n_rows, in.n_cols, arma::fill::none);
        matrix_.multiply(in, once);
        once -= center * in;
        matrix_.multiply(once, out);
        out -= center * once;
        out *= T(-1);
    };
    how.absolute = 1e-13;
    how.value = [center](double theta) { return center + std::sqrt(std::max(-theta, 0.0)); };
    how.image = [center](double value) { return -std::abs(value - center); };
    how.products = 2;
    how.name = "on -(A - s)^2, s = " + six_digits(center);
    return how;
}

template <class T>
std::optional<SpectralTransform<T>> HermitianTransforms<T>::filtered(const SpectralTransform<T>& base,
                                                                     const arma::vec& ritz_values, double low,
                                                                     arma::uword basis, arma::uword count,
                                                                     arma::uword block) const {
    const bool even = base.order == RitzOrder::largest_modulus;
    const ChebyshevInterval interval = suitable_interval(ritz_values, count, block, basis, low, even);
    const double degree = likely_degree(ritz_values, count, block, low, even), d = double(interval.degree);
    const double without = degree * step_seconds(basis, block, base.products);
    const double with = degree / d * step_seconds(basis, block, base.products * interval.degree);
    if (interval.degree < 2 || with >= without) return {};
    SpectralTransform<T> how = base;
    how.apply = chebyshev_filter<T>(base.apply, interval);
    how.order = RitzOrder::largest;
    how.relative = 2e-12;
    how.absolute = 4 * eps;
    how.inner = [interval](double theta) { return interval.value(theta); };
    how.value = [value = base.value, inner = how.inner](double theta) { return value(inner(theta)); };
    if (even) how.image = [](double value) { return std::abs(value); };
    how.products = base.products * interval.degree;
    how.seconds = with;
    how.name = base.name + " by a Chebyshev polynomial of degree " + std::to_string(interval.degree) + ", " +
               two_digits(with) + " s predicted, without " + two_digits(without) + " s";
    return how;
}

// Of sign * (A - shift I), which has just been factored.
template <class T>
SpectralTransform<T> HermitianTransforms<T>::inverse(double shift, double sign, const char* kind,
                                                     std::function<void()> restore) {
    SpectralTransform<T> how;
    how.apply = [this](const arma::Mat<T>& in, arma::Mat<T>& out) {
        out = in;
        factor_->solve(out);
    };
    how.order = RitzOrder::largest_modulus;
    how.relative = 3e-13;
    how.noise = eps * norm();
    how.value = [shift, sign](double theta) { return shift + sign / theta; };
    how.image = [shift](double value) { return 1 / (value - shift); };
    how.restore_factor = std::move(restore);
    how.name = "on the inverse of A - s, s = " + six_digits(shift + 0.0) + ", by " + kind + " (CHOLMOD, " +
               six_digits(factor_->cost().entries) + " entries)";
    return how;
}

template <class T>
double HermitianTransforms<T>::slack(bool upper, double known) const {
    const double bound = upper ? matrix_.upper() - known : known - matrix_.lower();
    const bool is_definite = upper ? known < 0 : known > 0;
    return is_definite ? std::min(bound, std::abs(known)) : bound;
}

template <class T>
bool HermitianTransforms<T>::has_factor(bool must) {
    if (!factor_ && !is_hopeless_) is_hopeless_ = a_.n_rows > 5000 && widest_level(a_) > widest_worth;
    if (!factor_ && (must || !is_hopeless_)) factor_ = std::make_unique<SparseCholesky<T>>(a_);
    if (!factor_) return false;
    return std::max(factor_->ldl_bytes(), factor_->cholesky_bytes()) <= physical_memory() / 2;
}

template <class T>
double HermitianTransforms<T>::count_seconds() const {
    return field_cost<T> * factor_->cost().flops * per_ldl_flop;
}

template <class T>
double HermitianTransforms<T>::invert_seconds() const {
    const FactorCost cost = factor_->cost();
    return field_cost<T> *
           (cost.flops * per_cholesky_flop + cost.entries * (per_cholesky_entry + usual_solves * per_solve_entry));
}

template <class T>
double HermitianTransforms<T>::step_seconds(arma::uword basis, arma::uword block, arma::uword products) const {
    constexpr double passes = 2, average_filling = 0.7;
    const double orthogonalization = passes * 2 * average_filling * double(basis) * double(a_.n_rows);
    const double product = double(products) * (double(a_.n_nonzero) * per_entry + double(a_.n_rows) * per_row);
    return field_cost<T> * double(block) * (product + orthogonalization * per_dense_flop);
}

template <class T>
std::optional<SpectralTransform<T>> HermitianTransforms<T>::inverted_end(bool upper, double known, double uncertainty) {
    if (!has_factor()) return {};
    // Mirrored for the lower end.
    const double sign = upper ? 1 : -1, top = sign * known, step = beside * norm();
    const double bound = (upper ? matrix_.upper() : -matrix_.lower()) + step;
    std::vector<double> shifts = {top + std::max(uncertainty, step), top + std::max(4 * uncertainty, 8 * step)};
    if (top < 0) shifts.insert(shifts.end(), {0.0, step});  // A is definite, or semidefinite and singular
    std::sort(shifts.begin(), shifts.end());
    shifts.push_back(bound);
    for (const double shift : shifts) {
        if (shift > bound) continue;
        const auto factor = [this, at = sign * shift, upper] { return factor_->factor_definite(at, upper); };
        if (factor() && factor_->rcond() > least_rcond)
            return inverse(sign * shift, -sign, "Cholesky", [factor] { factor(); });
    }
    return {};
}

// LDL' without pivoting may lose as many digits as its pivots have grown; one step of refinement brings them back.
template <class T>
void HermitianTransforms<T>::solve_refined(double shift, arma::Mat<T>& b) {
    arma::Mat<T> x = b, image(b.n_rows, b.n_cols, arma::fill::none);
    factor_->solve(x);
    matrix_.multiply(x, image);
    b += shift * x - image;
    factor_->solve(b);
    b += x;
}

template <class T>
std::optional<SpectralTransform<T>> HermitianTransforms<T>::inverted_inside(double center) {
    if (!has_factor()) return {};
    for (const double away : {0.0, 3.7, -3.7, 53.0, -53.0, 610.0, -610.0}) {
        const double shift = center + away * beside * norm();
        Inertia inertia;
        if (!factor_->factor_indefinite(shift, inertia) || factor_->rcond() <= least_rcond ||
            inertia.growth > largest_growth * norm())
            continue;
        SpectralTransform<T> how = inverse(shift, 1, "LDL'", [this, shift] {
            Inertia ignored;
            factor_->factor_indefinite(shift, ignored);
        });
        how.apply = [this, shift](const arma::Mat<T>& in, arma::Mat<T>& out) {
            out = in;
            solve_refined(shift, out);
        };
        return how;
    }
    return {};
}

// Of solutions with the factors of A - shift I: they are near the eigenvectors next to the shift, on which the
// count depends, and show by how much A was perturbed in their direction.
template <class T>
double HermitianTransforms<T>::backward_error(double shift) {
    arma::Mat<T> b(a_.n_rows, 2), image(a_.n_rows, 2, arma::fill::none);
    std::mt19937_64 random(1994);
    for (T& value : b) value = T(double(random() >> 11) * 0x1p-52 - 1);
    arma::Mat<T> x = b;
    factor_->solve(x);
    matrix_.multiply(x, image);
    b += shift * x - image;
    return arma::norm(b, "fro") / arma::norm(x, "fro");
}

template <class T>
std::optional<arma::uword> HermitianTransforms<T>::count_below(double s, double margin) {
    for (const double away : {0.0, 0.1, -0.1, 0.23, -0.23, 0.47, -0.47}) {
        const double shift = s + away * margin;
        Inertia inertia;
        if (!factor_->factor_indefinite(shift, inertia)) continue;
        const double error = backward_error(shift);
        if (error <= 0.1 * margin) return inertia.negative;
        if (error > 100 * margin) break;  // not by bad luck
    }
    return {};
}

template class HermitianTransforms<double>;
template class HermitianTransforms<arma::cx_double>;

}  // namespace la
