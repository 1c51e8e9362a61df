#include "krylov/singular.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/messages.hpp"
#include "krylov/search_bounds.hpp"
#include "lapack/svd.hpp"

namespace la {

namespace {

constexpr double graded = 1e-3;             // of the largest value of a search: what it leaves to the next
constexpr double same = 1e-11;              // of |A|: values so near to the least one found need not replace it
constexpr double failure = 3e-3;            // of one random vector to tell that something is missed
constexpr double floor_of_squares = 1e-14;  // of |A|^2, which is far above the rounding of squares of that size
constexpr arma::uword companions = 12;      // of the vectors found, while others are looked for
constexpr arma::uword look_basis = 80;      // columns, then without a restart
constexpr std::uint64_t patience = 200;     // steps, before polynomials are tried

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

// What the next search runs on, whose values are the images of the squares. To these is added so much that the rounding
// of products is nothing beside them where A is singular.
template <class T>
BlockOperator<T> KrylovSingular<T>::operand() {
    added_ = floor_of_squares * norm_ * norm_;
    const BlockOperator<T> product = [this, added = added_](const arma::Mat<T>& in, arma::Mat<T>& out) {
        gram_.multiply(in, out);
        if (added != 0) out += added * in;
    };
    return interval_ ? chebyshev_filter<T>(product, *interval_) : product;
}

template <class T>
double KrylovSingular<T>::square(double value) const {
    return (interval_ ? interval_->value(value) : value) - added_;
}

template <class T>
double KrylovSingular<T>::image(double square) const {
    return interval_ ? interval_->at(square + added_) : square + added_;
}

template <class T>
arma::vec KrylovSingular<T>::squares(const arma::vec& values) const {
    arma::vec result = values;
    result.transform([this](double value) { return square(value); });
    return result;
}

template <class T>
void KrylovSingular<T>::go_on(BlockLanczos<T>& lanczos, std::uint64_t most) {
    const std::uint64_t before = lanczos.applications(), degree = interval_ ? interval_->degree : 1;
    lanczos.advance(most / degree);
    steps_ += degree * (lanczos.applications() - before);
    norm_ = std::max(norm_, std::sqrt(std::max(0.0, square(lanczos.highest()))));
}

template <class T>
void KrylovSingular<T>::refuse(const BlockLanczos<T>& lanczos, arma::uword found) const {
    const std::string residual = three_digits(lanczos.residuals().max() / lanczos.scale());
    throw numerical_error("not converged: " + std::to_string(found + lanczos.converged_count()) + " of " +
                          std::to_string(found + lanczos.values().n_elem) + " singular values after " +
                          std::to_string(steps_) + " steps, the worst residual of the squares is " + residual +
                          " of the largest");
}

// Converged. What was found on one polynomial is the start on the next, of a higher degree, as long as that pays.
template <class T>
typename KrylovSingular<T>::Search KrylovSingular<T>::search(LanczosOptions options, const arma::Mat<T>& v) {
    const std::uint64_t end = steps_ + most_steps_;
    arma::Mat<T> start;
    for (;;) {
        if (interval_) {
            options.relative = std::min(options.relative, 2e-12);
            options.absolute = 4 * eps;
        }
        options.seed += ++searches_;
        auto lanczos = std::make_unique<BlockLanczos<T>>(gram_.short_side(), operand(), options, v, start);
        const std::uint64_t degree = interval_ ? interval_->degree : 1;
        const std::uint64_t stage = interval_ ? degree * (lanczos->basis() / options.block) : patience;
        go_on(*lanczos, std::min(stage, end - std::min(end, steps_)));
        if (lanczos->converged()) return lanczos;
        const ChebyshevInterval next = suitable_interval(squares(lanczos->all_values()) + added_, options.count,
                                                         options.block, lanczos->basis(), 0, false);
        if (next.degree <= degree || steps_ >= end) {
            go_on(*lanczos, end - std::min(end, steps_));
            if (!lanczos->converged()) refuse(*lanczos, v.n_cols);
            return lanczos;
        }
        start.zeros(gram_.short_side(), options.block);
        const arma::Mat<T> found = lanczos->vectors();
        for (arma::uword j = 0; j < found.n_cols; ++j) start.col(j % options.block) += found.col(j);
        interval_ = next;
    }
}

// Adds `count` columns to v, the right (left) singular vectors of the largest values in its complement. Those that
// others are to follow are found as well as can be: what they lack is what the others would be of.
template <class T>
void KrylovSingular<T>::grow(arma::Mat<T>& v, arma::uword count) {
    bool is_sharp = false;
    while (count != 0) {
        LanczosOptions options = options_for(count);
        if (is_sharp) options.relative = 0;
        const Search lanczos = search(options, v);
        const arma::vec values = squares(lanczos->values()) + added_;
        const arma::uword kept = arma::uword(arma::accu(values >= graded * graded * values(0)));
        const bool is_last = kept == count;
        if (!is_last && !is_sharp) {
            is_sharp = true;
            continue;
        }
        v = arma::join_rows(v, lanczos->vectors(kept));
        count -= kept;
        if (!is_last) {
            interval_.reset();  // it does not reach down there
            continue;
        }
        // Those that a polynomial does not raise it does not tell apart.
        const arma::vec all = lanczos->values(kept + companions);
        const arma::uword known = interval_ ? arma::uword(arma::accu(all > 1)) : all.n_elem;
        const arma::uword more = std::max(known, kept) - kept;
        companions_ = lanczos->vectors(kept + more).tail_cols(more);
        companions_squared_ = squares(all.head(kept + more).tail(more));
    }
}

template <class T>
typename KrylovSingular<T>::Factors KrylovSingular<T>::factored(const arma::Mat<T>& v) const {
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
double KrylovSingular<T>::with_companions(const BlockLanczos<T>& lanczos) const {
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
bool KrylovSingular<T>::is_missing_some(const Factors& found) {
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
    BlockLanczos<T> lanczos(n, operand(), options, known);
    const std::uint64_t unrestarted = lanczos.basis() / options.block, degree = interval_ ? interval_->degree : 1;
    const double raised = interval_ ? 1 : 0;  // by so much a polynomial is semidefinite
    bool is_sure = false;
    while (!is_sure && lanczos.applications() * degree < most_steps_ && !lanczos.converged()) {
        go_on(lanczos, 2 * degree);
        const double deficit = 1 - (lanczos.highest() + raised) / (image(bar) + raised);
        if (deficit < 0) return true;
        is_sure =
            lanczos.applications() <= unrestarted && chance_of_miss(n, lanczos.applications(), deficit) <= failure;
    }
    return with_companions(lanczos) > bar;
}

template <class T>
void KrylovSingular<T>::require_small_residuals(const Factors& found) const {
    const arma::Mat<T> image = gram_.to_short(found.outer);
    double worst = 0;
    for (arma::uword j = 0; j < image.n_cols; ++j)
        worst = std::max(worst, arma::norm(image.col(j) - found.values(j) * found.inner.col(j)));
    if (worst <= worst_residual * norm_) return;
    throw numerical_error("not converged: the worst residual is " + three_digits(worst / norm_) + " of the norm");
}

template <class T>
SingularVectors<T> KrylovSingular<T>::find(arma::uword k) {
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
    const std::string polynomial =
        interval_ ? "by a Chebyshev polynomial of degree " + std::to_string(interval_->degree) + ", " : "";
    method_ = std::string(gram_.is_transposed() ? "on A'A, " : "on AA', ") + polynomial + std::to_string(steps_) +
              " steps, nothing larger in the complement";
    if (gram_.is_transposed()) return {std::move(f.outer), std::move(f.values), std::move(f.inner)};
    return {std::move(f.inner), std::move(f.values), std::move(f.outer)};
}

template class KrylovSingular<double>;
template class KrylovSingular<arma::cx_double>;

}  // namespace la
