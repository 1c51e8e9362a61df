#include "krylov/left_vectors.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/field.hpp"
#include "krylov/gmres.hpp"
#include "krylov/search_bounds.hpp"
#include "lapack/diagonalizable.hpp"
#include "lapack/solve.hpp"

namespace la {

namespace {

using cx = arma::cx_double;

constexpr double wanted_residual = 1e-13;    // in units of |A| |y|
constexpr double defective_residual = 1e-7;  // sqrt(eps), and a little
constexpr arma::uword krylov_dimension = 100;

// x in the field F; what is dropped, where F is real, is zero.
template <class F, class T>
arma::Mat<F> cast(const arma::Mat<T>& x) {
    if constexpr (is_complex_scalar<F> && !is_complex_scalar<T>)
        return arma::cx_mat(x, arma::zeros(arma::size(x)));
    else if constexpr (!is_complex_scalar<F> && is_complex_scalar<T>)
        return arma::real(x);
    else
        return x;
}

// An operator of the field S on vectors of the field F.
template <class F, class S>
VectorOperator<F> operator_in(VectorOperator<S> apply) {
    if constexpr (std::is_same_v<F, S>)
        return apply;
    else
        return [apply](const arma::cx_vec& x, arma::cx_vec& out) {
            arma::vec re, im;
            apply(arma::vec(arma::real(x)), re);
            apply(arma::vec(arma::imag(x)), im);
            out = arma::cx_vec(re, im);
        };
}

// The equation for z, (A' - conj(w)) z = b in the complement of X. Where B, the inverse of A' - conj(s), is at hand,
// z = B v and (A' - conj(w)) B v = v - (conj(w) - conj(s)) B v = b, which is close to the identity for w near s.
template <class F, class T, class S>
class ComplementEquation {
  public:
    ComplementEquation(const arma::SpMat<T>& a, const arma::Mat<F>& x, const GeneralTransform<S>& how, F value)
        : a_(a), x_(x), how_(how), apply_how_(operator_in<F, S>(how.apply)), value_(value) {}

    // (A' - conj(w)) y
    arma::Col<F> residual(const arma::Col<F>& y) const {
        return product(a_, Transposition::adjoint, arma::Mat<F>(y)) - conjugate(value_) * y;
    }

    // What must be added to z for A' z - conj(w) z + r to vanish, as far as that is possible.
    arma::Col<F> correction(const arma::Col<F>& r, double tolerance) const {
        arma::Col<F> v(r.n_elem);
        gmres<F>([this](const arma::Col<F>& in, arma::Col<F>& out) { apply(in, out); }, arma::Col<F>(-projected(r)), v,
                 {tolerance, krylov_dimension});
        return how_.factor ? inverse(v) : projected(v);
    }

    arma::Col<F> projected(arma::Col<F> v) const {
        v -= x_ * arma::Col<F>(x_.t() * v);
        return v;
    }

    // Whether (A - w) r vanishes in the complement too: then w has a further right vector that leads to X, and no
    // left one.
    bool is_defective_along(const arma::Col<F>& r, double norm) const {
        const arma::Col<F> image = product(a_, Transposition::none, arma::Mat<F>(r)) - value_ * r;
        return arma::norm(projected(image)) <= defective_residual * norm * arma::norm(r);
    }

  private:
    arma::Col<F> inverse(const arma::Col<F>& v) const {
        arma::Col<F> out;
        apply_how_(v, out);
        return projected(out);
    }

    void apply(const arma::Col<F>& in, arma::Col<F>& out) const {
        const arma::Col<F> v = projected(in);
        out = how_.factor ? arma::Col<F>(v - (conjugate(value_) - conjugate(shift())) * inverse(v))
                          : projected(residual(v));
    }

    F shift() const {
        if constexpr (is_complex_scalar<F>)
            return how_.shift;
        else
            return how_.shift.real();
    }

    const arma::SpMat<T>& a_;
    const arma::Mat<F>& x_;
    const GeneralTransform<S>& how_;
    VectorOperator<F> apply_how_;
    F value_;
};

template <class F, class T, class S>
class LeftVectors {
  public:
    LeftVectors(const arma::SpMat<T>& a, const arma::Mat<T>& x, const arma::Mat<S>& start,
                const GeneralEigen<S>& spectrum, const std::string& name)
        : a_(a), x_(cast<F>(x)), start_(matched(cast<F>(start))), spectrum_(spectrum), name_(name) {}

