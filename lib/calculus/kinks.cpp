#include "calculus/kinks.hpp"

#include <algorithm>

namespace la {

namespace {

// A tensor made again with other parts: the changes are what `change` does to its contractions.
template <class Change>
class Rebuilding {
  public:
    Rebuilding(Tensors& tensors, std::map<TensorId, TensorId> known, Change change)
        : t_(tensors), now_(std::move(known)), change_(change) {}

    TensorId run(TensorId a) {
        if (const auto known = now_.find(a); known != now_.end()) return known->second;
        const TensorNode n = t_[a];
        TensorId result = a;
        if (n.kind == TensorKind::contraction) {
            Contraction c = n.contraction;
            for (Factor& f : c.factors) f.tensor = run(f.tensor);
            change_(c);
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
    Change change_;
};

}  // namespace

std::optional<TensorId> root_of_square_sum(const Tensors& tensors, TensorId scalar) {
    const TensorNode& n = tensors[scalar];
    if (n.kind != TensorKind::contraction || n.rank() != 0 || n.contraction.factors.size() != 1) return {};
    const Factor& f = n.contraction.factors[0];
    if (f.exponent != 2 || f.labels.empty() || f.labels.size() > 2) return {};
    if (f.labels.size() == 2 && f.labels[0] == f.labels[1]) return {};
    return f.tensor;
}

std::vector<TensorId> squared_in(const Tensors& tensors, TensorId a) {
    const TensorNode& n = tensors[a];
    std::vector<TensorId> found;
    // False where the part is no square.
    const auto take = [&](TensorId tensor, double exponent) {
        if (is_even(exponent)) {
            found.push_back(tensor);
            return true;
        }
        const std::vector<TensorId> inner = squared_in(tensors, tensor);
        found.insert(found.end(), inner.begin(), inner.end());
        return !inner.empty() && is_integer(exponent) && exponent > 0;
    };
    bool all = false;
    if (n.kind == TensorKind::contraction)
        all = std::all_of(n.contraction.factors.begin(), n.contraction.factors.end(),
                          [&](const Factor& f) { return take(f.tensor, f.exponent); });
    else if (n.kind == TensorKind::sum)
        all = std::all_of(n.terms.begin(), n.terms.end(),
                          [&](const Term& t) { return t.coefficient > 0 && take(t.tensor, 1); });
    return all ? found : std::vector<TensorId>();
}

std::set<TensorId> square_divisors(const Tensors& tensors, TensorId a) {
    std::set<TensorId> found;
    for (TensorId i = 0; i <= a; ++i)
        for (const Factor& f : tensors[i].contraction.factors)
            if (f.exponent < 0 && !squared_in(tensors, f.tensor).empty() && tensors.depends(a, i))
                found.insert(f.tensor);
    return found;
}

TensorId replaced(Tensors& tensors, TensorId a, TensorId from, TensorId to) {
    return Rebuilding(tensors, {{from, to}}, [](Contraction&) {}).run(a);
}

TensorId masked(Tensors& tensors, TensorId a, TensorId u) {
    const TensorId sign = tensors.map(Function::sign, u);
    // u^e as sign(u)*u^(e*sign(u)): 0*1 where u is 0.
    const auto mask = [&](Contraction& c) {
        for (std::size_t k = 0; k < c.factors.size(); ++k) {
            const Factor f = c.factors[k];
            if (f.tensor != u || f.exponent >= 0) continue;
            c.factors[k] = {tensors.raised(u, tensors.scale(f.exponent, sign)), f.labels, 1};
            c.factors.push_back({sign, f.labels, 1});
        }
    };
    return Rebuilding(tensors, {{u, u}}, mask).run(a);
}

Vanishing::Vanishing(const Tensors& tensors, const std::vector<TensorId>& vanishing) : t_(tensors) {
    for (const TensorId a : vanishing) degrees_[a] = 1;
}

double Vanishing::degree(TensorId a) {
    if (const auto known = degrees_.find(a); known != degrees_.end()) return known->second;
    const TensorNode& n = t_[a];
    double result = 0;
    if (n.kind == TensorKind::contraction) {
        for (const Factor& f : n.contraction.factors) result += f.exponent * degree(f.tensor);
    } else if (n.kind == TensorKind::sum && !n.terms.empty()) {
        result = arma::datum::inf;
        for (const Term& t : n.terms) result = std::min(result, degree(t.tensor));
    } else if (n.kind == TensorKind::map) {
        result = degree_of_map(n);
    } else if (n.kind == TensorKind::split || n.kind == TensorKind::merge) {
        result = degree(n.arguments[0]);
    } else if (n.kind == TensorKind::power && degree(n.arguments[0]) > 0) {
        result = -arma::datum::inf;  // who knows the exponent?
    }
    return degrees_[a] = result;
}

// Functions that are 0 at 0 with a derivative there vanish as their argument does.
double Vanishing::degree_of_map(const TensorNode& n) {
    const double inner = degree(n.arguments[0]);
    using F = Function;
    // clang-format off
    switch (n.function) {
        case F::sin: case F::tan: case F::asin: case F::atan: case F::sinh: case F::tanh: case F::abs:
        case F::relu: return inner;
        case F::sqrt: return inner / 2;
        case F::log: return inner == 0 ? 0 : -arma::datum::inf;
        case F::cos: case F::acos: case F::cosh: case F::exp: case F::sign: case F::sigmoid: case F::softplus:
        case F::sum: case F::mean: case F::max: case F::min: case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::numel: case F::rows:
        case F::cols: case F::rowsum: case F::colsum: case F::softmax: case F::logsumexp: case F::tr: case F::det:
        case F::logdet: case F::inv: case F::sym: case F::expm: case F::chol: case F::pinv: case F::rank:
        case F::null: case F::orth: case F::diag: case F::vec: case F::reshape: case F::kron: case F::dot:
        case F::outer: case F::eye: case F::ones: case F::zeros: case F::commutation: case F::vector:
        case F::matrix: break;
    }
    // clang-format on
    return 0;
}

bool Vanishing::divides_or_takes_logarithm(const TensorNode& n) {
    if (n.kind == TensorKind::map) return n.function == Function::log && degree(n.arguments[0]) > 0;
    return std::any_of(n.contraction.factors.begin(), n.contraction.factors.end(),
                       [&](const Factor& f) { return f.exponent < 0 && degree(f.tensor) > 0; });
}

bool Vanishing::is_singular(TensorId a) {
    for (TensorId i = 0; i <= a; ++i)
        if (divides_or_takes_logarithm(t_[i]) && t_.depends(a, i)) return true;
    return false;
}

bool Vanishing::is_continuous(TensorId a, const std::set<TensorId>& broken) {
    std::map<TensorId, bool> known;
    const auto visit = [&](const auto& self, TensorId id) -> bool {
        if (const auto found = known.find(id); found != known.end()) return found->second;
        const TensorNode& n = t_[id];
        const bool is_step = n.kind == TensorKind::map && broken.count(id) > 0;
        bool good = !is_step;
        for (const TensorId k : n.arguments) good = good && self(self, k);
        for (const Term& t : n.terms) good = good && self(self, t.tensor);
        for (const Factor& f : n.contraction.factors)
            good = good && self(self, f.tensor) && !(broken.count(f.tensor) > 0 && f.exponent < 0);
        // What is bounded by a positive power tends to 0.
        if (n.kind == TensorKind::contraction) good = good || degree(id) > 0;
        return known[id] = good;
    };
    return visit(visit, a);
}

}  // namespace la
