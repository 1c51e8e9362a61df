#include "expr/evaluate.hpp"

#include <algorithm>

#include "core/finite.hpp"
#include "expr/error.hpp"
#include "expr/evaluate_graph.hpp"
#include "expr/labels.hpp"
#include "expr/nearest.hpp"
#include "expr/print.hpp"
#include "expr/shapes.hpp"
#include "expr/shared_matrix.hpp"
#include "expr/subtree.hpp"
#include "ops/product_transposed.hpp"

namespace la {

namespace {

using Index = std::size_t;
using Shared = std::shared_ptr<Matrix>;

// What shape inference knows of bound matrices: a real 1×1 is a constant.
NameShapes shapes_of(const SharedBindings& bindings) {
    NameShapes shapes;
    for (const auto& [name, matrix] : bindings) {
        Inferred& known = shapes[name];
        known.shape = Shape::of(matrix->rows(), matrix->cols());
        if (known.shape.is_scalar() && !matrix->is_complex()) known.value = dense_real(*matrix)[0];
    }
    return shapes;
}

// An expression all of whose shapes follow from those of the bindings.
Matrix evaluate_determined(const Syntax& syntax, SharedBindings bindings, const EvaluateOptions& options,
                           Trace* trace) {
    std::map<std::string, InputKind> kinds;
    for (const auto& [name, matrix] : bindings) kinds[name] = {matrix->is_complex(), matrix->is_sparse()};
    const Graph graph = build_graph(syntax, infer_shapes(syntax, shapes_of(bindings)), kinds);
    const Labels labels = result_labels(graph, bindings);
    std::vector<Shared> inputs;
    for (const std::string& name : graph.inputs) inputs.push_back(bindings.at(name));
    bindings.clear();  // so that values are freed after their last use
    Matrix result = to_real_if_possible(evaluate_graph(syntax, graph, std::move(inputs), options, trace));
    result.row_names = labels.rows;
    result.column_names = labels.cols;
    result.origin.clear();
    return result;
}

// The first null(A) or orth(A), the shape of which depends on the values of A; or the number of nodes.
Index first_undetermined(const Syntax& syntax) {
    Index i = 0;
    const auto is_undetermined = [](const Node& n) {
        return n.kind == NodeKind::call && (n.function == Function::null || n.function == Function::orth);
    };
    while (i < syntax.nodes.size() && !is_undetermined(syntax.nodes[i])) ++i;
    return i;
}

Matrix carried_out(const Syntax& syntax, SharedBindings bindings, const EvaluateOptions& options, Trace* trace) {
    Syntax rest = syntax;
    // What has no shape before it is computed is computed first, and then bound under its own text.
    for (Index i = first_undetermined(rest); i + 1 < rest.nodes.size(); i = first_undetermined(rest)) {
        const Syntax part = subtree(rest, i);
        const std::string name = print(part);
        if (!bindings.contains(name)) bindings[name] = share(evaluate_determined(part, bindings, options, trace));
        if (trace != nullptr && trace->has_ended()) return Matrix();
        rest = with_name_for_subtree(rest, i, name);
    }
    return evaluate_determined(rest, std::move(bindings), options, trace);
}

// Whether they may be held until the end of an evaluation, to look for what went wrong in it.
bool are_small(const SharedBindings& bindings) {
    constexpr double most_held = 1 << 24;
    double cells = 0;
    for (const auto& [_, matrix] : bindings) cells += double(multiplications(*matrix));
    return cells <= most_held;
}

Trace traced(const Syntax& syntax, const SharedBindings& bindings, int threads) {
    Trace trace(true);
    carried_out(syntax, bindings, {threads}, &trace);
    return trace;
}

bool are_finite(const SharedBindings& bindings) {
    return std::none_of(bindings.begin(), bindings.end(),
                        [](const auto& entry) { return first_not_finite(*entry.second); });
}

// The value, and a warning where it is not finite though the bindings are.
Matrix evaluate_warning(const Syntax& syntax, SharedBindings bindings, const EvaluateOptions& options) {
    const bool is_held = are_small(bindings);
    const SharedBindings held = is_held ? bindings : SharedBindings();
    const bool is_from_finite = is_held || are_finite(bindings);
    Matrix result = carried_out(syntax, std::move(bindings), options, nullptr);
    const auto cell = first_not_finite(result);
    if (!cell) return result;
    const std::string trouble = is_held          ? traced(syntax, held, options.threads).trouble()
                                : is_from_finite ? not_finite_text(syntax, syntax.root(), *cell, result)
                                                 : "";
    if (!trouble.empty()) options.warnings->push_back(trouble);
    return result;
}

}  // namespace

void require_known_names(const Syntax& syntax, const std::vector<std::string>& known) {
    for (const Node& n : syntax.nodes)
        if (n.kind == NodeKind::name && std::find(known.begin(), known.end(), n.name) == known.end())
            throw ExpressionError(ErrorKind::usage, "unknown name '" + n.name + "'" + suggestion(n.name, known),
                                  syntax.text, n.position);
}

// Nothing writes to what it does not hold alone.
SharedBindings borrowed(const Bindings& bindings) {
    SharedBindings shared;
    for (const auto& [name, matrix] : bindings)
        shared[name] =
            matrix.is_complex() ? share(to_real_if_possible(matrix)) : Shared(Shared(), const_cast<Matrix*>(&matrix));
    return shared;
}

Matrix evaluate(const Syntax& syntax, Bindings bindings, const EvaluateOptions& options) {
    SharedBindings shared;
    for (auto& [name, matrix] : bindings) shared[name] = share(to_real_if_possible(std::move(matrix)));
    return evaluate_shared(syntax, std::move(shared), options);
}

Matrix evaluate_shared(const Syntax& syntax, SharedBindings bindings, const EvaluateOptions& options) {
    std::vector<std::string> known;
    for (const auto& [name, _] : bindings) known.push_back(name);
    require_known_names(syntax, known);
    return options.warnings == nullptr ? carried_out(syntax, std::move(bindings), options, nullptr)
                                       : evaluate_warning(syntax, std::move(bindings), options);
}

Trial attempt(const Syntax& syntax, const Bindings& bindings, int threads) {
    const SharedBindings shared = borrowed(bindings);
    Trace errors(false);
    Matrix value = carried_out(syntax, shared, {threads}, &errors);
    if (errors.has_ended() || first_not_finite(value)) return {{}, traced(syntax, shared, threads).trouble()};
    return {std::move(value), ""};
}

double largest_intermediate(const Syntax& syntax, const Bindings& bindings) {
    return traced(syntax, borrowed(bindings), 1).largest();
}

}  // namespace la
