#include "krylov/general_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "krylov/search_bounds.hpp"
#include "lapack/eigen.hpp"
#include "sparse/fill_reducing_order.hpp"

namespace la {

namespace {

using cx = std::complex<double>;

constexpr double margin = 1e-9;  // in units of |A|
constexpr double probing_tolerance = 1e-8;
constexpr double beside = 1e-9;        // of |A|: how far from a singular point a shift is moved
constexpr double least_rcond = 1e-13;  // of a factor that is used
constexpr double most_entries = 3e8;   // of a factor unasked

std::string text_of(cx value) {
    std::string text = three_digits(value.real());
    if (value.imag() == 0) return text;
    return text + (value.imag() < 0 ? "-" : "+") + three_digits(std::abs(value.imag())) + "i";
}

template <class S>
S scalar(cx value) {
    if constexpr (is_complex_scalar<S>)
        return value;
    else
        return value.real();
}

template <class S>
void multiply(const arma::SpMat<S>& a, Transposition form, const S* in, S* out) {
    if (form == Transposition::none) {
        std::fill(out, out + a.n_rows, S(0));
        for (arma::uword j = 0; j < a.n_cols; ++j)
            for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
                out[a.row_indices[p]] += a.values[p] * in[j];
        return;
    }
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        S sum = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
            sum += scalar<S>(std::conj(a.values[p])) * in[a.row_indices[p]];
        out[j] = sum;
    }
}

template <class S>
arma::Mat<S> multiply(const arma::SpMat<S>& a, Transposition form, const arma::Mat<S>& in) {
    arma::Mat<S> out(in.n_rows, in.n_cols, arma::fill::none);
    for (arma::uword j = 0; j < in.n_cols; ++j) multiply(a, form, in.colptr(j), out.colptr(j));
    return out;
}

// Each search starts elsewhere: of a multiple eigenvalue's vectors a start vector shows one, which the first search
// finds, and a second search from there would see the others in nothing but rounding.
template <class S>
arma::Col<S> start_vector(arma::uword n, arma::uword found) {
    std::mt19937_64 random(19980601 + found);
    arma::Col<S> x(n, arma::fill::none);
    for (S& value : x) value = S(double(random() >> 11) * 0x1p-52 - 1);
    return x;
}

template <class S>
arma::Mat<S> orthonormal(const arma::Mat<S>& x) {
    arma::Mat<S> q, r;
    if (!arma::qr_econ(q, r, x)) throw numerical_error("no convergence of a QR factorization");
    return q;
}

template <class S>
GeneralTransform<S> inverse_operator(std::shared_ptr<const SparseLu<S>> factor, cx shift, Transposition form) {
    GeneralTransform<S> how;
    how.apply = [factor, form](const arma::Col<S>& in, arma::Col<S>& out) {
        arma::Mat<S> x(in);
        factor->solve(x, form);
        out = x.col(0);
    };
    how.value = [form, shift](cx theta) {
        return shift + 1.0 / (form == Transposition::none ? theta : std::conj(theta));
    };
    how.shift = shift;
    how.name =
        "on the inverse of A - s, s = " + text_of(shift) + ", by LU (" + three_digits(factor->entries()) + " entries)";
    how.factor = std::move(factor);
    return how;
}

}  // namespace

template <class S>
GeneralEigen<S>::GeneralEigen(const arma::SpMat<S>& a, Which which, std::optional<cx> sigma)
    : a_(a), which_(which), sigma_(which == Which::SM && !sigma ? cx(0) : sigma) {
    a.sync();
    arma::vec rows(a.n_rows);
    double columns = 0;
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double sum = 0, squares = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
            const double modulus = std::abs(a.values[p]);
            sum += modulus;
            squares += modulus * modulus;
            rows(a.row_indices[p]) += modulus;
        }
        columns = std::max(columns, sum);
        norm_ = std::max(norm_, std::sqrt(squares));
    }
    bound_ = std::min(columns, rows.max());
}

