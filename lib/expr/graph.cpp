#include "expr/graph.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <unordered_set>

#include "core/matrix.hpp"
#include "expr/error.hpp"
#include "ops/elementwise_sparse.hpp"

namespace la {

namespace {

using arma::uword;
using Index = std::size_t;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ull + (hash << 6) + (hash >> 2);
    return hash * 0xBF58476D1CE4E5B9ull;
}

struct Hash {
    const std::vector<GraphNode>* nodes;
    std::size_t operator()(Index i) const {
        const GraphNode& n = (*nodes)[i];
        std::uint64_t h = mix(std::uint64_t(n.op), std::uint64_t(n.detail));
        h = mix(mix(h, std::bit_cast<std::uint64_t>(n.value.real())), std::bit_cast<std::uint64_t>(n.value.imag()));
        h = mix(mix(h, n.rows), n.cols);
        for (const Index argument : n.arguments) h = mix(h, argument);
        return h;
    }
};

struct Equal {
    const std::vector<GraphNode>* nodes;
    bool operator()(Index i, Index j) const {
        const GraphNode &a = (*nodes)[i], &b = (*nodes)[j];
        return a.op == b.op && a.detail == b.detail && a.arguments == b.arguments && a.rows == b.rows &&
               a.cols == b.cols &&
               std::bit_cast<std::uint64_t>(a.value.real()) == std::bit_cast<std::uint64_t>(b.value.real()) &&
               std::bit_cast<std::uint64_t>(a.value.imag()) == std::bit_cast<std::uint64_t>(b.value.imag());
    }
};

class Builder {
  public:
    Builder(const Syntax& syntax, const std::vector<Inferred>& inferred, const std::map<std::string, InputKind>& inputs)
        : syntax_(syntax), inferred_(inferred), kinds_(inputs), known_(16, Hash{&graph_.nodes}, Equal{&graph_.nodes}) {}

    Graph run() {
        for (const Node& n : syntax_.nodes)
            if (n.kind == NodeKind::name && kinds_.at(n.name).is_sparse) graph_.any_sparse = true;
        std::vector<Index> built(syntax_.nodes.size());
        for (Index i = 0; i < built.size(); ++i) {
            source_ = i;
            std::vector<Index> arguments;
            for (const Index k : syntax_.nodes[i].arguments) arguments.push_back(built[k]);
            built[i] = inferred_[i].value ? constant(*inferred_[i].value) : lower(i, arguments);
        }
        graph_.root = built.back();
        return std::move(graph_);
    }

  private:
    const GraphNode& at(Index i) const { return graph_.nodes[i]; }

    // The node, or an equal one that exists.
    Index add(GraphNode node) {
        node.position = syntax_.nodes[source_].position;
        node.source = source_;
        graph_.nodes.push_back(std::move(node));
        const auto [found, is_new] = known_.insert(graph_.nodes.size() - 1);
        if (!is_new) graph_.nodes.pop_back();
        return *found;
    }

    Index add(GraphOp op, int detail, std::vector<Index> arguments, uword rows, uword cols, bool is_sparse = false) {
        bool is_complex = false;
        for (const Index k : arguments) is_complex = is_complex || at(k).is_complex;
        return add({op, detail, std::move(arguments), 0, rows, cols, is_complex, is_sparse, 0});
    }

    Index constant(double value) { return add({GraphOp::constant, 0, {}, value, 1, 1, false, false, 0}); }

    // Complex even where it is 0i: sqrt(-1+0i) is asked for in the complex field.
    Index imaginary_constant(double value) { return add({GraphOp::constant, 1, {}, {0, value}, 1, 1, true, false, 0}); }

    Index input(const std::string& name, uword rows, uword cols) {
        const auto [place, is_new] = input_numbers_.try_emplace(name, int(graph_.inputs.size()));
        if (is_new) graph_.inputs.push_back(name);
        const InputKind kind = kinds_.at(name);
        return add({GraphOp::input, place->second, {}, 0, rows, cols, kind.is_complex, kind.is_sparse, 0});
    }

