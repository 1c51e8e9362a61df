#include "calculus/tensor.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/epsilon.hpp"
#include "core/error.hpp"

namespace la {

namespace {

// Of nodes, factors and terms together: reached in seconds, with some hundred megabytes.
constexpr std::size_t most_held = 3'000'000;

// Of the content of a sum, in its largest term: x+1e-300 is no multiple of 1e-300, whose powers would overflow.
constexpr double largest_multiple = 100;

// The bytes that tell a node from all others.
class Key {
  public:
    explicit Key(const TensorNode& n) {
        add(std::int64_t(n.kind));
        add(std::int64_t(n.function));
        add_all(n.axes);
        add_all(n.arguments);
        add_all(n.details);
        add_all(n.contraction.out);
        add_all(n.contraction.sizes);
        add(std::int64_t(n.contraction.factors.size()));
        for (const Factor& f : n.contraction.factors) {
            add(std::int64_t(f.tensor));
            add(f.exponent);
            add_all(f.labels);
        }
        for (const Term& t : n.terms) {
            add(std::int64_t(t.tensor));
            add(t.coefficient);
        }
        text += n.name;
    }
    std::string text;

  private:
    template <class T>
    void add(T value) {
        text.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    template <class T>
    void add_all(const std::vector<T>& values) {
        add(std::int64_t(values.size()));
        for (const T& v : values) add(std::int64_t(v));
    }
};

// A canonical orientation: the node of the transpose serves for the matrix and for its transpose.
bool is_atom(TensorKind kind) {
    return kind != TensorKind::contraction && kind != TensorKind::sum;
}

}  // namespace

TensorId Tensors::store(TensorNode node) {
    const auto [place, is_new] = known_.try_emplace(Key(node).text, nodes_.size());
    if (is_new) {
        held_ += 1 + node.contraction.factors.size() + node.terms.size();
        if (held_ > most_held)
            throw usage_error("the derivative is too long: it has more than " + std::to_string(most_held) + " parts");
        nodes_.push_back(std::move(node));
    }
    return place->second;
}

Axis Tensors::axis(const AxisSize& size) {
    const auto found = std::find(sizes_.begin(), sizes_.end(), size);
    if (found != sizes_.end()) return Axis(found - sizes_.begin());
    sizes_.push_back(size);
    return Axis(sizes_.size()) - 1;
}

TensorId Tensors::variable(const std::string& name, const std::vector<Axis>& axes, bool symmetric) {
    const TensorId id = store({TensorKind::variable, axes, name});
    if (symmetric) transposes_[id] = id;
    return id;
}

TensorId Tensors::number(double value, const std::vector<Axis>& axes) {
    Contraction one;
    one.out = one.add_labels(axes);
    return scale(value, contract(std::move(one)));
}

TensorId Tensors::extent(Axis axis) {
    if (size_of(axis).value) return number(double(*size_of(axis).value));
    TensorNode node{TensorKind::size, {}};
    node.details = {axis};
    return store(std::move(node));
}

// ---- sums -----------------------------------------------------------------------------------------------------------

TensorId Tensors::add(const std::vector<Term>& terms, const std::vector<Axis>& axes) {
    std::vector<Term> flat;
    for (const Term& t : terms) {
        const std::vector<Term>& inner = nodes_[t.tensor].terms;
        const bool splices = nodes_[t.tensor].kind == TensorKind::sum &&
                             std::all_of(inner.begin(), inner.end(),
                                         [&](const Term& i) { return combine(t.coefficient, i.coefficient); });
        if (!splices)
            flat.push_back(t);
        else
            for (const Term& i : inner) flat.push_back({t.coefficient * i.coefficient, i.tensor});
    }
    std::stable_sort(flat.begin(), flat.end(), [](const Term& a, const Term& b) { return a.tensor < b.tensor; });
    TensorNode node{TensorKind::sum, axes};
    for (std::size_t i = 0; i < flat.size();) {
        double total = 0, magnitude = 0;
        const TensorId tensor = flat[i].tensor;
        for (; i < flat.size() && flat[i].tensor == tensor; ++i) {
            total += flat[i].coefficient;
            magnitude += std::abs(flat[i].coefficient);
        }
        // What is left of 0.1 + 0.2 - 0.3 is nothing.
        if (!(std::abs(total) <= 4 * eps * magnitude)) node.terms.push_back({total, tensor});
    }
    if (node.terms.size() == 1 && node.terms[0].coefficient == 1) return node.terms[0].tensor;
    if (node.terms.size() == 2) {
        // 1 - sigmoid(z) is sigmoid(-z), also where it is tiny.
        for (const std::size_t k : {0, 1}) {
            const double c = node.terms[1 - k].coefficient;
            if (node.terms[k].coefficient != -c || value(node.terms[1 - k].tensor) != 1) continue;
            if (const auto z = argument_of(Function::sigmoid, node.terms[k].tensor))
                return scale(c, map(Function::sigmoid, scale(-1, *z)));
        }
    }
    return store(std::move(node));
}

Term Tensors::primitive(TensorId a) {
    if (nodes_[a].kind != TensorKind::sum || nodes_[a].terms.empty()) return {1, a};
    std::vector<Term> terms = nodes_[a].terms;
    double least = arma::datum::inf;
    for (const Term& t : terms) least = std::min(least, std::abs(t.coefficient));
    const bool multiples = std::all_of(terms.begin(), terms.end(), [&](const Term& t) {
        return is_integer(t.coefficient / least) && std::abs(t.coefficient / least) <= largest_multiple;
    });
    const double content = std::copysign(multiples ? least : 1, terms[0].coefficient);
    if (content == 1) return {1, a};
    for (Term& t : terms) t.coefficient /= content;
    return {content, add(terms, std::vector<Axis>(nodes_[a].axes))};
}

std::optional<TensorId> Tensors::uniform(TensorId a) {
    const TensorNode n = nodes_[a];
    if (n.rank() == 0) return {};
    if (n.kind == TensorKind::sum) {
        std::vector<Term> scalars;
        for (const Term& t : n.terms) {
            const auto scalar = uniform(t.tensor);
            if (!scalar) return {};
            scalars.push_back({t.coefficient, *scalar});
        }
        return add(scalars, {});
    }
    if (n.kind != TensorKind::contraction || n.contraction.sizes.size() != n.rank()) return {};
    Contraction c = n.contraction;
    for (const Factor& f : c.factors)
        if (!f.labels.empty()) return {};
    c.out.clear();
    c.sizes.clear();
    return contract(std::move(c));
}

std::optional<double> Tensors::value(TensorId a) const {
    const TensorNode& n = nodes_[a];
    if (n.kind == TensorKind::sum) {
        if (n.terms.empty()) return 0;
        if (n.terms.size() > 1 || !value(n.terms[0].tensor)) return {};
        return n.terms[0].coefficient * *value(n.terms[0].tensor);
    }
    if (n.kind != TensorKind::contraction || !n.contraction.factors.empty()) return {};
    // Without factors, as many labels as axes: no diagonal.
    if (n.contraction.sizes.size() != n.rank()) return {};
    return 1;
}

// ---- axes -----------------------------------------------------------------------------------------------------------

TensorId Tensors::split(TensorId a, std::size_t at, const std::vector<Axis>& axes) {
    const TensorNode n = nodes_[a];
    if (is_zero(a) || value(a)) {
        TensorNode shape{TensorKind::sum, n.axes};
        shape.axes.erase(shape.axes.begin() + std::ptrdiff_t(at));
        shape.axes.insert(shape.axes.begin() + std::ptrdiff_t(at), axes.begin(), axes.end());
        return number(*value(a), shape.axes);
    }
    if (n.kind == TensorKind::merge && std::size_t(n.details[0]) == at) {
        const auto& inner = nodes_[n.arguments[0]].axes;
        const std::size_t count = inner.size() - n.rank() + 1;
        if (std::equal(axes.begin(), axes.end(), inner.begin() + std::ptrdiff_t(at),
                       inner.begin() + std::ptrdiff_t(at + count)))
            return n.arguments[0];
    }
    if (n.kind == TensorKind::contraction)
        if (const auto parts = split_free(n.contraction, at, axes)) return *parts;
    TensorNode node{TensorKind::split, n.axes};
    node.axes.erase(node.axes.begin() + std::ptrdiff_t(at));
    node.axes.insert(node.axes.begin() + std::ptrdiff_t(at), axes.begin(), axes.end());
    node.arguments = {a};
    node.details = {int(at)};
    return store(std::move(node));
}

// The split of an axis whose label stands in no factor: its parts are labels of their own.
std::optional<TensorId> Tensors::split_free(Contraction c, std::size_t at, const std::vector<Axis>& axes) {
    const Label l = c.out[at];
    for (const Factor& f : c.factors)
        if (std::find(f.labels.begin(), f.labels.end(), l) != f.labels.end()) return {};
    const Axis whole = c.sizes[std::size_t(l)];
    const std::vector<Label> parts = c.add_labels(axes);
    std::vector<Label> out;
    std::vector<std::size_t> others;  // where the parts stand for the same label in other places
    for (std::size_t k = 0; k < c.out.size(); ++k) {
        if (c.out[k] != l) {
            out.push_back(c.out[k]);
            continue;
        }
        if (k != at) others.push_back(out.size());
        out.insert(out.end(), parts.begin(), parts.end());
    }
    c.out = std::move(out);
    c.drop_unused_labels();
    TensorId result = contract(std::move(c));
    for (std::size_t k = others.size(); k-- > 0;) result = merge(result, others[k], axes.size(), whole);
    return result;
}

TensorId Tensors::merge(TensorId a, std::size_t at, std::size_t count, Axis axis) {
    const TensorNode n = nodes_[a];
    TensorNode node{TensorKind::merge, n.axes};
    node.axes.erase(node.axes.begin() + std::ptrdiff_t(at), node.axes.begin() + std::ptrdiff_t(at + count));
    node.axes.insert(node.axes.begin() + std::ptrdiff_t(at), axis);
    if (const auto x = value(a)) return number(*x, node.axes);
    if (n.kind == TensorKind::split && std::size_t(n.details[0]) == at &&
        n.rank() == nodes_[n.arguments[0]].rank() + count - 1)
        return n.arguments[0];
    if (n.kind == TensorKind::sum) {
        std::vector<Term> terms;
        for (const Term& t : n.terms) terms.push_back({t.coefficient, merge(t.tensor, at, count, axis)});
        return add(terms, node.axes);
    }
    node.arguments = {a};
    node.details = {int(at)};
    return store(std::move(node));
}

TensorId Tensors::permuted(TensorId a, const std::vector<std::size_t>& order) {
    Contraction c;
    const std::vector<Label> labels = c.add_labels(nodes_[a].axes);
    c.factors = {{a, labels, 1}};
    for (const std::size_t k : order) c.out.push_back(labels[k]);
    return contract(std::move(c));
}

TensorId Tensors::transposed(TensorId a) {
    if (const auto known = transposes_.find(a); known != transposes_.end()) return known->second;
    TensorId result = a;
    if (nodes_[a].kind == TensorKind::sum) {
        const std::vector<Term> given = nodes_[a].terms;
        std::vector<Term> terms;
        for (const Term& t : given) terms.push_back({t.coefficient, transposed(t.tensor)});
        result = add(terms, {nodes_[a].axes[1], nodes_[a].axes[0]});
    } else if (!is_atom(nodes_[a].kind) || !is_symmetric(a)) {
        result = permuted(a, {1, 0});
    }
    transposes_[a] = result;
    transposes_[result] = a;
    return result;
}

Tensors::Oriented Tensors::oriented(TensorId a) {
    const Term own = primitive(a), turned = primitive(transposed(own.tensor));
    if (turned.tensor < own.tensor) return {own.coefficient * turned.coefficient, turned.tensor, true};
    return {own.coefficient, own.tensor, false};
}

TensorId Tensors::repeated(TensorId scalar, const std::vector<Axis>& axes) {
    Contraction c;
    c.out = c.add_labels(axes);
    c.factors = {{scalar, {}, 1}};
    return contract(std::move(c));
}

bool Tensors::is_symmetric(TensorId a) {
    if (nodes_[a].rank() != 2 || nodes_[a].axes[0] != nodes_[a].axes[1]) return false;
    switch (nodes_[a].kind) {
        case TensorKind::variable: {
            const auto known = transposes_.find(a);
            return known != transposes_.end() && known->second == a;
        }
        case TensorKind::contraction:
        case TensorKind::sum:
            return transposed(a) == a;
        case TensorKind::map:
        case TensorKind::inverse:
        case TensorKind::pseudo_inverse:
            return is_symmetric(nodes_[a].arguments[0]);
        case TensorKind::power: {
            const std::vector<TensorId> arguments = nodes_[a].arguments;
            return is_symmetric(arguments[0]) && (nodes_[arguments[1]].rank() == 0 || is_symmetric(arguments[1]));
        }
        case TensorKind::size:
        case TensorKind::determinant:
        case TensorKind::log_determinant:
        case TensorKind::softmax:
        case TensorKind::logsumexp:
        case TensorKind::split:
        case TensorKind::merge:
        case TensorKind::opaque:
        case TensorKind::brackets:
            break;
    }
    return false;
}

// ---- the graph ------------------------------------------------------------------------------------------------------

bool Tensors::depends(TensorId whole, TensorId a) const {
    std::vector<char> reached(whole + 1, 0);
    reached[whole] = 1;
    for (TensorId i = whole + 1; i-- > a;) {
        if (!reached[i]) continue;
        if (i == a) return true;
        for (const TensorId k : nodes_[i].arguments) reached[k] = 1;
        for (const Factor& f : nodes_[i].contraction.factors) reached[f.tensor] = 1;
        for (const Term& t : nodes_[i].terms) reached[t.tensor] = 1;
    }
    return false;
}

Contraction Tensors::as_contraction(TensorId a) const {
    if (nodes_[a].kind == TensorKind::contraction) return nodes_[a].contraction;
    Contraction c;
    c.out = c.add_labels(nodes_[a].axes);
    c.factors = {{a, c.out, 1}};
    return c;
}

double Tensors::weight(TensorId a) {
    if (const auto known = weights_.find(a); known != weights_.end()) return known->second;
    const TensorNode n = nodes_[a];
    double total = n.kind == TensorKind::contraction || n.kind == TensorKind::sum ? 0 : 1;
    for (const TensorId k : n.arguments) total += weight(k);
    for (const Factor& f : n.contraction.factors) total += weight(f.tensor) + (f.exponent == 1 ? 0 : 0.5);
    if (n.kind == TensorKind::contraction && n.contraction.factors.empty()) total += 1;
    for (const Term& t : n.terms) total += weight(t.tensor) + (std::abs(t.coefficient) == 1 ? 0.1 : 0.5);
    weights_[a] = total;
    return total;
}

}  // namespace la