// Beyond one end of the spectrum lies the origin of the shifted operator: residuals relative to its values are so to
// the norm of A, and what a projection makes 0 is at the other end.
template <class S>
GeneralTransform<S> GeneralEigen<S>::direct(Transposition form) const {
    const bool lower = which_ == Which::SA || which_ == Which::SR, far = which_ == Which::LM;
    const double sign = lower ? -1 : 1, shift = far ? 0 : bound_;
    GeneralTransform<S> how;
    how.apply = [this, form, sign, shift](const arma::Col<S>& in, arma::Col<S>& out) {
        multiply(a_, form, in.memptr(), out.memptr());
        if (shift != 0) out = sign * out + shift * in;
    };
    how.end = far ? ArnoldiEnd::largest_modulus : ArnoldiEnd::largest_real;
    how.value = [form, sign, shift](cx theta) {
        const cx value = sign * (theta - shift);
        return form == Transposition::none ? value : std::conj(value);
    };
    how.name = "on A";
    return how;
}

// Nothing where A - shift is singular to working accuracy.
template <class S>
std::optional<GeneralTransform<S>> GeneralEigen<S>::inverted(cx shift) {
    if (!factor_ || shift_ != shift) {
        arma::SpMat<S> shifted = a_;
        if (shift != cx(0)) shifted -= scalar<S>(shift) * arma::speye<arma::SpMat<S>>(a_.n_rows, a_.n_cols);
        factor_ = std::make_shared<SparseLu<S>>(shifted);
        shift_ = shift;
    }
    if (factor_->is_singular() || !(factor_->rcond() >= least_rcond)) return {};
    return inverse_operator(factor_, shift, Transposition::none);
}

template <class S>
GeneralTransform<S> GeneralEigen<S>::inverted_near() {
    for (const double away : {0.0, 3.7, -3.7, 53.0, -53.0, 610.0, -610.0, 7e3, -7e3})
        if (std::optional<GeneralTransform<S>> how = inverted(*sigma_ + away * beside * norm_)) return *how;
    throw numerical_error("A - s is singular to working accuracy wherever s lies near " + text_of(*sigma_));
}

// About a point beyond the value at an end, if that serves: a real one, or any in complex numbers; a point farther than
// the values are from each other would not tell them apart.
template <class S>
std::optional<GeneralTransform<S>> GeneralEigen<S>::inverted_end(cx value, double step) {
    step = std::max(step, 1e-6 * norm_);
    const bool is_real = !is_complex_scalar<S>;
    if (is_real && std::abs(value.imag()) > step) return {};
    if (fill_reducing_order(a_).entries > most_entries) return {};
    const bool lower = which_ == Which::SA || which_ == Which::SR;
    const cx outward = which_ == Which::LM ? value / std::abs(value) : cx(lower ? -1 : 1);
    const cx shift = value + step * outward;
    return inverted(is_real ? cx(shift.real()) : shift);
}

template <class S>
GeneralTransform<S> GeneralEigen<S>::adjoint_of(const GeneralTransform<S>& how) const {
    return how.factor ? inverse_operator(how.factor, how.shift, Transposition::adjoint)
                      : direct(Transposition::adjoint);
}

template <class S>
std::size_t GeneralEigen<S>::nearest(cx value) const {
    const auto distance = [&](const GeneralTransform<S>& how) {
        return how.factor ? std::abs(how.shift - value) : std::numeric_limits<double>::infinity();
    };
    return std::size_t(std::min_element(used_.begin(), used_.end(),
                                        [&](const auto& x, const auto& y) { return distance(x) < distance(y); }) -
                       used_.begin());
}

// Small bases first; a larger one sees more.
template <class S>
std::optional<arma::Mat<S>> GeneralEigen<S>::run(const GeneralTransform<S>& how, arma::uword k,
                                                 const arma::Mat<S>& deflated, Effort effort) {
    const arma::uword room = a_.n_rows - deflated.n_cols;
    ArnoldiOptions options;
    options.end = how.end;
    options.count = k;
    for (const auto& [level, least, times, restarts] :
         {std::tuple(Effort::small, 20, 2, 60), std::tuple(Effort::large, 60, 4, 120)}) {
        if (effort != Effort::both && effort != level) continue;
        options.basis = std::min<arma::uword>(room, std::max<arma::uword>(least, times * k + 1));
        options.restarts = restarts;
        tried_ = arnoldi<S>(how.apply, options, deflated, start_vector<S>(a_.n_rows, deflated.n_cols));
        applications_ += tried_.applications;
        if (tried_.has_converged) return tried_.basis;
    }
    const double worst = tried_.bounds.is_empty() ? 0 : tried_.bounds.max();
    complaint_ = "not converged: " + std::to_string(deflated.n_cols + tried_.converged) + " of " +
                 std::to_string(deflated.n_cols + k) + " eigenvalues after " + std::to_string(applications_) + " steps";
    if (!how.factor)
        complaint_ +=
            ", the worst residual is " + three_digits(worst / norm_) + " of the norm; --sigma S finds those near S";
    return {};
}

