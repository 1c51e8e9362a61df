#include "calculus/tensor_derivative.hpp"

#include <numeric>
#include <stdexcept>

namespace la {

namespace {

TensorId elementwise_product(Tensors& t, TensorId a, TensorId b) {
    Contraction c;
    c.out = c.add_labels(t[a].axes);
    c.factors = {{a, c.out, 1}, {b, c.out, 1}};
    return t.contract(std::move(c));
}

}  // namespace

TensorId derivative_of_map(Tensors& t, Function function, TensorId x) {
    using F = Function;
    const std::vector<Axis> axes = t[x].axes;
    const auto one_and = [&](double c, TensorId a) { return t.add({{1, t.number(1, axes)}, {c, a}}, axes); };
    const auto root_of_circle = [&] { return t.power(one_and(-1, t.power(x, 2)), -0.5); };
    // clang-format off
    switch (function) {
        case F::sin: return t.map(F::cos, x);
        case F::cos: return t.scale(-1, t.map(F::sin, x));
        case F::tan: return one_and(1, t.power(t.map(F::tan, x), 2));
        case F::asin: return root_of_circle();
        case F::acos: return t.scale(-1, root_of_circle());
        case F::atan: return t.power(one_and(1, t.power(x, 2)), -1);
        case F::sinh: return t.map(F::cosh, x);
        case F::cosh: return t.map(F::sinh, x);
        case F::tanh: return one_and(-1, t.power(t.map(F::tanh, x), 2));
        case F::exp: return t.map(F::exp, x);
        case F::log: return t.power(x, -1);
        case F::sqrt: return t.scale(0.5, t.power(x, -0.5));
        case F::abs: return t.map(F::sign, x);
        case F::sign: return t.number(0, axes);
        case F::relu: return t.map(F::relu, t.map(F::sign, x));  // the step: 1 above 0, else 0
        case F::sigmoid: return elementwise_product(t, t.map(F::sigmoid, x), t.map(F::sigmoid, t.scale(-1, x)));
        case F::softplus: return t.map(F::sigmoid, x);
        case F::sum: case F::mean: case F::max: case F::min: case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::numel: case F::rows:
        case F::cols: case F::rowsum: case F::colsum: case F::softmax: case F::logsumexp: case F::tr: case F::det:
        case F::logdet: case F::inv: case F::sym: case F::expm: case F::chol: case F::pinv: case F::rank:
        case F::null: case F::orth: case F::diag: case F::vec: case F::reshape: case F::kron: case F::dot:
        case F::outer: case F::eye: case F::ones: case F::zeros: case F::commutation: case F::vector:
        case F::matrix: break;
    }
    // clang-format on
    throw std::logic_error("a function that is not elementwise");
}

namespace {

std::vector<Label> joined(std::vector<Label> a, const std::vector<Label>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

class Derivation {
  public:
    Derivation(Tensors& tensors, TensorId f, TensorId variable, std::optional<NoRule>& missing)
        : t_(tensors), f_(f), variable_(variable), missing_(missing), outer_(tensors[f].axes) {}

    TensorId run() {
        std::vector<Axis> axes = outer_;
        axes.insert(axes.end(), t_[variable_].axes.begin(), t_[variable_].axes.end());
        mark_dependent();
        if (f_ < variable_ || !dependent_[f_]) return t_.number(0, axes);
        Contraction identity;
        identity.out = identity.add_labels(outer_);
        identity.out = joined(identity.out, identity.out);
        adjoints_[f_].push_back({1, t_.contract(std::move(identity))});
        while (!adjoints_.empty() && adjoints_.rbegin()->first > variable_ && !missing_) {
            const TensorId node = adjoints_.rbegin()->first;
            const TensorId adjoint = total(node);
            adjoints_.erase(node);
            if (!t_.is_zero(adjoint)) hand_down(node, adjoint);
        }
        if (adjoints_.count(variable_) == 0 || missing_) return t_.number(0, axes);
        return symmetrized(total(variable_));
    }

  private:
    // Nodes made later than f depend on nothing new: the graph grows while f is derived.
    void mark_dependent() {
        dependent_.assign(std::max(f_, variable_) + 1, false);
        dependent_[variable_] = true;
        for (TensorId i = variable_ + 1; i <= f_; ++i) {
            const TensorNode& n = t_[i];
            bool d = false;
            for (const TensorId k : n.arguments) d = d || dependent_[k];
            for (const Factor& f : n.contraction.factors) d = d || dependent_[f.tensor];
            for (const Term& term : n.terms) d = d || dependent_[term.tensor];
            dependent_[i] = d;
        }
    }

    TensorId total(TensorId node) {
        std::vector<Axis> axes = outer_;
        axes.insert(axes.end(), t_[node].axes.begin(), t_[node].axes.end());
        return t_.add(adjoints_[node], axes);
    }

    TensorId symmetrized(TensorId d) {
        if (!t_.is_symmetric(variable_)) return d;
        std::vector<std::size_t> order(t_[d].rank());
        std::iota(order.begin(), order.end(), 0);
        std::swap(order[order.size() - 1], order[order.size() - 2]);
        return t_.add({{0.5, d}, {0.5, t_.permuted(d, order)}}, std::vector<Axis>(t_[d].axes));
    }

    void give(TensorId to, double coefficient, TensorId adjoint) {
        if (dependent_[to]) adjoints_[to].push_back({coefficient, adjoint});
    }

    // A contraction that begins with the adjoint of a node, over labels for the axes of f, then for those of the node.
    struct Start {
        Contraction c;
        std::vector<Label> outer, node;
    };
    Start start(TensorId adjoint, TensorId node) {
        Start s;
        s.outer = s.c.add_labels(outer_);
        s.node = s.c.add_labels(t_[node].axes);
        s.c.factors.push_back({adjoint, joined(s.outer, s.node), 1});
        return s;
    }

    void hand_down(TensorId id, TensorId adjoint) {
        const TensorNode n = t_[id];
        switch (n.kind) {
            case TensorKind::contraction:
                return through_contraction(n, adjoint);
            case TensorKind::sum:
                for (const Term& term : n.terms) give(term.tensor, term.coefficient, adjoint);
                return;
            case TensorKind::map:
                return elementwise(id, adjoint, n.arguments[0], derivative_of_map(t_, n.function, n.arguments[0]));
            case TensorKind::power:
                return through_power(id, n, adjoint);
            case TensorKind::inverse:
                return through_inverse(id, n.arguments[0], adjoint);
            case TensorKind::pseudo_inverse:
                return through_pseudo_inverse(id, n.arguments[0], adjoint);
            case TensorKind::determinant:
                return through_determinant(id, n.arguments[0], adjoint, true);
            case TensorKind::log_determinant:
                return through_determinant(id, n.arguments[0], adjoint, false);
            case TensorKind::softmax:
                return through_softmax(id, n.arguments[0], adjoint);
            case TensorKind::logsumexp:
                return through_logsumexp(id, n.arguments[0], adjoint);
            case TensorKind::split: {
                const std::size_t at = std::size_t(n.details[0]), count = n.rank() - t_[n.arguments[0]].rank() + 1;
                const Axis axis = t_[n.arguments[0]].axes[at];
                return give(n.arguments[0], 1, t_.merge(adjoint, outer_.size() + at, count, axis));
            }
            case TensorKind::merge: {
                const auto at = std::ptrdiff_t(n.details[0]);
                const std::vector<Axis> inner = t_[n.arguments[0]].axes;
                const auto count = std::ptrdiff_t(inner.size() - n.rank() + 1);
                return give(n.arguments[0], 1,
                            t_.split(adjoint, outer_.size() + std::size_t(at),
                                     {inner.begin() + at, inner.begin() + at + count}));
            }
            case TensorKind::opaque:
            case TensorKind::brackets:
                missing_ = NoRule{id};
                return;
            case TensorKind::variable:
            case TensorKind::size:
                return;  // no other variable depends on this one
        }
    }

    // Every factor in turn is taken out; what is left, times the adjoint, has the labels of the factor.
    void through_contraction(const TensorNode& n, TensorId adjoint) {
        for (std::size_t k = 0; k < n.contraction.factors.size(); ++k) {
            const Factor& f = n.contraction.factors[k];
            if (!dependent_[f.tensor]) continue;
            Contraction c = n.contraction;
            const std::vector<Label> outer = c.add_labels(outer_);
            if (f.exponent == 1)
                c.factors.erase(c.factors.begin() + std::ptrdiff_t(k));
            else
                c.factors[k].exponent -= 1;
            c.factors.push_back({adjoint, joined(outer, n.contraction.out), 1});
            c.out = joined(outer, f.labels);
            give(f.tensor, f.exponent, t_.contract(std::move(c)));
        }
    }

    // Also for a scalar argument of an elementwise function.
    void elementwise(TensorId node, TensorId adjoint, TensorId argument, TensorId derivative) {
        Start s = start(adjoint, node);
        s.c.factors.push_back({derivative, s.node, 1});
        s.c.out = t_[argument].rank() == s.node.size() ? joined(s.outer, s.node) : s.outer;
        give(argument, 1, t_.contract(std::move(s.c)));
    }

    void through_power(TensorId id, const TensorNode& n, TensorId adjoint) {
        const TensorId base = n.arguments[0], exponent = n.arguments[1];
        const auto product = [&](TensorId a, TensorId b) {
            Contraction c;
            c.out = c.add_labels(n.axes);
            for (const TensorId f : {a, b})
                c.factors.push_back({f, t_[f].rank() == 0 ? std::vector<Label>{} : c.out, 1});
            return t_.contract(std::move(c));
        };
        if (dependent_[base]) {
            const std::vector<Axis> axes = t_[exponent].axes;
            const TensorId lowered = t_.add({{1, exponent}, {-1, t_.number(1, axes)}}, axes);
            elementwise(id, adjoint, base, product(exponent, t_.raised(base, lowered)));
        }
        if (dependent_[exponent]) elementwise(id, adjoint, exponent, product(t_.map(Function::log, base), id));
    }

    // B = inv(A): dB[i,j] = -B[i,k] dA[k,l] B[l,j].
    void through_inverse(TensorId b, TensorId a, TensorId adjoint) {
        Start s = start(adjoint, b);
        const std::vector<Label> kl = s.c.add_labels(t_[a].axes);
        s.c.factors.push_back({b, {s.node[0], kl[0]}, 1});
        s.c.factors.push_back({b, {kl[1], s.node[1]}, 1});
        s.c.out = joined(s.outer, kl);
        give(a, -1, t_.contract(std::move(s.c)));
    }

    // I - PQ, over the first axis of P.
    TensorId complement(TensorId p, TensorId q) {
        Contraction product;
        const Label i = product.add_label(t_[p].axes[0]), j = product.add_label(t_[q].axes[1]);
        const Label k = product.add_label(t_[p].axes[1]);
        product.factors = {{p, {i, k}, 1}, {q, {k, j}, 1}};
        product.out = {i, j};
        const std::vector<Axis> axes{t_[p].axes[0], t_[p].axes[0]};
        Contraction identity;
        identity.out = {0, 0};
        identity.sizes = {axes[0]};
        return t_.add({{1, t_.contract(std::move(identity))}, {-1, t_.contract(std::move(product))}}, axes);
    }

    // P = pinv(A): dP = -P dA P + P P' dA' (I - A P) + (I - P A) dA' P' P.
    void through_pseudo_inverse(TensorId p, TensorId a, TensorId adjoint) {
        through_inverse(p, a, adjoint);
        for (const bool left : {true, false}) {
            Start s = start(adjoint, p);
            const Label i = s.node[0], j = s.node[1];
            const std::vector<Label> kl = s.c.add_labels(t_[a].axes);
            const Label k = kl[0], l = kl[1], m = s.c.add_label(t_[a].axes[left ? 0 : 1]);
            if (left)
                s.c.factors.insert(s.c.factors.end(), {{p, {i, m}, 1}, {p, {l, m}, 1}, {complement(a, p), {k, j}, 1}});
            else
                s.c.factors.insert(s.c.factors.end(), {{complement(p, a), {i, l}, 1}, {p, {m, k}, 1}, {p, {m, j}, 1}});
            s.c.out = joined(s.outer, kl);
            give(a, 1, t_.contract(std::move(s.c)));
        }
    }

    // d det(A) = det(A) tr(inv(A) dA).
    void through_determinant(TensorId id, TensorId a, TensorId adjoint, bool times_determinant) {
        Start s = start(adjoint, id);
        const std::vector<Label> kl = s.c.add_labels(t_[a].axes);
        s.c.factors.push_back({t_.inverse(a), {kl[1], kl[0]}, 1});
        if (times_determinant) s.c.factors.push_back({id, {}, 1});
        s.c.out = joined(s.outer, kl);
        give(a, 1, t_.contract(std::move(s.c)));
    }

    // s = softmax(x): ds[j] = s[j] dx[j] - s[j] s[i] dx[i], in every row.
    void through_softmax(TensorId s, TensorId x, TensorId adjoint) {
        Start own = start(adjoint, s);
        own.c.factors.push_back({s, own.node, 1});
        own.c.out = joined(own.outer, own.node);
        give(x, 1, t_.contract(std::move(own.c)));
        Start other = start(adjoint, s);
        std::vector<Label> place = other.node;
        place.back() = other.c.add_label(t_[s].axes.back());
        other.c.factors.push_back({s, other.node, 1});
        other.c.factors.push_back({s, place, 1});
        other.c.out = joined(other.outer, place);
        give(x, -1, t_.contract(std::move(other.c)));
    }

    void through_logsumexp(TensorId id, TensorId x, TensorId adjoint) {
        Start s = start(adjoint, id);
        std::vector<Label> place = s.node;
        place.push_back(s.c.add_label(t_[x].axes.back()));
        s.c.factors.push_back({t_.softmax(x), place, 1});
        s.c.out = joined(s.outer, place);
        give(x, 1, t_.contract(std::move(s.c)));
    }

    Tensors& t_;
    TensorId f_, variable_;
    std::optional<NoRule>& missing_;
    std::vector<Axis> outer_;
    std::vector<bool> dependent_;
    std::map<TensorId, std::vector<Term>> adjoints_;
};

}  // namespace

TensorId derive(Tensors& tensors, TensorId f, TensorId variable, std::optional<NoRule>& missing) {
    return Derivation(tensors, f, variable, missing).run();
}

}  // namespace la
