#include "calculus/difference_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/epsilon.hpp"
#include "core/finite.hpp"

namespace la {

namespace {

using arma::mat;
using arma::uword;

const double rounding = 16 * eps;

// Errors are relative to this, or to so much of the noise that they are no larger than `told` where there is nothing
// else.
constexpr double told = 1e-6;

double relative(double worst, double scale, double noise) {
    return worst == 0 ? 0 : worst / std::max(scale, noise / told);
}

std::vector<mat> dense(std::vector<Matrix> matrices) {
    std::vector<mat> result;
    for (Matrix& m : matrices) result.push_back(dense_real(std::move(m)));
    return result;
}

class Differences {
  public:
    Differences(const Syntax& f, const NameShapes& shapes, const DerivativeOptions& options, const Bindings& bindings)
        : bindings_(bindings),
          name_(options.variable),
          x_(dense_real(bindings.at(options.variable))),
          order_(options.order),
          is_symmetric_(options.symmetric.count(options.variable) > 0),
          lower_(f, shapes, {options.variable, options.order - 1, options.symmetric}) {
        lower_.settle_kinks(bindings_);
        Bindings all = bindings_;
        for (const Derivative::Direction& d : lower_.directions())
            all[d.name] = Matrix(mat(d.shape.rows.value, d.shape.cols.value, arma::fill::ones));
        largest_ = largest_intermediate(lower_.formula(), all);
    }

    // Entries in the places that the derivative of the next order has them.
    std::vector<mat> run(const std::vector<mat>& like) {
        std::vector<mat> result;
        for (const mat& m : like) result.emplace_back(arma::size(m), arma::fill::zeros);
        for (uword l = 0; l < x_.n_elem; ++l) {
            std::vector<mat> d = along(l);
            if (is_symmetric_) {
                const std::vector<mat> mirrored = along(l / x_.n_rows + l % x_.n_rows * x_.n_rows);
                for (std::size_t k = 0; k < d.size(); ++k) d[k] = (d[k] + mirrored[k]) / 2;
            }
            place(d, l, result);
        }
        return result;
    }

    // What rounding alone may leave of a derivative that is 0.
    double noise() const { return noise_; }

  private:
    double step(uword l) const {
        const double mean = arma::mean(arma::vectorise(arma::abs(x_)));
        return std::cbrt(eps) * std::max(std::abs(x_[l]), mean > 0 ? mean : 1.0);
    }

    std::vector<mat> along(uword l) {
        mat up = x_, down = x_;
        up[l] += step(l);
        down[l] -= step(l);
        std::vector<mat> high = at(up), low = at(down);
        noise_ = std::max(noise_, rounding * largest_ / (up[l] - down[l]));
        for (std::size_t k = 0; k < high.size(); ++k) high[k] = (high[k] - low[k]) / (up[l] - down[l]);
        return high;
    }

    std::vector<mat> at(const mat& x) {
        bindings_[name_] = Matrix(x);
        return dense(evaluate(lower_, bindings_, {}));
    }

    void place(const std::vector<mat>& d, uword l, std::vector<mat>& result) const {
        const bool to_scalar = x_.n_elem == 1, of_scalar = d.size() == 1 && order_ == 1 && d[0].n_elem == 1;
        if (to_scalar) {
            result = d;
        } else if (of_scalar) {
            result[0][l] = d[0][0];
        } else if (result.size() == 1) {
            result[0].col(l) = arma::vectorise(d[0]);
        } else if (order_ == 2) {
            for (std::size_t k = 0; k < result.size(); ++k) result[k].col(l) = d[0].row(k).t();
        } else {
            for (std::size_t k = 0; k < d.size(); ++k) result[k * x_.n_elem + l] = d[k];
        }
    }

    Bindings bindings_;
    std::string name_;
    mat x_;
    int order_;
    bool is_symmetric_;
    Derivative lower_;
    double largest_ = 0;  // of the values on the way, whose rounding the differences have
    double noise_ = 0;
};

}  // namespace

double difference_error(const Syntax& f, const NameShapes& shapes, const DerivativeOptions& options,
                        const std::vector<Matrix>& derivative, const Bindings& bindings) {
    const std::vector<mat> exact = dense(derivative);
    Differences differences(f, shapes, options, bindings);
    const std::vector<mat> approximate = differences.run(exact);
    double worst = 0, scale = 0;
    for (std::size_t k = 0; k < exact.size(); ++k) {
        if (!exact[k].is_finite() || !approximate[k].is_finite()) return arma::datum::inf;
        if (exact[k].is_empty()) continue;
        worst = std::max(worst, arma::abs(exact[k] - approximate[k]).max());
        scale = std::max(scale, arma::abs(exact[k]).max());
    }
    return relative(worst, scale, differences.noise());
}

double value_error(const Syntax& f, Derivative& derivative, const Bindings& bindings) {
    const Syntax formula = derivative.value_formula();
    if (formula.nodes.empty()) return 0;
    const mat given = dense_real(evaluate_shared(f, borrowed(bindings)));
    const mat derived = dense_real(evaluate_shared(formula, borrowed(bindings)));
    if (arma::size(given) != arma::size(derived)) return arma::datum::inf;
    double worst = 0;
    for (uword k = 0; k < given.n_elem; ++k) {
        if (!std::isfinite(given[k])) continue;
        const double error = std::abs(given[k] - derived[k]);
        worst = std::isnan(error) ? arma::datum::inf : std::max(worst, error);
    }
    return relative(worst, largest_finite(Matrix(given)), rounding * largest_intermediate(f, bindings));
}

}  // namespace la