template <class S>
std::optional<arma::Mat<S>> GeneralEigen<S>::first_basis(arma::uword k, GeneralTransform<S>& how) {
    if (sigma_) {
        how = inverted_near();
        return run(how, k, {});
    }
    how = direct(Transposition::none);
    if (std::optional<arma::Mat<S>> q = run(how, k, {}, Effort::small)) return q;
    if (!tried_.ritz.is_empty()) {
        arma::cx_vec values = tried_.ritz;
        values.transform(how.value);
        const double step = std::max(0.1 * arma::abs(values - values(0)).max(), tried_.bounds(0));
        if (std::optional<GeneralTransform<S>> end = inverted_end(values(0), step))
            if (std::optional<arma::Mat<S>> q = run(*end, k, {})) {
                how = std::move(*end);
                return q;
            }
    }
    return run(how, k, {}, Effort::large);
}

// The best value in the complement of q, as far as a few steps of each operator that tells it show.
template <class S>
std::optional<cx> GeneralEigen<S>::best_in_complement(const GeneralTransform<S>& how, const arma::Mat<S>& q) {
    std::vector<GeneralTransform<S>> probes = {how};
    if (!sigma_ && how.factor) probes.push_back(direct(Transposition::none));
    std::optional<cx> best;
    for (const GeneralTransform<S>& probe : probes) {
        ArnoldiOptions options;
        options.end = probe.end;
        options.tolerance = probing_tolerance;
        const ArnoldiResult<S> found = arnoldi<S>(probe.apply, options, q, start_vector<S>(a_.n_rows, q.n_cols));
        applications_ += found.applications;
        if (found.ritz.is_empty()) continue;
        const cx value = probe.value(found.ritz(0));
        if (!best || badness(value) < badness(*best)) best = value;
    }
    return best;
}

// Whether q, of which the k best values are wanted, lacks the other one.
template <class S>
bool GeneralEigen<S>::is_missed(cx other, const arma::Mat<S>& q, arma::uword k) const {
    const arma::cx_vec values =
        general_driver(arma::Mat<S>(adjoint(q) * multiply(a_, Transposition::none, q)), false, false).values;
    arma::vec ranks(values.n_elem);
    for (arma::uword i = 0; i < ranks.n_elem; ++i) ranks(i) = badness(values(i));
    return badness(other) < arma::vec(arma::sort(ranks))(k - 1) - margin * norm_;
}

// Adds to the invariant subspace q what its complement has better.
template <class S>
std::optional<arma::Mat<S>> GeneralEigen<S>::completed(GeneralTransform<S>& how, arma::Mat<S> q, arma::uword k) {
    for (int round = 0; round < most_rounds; ++round) {
        const std::optional<cx> other = best_in_complement(how, q);
        if (!other || !is_missed(*other, q, k)) {
            method_ = "Arnoldi (ARPACK) " + how.name + ", " + std::to_string(applications_) + " steps";
            return q;
        }
        // The other end of a spectrum wants a shift of its own.
        const bool is_far = !sigma_ && how.factor && std::abs(*other - how.shift) > 0.01 * norm_;
        if (is_far) {
            how = inverted_end(*other, 1e-3 * norm_).value_or(direct(Transposition::none));
            used_.push_back(how);
        }
        const std::optional<arma::Mat<S>> more = run(how, is_far ? k : std::min<arma::uword>(k, 2), q);
        if (!more) return {};
        q = orthonormal<S>(arma::join_rows(q, *more));
    }
    complaint_ = "not converged: of " + std::to_string(k) + " eigenvalues some are still missed";
    return {};
}