    Index map(ElementwiseOp op, Index a) {
        // Of a real determinant that may lie beyond the range of doubles.
        if (op == ElementwiseOp::log && at(a).op == GraphOp::determinant && !at(a).is_complex)
            return add(GraphOp::log_determinant, 1, at(a).arguments, 1, 1);
        return add(GraphOp::map, int(op), {a}, at(a).rows, at(a).cols, at(a).is_sparse && keeps_zero(op));
    }

    Index map(ElementwiseOp op, Index a, Index b) {
        const bool like_b = at(a).is_scalar();
        const uword rows = at(like_b ? b : a).rows, cols = at(like_b ? b : a).cols;
        // A constant array beside another array is as good as its scalar.
        if (at(a).op == GraphOp::fill && !at(b).is_scalar())
            a = at(a).arguments[0];
        else if (at(b).op == GraphOp::fill && !at(a).is_scalar())
            b = at(b).arguments[0];
        return add(GraphOp::map, int(op), {a, b}, rows, cols, stays_sparse(op, at(a), at(b)));
    }

    static bool is_positive_constant(const GraphNode& n) {
        return n.op == GraphOp::constant && !n.is_complex && n.value.real() > 0;
    }

    static bool stays_sparse(ElementwiseOp op, const GraphNode& a, const GraphNode& b) {
        using Op = ElementwiseOp;
        // clang-format off
        switch (op) {
            case Op::add: case Op::subtract: return a.is_sparse && b.is_sparse && !a.is_scalar() && !b.is_scalar();
            case Op::multiply: return (a.is_sparse && !a.is_scalar()) || (b.is_sparse && !b.is_scalar());
            case Op::divide: return a.is_sparse && !a.is_scalar() && b.is_scalar();
            case Op::power: return a.is_sparse && !a.is_scalar() && is_positive_constant(b);
            case Op::negate: case Op::conjugate: case Op::sin: case Op::cos: case Op::tan: case Op::asin:
            case Op::acos: case Op::atan: case Op::sinh: case Op::cosh: case Op::tanh: case Op::exp: case Op::log:
            case Op::sqrt: case Op::sign: case Op::relu: case Op::sigmoid: case Op::softplus: break;  // of one argument
        }
        // clang-format on
        return false;
    }

    Index transpose(Index a, bool conjugate) {
        conjugate = conjugate && at(a).is_complex;
        if (at(a).is_scalar()) return conjugate ? map(ElementwiseOp::conjugate, a) : a;
        if (at(a).op == GraphOp::transpose || at(a).op == GraphOp::adjoint) {
            const Index inner = at(a).arguments[0];
            const bool conjugated = at(a).op == GraphOp::adjoint;
            return conjugate == conjugated ? inner : map(ElementwiseOp::conjugate, inner);
        }
        if (at(a).op == GraphOp::fill && !conjugate) return fill(at(a).arguments[0], at(a).cols, at(a).rows);
        return add(conjugate ? GraphOp::adjoint : GraphOp::transpose, 0, {a}, at(a).cols, at(a).rows, at(a).is_sparse);
    }

    // The scalar that multiplies or divides an array, or the minus before it.
    struct Scaled {
        bool is_scaled = false;
        ElementwiseOp op = ElementwiseOp::multiply;
        Index scalar = 0;
        Index array = 0;
    };

    Scaled scaled(Index i) const {
        const GraphNode& n = at(i);
        if (n.op != GraphOp::map || n.is_scalar()) return {};
        const auto op = ElementwiseOp(n.detail);
        if (op == ElementwiseOp::negate) return {true, op, 0, n.arguments[0]};
        if (op != ElementwiseOp::multiply && op != ElementwiseOp::divide) return {};
        const Index a = n.arguments[0], b = n.arguments[1];
        if (at(b).is_scalar() && !at(a).is_scalar()) return {true, op, b, a};
        if (op == ElementwiseOp::multiply && at(a).is_scalar() && !at(b).is_scalar()) return {true, op, a, b};
        return {};
    }

    Index rescaled(const Scaled& factor, Index array) {
        return factor.op == ElementwiseOp::negate ? map(factor.op, array) : map(factor.op, array, factor.scalar);
    }

    bool is_transpose_of(Index a, Index b) const {
        return (at(a).op == GraphOp::transpose || at(a).op == GraphOp::adjoint) && at(a).arguments[0] == b;
    }

