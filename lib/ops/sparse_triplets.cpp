#include "ops/sparse_triplets.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/error.hpp"
#include "ops/lapack_svd.hpp"

namespace la {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();
constexpr double worst_residual = 1e-10;    // in units of |A|
constexpr double graded = 1e-3;             // of the largest value of a search: what it leaves to the next
constexpr double same = 1e-11;              // of |A|: values so near to the least one found need not replace it
constexpr double failure = 3e-3;            // of one random vector to tell that something is missed
constexpr double floor_of_squares = 1e-14;  // of |A|^2, which is far above the rounding of squares of that size
constexpr arma::uword companions = 12;      // of the vectors found, while others are looked for
constexpr arma::uword look_basis = 80;      // columns, then without a restart
constexpr int most_rounds = 20;             // of looking for what was missed

// Twofold values come at once. The residuals of the squares are to be small beside the value, as they are divided by
// its root, but for rounding.
LanczosOptions options_for(arma::uword k) {
    LanczosOptions options;
    options.count = k;
    options.block = k > 20 ? 4 : 2;
    options.relative = 1e-11;
    options.absolute = 4 * eps;
    return options;
}

// The probability that j steps from a random vector tell the largest value of a semidefinite operator of order n to be
// less than it is by a share of `deficit` or more (Kuczynski, Wozniakowski 1992, theorem 4.2).
double chance_of_miss(arma::uword n, std::uint64_t j, double deficit) {
    return 1.648 * std::sqrt(double(n)) * std::exp(-std::sqrt(deficit) * (2 * double(j) - 1));
}

}  // namespace

// What is added to the squares, so that the rounding of products is nothing beside them where A is singular.
template <class T>
double SparseTriplets<T>::shift() const {
    return floor_of_squares * norm_ * norm_;
}

template <class T>
BlockOperator<T> SparseTriplets<T>::product() const {
    return [this, shift = shift()](const arma::Mat<T>& in, arma::Mat<T>& out) {
        gram_.multiply(in, out);
        if (shift != 0) out += shift * in;
    };
}

template <class T>
void SparseTriplets<T>::settle(BlockLanczos<T>& lanczos, arma::uword found, arma::uword count) {
    const bool converged = lanczos.advance(most_steps_);
    norm_ = std::max(norm_, std::sqrt(lanczos.scale()));
    steps_ += lanczos.applications();
    if (converged) return;
    char residual[32];
    std::snprintf(residual, sizeof residual, "%.3g", lanczos.residuals().max() / lanczos.scale());
    throw numerical_error("not converged: " + std::to_string(found + lanczos.converged_count()) + " of " +
                          std::to_string(found + count) + " singular values after " + std::to_string(steps_) +
                          " steps, the worst residual of the squares is " + residual + " of the largest");
}

// Adds `count` columns to v, the right (left) singular vectors of the largest values in its complement. Those that
// others are to follow are found as well as can be: what they lack is what the others would be of.
template <class T>
void SparseTriplets<T>::grow(arma::Mat<T>& v, arma::uword count) {
    bool is_sharp = false;
    while (count != 0) {
        LanczosOptions options = options_for(count);
        options.seed += ++searches_;
        if (is_sharp) options.relative = 0;
        const double added = shift();
        BlockLanczos<T> lanczos(gram_.short_side(), product(), options, v);
        settle(lanczos, v.n_cols, count);
        const arma::vec values = lanczos.values();
        const arma::uword kept = arma::uword(arma::accu(values >= graded * graded * values(0)));
        const bool is_last = kept == count;
        if (!is_last && !is_sharp) {
            is_sharp = true;
            continue;
        }
        v = arma::join_rows(v, lanczos.vectors(kept));
        count -= kept;
        if (!is_last) continue;
        const arma::Mat<T> all = lanczos.vectors(kept + companions);
        companions_ = all.tail_cols(all.n_cols - kept);
        companions_squared_ = lanczos.values(kept + companions).tail(companions_.n_cols) - added;
    }
}

template <class T>
typename SparseTriplets<T>::Factors SparseTriplets<T>::factored(const arma::Mat<T>& v) const {
    Factors f;
    arma::Mat<T> reflectors = gram_.to_long(v), u, vt;
    arma::Col<T> tau;
    lapack::geqrf(reflectors, tau);
    arma::Mat<T> r = lapack::upper_triangle(reflectors, v.n_cols, v.n_cols);
    if (lapack::gesdd<T>({'A'}, r, f.values, u, vt) != 0) {
        r = lapack::upper_triangle(reflectors, v.n_cols, v.n_cols);
        if (lapack::gesvd<T>({'A'}, r, f.values, u, vt) != 0) throw numerical_error("singular values did not converge");
    }
    f.outer = lapack::form_q(reflectors, tau, v.n_cols) * u;
    f.inner = v * vt.t();
    return f;
}

