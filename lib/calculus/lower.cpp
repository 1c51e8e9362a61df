#include "calculus/lower.hpp"

#include <algorithm>
#include <cmath>

#include "expr/error.hpp"

namespace la {

namespace {

using Axes = std::vector<Axis>;

class Lowering {
  public:
    Lowering(Tensors& tensors, const Syntax& syntax, const std::vector<Inferred>& inferred,
             const std::set<std::string>& symmetric)
        : t_(tensors), syntax_(syntax), inferred_(inferred), symmetric_(symmetric) {}

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
    // ---- matrices ---------------------------------------------------------------------------------------------------

    std::size_t rank(const MatrixTensor& m) const { return t_[m.tensor].rank(); }
    Axes axes(const MatrixTensor& m) const { return t_[m.tensor].axes; }
    Axes row_axes(const MatrixTensor& m) const {
        const Axes all = axes(m);
        return {all.begin(), all.begin() + std::ptrdiff_t(m.rows)};
    }
    Axes column_axes(const MatrixTensor& m) const {
        const Axes all = axes(m);
        return {all.begin() + std::ptrdiff_t(m.rows), all.end()};
    }
    std::size_t columns(const MatrixTensor& m) const { return rank(m) - m.rows; }

    MatrixTensor like(const MatrixTensor& m, TensorId tensor) const { return {tensor, m.rows}; }

    MatrixTensor transposed(const MatrixTensor& m) {
        std::vector<std::size_t> order;
        for (std::size_t k = m.rows; k < rank(m); ++k) order.push_back(k);
        for (std::size_t k = 0; k < m.rows; ++k) order.push_back(k);
        const std::size_t rows = columns(m);
        if (rows == 0 || m.rows == 0) return {m.tensor, rows};
        return {rank(m) == 2 ? t_.transposed(m.tensor) : t_.permuted(m.tensor, order), rows};
    }

    // The rows (or columns) as one axis.
    MatrixTensor merged_side(const MatrixTensor& m, bool rows) {
        const std::size_t count = rows ? m.rows : columns(m);
        if (count < 2) return m;
        const Axes side = rows ? row_axes(m) : column_axes(m);
        return {t_.merge(m.tensor, rows ? 0 : m.rows, count, product(side)), rows ? 1 : m.rows};
    }
    MatrixTensor merged(const MatrixTensor& m) { return merged_side(merged_side(m, true), false); }

    // The axis of as many entries as all of these together.
    Axis product(const Axes& factors) {
        double total = 1;
        for (const Axis a : factors) {
            if (!t_.size_of(a).value) {
                const auto [place, is_new] = products_.try_emplace(factors, 0);
                if (is_new) place->second = t_.axis({{}, first_product + products_.size()});
                return place->second;
            }
            total *= double(*t_.size_of(a).value);
        }
        return t_.axis({arma::uword(total), 0});
    }

    // Brings a side of a and a side of b, which have equally many entries, to the same axes.
    void align(MatrixTensor& a, bool rows_of_a, MatrixTensor& b, bool rows_of_b) {
        const Axes of_a = rows_of_a ? row_axes(a) : column_axes(a), of_b = rows_of_b ? row_axes(b) : column_axes(b);
        if (of_a == of_b) return;
        // Two names of one size; also where the others are the same, as products of all have one value.
        std::size_t unlike = 0;
        if (of_a.size() == of_b.size())
            for (std::size_t k = 0; k < of_a.size(); ++k) unlike += of_a[k] != of_b[k];
        if (unlike == 1) return;
        if (of_a.size() == 1) return split_side(a, rows_of_a, of_b);
        if (of_b.size() == 1) return split_side(b, rows_of_b, of_a);
        a = merged_side(a, rows_of_a);
        b = merged_side(b, rows_of_b);
    }

    void split_side(MatrixTensor& m, bool rows, const Axes& into) {
        m = {t_.split(m.tensor, rows ? 0 : m.rows, into), rows ? into.size() : m.rows};
    }

    void align_all(MatrixTensor& a, MatrixTensor& b) {
        if (rank(a) == 0 || rank(b) == 0) return;
        align(a, true, b, true);
        align(a, false, b, false);
    }

    MatrixTensor scalar(TensorId tensor) const { return {tensor, 0}; }
    MatrixTensor number(double value) { return scalar(t_.number(value)); }

    // The scalar in every place of the other.
    MatrixTensor spread(const MatrixTensor& a, const MatrixTensor& b) {
        return rank(a) == 0 && rank(b) > 0 ? like(b, t_.repeated(a.tensor, axes(b))) : a;
    }

    // ---- operations -------------------------------------------------------------------------------------------------

    MatrixTensor sum_of(double ca, MatrixTensor a, double cb, MatrixTensor b) {
        align_all(a, b);
        a = spread(a, b);
        b = spread(b, a);
        return like(a, t_.add({{ca, a.tensor}, {cb, b.tensor}}, axes(a)));
    }