    Index multiply(Index a, Index b) {
        if (at(a).is_scalar() || at(b).is_scalar()) return map(ElementwiseOp::multiply, a, b);
        if (is_transpose_of(a, b) || is_transpose_of(b, a)) return product(a, b);
        // Scalars apply to the product, so that 2*X'*X is a Gram matrix; not where that is larger than the factors.
        if (at(a).cols > 1) {
            if (const Scaled left = scaled(a); left.is_scaled) return rescaled(left, product(left.array, b));
            if (const Scaled right = scaled(b); right.is_scaled) return rescaled(right, product(a, right.array));
        }
        return product(a, b);
    }

    Index product(Index a, Index b) {
        return add(GraphOp::product, 0, {a, b}, at(a).rows, at(b).cols, at(a).is_sparse && at(b).is_sparse);
    }

    Index factorization(Index a) { return add(GraphOp::factorization, 0, {a}, at(a).rows, at(a).cols); }

    Index left_divide(Index a, Index b) {
        if (at(a).is_scalar()) return map(ElementwiseOp::divide, b, a);
        if (at(a).rows != at(a).cols) return add(GraphOp::least_squares, 0, {a, b}, at(a).cols, at(b).cols);
        return add(GraphOp::solve, 0, {factorization(a), b}, at(a).cols, at(b).cols);
    }

    Index divide(Index b, Index a) {
        if (at(a).is_scalar()) return map(ElementwiseOp::divide, b, a);
        if (at(a).rows != at(a).cols) return transpose(left_divide(transpose(a, true), transpose(b, true)), true);
        return add(GraphOp::solve_right, 0, {factorization(a), b}, at(b).rows, at(a).rows);
    }

    Index inverse(Index a) { return add(GraphOp::inverse, 0, {factorization(a)}, at(a).rows, at(a).cols); }

    Index power(Index a, Index k) {
        if (at(a).is_scalar()) return map(ElementwiseOp::power, a, k);
        if (at(k).op == GraphOp::constant && at(k).value == 1.0) return a;
        if (at(k).op == GraphOp::constant && at(k).value == 2.0) return product(a, a);
        if (at(k).op == GraphOp::constant && at(k).value == -1.0) return inverse(a);
        const bool sparse = at(a).is_sparse && at(k).op == GraphOp::constant && at(k).value.real() >= 0;
        return add(GraphOp::power, 0, {a, k}, at(a).rows, at(a).cols, sparse);
    }

    Index joined(GraphOp op, const std::vector<Index>& parts, uword rows, uword cols) {
        if (parts.size() == 1) return parts[0];
        bool sparse = !parts.empty();
        for (const Index k : parts) sparse = sparse && at(k).is_sparse;
        return add(op, 0, parts, rows, cols, sparse);
    }

    Index lower(Index i, const std::vector<Index>& a) {
        const Node& node = syntax_.nodes[i];
        const uword rows = inferred_[i].shape.rows.value, cols = inferred_[i].shape.cols.value;
        switch (node.kind) {
            case NodeKind::number:
                return constant(node.number);
            case NodeKind::imaginary:
                return imaginary_constant(node.number);
            case NodeKind::pi:
                return constant(arma::datum::pi);
            case NodeKind::name:
                return input(node.name, rows, cols);
            case NodeKind::negate:
                return map(ElementwiseOp::negate, a[0]);
            case NodeKind::conjugate_transpose:
                return transpose(a[0], true);
            case NodeKind::transpose:
                return transpose(a[0], false);
            case NodeKind::add:
                return map(ElementwiseOp::add, a[0], a[1]);
            case NodeKind::subtract:
                return map(ElementwiseOp::subtract, a[0], a[1]);
            case NodeKind::multiply:
                return multiply(a[0], a[1]);
            case NodeKind::divide:
                return divide(a[0], a[1]);
            case NodeKind::left_divide:
                return left_divide(a[0], a[1]);
            case NodeKind::power:
                return power(a[0], a[1]);
            case NodeKind::elementwise_multiply:
                return map(ElementwiseOp::multiply, a[0], a[1]);
            case NodeKind::elementwise_divide:
                return map(ElementwiseOp::divide, a[0], a[1]);
            case NodeKind::elementwise_power:
                return map(ElementwiseOp::power, a[0], a[1]);
            case NodeKind::row:
                return joined(GraphOp::beside, a, rows, cols);
            case NodeKind::brackets:
                return joined(GraphOp::below, a, rows, cols);
            case NodeKind::call:
                return lower_call(node.function, a, rows, cols);
        }
        return 0;
    }

