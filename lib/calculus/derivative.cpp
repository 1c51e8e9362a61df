#include "calculus/derivative.hpp"

#include <algorithm>
#include <numeric>

#include "calculus/simplify.hpp"
#include "calculus/tensor_derivative.hpp"
#include "calculus/to_formula.hpp"
#include "expr/error.hpp"
#include "expr/parser.hpp"
#include "expr/print.hpp"

namespace la {

namespace {

constexpr double longest_formula = 200'000;

std::vector<std::size_t> range(std::size_t from, std::size_t to) {
    std::vector<std::size_t> places(to - from);
    std::iota(places.begin(), places.end(), from);
    return places;
}

std::string unused_name(const NameShapes& names, const std::string& wanted) {
    std::string name = wanted;
    for (int i = 1; names.count(name) > 0; ++i) name = wanted + std::to_string(i);
    return name;
}

// What a refusal calls an operation, with what to write instead.
std::string called(const Node& node) {
    if (node.kind == NodeKind::brackets) return "brackets";
    if (node.kind != NodeKind::call) return "'" + std::string(operator_text(node.kind)) + "'";
    const std::string name = "'" + std::string(info(node.function).name) + "'";
    if (node.function == Function::norm1) return name + " of a matrix; sum(abs()) has one";
    if (node.function == Function::norm2) return name + " of a matrix; normfro() has one";
    return name;
}

}  // namespace

Derivative::Derivative(const Syntax& f, const NameShapes& shapes, const DerivativeOptions& options)
    : f_(f), options_(options) {
    const std::vector<Inferred> inferred = infer_shapes(f, shapes);
    lowered_ = lower(tensors_, f, inferred, options.symmetric);
    if (lowered_.variables.count(options.variable) == 0) {
        const Shape& shape = shapes.at(options.variable).shape;
        lowered_.variables[options.variable] = {tensors_.variable(options.variable, axes_of(tensors_, shape),
                                                                  options.symmetric.count(options.variable) > 0),
                                                shape.rows == Dimension::of(1) ? 0u : 1u};
    }
    variable_ = lowered_.variables.at(options.variable);
    TensorId value = lowered_.value.tensor;
    const std::size_t rank_of_variable = tensors_[variable_.tensor].rank();
    int left = options.order;
    Shape variable_shape = shapes.at(options.variable).shape;
    for (std::size_t i = 0; i < f.nodes.size(); ++i)
        if (f.nodes[i].kind == NodeKind::name && f.nodes[i].name == options.variable)
            variable_shape = inferred[i].shape;
    std::size_t rows = lowered_.value.rows;
    if (rank_of_variable == 0) {
        for (; left > 0; --left) value = derived(value);
    } else {
        for (; left > 2 || (left == 2 && tensors_[value].rank() > 0); --left) {
            const bool is_f = tensors_[value].rank() > 0;
            if (!is_f) value = derived(value);
            const std::string name = unused_name(shapes, is_f ? "e" : "d");
            directions_.push_back({name, is_f ? inferred.back().shape : variable_shape});
            value = along(value, directions_.back().shape, is_f ? rows : variable_.rows);
            rows = 0;
            left += is_f;
        }
        for (; left > 0; --left) value = derived(value);
    }
    unsimplified_ = value;
    result_ = simplified(tensors_, value);

    const std::size_t rank = tensors_[result_].rank();
    const std::size_t of_f = rank_of_variable == 0 || options.order == 0 ? rank : rank - rank_of_variable;
    if (of_f == rank) {  // the shape of f
        rows_ = range(0, rows);
        columns_ = range(rows, rank);
    } else if (of_f == 0) {  // the shape of x
        rows_ = range(0, variable_.rows);
        columns_ = range(variable_.rows, rank);
    } else {
        rows_ = range(0, of_f);
        columns_ = range(of_f, rank);
    }
    write();
}

TensorId Derivative::derived(TensorId f) {
    std::optional<NoRule> missing;
    const TensorId d = derive(tensors_, simplified(tensors_, f), variable_.tensor, missing);
    if (!missing) return d;
    const auto place = lowered_.places.find(missing->tensor);
    const Node& node = f_.nodes[place == lowered_.places.end() ? f_.root() : place->second];
    throw ExpressionError(ErrorKind::usage, "no derivative rule for " + called(node), f_.text, node.position);
}

// The sum over all entries of the tensor times a new name's.
TensorId Derivative::along(TensorId tensor, const Shape& shape, std::size_t rows) {
    const std::vector<Axis> axes = tensors_[tensor].axes;
    Contraction c;
    const std::vector<Label> labels = c.add_labels(axes);
    const std::vector<Axis> of_name = axes_of(tensors_, shape);
    TensorId direction = tensors_.variable(directions_.back().name, of_name, false);
    lowered_.variables[directions_.back().name] = {direction, rows > 0 ? 1u : 0u};
    // Rows or columns of several axes.
    const auto middle = axes.begin() + std::ptrdiff_t(rows);
    if (of_name.size() == 2) {
        if (axes.size() - rows > 1) direction = tensors_.split(direction, 1, {middle, axes.end()});
        if (rows > 1) direction = tensors_.split(direction, 0, {axes.begin(), middle});
    } else if (axes.size() > 1) {
        direction = tensors_.split(direction, 0, axes);
    }
    c.factors = {{tensor, labels, 1}, {direction, labels, 1}};
    return tensors_.contract(std::move(c));
}

void Derivative::write() {
    // Shared parts are written wherever they stand: a graph of moderate size can be a text without end.
    if (tensors_.weight(result_) > longest_formula)
        throw usage_error("the derivative is too long: written out it has more than " +
                          std::to_string(int(longest_formula)) + " names and operations");
    formula_ = syntax_of(result_, rows_, columns_);
    if (formula_.nodes.empty()) throw usage_error("the derivative has no formula of matrices");
}

// Empty where there is no formula.
Syntax Derivative::syntax_of(TensorId tensor, const std::vector<std::size_t>& rows,
                             const std::vector<std::size_t>& columns) {
    const Formula formula = to_formula(tensors_, tensor, {rows, columns}, lowered_.variables);
    return formula ? parse(print(formula::syntax(formula))) : Syntax();
}

Syntax Derivative::value_formula() {
    const TensorId f = simplified(tensors_, lowered_.value.tensor);
    const std::size_t rows = lowered_.value.rows;
    if (tensors_.weight(f) > longest_formula) return {};
    return syntax_of(f, range(0, rows), range(rows, tensors_[f].rank()));
}

namespace {

// One evaluation for every unit vector of the directions from `number` on.
void evaluate_along(const Derivative& derivative, std::size_t number, SharedBindings& bindings,
                    const EvaluateOptions& options, std::vector<Matrix>& results) {
    if (number == derivative.directions().size()) {
        results.push_back(evaluate_shared(derivative.formula(), bindings, options));
        return;
    }
    const Derivative::Direction& direction = derivative.directions()[number];
    const arma::uword rows = direction.shape.rows.value, columns = direction.shape.cols.value;
    for (arma::uword k = 0; k < rows * columns; ++k) {
        arma::mat unit(rows, columns);
        unit[k] = 1;
        bindings[direction.name] = std::make_shared<Matrix>(std::move(unit));
        evaluate_along(derivative, number + 1, bindings, options, results);
    }
}

}  // namespace

std::vector<Matrix> evaluate(const Derivative& derivative, const Bindings& bindings, const EvaluateOptions& options) {
    SharedBindings shared = borrowed(bindings);
    std::vector<Matrix> results;
    evaluate_along(derivative, 0, shared, options, results);
    return results;
}

}  // namespace la
