#include "krylov/gmres.hpp"

#include <algorithm>
#include <cmath>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"

namespace la {

namespace {

constexpr double least_progress = 0.99;  // of a restart

// One run from a residual r: the Krylov basis V, and R, the Hessenberg matrix made triangular by rotations.
template <class T>
class Cycle {
  public:
    Cycle(const arma::Col<T>& r, arma::uword most)
        : v_(r.n_elem, most + 1, arma::fill::none), r_(most + 1, most), g_(most + 1), c_(most), s_(most) {
        g_(0) = T(arma::norm(r));
        v_.col(0) = r / g_(0);
    }

    double residual() const { return std::abs(g_(steps_)); }
    arma::uword steps() const { return steps_; }

    // False where the space is exhausted.
    bool step(const VectorOperator<T>& apply) {
        const arma::uword j = steps_;
        arma::Col<T> w(v_.n_rows, arma::fill::none);
        apply(v_.col(j), w);
        if (!w.is_finite()) throw numerical_error("a vector of GMRES lies beyond the range of doubles");
        const double before = arma::norm(w);
        const auto basis = v_.head_cols(j + 1);
        arma::Col<T> h(j + 1);
        for (int pass = 0; pass < 2; ++pass) {
            const arma::Col<T> part = basis.t() * w;
            w -= basis * part;
            h += part;
        }
        const double length = arma::norm(w);
        const bool goes_on = length > eps * before;
        if (goes_on) v_.col(j + 1) = w / T(length);
        rotate(h, goes_on ? length : 0);
        ++steps_;
        return goes_on;
    }

    // What to add to x.
    arma::Col<T> correction() const {
        arma::uword k = steps_;
        const double rounding = 10 * eps * arma::abs(r_).max();
        while (k > 0 && std::abs(r_(k - 1, k - 1)) <= rounding) --k;  // so ends the space of a singular matrix
        arma::Col<T> y = g_.head(k);
        for (arma::uword i = k; i-- > 0;) {
            for (arma::uword m = i + 1; m < k; ++m) y(i) -= r_(i, m) * y(m);
            y(i) /= r_(i, i);
        }
        return v_.head_cols(k) * y;
    }

  private:
    void rotate(arma::Col<T> h, double below) {
        const arma::uword j = steps_;
        for (arma::uword i = 0; i < j; ++i) {
            const T upper = c_(i) * h(i) + s_(i) * h(i + 1);
            h(i + 1) = -conjugate(s_(i)) * h(i) + c_(i) * h(i + 1);
            h(i) = upper;
        }
        const double length = std::hypot(std::abs(h(j)), below);
        const T phase = h(j) == T(0) ? T(1) : h(j) / std::abs(h(j));
        c_(j) = length == 0 ? 1 : std::abs(h(j)) / length;
        s_(j) = length == 0 ? T(0) : phase * (below / length);
        h(j) = phase * length;
        for (arma::uword i = 0; i <= j; ++i) r_(i, j) = h(i);
        g_(j + 1) = -conjugate(s_(j)) * g_(j);
        g_(j) *= c_(j);
    }

    arma::Mat<T> v_, r_;
    arma::Col<T> g_;
    arma::vec c_;
    arma::Col<T> s_;
    arma::uword steps_ = 0;
};

template <class T>
arma::Col<T> residual_of(const VectorOperator<T>& apply, const arma::Col<T>& b, const arma::Col<T>& x) {
    arma::Col<T> image(b.n_elem, arma::fill::none);
    apply(x, image);
    return b - image;
}

}  // namespace

template <class T>
arma::Col<T> gmres(const VectorOperator<T>& apply, const arma::Col<T>& b, arma::Col<T>& x,
                   const GmresOptions& options) {
    const arma::uword most = std::min(options.basis, b.n_elem);
    require_memory(b.n_elem, most + 4, sizeof(T));
    arma::Col<T> r = residual_of(apply, b, x);
    double norm = arma::norm(r);
    for (int restart = 0; restart < options.restarts && norm > options.tolerance; ++restart) {
        Cycle<T> cycle(r, most);
        while (cycle.steps() < most && cycle.residual() > options.tolerance && cycle.step(apply)) {
        }
        arma::Col<T> better = x + cycle.correction();
        r = residual_of(apply, b, better);
        const double reached = arma::norm(r);
        if (!(reached < norm)) return residual_of(apply, b, x);
        x = std::move(better);
        if (reached > least_progress * norm) return r;
        norm = reached;
    }
    return r;
}

template arma::vec gmres(const VectorOperator<double>&, const arma::vec&, arma::vec&, const GmresOptions&);
template arma::cx_vec gmres(const VectorOperator<arma::cx_double>&, const arma::cx_vec&, arma::cx_vec&,
                            const GmresOptions&);

}  // namespace la