// The largest Ritz value on the companions and the best vector of the search in their complement.
template <class T>
double SparseTriplets<T>::with_companions(const BlockLanczos<T>& lanczos) const {
    const arma::uword n = companions_.n_cols;
    const arma::Mat<T> w = lanczos.vectors(1);
    arma::Mat<T> image(w.n_rows, 1, arma::fill::none), bordered(n + 1, n + 1, arma::fill::zeros);
    gram_.multiply(w, image);
    for (arma::uword j = 0; j < n; ++j) {
        bordered(j, j) = companions_squared_(j);
        bordered(j, n) = arma::cdot(companions_.col(j), image.col(0));
        if constexpr (is_complex_scalar<T>)
            bordered(n, j) = std::conj(bordered(j, n));
        else
            bordered(n, j) = bordered(j, n);
    }
    bordered(n, n) = std::real(arma::cdot(w.col(0), image.col(0)));
    arma::vec values;
    if (!arma::eig_sym(values, bordered)) throw numerical_error("no convergence of a projected eigenvalue problem");
    return values.max();
}

// Whether the complement of the vectors found has a larger value than the least of theirs. The companions, near to the
// next vectors, are set aside: what is missed differs from them, and stands out the more.
template <class T>
bool SparseTriplets<T>::is_missing_some(const Factors& found) {
    const arma::Mat<T> known = arma::join_rows(found.inner, companions_);
    const arma::uword n = gram_.short_side();
    if (found.inner.n_cols == n) return false;
    const double bar = std::pow(found.values.min() + same * norm_, 2);
    if (!companions_squared_.is_empty() && companions_squared_.max() > bar) return true;
    if (known.n_cols == n) return false;

    LanczosOptions options = options_for(1);
    options.seed += ++searches_;
    options.relative = 1e-5;
    options.basis = look_basis;
    BlockLanczos<T> lanczos(n, product(), options, known);
    const std::uint64_t unrestarted = lanczos.basis() / options.block;
    bool is_sure = false;
    while (!is_sure && lanczos.applications() < most_steps_ && !lanczos.advance(2)) {
        const double deficit = 1 - lanczos.highest() / (bar + shift());
        if (deficit < 0) return true;
        is_sure =
            lanczos.applications() <= unrestarted && chance_of_miss(n, lanczos.applications(), deficit) <= failure;
    }
    steps_ += lanczos.applications();
    return with_companions(lanczos) > bar;
}

template <class T>
void SparseTriplets<T>::require_small_residuals(const Factors& found) const {
    const arma::Mat<T> image = gram_.to_short(found.outer);
    double worst = 0;
    for (arma::uword j = 0; j < image.n_cols; ++j)
        worst = std::max(worst, arma::norm(image.col(j) - found.values(j) * found.inner.col(j)));
    if (worst <= worst_residual * norm_) return;
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", worst / norm_);
    throw numerical_error(std::string("not converged: the worst residual is ") + text + " of the norm");
}

template <class T>
SingularTriplets<T> SparseTriplets<T>::find(arma::uword k) {
    arma::Mat<T> v(gram_.short_side(), 0);
    grow(v, k);
    Factors f = factored(v);
    for (int round = 0; is_missing_some(f); ++round) {
        if (round == most_rounds)
            throw numerical_error("not converged: of " + std::to_string(k) + " singular values some are still missed");
        v = std::move(f.inner);
        grow(v, std::min(std::max<arma::uword>(2, k / 4), gram_.short_side() - v.n_cols));
        f = factored(v);
        f = {f.inner.head_cols(k), f.outer.head_cols(k), f.values.head(k)};
    }
    require_small_residuals(f);
    method_ = std::string(gram_.is_transposed() ? "on A'A, " : "on AA', ") + std::to_string(steps_) +
              " steps, nothing larger in the complement";
    if (gram_.is_transposed()) return {std::move(f.outer), std::move(f.values), std::move(f.inner)};
    return {std::move(f.inner), std::move(f.values), std::move(f.outer)};
}

template class SparseTriplets<double>;
template class SparseTriplets<arma::cx_double>;

}  // namespace la