    MatrixTensor scaled(double c, const MatrixTensor& a) { return like(a, t_.scale(c, a.tensor)); }

    // a .* b.^exponent
    MatrixTensor elementwise(MatrixTensor a, MatrixTensor b, double exponent) {
        align_all(a, b);
        const MatrixTensor& shape = rank(a) > 0 ? a : b;
        Contraction c;
        c.out = c.add_labels(axes(shape));
        c.factors = {{a.tensor, rank(a) > 0 ? c.out : std::vector<Label>{}, 1},
                     {b.tensor, rank(b) > 0 ? c.out : std::vector<Label>{}, exponent}};
        return like(shape, t_.contract(std::move(c)));
    }

    MatrixTensor multiply(MatrixTensor a, MatrixTensor b) {
        if (rank(a) == 0 || rank(b) == 0) return elementwise(a, b, 1);
        align(a, false, b, true);
        Contraction c;
        const std::vector<Label> of_a = c.add_labels(axes(a));
        const auto inner = of_a.begin() + std::ptrdiff_t(a.rows);
        std::vector<Label> of_b(inner, of_a.end());
        const std::vector<Label> columns_of_b = c.add_labels(column_axes(b));
        of_b.insert(of_b.end(), columns_of_b.begin(), columns_of_b.end());
        c.factors = {{a.tensor, of_a, 1}, {b.tensor, of_b, 1}};
        c.out.assign(of_a.begin(), inner);
        c.out.insert(c.out.end(), columns_of_b.begin(), columns_of_b.end());
        return {t_.contract(std::move(c)), a.rows};
    }

    MatrixTensor inverse(const MatrixTensor& a) {
        if (rank(a) == 0) return scalar(t_.power(a.tensor, -1.0));
        return {t_.inverse(merged(a).tensor), 1};
    }

    MatrixTensor pseudo_inverse(const MatrixTensor& a) {
        const MatrixTensor m = merged(a);
        if (rank(m) == 2) return {t_.pseudo_inverse(m.tensor), 1};
        // Of a vector: v'/(v'*v).
        const MatrixTensor square =
            multiply(rank(m) == 0 || m.rows == 0 ? m : transposed(m), rank(m) == 0 || m.rows == 0 ? transposed(m) : m);
        return elementwise(transposed(m), square, -1);
    }

    bool is_square(const MatrixTensor& a) const { return a.rows == columns(a) && row_axes(a) == column_axes(a); }

    MatrixTensor left_divide(const MatrixTensor& a, const MatrixTensor& b) {
        if (rank(a) == 0) return elementwise(b, a, -1);
        return multiply(is_square(a) ? inverse(a) : pseudo_inverse(a), b);
    }

    MatrixTensor divide(const MatrixTensor& b, const MatrixTensor& a) {
        if (rank(a) == 0) return elementwise(b, a, -1);
        return multiply(b, is_square(a) ? inverse(a) : pseudo_inverse(a));
    }

    MatrixTensor elementwise_power(MatrixTensor a, MatrixTensor b) {
        if (const auto e = t_.value(b.tensor); e && rank(b) == 0) return like(a, t_.power(a.tensor, *e));
        align_all(a, b);
        a = spread(a, b);
        return like(a, t_.raised(a.tensor, b.tensor));
    }

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

    TensorId identity(const Axes& side) {
        Contraction c;
        c.out = c.add_labels(side);
        c.out.insert(c.out.end(), c.out.begin(), c.out.begin() + std::ptrdiff_t(side.size()));
        return t_.contract(std::move(c));
    }

    MatrixTensor identity_over(const Axes& side) { return {identity(side), side.size()}; }

    // ---- functions --------------------------------------------------------------------------------------------------

    // Sums over the axes that are not kept.
    MatrixTensor summed(const MatrixTensor& a, bool keep_rows, bool keep_columns) {
        Contraction c;
        const std::vector<Label> labels = c.add_labels(axes(a));
        c.factors = {{a.tensor, labels, 1}};
        for (std::size_t k = 0; k < labels.size(); ++k)
            if (k < a.rows ? keep_rows : keep_columns) c.out.push_back(labels[k]);
        return {t_.contract(std::move(c)), keep_rows ? a.rows : 0};
    }

    MatrixTensor sum(const MatrixTensor& a) { return summed(a, false, false); }

    MatrixTensor dot(MatrixTensor a, MatrixTensor b) {
        if (a.rows == 0) a = transposed(a);
        if (b.rows == 0) b = transposed(b);
        return multiply(transposed(a), b);
    }

    MatrixTensor norm2(const MatrixTensor& a) {
        return scalar(t_.power(sum(like(a, t_.power(a.tensor, 2.0))).tensor, 0.5));
    }

