#include "krylov/hermitian_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>
#include <vector>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "krylov/search_bounds.hpp"

namespace la {

namespace {

constexpr double seconds_worth_counting = 0.6;                 // of a count unasked
constexpr std::uint64_t first_steps = 8, most_steps = 20'000;  // of Lanczos
constexpr std::uint64_t steps_against_noise = 200;
constexpr double same_value = 1e-6;     // what lies closer may be one, as far as a block can tell
constexpr double filter_doubts = 4;     // its cost is a guess, that of a factor is not
constexpr double usual_restarts = 1.5;  // times as many steps as without

template <class T>
LanczosOptions options_for(const SpectralTransform<T>& how, arma::uword k) {
    LanczosOptions options;
    options.count = k;
    options.block = k > 20 ? 4 : 2;
    options.order = how.order;
    options.relative = how.relative;
    options.absolute = how.absolute;
    options.noise = how.noise;
    return options;
}

template <class T>
void require_converged(const BlockLanczos<T>& lanczos, arma::uword k) {
    if (lanczos.converged()) return;
    throw numerical_error("not converged: " + std::to_string(lanczos.converged_count()) + " of " + std::to_string(k) +
                          " eigenvalues after " + std::to_string(lanczos.applications()) +
                          " steps, the worst residual is " + three_digits(lanczos.residuals().max() / lanczos.scale()) +
                          " of the norm");
}

// The largest residual, of its value.
template <class T>
double worst_share(const BlockLanczos<T>& lanczos) {
    return std::min(0.9, arma::vec(lanczos.residuals() / arma::abs(lanczos.values())).max());
}

template <class T>
EigenPairs<T> pairs_of(const BlockLanczos<T>& lanczos, const SpectralTransform<T>& how) {
    arma::vec values = lanczos.values();
    values.transform(how.value);
    return {std::move(values), lanczos.vectors()};
}

// The k best of the pairs.
template <class T>
EigenPairs<T> best_of(const EigenRegion& region, arma::uword k, const EigenPairs<T>& pairs) {
    arma::vec badness = pairs.values;
    badness.transform([&](double value) { return region.badness(value); });
    const arma::uvec order = arma::stable_sort_index(badness);
    const arma::uvec chosen = order.head(std::min<arma::uword>(k, order.n_elem));
    return {arma::vec(pairs.values(chosen)), arma::Mat<T>(pairs.vectors.cols(chosen))};
}

double edge_of(const EigenRegion& region, const arma::vec& values) {
    double edge = -std::numeric_limits<double>::infinity();
    for (const double value : values) edge = std::max(edge, region.badness(value));
    return edge;
}

}  // namespace

template <class T>
EigenPairs<T> HermitianEigen<T>::run(arma::uword k, const arma::Mat<T>& deflated) {
    LanczosOptions options = options_for(current_, k);
    options.seed += ++runs_;
    BlockLanczos<T> lanczos(n_, current_.apply, options, deflated);
    lanczos.advance(most_steps / current_.products);
    require_converged(lanczos, k);
    // What looks like noise may be a residual yet.
    for (int round = 0; current_.noise != 0 && round < 4; ++round) {
        double worst = 0;
        EigenPairs<T> pairs = rayleigh_ritz(lanczos.vectors(), worst);
        if (worst <= good_residual * norm()) return pairs;
        lanczos.tighten(0.01);
        if (!lanczos.advance(steps_against_noise)) break;
    }
    return pairs_of(lanczos, current_);
}

// Where the values that are not wanted begin shows late: as long as it tells that one of a much higher degree pays,
// what was found on one polynomial is the start on the next.
template <class T>
EigenPairs<T> HermitianEigen<T>::run_on_polynomials(const SpectralTransform<T>& base, double low, arma::uword k) {
    arma::Mat<T> start;
    for (;;) {
        LanczosOptions options = options_for(current_, k);
        options.seed += ++runs_;
        BlockLanczos<T> lanczos(n_, current_.apply, options, {}, start);
        const arma::uword blocks = lanczos.basis() / options.block;
        lanczos.advance(blocks);
        arma::vec ritz_values = lanczos.all_values();
        ritz_values.transform(current_.inner);
        std::optional<SpectralTransform<T>> next =
            transforms_.filtered(base, ritz_values, low, lanczos.basis(), k, options.block);
        const double digits = std::log(worst_share(lanczos)) / std::log(current_.relative);
        const double left = usual_restarts * (1 / digits - 1) * double(blocks) *
                            transforms_.step_seconds(lanczos.basis(), options.block, current_.products);
        if (lanczos.converged() || !next || next->products <= current_.products || next->seconds >= left) {
            lanczos.advance(most_steps / current_.products);
            require_converged(lanczos, k);
            return pairs_of(lanczos, current_);
        }
        start.zeros(n_, options.block);
        const arma::Mat<T> found = lanczos.vectors();
        for (arma::uword j = 0; j < found.n_cols; ++j) start.col(j % options.block) += found.col(j);
        current_ = std::move(*next);
    }
}

// Rayleigh-Ritz with A on the span of the orthonormal vectors, and the worst residual.
template <class T>
EigenPairs<T> HermitianEigen<T>::rayleigh_ritz(const arma::Mat<T>& vectors, double& worst) const {
    arma::Mat<T> image(n_, vectors.n_cols, arma::fill::none), turn;
    transforms_.matrix().multiply(vectors, image);
    const arma::Mat<T> projected = vectors.t() * image;
    EigenPairs<T> pairs;
    if (!arma::eig_sym(pairs.values, turn, arma::Mat<T>(0.5 * (projected + projected.t()))))
        throw numerical_error("no convergence of a projected eigenvalue problem");
    pairs.vectors = vectors * turn;
    image = image * turn;
    worst = 0;
    for (arma::uword j = 0; j < image.n_cols; ++j)
        worst = std::max(worst, arma::norm(image.col(j) - pairs.values(j) * pairs.vectors.col(j)));
    return pairs;
}

// False where both ends are wanted and each needs a shift of its own.
template <class T>
bool HermitianEigen<T>::search(const EigenRegion& region, arma::uword k, EigenPairs<T>& pairs) {
    const bool is_inside = region.kind == EigenRegion::near;
    if (is_inside && may_factor())
        if (std::optional<SpectralTransform<T>> inverted = transforms_.inverted_inside(region.center)) {
            current_ = std::move(*inverted);
            pairs = run(k, {});
            return true;
        }
    current_ = is_inside ? transforms_.folded(region.center) : transforms_.direct(region);
    const LanczosOptions options = options_for(current_, k);
    BlockLanczos<T> lanczos(n_, current_.apply, options);
    // A few steps tell easy gaps.
    lanczos.advance(k / options.block + first_steps);
    if (!is_inside) transforms_.learn(region, lanczos);
    if (!lanczos.converged()) {
        const double low = lanczos.lowest() - lanczos.excess();
        std::optional<SpectralTransform<T>> other =
            transforms_.filtered(current_, lanczos.all_values(), low, lanczos.basis(), k, options.block);
        if (operand_ == SpectralMethod::direct || operand_ == SpectralMethod::inverse) other.reset();
        const bool has_factor = !is_inside && may_factor() && transforms_.has_factor();
        if (has_factor && !(other && other->seconds * filter_doubts <= transforms_.invert_seconds())) {
            if (auto inverse = invert_unless_easy(region, lanczos)) other = std::move(inverse);
            if (!lanczos.converged() && region.kind == EigenRegion::far) return false;
        }
        if (other && !lanczos.converged()) {
            const SpectralTransform<T> base = std::exchange(current_, std::move(*other));
            pairs = current_.inner ? run_on_polynomials(base, low, k) : run(k, {});
            return true;
        }
    }
    lanczos.advance(most_steps / current_.products);
    require_converged(lanczos, k);
    pairs = pairs_of(lanczos, current_);
    return true;
}

// As much is spent on A itself as an inverse would cost, twice the least in all, unless even the convergence of an
// unrestarted method would take longer. Nothing where that is enough, or both ends need a shift of their own.
template <class T>
std::optional<SpectralTransform<T>> HermitianEigen<T>::invert_unless_easy(const EigenRegion& region,
                                                                          BlockLanczos<T>& lanczos) {
    const LanczosOptions options = options_for(current_, lanczos.values().n_elem);
    const double affordable = transforms_.invert_seconds() / transforms_.step_seconds(lanczos.basis(), options.block);
    const double reached = std::log(std::min(0.9, lanczos.residuals().max() / lanczos.scale()));
    const double needed = double(lanczos.applications()) * (std::log(current_.absolute) / reached - 1);
    if (needed <= affordable && operand_ == SpectralMethod::automatic)
        lanczos.advance(std::uint64_t(std::min(affordable, double(most_steps))));
    if (lanczos.converged() || region.kind == EigenRegion::far) return {};
    const bool upper = region.kind == EigenRegion::above;
    // A shift near the end needs to know the end; nearer than the values lie to each other serves nothing.
    if (lanczos.residuals().front() < transforms_.slack(upper, current_.value(lanczos.values().front())))
        lanczos.advance(lanczos.basis() / options.block);
    const double spread = lanczos.values().max() - lanczos.values().min();
    return transforms_.inverted_end(upper, current_.value(lanczos.values().front()),
                                    std::max(lanczos.residuals().front(), 0.1 * spread));
}

// Rayleigh-Ritz, after inverse iteration where that is to be had and needed.
template <class T>
EigenPairs<T> HermitianEigen<T>::refined(arma::Mat<T> vectors) {
    for (int round = 0;; ++round) {
        double worst = 0;
        EigenPairs<T> pairs = rayleigh_ritz(vectors, worst);
        const bool can_improve = current_.restore_factor && round < 2;
        if (worst <= good_residual * norm() || (!can_improve && worst <= worst_residual * norm())) return pairs;
        if (!can_improve)
            throw numerical_error("not converged: the worst residual is " + three_digits(worst / norm()) +
                                  " of the norm");
        arma::Mat<T> image(n_, vectors.n_cols, arma::fill::none), upper;
        current_.apply(pairs.vectors, image);
        if (!arma::qr_econ(vectors, upper, image)) throw numerical_error("no convergence of a QR factorization");
    }
}

template <class T>
bool HermitianEigen<T>::can_count() {
    if (!certify_ && !may_factor()) return false;
    if (transforms_.has_factor(certify_)) return certify_ || transforms_.count_seconds() <= seconds_worth_counting;
    if (!certify_) return false;
    throw numerical_error("not certified: the factor that counts would take " + gibibytes(transforms_.factor_bytes()));
}

// Nothing where rounding might tell another count.
template <class T>
std::optional<arma::uword> HermitianEigen<T>::missed_by_count(const EigenRegion& region, const arma::vec& values) {
    const double margin = 100 * double(n_) * eps * norm() + std::numeric_limits<double>::min();
    const double inside = edge_of(region, values) - margin;
    bool is_sure = true;
    const arma::uword counted = region.count(inside, n_, [&](double s) {
        const std::optional<arma::uword> below = transforms_.count_below(s, margin);
        is_sure = is_sure && below;
        return below.value_or(0);
    });
    if (!is_sure) return {};
    arma::uword found = 0;
    for (const double value : values) found += region.badness(value) < inside;
    return counted - std::min(found, counted);
}

// Whether equal values, as far as the operator can tell, are as many as a block has columns; those at the edge matter
// only where they are not quite equal.
template <class T>
bool HermitianEigen<T>::fills_block(const EigenRegion& region, const arma::vec& values) const {
    struct Found {
        double image, badness;
    };
    std::vector<Found> all;
    double largest = 0;
    for (const double value : values) {
        all.push_back({current_.image(value), region.badness(value)});
        largest = std::max(largest, std::abs(all.back().image));
    }
    std::sort(all.begin(), all.end(), [](const Found& x, const Found& y) { return x.image < y.image; });
    const double close = same_value * (current_.restore_factor ? largest : norm());
    const double equal = edge_of(region, values) - 1e-11 * norm();
    const arma::uword block = options_for(current_, values.n_elem).block;
    for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
        bool is_inside = false;
        for (; end < all.size() && (end == first || all[end].image - all[end - 1].image <= close); ++end)
            is_inside = is_inside || all[end].badness < equal;
        if (is_inside && end - first >= block) return true;
    }
    return false;
}