    // y = X u + z for a value and its u.
    arma::Col<F> find(F value, const arma::Col<F>& u) const {
        const GeneralTransform<S> how = spectrum_.adjoint_near(value);
        const ComplementEquation<F, T, S> equation(a_, x_, how, value);
        arma::Col<F> y = x_ * u, best = started(u);
        arma::Col<F> r = equation.residual(y);
        if (const arma::Col<F> other = equation.residual(best); arma::norm(other) < arma::norm(r)) y = best, r = other;
        for (int round = 0; round < 3 && arma::norm(r) > limit(wanted_residual, y); ++round) {
            const arma::Col<F> better = y + equation.correction(r, limit(wanted_residual, y) / 4);
            const arma::Col<F> left = equation.residual(better);
            if (!(arma::norm(left) < arma::norm(r))) break;
            y = better, r = left;
        }
        if (arma::norm(y) > worst_condition()) throw not_diagonalizable(name_);
        if (arma::norm(r) <= limit(worst_residual, y)) return y;
        if (equation.is_defective_along(r, spectrum_.norm())) throw not_diagonalizable(name_);
        throw numerical_error("not converged: a left eigenvector");
    }

  private:
    double limit(double residual, const arma::Col<F>& y) const { return residual * spectrum_.norm() * arma::norm(y); }

    // Of the span of a start S the vectors C (n x k) with X'C = I, as far as it holds them: S (X'S)⁺, cut.
    arma::Mat<F> matched(const arma::Mat<F>& start) const {
        constexpr double least = 1e-6;  // directions of X that the start has no more of than this are left out
        if (start.is_empty()) return arma::Mat<F>(x_.n_rows, x_.n_cols);
        arma::Mat<F> left, right;
        arma::vec sizes;
        if (!arma::svd_econ(left, sizes, right, arma::Mat<F>(x_.t() * start)))
            throw numerical_error("no convergence of a singular value decomposition");
        const arma::uword rank = arma::accu(sizes > least);
        for (arma::uword j = 0; j < rank; ++j) right.col(j) /= F(sizes(j));
        return start * arma::Mat<F>(right.head_cols(rank) * left.head_cols(rank).t());
    }

    // What the start makes of u, with u as its part in X.
    arma::Col<F> started(const arma::Col<F>& u) const {
        const arma::Col<F> found = start_ * u;
        return found + x_ * arma::Col<F>(u - x_.t() * found);
    }

    const arma::SpMat<T>& a_;
    arma::Mat<F> x_, start_;
    const GeneralEigen<S>& spectrum_;
    const std::string& name_;
};

// The u's: u_i's_j = 1 where i = j, else 0, for the columns s_j of turn.
arma::cx_mat small_left_vectors(const arma::cx_mat& turn, const std::string& name) {
    arma::cx_mat inverse(arma::size(turn), arma::fill::eye);
    if (!lapack::solve_square(turn, inverse)) throw not_diagonalizable(name);
    return inverse.t();
}

}  // namespace

template <class T, class S>
arma::cx_mat left_vectors(const arma::SpMat<T>& a, const RitzPairs<T>& pairs, const arma::uvec& chosen,
                          GeneralEigen<S>& spectrum, const std::string& name) {
    const arma::cx_mat small = small_left_vectors(pairs.turn, name);
    const arma::Mat<S> start = spectrum.left_span(arma::cx_vec(pairs.values(chosen)));
    std::optional<LeftVectors<double, T, S>> real;
    std::optional<LeftVectors<cx, T, S>> complex;
    const auto vector = [&](cx value, const arma::cx_vec& u) -> arma::cx_vec {
        if constexpr (!is_complex_scalar<T> && !is_complex_scalar<S>)
            if (value.imag() == 0) {
                if (!real) real.emplace(a, pairs.basis, start, spectrum, name);
                return cast<cx>(arma::mat(real->find(value.real(), arma::real(u))));
            }
        if (!complex) complex.emplace(a, pairs.basis, start, spectrum, name);
        const arma::cx_vec y = complex->find(value, u);
        if (is_complex_scalar<T> || value.imag() != 0) return y;
        return arma::cx_vec(arma::real(y), arma::vec(y.n_elem));
    };

    arma::cx_mat y(a.n_rows, chosen.n_elem);
    for (arma::uword j = 0; j < chosen.n_elem; ++j) {
        const cx value = pairs.values(chosen(j));
        // Of a real matrix the conjugate of the vector before belongs to the conjugate of its value.
        const bool is_second = !is_complex_scalar<T> && value.imag() < 0;
        const arma::uvec first = is_second ? arma::uvec(arma::find(chosen == chosen(j) - 1)) : arma::uvec();
        if (!first.is_empty() && first(0) < j)
            y.col(j) = arma::conj(y.col(first(0)));
        else
            y.col(j) = vector(value, small.col(chosen(j)));
    }
    return y;
}

template arma::cx_mat left_vectors(const arma::sp_mat&, const RitzPairs<double>&, const arma::uvec&,
                                   GeneralEigen<double>&, const std::string&);
template arma::cx_mat left_vectors(const arma::sp_mat&, const RitzPairs<double>&, const arma::uvec&, GeneralEigen<cx>&,
                                   const std::string&);
template arma::cx_mat left_vectors(const arma::sp_cx_mat&, const RitzPairs<cx>&, const arma::uvec&, GeneralEigen<cx>&,
                                   const std::string&);

}  // namespace la
