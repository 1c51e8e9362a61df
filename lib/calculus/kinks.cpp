#include "calculus/kinks.hpp"

#include <algorithm>
#include <map>

#include "calculus/derive.hpp"

namespace la {

namespace {

// a where factors and terms of contractions and sums give way to others, first of all `from` to `to`.
class Replacement {
  public:
    Replacement(Tensors& tensors, TensorId from, TensorId to) : t_(tensors) { now_[from] = to; }

    TensorId run(TensorId a) {
        if (const auto known = now_.find(a); known != now_.end()) return known->second;
        const TensorNode n = t_[a];
        TensorId result = a;
        if (n.kind == TensorKind::contraction) {
            Contraction c = n.contraction;
            for (Factor& f : c.factors) f.tensor = run(f.tensor);
            if (!(c == n.contraction)) result = t_.contract(std::move(c));
        } else if (n.kind == TensorKind::sum) {
            std::vector<Term> terms = n.terms;
            for (Term& t : terms) t.tensor = run(t.tensor);
            if (terms != n.terms) result = t_.add(terms, n.axes);
        } else if (n.kind == TensorKind::map) {
            const TensorId argument = run(n.arguments[0]);
            if (argument != n.arguments[0]) result = t_.map(n.function, argument);
        }
        now_[a] = result;
        return result;
    }

  private:
    Tensors& t_;
    std::map<TensorId, TensorId> now_;
};

// How fast tensors vanish with a variable: at least like this power of its norm.
class Degrees {
  public:
    Degrees(const Tensors& tensors, TensorId variable, TensorId square) : t_(tensors) {
        degrees_[variable] = 1;
        degrees_[square] = 2;
    }

    double of(TensorId a) {
        if (const auto known = degrees_.find(a); known != degrees_.end()) return known->second;
        const TensorNode& n = t_[a];
        double degree = 0;
        if (n.kind == TensorKind::contraction) {
            for (const Factor& f : n.contraction.factors) degree += f.exponent * of(f.tensor);
        } else if (n.kind == TensorKind::sum && !n.terms.empty()) {
            degree = arma::datum::inf;
            for (const Term& t : n.terms) degree = std::min(degree, of(t.tensor));
        }
        degrees_[a] = degree;
        return degree;
    }

  private:
    const Tensors& t_;
    std::map<TensorId, double> degrees_;
};

bool divides_by(const TensorNode& n, TensorId scalar) {
    return std::any_of(n.contraction.factors.begin(), n.contraction.factors.end(),
                       [&](const Factor& f) { return f.tensor == scalar && f.exponent < 0; });
}

}  // namespace

TensorId without_divisor(Tensors& tensors, TensorId a, TensorId scalar) {
    std::map<TensorId, TensorId> changed;
    for (TensorId i = scalar + 1; i <= a; ++i) {
        const TensorNode n = tensors[i];
        const auto now = [&](TensorId k) {
            const auto found = changed.find(k);
            return found == changed.end() ? k : found->second;
        };
        TensorId result = i;
        if (n.kind == TensorKind::contraction) {
            Contraction c = n.contraction;
            bool divided = false;
            for (Factor& f : c.factors) {
                divided = divided || (f.tensor == scalar && f.exponent < 0);
                f.tensor = now(f.tensor);
            }
            if (divided)
                result = tensors.number(0, n.axes);
            else if (!(c == n.contraction))
                result = tensors.contract(std::move(c));
        } else if (n.kind == TensorKind::sum) {
            std::vector<Term> terms = n.terms;
            for (Term& t : terms) t.tensor = now(t.tensor);
            if (terms != n.terms) result = tensors.add(terms, n.axes);
        }
        if (result != i) changed[i] = result;
    }
    const auto found = changed.find(a);
    return found == changed.end() ? a : found->second;
}

std::optional<TensorId> root_of_square_sum(const Tensors& tensors, TensorId scalar) {
    const TensorNode& n = tensors[scalar];
    if (n.kind != TensorKind::contraction || n.rank() != 0 || n.contraction.factors.size() != 1) return {};
    const Factor& f = n.contraction.factors[0];
    if (f.exponent != 2 || f.labels.empty() || f.labels.size() > 2) return {};
    if (f.labels.size() == 2 && f.labels[0] == f.labels[1]) return {};
    return f.tensor;
}

bool is_smooth_at_zero(Tensors& tensors, TensorId f, TensorId square, int order) {
    const auto e = root_of_square_sum(tensors, square);
    if (!e) return false;
    // By a variable of its own in the place of e: the rest depends on what e is made of as smoothly as ever.
    const TensorId v = tensors.variable(" e", tensors[*e].axes, false);
    TensorId derivative = Replacement(tensors, *e, v).run(f);
    Contraction squares;
    squares.factors = {{v, squares.add_labels(tensors[v].axes), 2}};
    const TensorId square_of_v = tensors.contract(std::move(squares));
    Degrees degrees(tensors, v, square_of_v);
    for (int k = 1; k <= order; ++k) {
        std::optional<NoRule> missing;
        derivative = derive(tensors, derivative, v, missing);
        if (missing) return false;
        for (TensorId i = 0; i <= derivative; ++i)
            if (divides_by(tensors[i], square_of_v) && degrees.of(i) <= 0 && tensors.depends(derivative, i))
                return false;
    }
    return true;
}

}  // namespace la