    Index fill(Index value, uword rows, uword cols) { return add(GraphOp::fill, 0, {value}, rows, cols); }

    Index call(Function f, const std::vector<Index>& a, uword rows, uword cols, bool is_sparse = false) {
        return add(GraphOp::call, int(f), a, rows, cols, is_sparse);
    }

    // The same node, whose value is real whatever its arguments are.
    Index real(Index node) {
        graph_.nodes[node].is_complex = false;
        return node;
    }

    Index identity(uword n) { return call(Function::eye, {}, n, n, graph_.has_sparse_diagonals(n)); }

    Index diagonal(Index a, uword rows, uword cols) {
        return call(Function::diag, {a}, rows, cols,
                    at(a).is_sparse || (rows == cols && graph_.has_sparse_diagonals(rows)));
    }

    Index lower_call(Function f, const std::vector<Index>& a, uword rows, uword cols) {
        using F = Function;
        using Op = ElementwiseOp;
        // clang-format off
        switch (f) {
            case F::sin: return map(Op::sin, a[0]);
            case F::cos: return map(Op::cos, a[0]);
            case F::tan: return map(Op::tan, a[0]);
            case F::asin: return map(Op::asin, a[0]);
            case F::acos: return map(Op::acos, a[0]);
            case F::atan: return map(Op::atan, a[0]);
            case F::sinh: return map(Op::sinh, a[0]);
            case F::cosh: return map(Op::cosh, a[0]);
            case F::tanh: return map(Op::tanh, a[0]);
            case F::exp: return map(Op::exp, a[0]);
            case F::log: return map(Op::log, a[0]);
            case F::sqrt: return map(Op::sqrt, a[0]);
            case F::sign: return map(Op::sign, a[0]);
            case F::relu: return map(Op::relu, a[0]);
            case F::sigmoid: return map(Op::sigmoid, a[0]);
            case F::softplus: return map(Op::softplus, a[0]);
            case F::abs: return real(call(f, a, rows, cols, at(a[0]).is_sparse));
            case F::det: return add(GraphOp::determinant, 0, {factorization(a[0])}, 1, 1);
            case F::logdet: return real(add(GraphOp::log_determinant, 0, {factorization(a[0])}, 1, 1));
            case F::inv: return inverse(a[0]);
            case F::ones: return fill(constant(1), rows, cols);
            case F::zeros: return fill(constant(0), rows, cols);
            case F::vector: case F::matrix: return fill(a[0], rows, cols);
            case F::commutation: return real(call(f, a, rows, cols, true));
            case F::eye: return identity(rows);
            case F::kron: return call(f, a, rows, cols, at(a[0]).is_sparse || at(a[1]).is_sparse);
            case F::reshape: return call(f, {a[0]}, rows, cols, at(a[0]).is_sparse);
            case F::vec: case F::sym: return call(f, a, rows, cols, at(a[0]).is_sparse);
            case F::diag: return diagonal(a[0], rows, cols);
            case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::rank: return real(call(f, a, rows, cols));
            case F::sum: case F::mean: case F::max: case F::min: case F::rowsum: case F::colsum: case F::softmax:
            case F::logsumexp: case F::tr: case F::expm: case F::chol: case F::pinv: case F::null: case F::orth:
            case F::dot: case F::outer: return call(f, a, rows, cols);
            case F::numel: case F::rows: case F::cols: break;  // constants, as all shapes are known
        }
        // clang-format on
        throw std::logic_error("a function without a node");
    }

    const Syntax& syntax_;
    const std::vector<Inferred>& inferred_;
    const std::map<std::string, InputKind>& kinds_;
    Graph graph_;
    std::unordered_set<Index, Hash, Equal> known_;
    std::map<std::string, int> input_numbers_;
    std::size_t source_ = 0;  // the node of the syntax that is built
};

}  // namespace

Graph build_graph(const Syntax& syntax, const std::vector<Inferred>& inferred,
                  const std::map<std::string, InputKind>& inputs) {
    return Builder(syntax, inferred, inputs).run();
}

}  // namespace la