// Whether the best value in the complement of what was found is better than the worst that was found.
template <class T>
arma::uword HermitianEigen<T>::missed_by_search(const EigenRegion& region, const EigenPairs<T>& pairs) {
    LanczosOptions options = options_for(current_, 1);
    options.seed += ++runs_;
    const bool is_direct = !current_.restore_factor && current_.relative == 0;
    options.absolute = is_direct ? 1e-5 : 0;
    options.relative = is_direct ? 0 : 1e-5;
    BlockLanczos<T> lanczos(n_, current_.apply, options, pairs.vectors);
    lanczos.advance(most_steps / current_.products);
    if (lanczos.values().is_empty()) return 0;
    const double other = current_.value(lanczos.values().front());
    return region.badness(other) < edge_of(region, pairs.values) - 1e-9 * norm();
}

// Adds what was missed until nothing is.
template <class T>
void HermitianEigen<T>::complete(const EigenRegion& region, arma::uword k, EigenPairs<T>& pairs) {
    bool is_counted = can_count();
    for (int round = 0; round < most_rounds; ++round) {
        std::optional<arma::uword> missed;
        if (is_counted) {
            missed = missed_by_count(region, pairs.values);
            if (!missed && certify_) throw numerical_error("not certified: the pivots are too small to count by");
            if (current_.restore_factor && missed != 0) current_.restore_factor();
        }
        is_counted = missed.has_value();
        const bool is_doubtful = !missed && fills_block(region, pairs.values);
        if (!missed) missed = is_doubtful ? missed_by_search(region, pairs) : 0;
        if (missed == 0) {
            method_ = current_.name + (is_counted    ? ", counted by inertia"
                                       : is_doubtful ? ", nothing better in the complement"
                                                     : ", no value so multiple that a block hides copies");
            return;
        }
        const arma::uword more = std::min({std::max<arma::uword>(*missed, 2), k, n_ - pairs.vectors.n_cols});
        const EigenPairs<T> others = run(more, pairs.vectors);
        pairs = best_of(region, k, refined(arma::join_rows(pairs.vectors, others.vectors)));
    }
    throw numerical_error("not converged: of " + std::to_string(k) + " eigenvalues some are still missed");
}

