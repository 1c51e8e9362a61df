#include "calculus/to_tensors.hpp"

#include <algorithm>
#include <cmath>

#include "expr/error.hpp"

namespace la {

namespace {

class Lowering : MatrixTensors {
  public:
    Lowering(Tensors& tensors, const Syntax& syntax, const std::vector<Inferred>& inferred,
             const std::set<std::string>& symmetric)
        : MatrixTensors(tensors), t_(tensors), syntax_(syntax), inferred_(inferred), symmetric_(symmetric) {}

    Lowered run() {
        built_.resize(syntax_.nodes.size());
        for (std::size_t i = 0; i < built_.size(); ++i) {
            node_ = i;
            std::vector<MatrixTensor> arguments;
            for (const std::size_t k : syntax_.nodes[i].arguments) arguments.push_back(built_[k]);
            built_[i] = lower(syntax_.nodes[i], arguments);
        }
        result_.value = built_.back();
        return std::move(result_);
    }

  private:
    MatrixTensor power(const MatrixTensor& a, const MatrixTensor& b, std::size_t exponent) {
        if (rank(a) == 0) return elementwise_power(a, b);
        const auto k = inferred_[exponent].value;
        if (!k || !is_integer(*k) || std::abs(*k) > largest_power) return opaque(NodeKind::power, {a, b}, a);
        if (*k == 0) return identity_over(row_axes(a));
        const MatrixTensor base = *k < 0 ? inverse(a) : a;
        MatrixTensor result = base;
        for (int i = 1; i < int(std::abs(*k)); ++i) result = multiply(result, base);
        return result;
    }

    MatrixTensor diagonal(MatrixTensor a) {
        if (rank(a) == 0) return a;
        Contraction c;
        if (a.rows == 0 || columns(a) == 0) {
            const std::vector<Label> labels = c.add_labels(axes(a));
            c.factors = {{a.tensor, labels, 1}};
            c.out = labels;
            c.out.insert(c.out.end(), labels.begin(), labels.end());
            return {t_.contract(std::move(c)), labels.size()};
        }
        if (row_axes(a) != column_axes(a)) a = merged(a);
        if (row_axes(a) != column_axes(a)) return opaque(NodeKind::call, {a}, shape_of_node());
        c.out = c.add_labels(row_axes(a));
        std::vector<Label> labels = c.out;
        labels.insert(labels.end(), c.out.begin(), c.out.end());
        c.factors = {{a.tensor, labels, 1}};
        const std::size_t rows = a.rows;
        return {t_.contract(std::move(c)), rows};
    }

    MatrixTensor reshape(const MatrixTensor& a) {
        const MatrixTensor vector{a.tensor, rank(a)};
        const MatrixTensor target = shape_of_node();
        const Axes wanted = axes(target);
        if (axes(a) == wanted) return {a.tensor, target.rows};
        const MatrixTensor flat = merged_side(vector, true);
        if (wanted.size() < 2) return {flat.tensor, target.rows};
        return {t_.split(flat.tensor, 0, wanted), target.rows};
    }

    MatrixTensor commutation(std::size_t m_node, std::size_t n_node) {
        const Axes m = axes_of_size(m_node), n = axes_of_size(n_node);
        Contraction c;
        const std::vector<Label> i = c.add_labels(m), j = c.add_labels(n);
        for (const auto* part : {&j, &i, &i, &j}) c.out.insert(c.out.end(), part->begin(), part->end());
        return {t_.contract(std::move(c)), i.size() + j.size()};
    }

    // The axes whose sizes an argument such as rows(A), numel(A), rows(A)*rows(B) or 3 names; none for 1.
    Axes axes_of_size(std::size_t node) {
        if (inferred_[node].value)
            return *inferred_[node].value == 1 ? Axes{} : Axes{t_.axis({arma::uword(*inferred_[node].value), 0})};
        const Node& n = syntax_.nodes[node];
        if (n.kind == NodeKind::multiply) {
            Axes all = axes_of_size(n.arguments[0]);
            const Axes others = axes_of_size(n.arguments[1]);
            all.insert(all.end(), others.begin(), others.end());
            return all;
        }
        const MatrixTensor& a = built_[n.arguments[0]];
        return n.function == Function::numel ? axes(a) : n.function == Function::rows ? row_axes(a) : column_axes(a);
    }

