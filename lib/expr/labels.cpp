#include "expr/labels.hpp"

#include <memory>
#include <vector>

namespace la {

namespace {

using SharedNames = std::shared_ptr<const Names>;  // null: no names
using Inputs = std::map<std::string, std::shared_ptr<Matrix>>;

struct Pair {
    SharedNames rows;
    SharedNames cols;
};

Pair swapped(const Pair& p) {
    return {p.cols, p.rows};
}

class Labelling {
  public:
    Labelling(const Graph& graph, const Inputs& inputs) : graph_(graph), inputs_(inputs), labels_(graph.nodes.size()) {}

    Labels run() {
        for (std::size_t i = 0; i <= graph_.root; ++i) labels_[i] = of(graph_.nodes[i]);
        const Pair& result = labels_[graph_.root];
        return {result.rows ? *result.rows : Names(), result.cols ? *result.cols : Names()};
    }

  private:
    static SharedNames shared(const Names& names) {
        return names.empty() ? nullptr : std::make_shared<const Names>(names);
    }

    Pair of(const GraphNode& n) {
        const auto argument = [&](std::size_t k) -> const Pair& { return labels_[n.arguments[k]]; };
        switch (n.op) {
            case GraphOp::input: {
                const Matrix& m = *inputs_.at(graph_.inputs[std::size_t(n.detail)]);
                return {shared(m.row_names), shared(m.column_names)};
            }
            case GraphOp::map:
                return of_map(n);
            case GraphOp::transpose:
            case GraphOp::adjoint:
            case GraphOp::inverse:
                return swapped(argument(0));
            case GraphOp::product:
                return {argument(0).rows, argument(1).cols};
            case GraphOp::factorization:
            case GraphOp::power:
                return argument(0);
            case GraphOp::solve:
            case GraphOp::least_squares:
                return {argument(0).cols, argument(1).cols};
            case GraphOp::solve_right:
                return {argument(1).rows, argument(0).rows};
            case GraphOp::beside:
                return {first(n, &Pair::rows), all(n, &Pair::cols)};
            case GraphOp::below:
                return {all(n, &Pair::rows), first(n, &Pair::cols)};
            case GraphOp::call:
                return of_call(n);
            case GraphOp::constant:
            case GraphOp::fill:
            case GraphOp::determinant:
            case GraphOp::log_determinant:
                break;
        }
        return {};
    }

    Pair of_map(const GraphNode& n) {
        Pair result;
        for (const std::size_t k : n.arguments) {
            if (graph_.nodes[k].is_scalar() && !n.is_scalar()) continue;
            if (!result.rows) result.rows = labels_[k].rows;
            if (!result.cols) result.cols = labels_[k].cols;
        }
        return result;
    }

    Pair of_call(const GraphNode& n) {
        if (n.arguments.empty()) return {};
        const Pair& a = labels_[n.arguments[0]];
        using F = Function;
        // clang-format off
        switch (Function(n.detail)) {
            case F::abs: case F::softmax: case F::sym: case F::expm: return a;
            case F::rowsum: case F::orth: return {a.rows, nullptr};
            case F::logsumexp: return {n.is_scalar() ? nullptr : a.rows, nullptr};
            case F::colsum: case F::chol: return {nullptr, a.cols};
            case F::pinv: return swapped(a);
            case F::null: return {a.cols, nullptr};
            case F::sum: case F::mean: case F::max: case F::min: case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::numel:
            case F::rows: case F::cols: case F::tr: case F::rank: case F::diag: case F::vec:
            case F::reshape: case F::kron: case F::dot: case F::outer: case F::commutation: case F::eye: break;
            // Nodes of their own kind.
            case F::sin: case F::cos: case F::tan: case F::asin: case F::acos: case F::atan: case F::sinh:
            case F::cosh: case F::tanh: case F::exp: case F::log: case F::sqrt: case F::sign: case F::relu:
            case F::sigmoid: case F::softplus: case F::det: case F::logdet: case F::inv: case F::ones: case F::zeros:
            case F::vector: case F::matrix: break;
        }
        // clang-format on
        return {};
    }

    SharedNames first(const GraphNode& n, SharedNames Pair::*side) const {
        for (const std::size_t k : n.arguments)
            if (labels_[k].*side) return labels_[k].*side;
        return nullptr;
    }

    // Joined where every part has names.
    SharedNames all(const GraphNode& n, SharedNames Pair::*side) const {
        Names joined;
        for (const std::size_t k : n.arguments) {
            const GraphNode& part = graph_.nodes[k];
            if (part.rows == 0 && part.cols == 0) continue;
            if (!(labels_[k].*side)) return nullptr;
            joined.insert(joined.end(), (labels_[k].*side)->begin(), (labels_[k].*side)->end());
        }
        return shared(joined);
    }

    const Graph& graph_;
    const Inputs& inputs_;
    std::vector<Pair> labels_;
};

}  // namespace

Labels result_labels(const Graph& graph, const std::map<std::string, std::shared_ptr<Matrix>>& inputs) {
    return Labelling(graph, inputs).run();
}

}  // namespace la
