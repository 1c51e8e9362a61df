// Functions of tensors, in the form that is best derived and evaluated.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calculus/tensor.hpp"

namespace la {

namespace {

double value_of(Function f, double x) {
    using F = Function;
    // clang-format off
    switch (f) {
        case F::sin: return std::sin(x);
        case F::cos: return std::cos(x);
        case F::tan: return std::tan(x);
        case F::asin: return std::asin(x);
        case F::acos: return std::acos(x);
        case F::atan: return std::atan(x);
        case F::sinh: return std::sinh(x);
        case F::cosh: return std::cosh(x);
        case F::tanh: return std::tanh(x);
        case F::exp: return std::exp(x);
        case F::log: return std::log(x);
        case F::sqrt: return std::sqrt(x);
        case F::abs: return std::abs(x);
        case F::sign: return double((x > 0) - (x < 0));
        case F::relu: return std::max(x, 0.0);
        case F::sigmoid: return 1 / (1 + std::exp(-x));
        case F::softplus: return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
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

}  // namespace

TensorId Tensors::map(Function function, TensorId a) {
    if (function == Function::sqrt) return power(a, 0.5);
    const std::vector<Axis> axes = nodes_[a].axes;
    if (const auto x = value(a)) {
        const double folded = value_of(function, *x);
        // Only where nothing is lost: log(2) stays what it is, and log(-1) is an error of the evaluation.
        if (is_integer(folded) && std::abs(folded) < 1e6) return number(folded, axes);
    }
    if (const auto scalar = uniform(a)) return repeated(map(function, *scalar), axes);
    if (function == Function::log) return logarithm(a);
    const TensorNode& n = nodes_[a];
    const auto is = [&](Function f) { return n.kind == TensorKind::map && n.function == f; };
    if (function == Function::exp && is(Function::log)) return n.arguments[0];
    if (function == Function::sign && is(Function::sign)) return a;
    if ((function == Function::abs || function == Function::relu) && (is(Function::abs) || is(Function::exp))) return a;
    if (n.rank() == 2 && !is_symmetric(a)) {
        const TensorId t = transposed(a);
        if (t < a) return transposed(map(function, t));
    }
    TensorNode node{TensorKind::map, axes};
    node.function = function;
    node.arguments = {a};
    return store(std::move(node));
}

TensorId Tensors::logarithm(TensorId a) {
    const std::vector<Axis> axes = nodes_[a].axes;
    if (const auto better = logarithm_of_sum(a)) return *better;
    const Term p = primitive(a);
    if (p.coefficient > 0 && p.tensor != a)
        if (const auto rest = logarithm_of_sum(p.tensor))
            return add({{1, map(Function::log, number(p.coefficient, axes))}, {1, *rest}}, axes);
    const TensorNode n = nodes_[a];
    if (n.kind == TensorKind::map && n.function == Function::exp) return n.arguments[0];
    if (n.kind == TensorKind::map && n.function == Function::sigmoid)
        return scale(-1, map(Function::softplus, scale(-1, n.arguments[0])));
    if (n.kind == TensorKind::softmax) {
        Contraction spread;
        const std::vector<Label> labels = spread.add_labels(axes);
        spread.factors = {{logsumexp(n.arguments[0]), {labels.begin(), labels.end() - 1}, 1}};
        spread.out = labels;
        return add({{1, n.arguments[0]}, {-1, contract(std::move(spread))}}, axes);
    }
    if (n.rank() == 2 && !is_symmetric(a)) {
        const TensorId t = transposed(a);
        if (t < a) return transposed(map(Function::log, t));
    }
    TensorNode node{TensorKind::map, axes};
    node.function = Function::log;
    node.arguments = {a};
    return store(std::move(node));
}

// log(det(A)); log(1 + exp(z)); log of the sum of exp(z) over one axis of z.
std::optional<TensorId> Tensors::logarithm_of_sum(TensorId a) {
    const TensorNode sum = nodes_[a];
    if (sum.kind == TensorKind::determinant) return log_determinant(sum.arguments[0]);
    if (const auto z = exponent_beside_one(a)) return map(Function::softplus, *z);
    if (sum.kind != TensorKind::contraction) return {};
    const Contraction& c = sum.contraction;
    if (c.factors.size() != 1 || c.factors[0].exponent != 1) return {};
    const TensorNode& n = nodes_[c.factors[0].tensor];
    if (n.kind != TensorKind::map || n.function != Function::exp || n.rank() > 2) return {};
    const auto& labels = c.factors[0].labels;
    if (c.sizes.size() != labels.size() || c.out.size() + 1 != labels.size()) return {};
    const TensorId z = n.arguments[0];
    return logsumexp(c.out.empty() || c.out[0] == labels[0] ? z : transposed(z));
}

std::optional<TensorId> Tensors::exponent_beside_one(TensorId a) {
    const std::vector<Term> terms = nodes_[a].terms;
    if (terms.size() != 2 || terms[0].coefficient != 1 || terms[1].coefficient != 1) return {};
    for (const std::size_t k : {0, 1})
        if (value(terms[1 - k].tensor) == 1)
            if (const auto z = argument_of(Function::exp, terms[k].tensor)) return z;
    return {};
}

std::optional<TensorId> Tensors::argument_of(Function function, TensorId a) {
    const auto is_map = [&](TensorId id) {
        return nodes_[id].kind == TensorKind::map && nodes_[id].function == function;
    };
    if (is_map(a)) return nodes_[a].arguments[0];
    if (nodes_[a].kind != TensorKind::contraction || nodes_[a].rank() != 2) return {};
    const TensorId turned = transposed(a);
    if (!is_map(turned)) return {};
    return transposed(nodes_[turned].arguments[0]);
}

TensorId Tensors::power(TensorId base, double exponent) {
    Contraction c;
    c.out = c.add_labels(nodes_[base].axes);
    c.factors = {{base, c.out, exponent}};
    return contract(std::move(c));
}

TensorId Tensors::raised(TensorId base, TensorId exponent) {
    if (const auto e = value(exponent)) return power(base, *e);
    const std::vector<Axis> axes = nodes_[base].axes;
    if (const auto e = uniform(exponent)) exponent = *e;
    if (nodes_[exponent].rank() == 0)
        if (const auto b = uniform(base)) return repeated(raised(*b, exponent), axes);
    TensorNode node{TensorKind::power, axes};
    node.arguments = {base, exponent};
    return store(std::move(node));
}

TensorId Tensors::of_matrix(TensorKind kind, TensorId a) {
    TensorNode node{kind, {}};
    node.arguments = {a};
    if (kind == TensorKind::inverse || kind == TensorKind::pseudo_inverse)
        node.axes = {nodes_[a].axes[1], nodes_[a].axes[0]};
    return store(std::move(node));
}

bool Tensors::is_identity(TensorId a) const {
    const TensorNode& n = nodes_[a];
    return n.kind == TensorKind::contraction && n.contraction.factors.empty() && n.contraction.sizes.size() == 1;
}

// Both kinds of inverse of a matrix are written by that of the oriented one.
TensorId Tensors::inverse_of_oriented(TensorKind kind, TensorId a) {
    const Oriented o = oriented(a);
    if (!std::isnormal(1 / o.coefficient)) return of_matrix(kind, a);
    const TensorId inverse = nodes_[o.tensor].kind == kind ? nodes_[o.tensor].arguments[0]
                             : is_identity(o.tensor)       ? o.tensor
                                                           : of_matrix(kind, o.tensor);
    return scale(1 / o.coefficient, o.is_transposed ? transposed(inverse) : inverse);
}

TensorId Tensors::inverse(TensorId a) {
    return nodes_[a].rank() == 0 ? power(a, -1) : inverse_of_oriented(TensorKind::inverse, a);
}

TensorId Tensors::pseudo_inverse(TensorId a) {
    return inverse_of_oriented(TensorKind::pseudo_inverse, a);
}

TensorId Tensors::determinant(TensorId a) {
    if (nodes_[a].rank() == 0) return a;
    return of_matrix(TensorKind::determinant, std::min(a, transposed(a)));
}

TensorId Tensors::log_determinant(TensorId a) {
    if (nodes_[a].rank() == 0) return map(Function::log, a);
    return of_matrix(TensorKind::log_determinant, std::min(a, transposed(a)));
}

TensorId Tensors::softmax(TensorId a) {
    TensorNode node{TensorKind::softmax, nodes_[a].axes};
    node.arguments = {a};
    return store(std::move(node));
}

TensorId Tensors::logsumexp(TensorId a) {
    TensorNode node{TensorKind::logsumexp, nodes_[a].axes};
    node.axes.pop_back();
    node.arguments = {a};
    return store(std::move(node));
}

}  // namespace la