    // Zeros of the shape that was inferred.
    MatrixTensor shape_of_node() {
        const Shape& shape = inferred_[node_].shape;
        const Axes all = axes_of(t_, shape);
        const bool has_rows = !(shape.rows == Dimension::of(1));
        return {t_.number(0, all), has_rows ? 1u : 0u};
    }

    MatrixTensor filled(const Node& n, double value) {
        Axes all = axes_of_size(n.arguments.front());
        const std::size_t rows = all.size();
        const Axes columns = axes_of_size(n.arguments.back());
        all.insert(all.end(), columns.begin(), columns.end());
        return {t_.number(value, all), rows};
    }

    // Every entry is the scalar.
    MatrixTensor filled(const MatrixTensor& scalar) {
        const MatrixTensor shape = shape_of_node();
        return like(shape, t_.repeated(scalar.tensor, axes(shape)));
    }

    MatrixTensor opaque(NodeKind kind, std::vector<MatrixTensor> arguments, const MatrixTensor& shape) {
        const Node& n = syntax_.nodes[node_];
        TensorNode node{kind == NodeKind::brackets ? TensorKind::brackets : TensorKind::opaque, axes(shape)};
        node.function = n.function;
        if (kind == NodeKind::power) node.name = "^";
        node.details.push_back(int(shape.rows));
        for (const MatrixTensor& a : arguments) {
            node.arguments.push_back(a.tensor);
            node.details.push_back(int(a.rows));
        }
        if (kind == NodeKind::brackets)
            for (const std::size_t row : n.arguments) node.details.push_back(int(syntax_.nodes[row].arguments.size()));
        const TensorId id = t_.opaque(std::move(node));
        result_.places.try_emplace(id, node_);
        return like(shape, id);
    }

    MatrixTensor size(const Dimension& d) {
        return scalar(d.known ? t_.number(double(d.value)) : t_.extent(t_.axis({{}, d.value})));
    }

    MatrixTensor lower(const Node& n, std::vector<MatrixTensor>& a) {
        switch (n.kind) {
            case NodeKind::number:
                return number(n.number);
            case NodeKind::pi:
                return scalar(t_.opaque({TensorKind::variable, {}, "pi"}));
            case NodeKind::imaginary:
                throw ExpressionError(ErrorKind::usage, "an imaginary number: derivatives are of real functions",
                                      syntax_.text, n.position);
            case NodeKind::name:
                return variable(n);
            case NodeKind::negate:
                return scaled(-1, a[0]);
            case NodeKind::conjugate_transpose:
            case NodeKind::transpose:
                return transposed(a[0]);
            case NodeKind::add:
                return sum_of(1, a[0], 1, a[1]);
            case NodeKind::subtract:
                return sum_of(1, a[0], -1, a[1]);
            case NodeKind::multiply:
                return multiply(a[0], a[1]);
            case NodeKind::divide:
                return divide(a[0], a[1]);
            case NodeKind::left_divide:
                return left_divide(a[0], a[1]);
            case NodeKind::power:
                return power(a[0], a[1], n.arguments[1]);
            case NodeKind::elementwise_multiply:
                return elementwise(a[0], a[1], 1);
            case NodeKind::elementwise_divide:
                return elementwise(a[0], a[1], -1);
            case NodeKind::elementwise_power:
                return elementwise_power(a[0], a[1]);
            case NodeKind::call:
                return call(n, a);
            case NodeKind::row:
                return {};  // its elements are read by the brackets
            case NodeKind::brackets:
                return brackets(n);
        }
        return {};
    }

    MatrixTensor variable(const Node& n) {
        const Shape& shape = inferred_[node_].shape;
        const bool has_rows = !(shape.rows == Dimension::of(1));
        const MatrixTensor m{t_.variable(n.name, axes_of(t_, shape), symmetric_.count(n.name) > 0), has_rows ? 1u : 0u};
        result_.variables[n.name] = m;
        return m;
    }