    MatrixTensor trace(MatrixTensor a) {
        if (rank(a) == 0) return a;
        if (row_axes(a) != column_axes(a)) a = merged(a);
        Contraction c;
        std::vector<Label> labels = c.add_labels(row_axes(a));
        labels.insert(labels.end(), labels.begin(), labels.begin() + std::ptrdiff_t(a.rows));
        c.factors = {{a.tensor, labels, 1}};
        return scalar(t_.contract(std::move(c)));
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

    // Entry ((p,i),(q,j)) of kron(A,B) is A[i,j] B[p,q], p and q vary faster.
    MatrixTensor kron(const MatrixTensor& a, const MatrixTensor& b) {
        Contraction c;
        const std::vector<Label> of_b = c.add_labels(axes(b)), of_a = c.add_labels(axes(a));
        c.factors = {{a.tensor, of_a, 1}, {b.tensor, of_b, 1}};
        const auto rows_of_a = of_a.begin() + std::ptrdiff_t(a.rows), rows_of_b = of_b.begin() + std::ptrdiff_t(b.rows);
        c.out.assign(of_b.begin(), rows_of_b);
        c.out.insert(c.out.end(), of_a.begin(), rows_of_a);
        c.out.insert(c.out.end(), rows_of_b, of_b.end());
        c.out.insert(c.out.end(), rows_of_a, of_a.end());
        return {t_.contract(std::move(c)), a.rows + b.rows};
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

    TensorId entries(const MatrixTensor& a) {
        Contraction c;
        for (const Axis x : axes(a)) c.factors.push_back({t_.extent(x), {}, 1});
        return t_.contract(std::move(c));
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
                return is_elementwise(n.function) ? like(a[0], t_.map(n.function, a[0].tensor)) : call(n, a);
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
        switch (n.function) {
            case Function::sum:
                return sum(a[0]);
            case Function::mean:
                return elementwise(sum(a[0]), scalar(entries(a[0])), -1);
            case Function::norm1:
                return sum(like(a[0], t_.map(Function::abs, a[0].tensor)));
            case Function::norm2:
                return norm2(a[0]);
            case Function::numel:
                return scalar(entries(a[0]));
            case Function::rows:
                return size(inferred_[n.arguments[0]].shape.rows);
            case Function::cols:
                return size(inferred_[n.arguments[0]].shape.cols);
            case Function::rowsum:
                return summed(a[0], true, false);
            case Function::colsum:
                return summed(a[0], false, true);
            case Function::softmax:
                return softmax(a[0]);
            case Function::logsumexp:
                return logsumexp(a[0]);
            case Function::tr:
                return trace(a[0]);
            case Function::det:
                return scalar(t_.determinant(merged(a[0]).tensor));
            case Function::logdet:
                return scalar(t_.log_determinant(merged(a[0]).tensor));
            case Function::inv:
                return inverse(a[0]);
            case Function::pinv:
                return pseudo_inverse(a[0]);
            case Function::sym:
                return sum_of(0.5, a[0], 0.5, transposed(a[0]));
            case Function::diag:
                return diagonal(a[0]);
            case Function::vec:
                return {a[0].tensor, rank(a[0])};
            case Function::reshape:
                return reshape(a[0]);
            case Function::kron:
                return kron(a[0], a[1]);
            case Function::dot:
                return dot(a[0], a[1]);
            case Function::outer: {
                const MatrixTensor x = a[0].rows == 0 ? transposed(a[0]) : a[0];
                return multiply(x, a[1].rows == 0 ? a[1] : transposed(a[1]));
            }
            case Function::eye:
                return identity_over(axes_of_size(n.arguments[0]));
            case Function::ones:
                return filled(n, 1);
            case Function::zeros:
                return filled(n, 0);
            case Function::commutation:
                return commutation(n.arguments[0], n.arguments[1]);
            case Function::vector:
            case Function::matrix: {
                const MatrixTensor shape = shape_of_node();
                return like(shape, t_.repeated(a[0].tensor, axes(shape)));
            }
            default:
                return opaque(NodeKind::call, a, shape_of_node());
        }
    }

    MatrixTensor softmax(const MatrixTensor& a) {
        if (rank(a) == 0) return number(1);
        const MatrixTensor m = merged(a);
        TensorId result = t_.softmax(m.tensor);
        // A vector of several axes has them again.
        if (rank(a) > rank(m) && rank(m) == 1) result = t_.split(result, 0, axes(a));
        return {result, rank(a) > rank(m) && rank(m) == 1 ? a.rows : m.rows};
    }

    MatrixTensor logsumexp(const MatrixTensor& a) {
        if (rank(a) == 0) return a;
        const MatrixTensor m = merged(a);
        return {t_.logsumexp(m.tensor), rank(m) == 2 ? 1u : 0u};
    }

    static constexpr arma::uword first_product = arma::uword(1) << 40;  // symbols of products of unknown sizes
    static constexpr double largest_power = 64;

    Tensors& t_;
    const Syntax& syntax_;
    const std::vector<Inferred>& inferred_;
    const std::set<std::string>& symmetric_;
    std::vector<MatrixTensor> built_;
    std::map<Axes, Axis> products_;
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