// Where all values lie on one side of the center, the nearest are those at that end.
template <class T>
std::optional<EigenPairs<T>> HermitianEigen<T>::find_outside(double center, arma::uword k) {
    const double tolerance = 1e-10 * norm();
    for (const bool upper : {false, true}) {
        if (upper ? transforms_.highest() > center + tolerance : transforms_.lowest() < center - tolerance) continue;
        EigenPairs<T> end = find(upper ? EigenRegion::above : EigenRegion::below, k);
        if (upper ? end.values.max() <= center + tolerance : end.values.min() >= center - tolerance) return end;
    }
    return {};
}

template <class T>
EigenPairs<T> HermitianEigen<T>::find_both_ends(arma::uword k) {
    EigenPairs<T> upper = find(EigenRegion::above, k);
    const std::string upper_method = method_;
    EigenPairs<T> lower = find(EigenRegion::below, k);
    method_ = upper_method + "; " + method_;
    return best_of<T>(EigenRegion::far, k,
                      {arma::join_cols(upper.values, lower.values), arma::join_rows(upper.vectors, lower.vectors)});
}

template <class T>
EigenPairs<T> HermitianEigen<T>::find(EigenRegion region, arma::uword k) {
    if (region.kind == EigenRegion::near)
        if (std::optional<EigenPairs<T>> end = find_outside(region.center, k)) return std::move(*end);
    EigenPairs<T> pairs;
    if (!search(region, k, pairs)) return find_both_ends(k);
    pairs = best_of(region, k, refined(std::move(pairs.vectors)));
    complete(region, k, pairs);
    return pairs;
}

template class HermitianEigen<double>;
template class HermitianEigen<arma::cx_double>;

}  // namespace la