    MatrixTensor brackets(const Node& n) {
        std::vector<MatrixTensor> elements;
        for (const std::size_t row : n.arguments)
            for (const std::size_t k : syntax_.nodes[row].arguments) elements.push_back(built_[k]);
        if (elements.size() == 1) return elements[0];
        return opaque(NodeKind::brackets, elements, shape_of_node());
    }

    MatrixTensor call(const Node& n, std::vector<MatrixTensor>& a) {
        using F = Function;
        // clang-format off
        switch (n.function) {
            case F::sin: case F::cos: case F::tan: case F::asin: case F::acos: case F::atan: case F::sinh:
            case F::cosh: case F::tanh: case F::exp: case F::log: case F::sqrt: case F::abs: case F::sign:
            case F::relu: case F::sigmoid: case F::softplus: return like(a[0], t_.map(n.function, a[0].tensor));
            case F::sum: return sum(a[0]);
            case F::mean: return elementwise(sum(a[0]), entries(a[0]), -1);
            case F::norm1: if (!is_vector(a[0])) break; return sum(like(a[0], t_.map(F::abs, a[0].tensor)));
            case F::norm2: if (!is_vector(a[0])) break; return normfro(a[0]);
            case F::normfro: return normfro(a[0]);
            case F::numel: return entries(a[0]);
            case F::rows: return size(inferred_[n.arguments[0]].shape.rows);
            case F::cols: return size(inferred_[n.arguments[0]].shape.cols);
            case F::rowsum: return summed(a[0], true, false);
            case F::colsum: return summed(a[0], false, true);
            case F::softmax: return softmax(a[0]);
            case F::logsumexp: return logsumexp(a[0]);
            case F::tr: return trace(a[0]);
            case F::det: return scalar(t_.determinant(merged(a[0]).tensor));
            case F::logdet: return scalar(t_.log_determinant(merged(a[0]).tensor));
            case F::inv: return inverse(a[0]);
            case F::pinv: return pseudo_inverse(a[0]);
            case F::sym: return sum_of(0.5, a[0], 0.5, transposed(a[0]));
            case F::diag: return diagonal(a[0]);
            case F::vec: return {a[0].tensor, rank(a[0])};
            case F::reshape: return reshape(a[0]);
            case F::kron: return kron(a[0], a[1]);
            case F::dot: return dot(a[0], a[1]);
            case F::outer: return outer(a[0], a[1]);
            case F::eye: return identity_over(axes_of_size(n.arguments[0]));
            case F::ones: return filled(n, 1);
            case F::zeros: return filled(n, 0);
            case F::commutation: return commutation(n.arguments[0], n.arguments[1]);
            case F::vector: case F::matrix: return filled(a[0]);
            case F::max: case F::min: case F::norminf: case F::normnuc: case F::expm: case F::chol: case F::rank: case F::null:
            case F::orth: break;  // no rule
        }
        // clang-format on
        return opaque(NodeKind::call, a, shape_of_node());
    }

    MatrixTensor outer(const MatrixTensor& x, const MatrixTensor& y) {
        return multiply(x.rows == 0 ? transposed(x) : x, y.rows == 0 ? y : transposed(y));
    }

    static constexpr double largest_power = 64;

    Tensors& t_;
    const Syntax& syntax_;
    const std::vector<Inferred>& inferred_;
    const std::set<std::string>& symmetric_;
    std::vector<MatrixTensor> built_;
    std::size_t node_ = 0;
    Lowered result_;
};

}  // namespace

std::vector<Axis> axes_of(Tensors& tensors, const Shape& shape) {
    std::vector<Axis> axes;
    for (const Dimension& d : {shape.rows, shape.cols}) {
        if (d == Dimension::of(1)) continue;
        axes.push_back(tensors.axis(d.known ? AxisSize{d.value, 0} : AxisSize{{}, d.value}));
    }
    return axes;
}

Lowered lower(Tensors& tensors, const Syntax& syntax, const std::vector<Inferred>& inferred,
              const std::set<std::string>& symmetric) {
    return Lowering(tensors, syntax, inferred, symmetric).run();
}

}  // namespace la