// Inverse iteration where residuals are not as small as they can be.
template <class S>
arma::Mat<S> GeneralEigen<S>::refined(const GeneralTransform<S>& how, arma::Mat<S> q) const {
    for (int round = 0; round < 2; ++round) {
        const arma::Mat<S> image = multiply(a_, Transposition::none, q),
                           rest = image - q * arma::Mat<S>(adjoint(q) * image);
        if (arma::norm(rest, "fro") <= good_residual * norm_) break;
        arma::Col<S> out;
        arma::Mat<S> next(arma::size(q), arma::fill::none);
        for (arma::uword j = 0; j < q.n_cols; ++j) {
            how.apply(q.col(j), out);
            next.col(j) = out;
        }
        q = orthonormal<S>(next);
    }
    return q;
}

template <class S>
std::optional<arma::Mat<S>> GeneralEigen<S>::basis(arma::uword k) {
    GeneralTransform<S> how;
    applications_ = 0;
    std::optional<arma::Mat<S>> q = first_basis(k, how);
    used_ = {how};
    if (q) q = completed(how, std::move(*q), k);
    if (q && how.factor) q = refined(how, std::move(*q));
    return q;
}

template <class S>
arma::Mat<S> GeneralEigen<S>::left_span(const arma::cx_vec& values) {
    std::vector<arma::uword> counts(used_.size());
    for (const cx value : values) ++counts[nearest(value)];
    arma::Mat<S> span(a_.n_rows, 0);
    for (std::size_t i = 0; i < used_.size(); ++i) {
        if (counts[i] == 0) continue;
        const std::optional<arma::Mat<S>> found = run(adjoint_of(used_[i]), counts[i], {});
        if (found) span = arma::join_rows(span, *found);
    }
    return used_.size() > 1 && !span.is_empty() ? orthonormal<S>(span) : span;
}

arma::mat product(const arma::sp_mat& a, Transposition form, const arma::mat& x) {
    return multiply(a, form, x);
}

arma::cx_mat product(const arma::sp_mat& a, Transposition form, const arma::cx_mat& x) {
    return arma::cx_mat(multiply(a, form, arma::mat(arma::real(x))), multiply(a, form, arma::mat(arma::imag(x))));
}

arma::cx_mat product(const arma::sp_cx_mat& a, Transposition form, const arma::cx_mat& x) {
    return multiply(a, form, x);
}

template <class T>
RitzPairs<T> ritz_pairs(const arma::SpMat<T>& a, arma::Mat<T> q) {
    const arma::Mat<T> image = multiply(a, Transposition::none, q);
    const DriverResult small = general_driver(arma::Mat<T>(adjoint(q) * image), true, false);
    const arma::cx_mat turn = dense_complex(Matrix(small.vectors));
    RitzPairs<T> pairs{small.values, q * turn, arma::vec(q.n_cols), {}, {}};
    const arma::cx_mat turned = image * turn;
    for (arma::uword j = 0; j < q.n_cols; ++j)
        pairs.residuals(j) = arma::norm(turned.col(j) - pairs.values(j) * pairs.vectors.col(j));
    pairs.turn = turn;
    pairs.basis = std::move(q);
    return pairs;
}

arma::mat real_basis(const arma::cx_mat& q) {
    constexpr double rank_tolerance = 1e-10;  // directions that both a vector and its conjugate have come twice
    arma::mat u, v;
    arma::vec s;
    if (!arma::svd_econ(u, s, v, arma::mat(arma::join_rows(arma::real(q), arma::imag(q))), "left"))
        throw numerical_error("no convergence of a singular value decomposition");
    return u.head_cols(arma::accu(s > rank_tolerance * s(0)));
}

template class GeneralEigen<double>;
template class GeneralEigen<arma::cx_double>;
template RitzPairs<double> ritz_pairs(const arma::SpMat<double>&, arma::mat);
template RitzPairs<arma::cx_double> ritz_pairs(const arma::SpMat<arma::cx_double>&, arma::cx_mat);

}  // namespace la
