#include "expr/plan.hpp"

#include <algorithm>
#include <map>

namespace la {

namespace {

using Index = std::size_t;

class Planner {
  public:
    Planner(const Graph& graph, bool fuses)
        : graph_(graph),
          fuses_(fuses),
          uses_(graph.nodes.size(), 0),
          needed_(graph.nodes.size(), false),
          group_(graph.nodes.size(), no_group) {}

    std::vector<Task> run() {
        count_uses();
        needed_[graph_.root] = true;
        std::map<Index, std::vector<Index>> members;  // of each fused group, from the last to the first
        for (Index i = graph_.root + 1; i-- > 0;) {
            if (is_fusible(i) && needed_[i]) group_[i] = i;
            if (is_fusible(i) && group_[i] != no_group) {
                members[group_[i]].push_back(i);
                offer_arguments(i);
            } else if (needed_[i]) {
                tasks_.push_back(task_of(i));
                for (const Index k : tasks_.back().operands) needed_[k] = true;
            }
        }
        for (auto& [outer, group] : members) tasks_.push_back(fused(outer, group));
        std::sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) { return a.node < b.node; });
        return std::move(tasks_);
    }

  private:
    static constexpr Index no_group = Index(-1);

    const GraphNode& at(Index i) const { return graph_.nodes[i]; }

    void count_uses() {
        uses_[graph_.root] = 1;
        for (Index i = graph_.root + 1; i-- > 0;)
            if (uses_[i] > 0)
                for (const Index k : at(i).arguments) ++uses_[k];
    }

    // ---- elementwise operations -----------------------------------------------------------------------------------

    bool is_fusible(Index i) const { return at(i).op == GraphOp::map && !at(i).is_sparse; }

    bool fits(Index inner, Index outer) const {
        const GraphNode &a = at(inner), &b = at(outer);
        return fuses_ && is_fusible(inner) && a.rows == b.rows && a.cols == b.cols && a.is_complex == b.is_complex;
    }

    // Each argument joins the group of its only users, or becomes an operand.
    void offer_arguments(Index i) {
        for (const Index k : at(i).arguments) {
            if (!fits(k, i) || needed_[k] || (group_[k] != no_group && group_[k] != group_[i])) {
                needed_[k] = true;
                group_[k] = no_group;
            } else {
                group_[k] = group_[i];
            }
        }
    }

    Task fused(Index outer, std::vector<Index>& group) const {
        std::reverse(group.begin(), group.end());
        Task task;
        task.node = outer;
        std::map<Index, Index> places;  // of values of nodes: operands first
        const auto inside = [&](Index k) { return std::binary_search(group.begin(), group.end(), k); };
        for (const Index i : group)
            for (const Index k : at(i).arguments)
                if (!inside(k) && places.try_emplace(k, task.operands.size()).second) task.operands.push_back(k);
        task.program.operands = task.operands.size();
        for (const Index i : group) {
            const auto& arguments = at(i).arguments;
            const Index left = places.at(arguments[0]);
            task.program.steps.push_back(
                {ElementwiseOp(at(i).detail), left, arguments.size() > 1 ? places.at(arguments[1]) : left});
            task.step_positions.push_back(at(i).position);
            places[i] = task.program.operands + task.program.steps.size() - 1;
        }
        return task;
    }

    // ---- everything else ------------------------------------------------------------------------------------------

    Task task_of(Index i) const {
        Task task;
        task.node = i;
        const GraphNode& n = at(i);
        const bool is_trace = n.op == GraphOp::call && Function(n.detail) == Function::tr;
        if (n.op == GraphOp::product) task.factors = factors_of(i);
        if (is_trace && at(n.arguments[0]).op == GraphOp::product && uses_[n.arguments[0]] == 1)
            task.factors = factors_of(n.arguments[0]);
        if (task.factors.empty()) task.operands = n.arguments;
        for (const ChainFactor& f : task.factors) task.operands.push_back(f.node);
        return task;
    }

    static bool is_transpose(const GraphNode& n) { return n.op == GraphOp::transpose || n.op == GraphOp::adjoint; }

    static Transposition form_of(const GraphNode& n) {
        return n.op == GraphOp::adjoint ? Transposition::adjoint : Transposition::transpose;
    }

    // Under the form `outer`, a node that is a transpose: whether the two are one form of its argument, and which.
    static bool compose(Transposition outer, const GraphNode& transpose, Transposition& result) {
        if (outer == Transposition::none) {
            result = form_of(transpose);
            return true;
        }
        result = Transposition::none;
        return outer == form_of(transpose) || !transpose.is_complex;
    }

    // The chain of a product, whose inner products are spliced in where nothing else uses them.
    std::vector<ChainFactor> factors_of(Index top) const {
        struct Item {
            Index node;
            Transposition form;
        };
        std::vector<ChainFactor> factors;
        std::vector<Item> stack{{top, Transposition::none}};
        while (!stack.empty()) {
            const Item item = stack.back();
            stack.pop_back();
            const GraphNode& n = at(item.node);
            Transposition inner = Transposition::none;
            if (n.op == GraphOp::product && (item.node == top || uses_[item.node] == 1)) {
                const bool reversed = item.form != Transposition::none;
                stack.push_back({n.arguments[reversed ? 0 : 1], item.form});
                stack.push_back({n.arguments[reversed ? 1 : 0], item.form});
            } else if (is_transpose(n) && compose(item.form, n, inner)) {
                const Index argument = n.arguments[0];
                const bool splice =
                    at(argument).op == GraphOp::product && uses_[item.node] == 1 && uses_[argument] == 1;
                if (splice)
                    stack.push_back({argument, inner});
                else
                    factors.push_back(leaf(argument, inner));
            } else {
                factors.push_back(leaf(item.node, item.form));
            }
        }
        return factors;
    }

    ChainFactor leaf(Index i, Transposition form) const {
        const GraphNode& n = at(i);
        if (n.op == GraphOp::inverse) return {ChainFactor::Kind::inverse, n.arguments[0], form, n.position};
        if (n.op == GraphOp::call && Function(n.detail) == Function::diag &&
            (!n.is_complex || form != Transposition::adjoint)) {
            const GraphNode& d = at(n.arguments[0]);
            if (d.rows == 1 || d.cols == 1)
                return {ChainFactor::Kind::diagonal, n.arguments[0], Transposition::none, n.position};
        }
        return {ChainFactor::Kind::matrix, i, form, n.position};
    }

    const Graph& graph_;
    const bool fuses_;
    std::vector<std::size_t> uses_;
    std::vector<bool> needed_;
    std::vector<Index> group_;
    std::vector<Task> tasks_;
};

}  // namespace

std::vector<Task> plan(const Graph& graph) {
    return Planner(graph, true).run();
}

std::vector<Task> plan_unfused(const Graph& graph) {
    return Planner(graph, false).run();
}

}  // namespace la
