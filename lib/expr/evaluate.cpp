#include "expr/evaluate.hpp"

#include <cmath>
#include <memory>
#include <vector>

#include "expr/error.hpp"
#include "expr/graph.hpp"
#include "expr/labels.hpp"
#include "expr/nearest.hpp"
#include "expr/plan.hpp"
#include "expr/print.hpp"
#include "expr/shapes.hpp"
#include "expr/subtree.hpp"
#include "ops/allocate.hpp"
#include "ops/chain_order.hpp"
#include "ops/concatenate.hpp"
#include "ops/least_squares.hpp"
#include "ops/power.hpp"
#include "ops/rearrange.hpp"
#include "ops/reductions.hpp"
#include "ops/solve.hpp"
#include "ops/sparse_elementwise.hpp"
#include "ops/subspace.hpp"
#include "ops/svd.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

using Index = std::size_t;
using Shared = std::shared_ptr<Matrix>;

Shared share(Matrix m) {
    return std::make_shared<Matrix>(std::move(m));
}

Matrix scalar(double value) {
    return Matrix(arma::mat(1, 1, arma::fill::value(value)));
}

// A part of a chain: one factor as it is, or the product of several.
struct Part {
    const Factor* factor = nullptr;
    Shared product;
};

class Evaluation {
  public:
    Evaluation(const Syntax& syntax, const Graph& graph, Bindings& bindings, int threads)
        : syntax_(syntax),
          graph_(graph),
          threads_(threads),
          values_(graph.nodes.size()),
          factorizations_(graph.nodes.size()),
          uses_(graph.nodes.size(), 0) {
        for (const auto& name : graph.inputs) inputs_.push_back(share(std::move(bindings.at(name))));
    }

    Matrix run() {
        std::vector<Task> tasks = plan(graph_);
        for (const Task& task : tasks)
            for (const Index k : task.operands) ++uses_[k];
        for (const Task& task : tasks) {
            carry_out(task);
            for (const Index k : task.operands) release(k);
        }
        Shared result = std::move(values_[graph_.root]);
        inputs_.clear();
        return result.use_count() == 1 ? std::move(*result) : *result;
    }

  private:
    const GraphNode& at(Index i) const { return graph_.nodes[i]; }
    const Matrix& value(Index i) const { return *values_[i]; }

    // The value for one that may change it: handed over at its last use, else a copy.
    Matrix taken(Index i) {
        const bool last = uses_[i] == 1 && values_[i].use_count() == 1;
        return last ? std::move(*values_[i]) : *values_[i];
    }

    void release(Index i) {
        if (--uses_[i] > 0) return;
        values_[i].reset();
        factorizations_[i].reset();
    }

    [[noreturn]] void fail(const Error& error, std::size_t position) const {
        throw ExpressionError(error.kind(), error.what(), syntax_.text, position);
    }

    void carry_out(const Task& task) {
        const GraphNode& n = at(task.node);
        try {
            if (n.op == GraphOp::factorization)
                factorizations_[task.node] = std::make_shared<Factorization>(taken(n.arguments[0]));
            else if (n.op == GraphOp::input)
                values_[task.node] = std::move(inputs_[std::size_t(n.detail)]);
            else
                values_[task.node] = share(compute(task));
        } catch (const ExpressionError&) {
            throw;
        } catch (const DomainError& error) {
            fail(error, error.step() < task.step_positions.size() ? task.step_positions[error.step()] : n.position);
        } catch (const Error& error) {
            fail(error, n.position);
        } catch (const std::bad_alloc&) {
            fail(memory_error(n.rows, n.cols), n.position);
        }
    }

    Matrix compute(const Task& task) {
        const GraphNode& n = at(task.node);
        const auto a = [&](std::size_t k) -> const Matrix& { return value(n.arguments[k]); };
        require_size(task);
        if (!n.is_sparse) require_memory(n.rows, n.cols, n.is_complex ? sizeof(arma::cx_double) : sizeof(double));
        const auto factored = [&]() -> const Factorization& { return *factorizations_[n.arguments[0]]; };
        switch (n.op) {
            case GraphOp::constant:
                return n.is_complex ? Matrix(arma::cx_mat(1, 1, arma::fill::value(n.value)))
                                    : constant_matrix(1, 1, n.value);
            case GraphOp::fill:
                return constant_matrix(n.rows, n.cols, scalar_value(n.arguments[0]));
            case GraphOp::map:
                return mapped(task);
            case GraphOp::transpose:
                return in_form(a(0), Form::transposed);
            case GraphOp::adjoint:
                return in_form(a(0), Form::adjoint);
            case GraphOp::product:
                return chain(task.factors);
            case GraphOp::solve:
                return factored().solve(a(1));
            case GraphOp::solve_right:
                return factored().solve_right(a(1));
            case GraphOp::least_squares:
                return least_squares(a(0), a(1));
            case GraphOp::inverse:
                return factored().inverse();
            case GraphOp::determinant:
                return factored().determinant();
            case GraphOp::log_determinant:
                return factored().log_determinant();
            case GraphOp::power:
                return power(a(0), integer_exponent(n.arguments[1]));
            case GraphOp::beside:
                return joined(n, hstack);
            case GraphOp::below:
                return joined(n, vstack);
            case GraphOp::call:
                return call(task);
            default:
                throw std::logic_error("a node without a value");
        }
    }

    // Sparse operands must not blow up into a dense result, nor a sparse result beyond what an index can count.
    void require_size(const Task& task) const {
        const GraphNode& n = at(task.node);
        if (n.cells() >= 0x1p63) throw data_error("a " + shape_text(n.rows, n.cols) + " matrix has too many cells");
        if (n.is_sparse) return;
        bool from_sparse = false;
        double limit = max_dense_cells;
        for (const Index k : task.operands) {
            if (values_[k] == nullptr) continue;  // a factorization
            from_sparse = from_sparse || value(k).is_sparse();
            if (!value(k).is_sparse()) limit = std::max(limit, double(value(k).cells()));
        }
        if (from_sparse && n.cells() > limit)
            throw data_error("the result is dense: " + shape_text(n.rows, n.cols) + " exceeds the limit of " +
                             std::to_string(max_dense_cells) + " cells");
    }

    // [] among the parts is skipped.
    Matrix joined(const GraphNode& n, Matrix join(const std::vector<const Matrix*>&)) const {
        std::vector<const Matrix*> parts;
        for (const Index k : n.arguments)
            if (value(k).rows() + value(k).cols() > 0) parts.push_back(&value(k));
        return parts.empty() ? Matrix(arma::mat()) : join(parts);
    }

    arma::cx_double scalar_value(Index i) const { return dense_complex(value(i))[0]; }

    std::int64_t integer_exponent(Index i) const {
        constexpr double largest = 9007199254740992.0;  // 2^53
        const arma::cx_double k = scalar_value(i);
        if (k.imag() != 0 || k.real() != std::floor(k.real()) || std::abs(k.real()) > largest)
            throw usage_error("'^': the exponent of a matrix must be an integer (.^ is elementwise)");
        return static_cast<std::int64_t>(k.real());
    }

    // ---- elementwise ----------------------------------------------------------------------------------------------

    Matrix mapped(const Task& task) {
        const GraphNode& n = at(task.node);
        if (n.is_sparse) {
            const auto op = ElementwiseOp(n.detail);
            return n.arguments.size() == 1 ? sparse_elementwise(op, value(n.arguments[0]))
                                           : sparse_elementwise(op, value(n.arguments[0]), value(n.arguments[1]));
        }
        std::vector<Shared> operands;
        for (const Index k : task.operands) {
            // At the last use the value is handed over, so that its memory can take the result.
            const bool last = uses_[k] == 1;
            operands.push_back(last ? std::move(values_[k]) : values_[k]);
        }
        return elementwise(task.program, std::move(operands), n.rows, n.cols, threads_);
    }

    // ---- products -------------------------------------------------------------------------------------------------

    // What the order of a chain depends on; solving with a factorization costs what multiplying by the inverse does.
    ProductFactor extent(const Factor& f) const {
        const GraphNode& n = at(f.node);
        if (f.kind == Factor::Kind::diagonal) return {n.cells(), n.cells(), n.cells(), ""};
        const bool turned = f.form != Form::plain;
        ProductFactor factor{double(turned ? n.cols : n.rows), double(turned ? n.rows : n.cols), std::nullopt, ""};
        if (f.kind == Factor::Kind::matrix && value(f.node).is_sparse())
            factor.nonzeros = double(multiplications(value(f.node)));
        return factor;
    }

    ChainOrder order_of(const std::vector<Factor>& factors) const {
        std::vector<ProductFactor> extents;
        for (const Factor& f : factors) extents.push_back(extent(f));
        return ChainOrder(extents);
    }

    Matrix chain(const std::vector<Factor>& factors) {
        if (factors.size() > longest_searched) return formed(from_left(factors, 0, factors.size() - 1));
        return formed(range(factors, order_of(factors), 0, factors.size() - 1));
    }

    Part from_left(const std::vector<Factor>& factors, Index first, Index last) {
        Part product{&factors[first], nullptr};
        for (Index k = first + 1; k <= last; ++k) product = multiplied(product, {&factors[k], nullptr});
        return product;
    }

    Part range(const std::vector<Factor>& factors, const ChainOrder& order, Index first, Index last) {
        if (first == last) return {&factors[first], nullptr};
        if (last == first + 2)
            if (auto product = weighted(factors[first], factors[first + 1], factors[last])) return {nullptr, product};
        const Index k = order.split(first, last);
        return multiplied(range(factors, order, first, k), range(factors, order, k + 1, last));
    }

    // X'*diag(w)*X and X*diag(w)*X' with real w.
    Shared weighted(const Factor& left, const Factor& middle, const Factor& right) {
        if (middle.kind != Factor::Kind::diagonal || left.kind != Factor::Kind::matrix) return nullptr;
        if (right.kind != Factor::Kind::matrix || left.node != right.node || at(middle.node).is_complex) return nullptr;
        const auto is_adjoint = [&](Form form) {
            return form == Form::adjoint || (form == Form::transposed && !at(left.node).is_complex);
        };
        if (is_adjoint(left.form) && right.form == Form::plain)
            return share(weighted_gram(value(left.node), value(middle.node)));
        if (left.form == Form::plain && is_adjoint(right.form))
            return share(weighted_gram_of_rows(value(left.node), value(middle.node)));
        return nullptr;
    }

    Part multiplied(const Part& left, const Part& right) {
        using Kind = Factor::Kind;
        const auto is = [](const Part& p, Kind kind) { return p.factor != nullptr && p.factor->kind == kind; };
        const auto matrix = [&](const Part& p) -> const Matrix& {
            return p.factor ? value(p.factor->node) : *p.product;
        };
        const auto form = [](const Part& p) { return p.factor ? p.factor->form : Form::plain; };
        if (is(left, Kind::inverse))
            return {nullptr, share(with_inverse(*left.factor, [&](const Factorization& a) {
                        return a.solve(formed(right), left.factor->form);
                    }))};
        if (is(right, Kind::inverse))
            return {nullptr, share(with_inverse(*right.factor, [&](const Factorization& a) {
                        return a.solve_right(formed(left), right.factor->form);
                    }))};
        if (is(left, Kind::diagonal)) return {nullptr, share(scale_rows(matrix(left), formed(right)))};
        if (is(right, Kind::diagonal)) return {nullptr, share(scale_columns(formed(left), matrix(right)))};
        return {nullptr, share(multiply(matrix(left), form(left), matrix(right), form(right)))};
    }

    // Work with the factorization of a factor; its errors point at the factor, not at the product.
    template <class Work>
    Matrix with_inverse(const Factor& f, Work work) const {
        try {
            return work(*factorizations_[f.node]);
        } catch (const Error& error) {
            fail(error, f.position);
        }
    }

    Matrix formed(const Part& part) {
        if (part.factor == nullptr) return std::move(*part.product);
        const Factor& f = *part.factor;
        if (f.kind == Factor::Kind::inverse)
            return with_inverse(f, [&](const Factorization& a) { return in_form(a.inverse(), f.form); });
        if (f.kind == Factor::Kind::diagonal) return diagonal_matrix(value(f.node), graph_.any_sparse);
        return in_form(value(f.node), f.form);
    }

    // The trace of a chain: cut in two where that is cheapest, the last product is not formed.
    Matrix trace_of_chain(const std::vector<Factor>& factors) {
        const Index last = factors.size() - 1;
        if (factors.size() > longest_searched)
            return trace_of_product(formed(from_left(factors, 0, last - 1)), formed({&factors[last], nullptr}));
        const ChainOrder order = order_of(factors);
        Index cut = last - 1;
        const auto cost = [&](Index k) { return order.cost(0, k) + order.cost(k + 1, last); };
        for (Index k = 0; k + 1 < last; ++k)
            if (cost(k) < cost(cut)) cut = k;
        return trace_of_product(formed(range(factors, order, 0, cut)), formed(range(factors, order, cut + 1, last)));
    }

    // ---- functions ------------------------------------------------------------------------------------------------

    Matrix call(const Task& task) {
        const GraphNode& n = at(task.node);
        const auto a = [&](std::size_t k) -> const Matrix& { return value(n.arguments[k]); };
        switch (Function(n.detail)) {
            case Function::abs:
                return absolute(a(0));
            case Function::sum:
                return sum(a(0));
            case Function::mean:
                return mean(a(0));
            case Function::max:
                return maximum(a(0));
            case Function::min:
                return minimum(a(0));
            case Function::norm1:
                return norm1(a(0));
            case Function::norm2:
                return frobenius(a(0));
            case Function::rowsum:
                return row_sums(a(0));
            case Function::colsum:
                return column_sums(a(0));
            case Function::softmax:
                return softmax(a(0));
            case Function::logsumexp:
                return logsumexp(a(0));
            case Function::tr:
                return task.factors.empty() ? trace(a(0)) : trace_of_chain(task.factors);
            case Function::sym:
                return symmetric_part(taken(n.arguments[0]));
            case Function::expm:
                return matrix_exponential(a(0));
            case Function::chol:
                return cholesky(a(0));
            case Function::pinv:
                return pseudo_inverse(a(0));
            case Function::norm:
                return scalar(spectral_norm(a(0)));
            case Function::rank:
                return scalar(double(rank(a(0))));
            case Function::null:
                return orthonormal_basis(a(0), Subspace::null);
            case Function::orth:
                return orthonormal_basis(a(0), Subspace::column);
            case Function::diag:
                return a(0).is_vector() ? diagonal_matrix(a(0), n.is_sparse) : diagonal_of(a(0));
            case Function::vec:
            case Function::reshape:
                return reshape(taken(n.arguments[0]), n.rows, n.cols);
            case Function::kron:
                return kronecker(a(0), a(1));
            case Function::dot:
                return dot(a(0), a(1));
            case Function::outer:
                return multiply(reshape(a(0), n.rows, 1), Form::plain, reshape(a(1), n.cols, 1), Form::adjoint);
            case Function::eye:
                return identity_matrix(n.rows, n.is_sparse);
            case Function::commutation:
                return commutation_matrix(arma::uword(scalar_value(n.arguments[0]).real()),
                                          arma::uword(scalar_value(n.arguments[1]).real()));
            default:
                throw std::logic_error("a function without a value");
        }
    }

    static double spectral_norm(const Matrix& a) {
        const arma::vec values = singular_values(a);
        return values.empty() ? 0 : values[0];
    }

    const Syntax& syntax_;
    const Graph& graph_;
    int threads_;
    std::vector<Shared> inputs_;
    std::vector<Shared> values_;
    std::vector<std::shared_ptr<Factorization>> factorizations_;
    std::vector<std::size_t> uses_;
};

// What shape inference knows of bound matrices: a real 1×1 is a constant.
NameShapes shapes_of(const Bindings& bindings) {
    NameShapes shapes;
    for (const auto& [name, matrix] : bindings) {
        Inferred& known = shapes[name];
        known.shape = Shape::of(matrix.rows(), matrix.cols());
        if (known.shape.is_scalar() && !matrix.is_complex()) known.value = dense_real(matrix)[0];
    }
    return shapes;
}

// An expression all of whose shapes follow from those of the bindings.
Matrix evaluate_determined(const Syntax& syntax, Bindings bindings, const EvaluateOptions& options) {
    std::map<std::string, InputKind> kinds;
    for (const auto& [name, matrix] : bindings) kinds[name] = {matrix.is_complex(), matrix.is_sparse()};
    const Graph graph = build_graph(syntax, infer_shapes(syntax, shapes_of(bindings)), kinds);
    const Labels labels = result_labels(graph, bindings);
    Matrix result = to_real_if_possible(Evaluation(syntax, graph, bindings, options.threads).run());
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

}  // namespace

void require_known_names(const Syntax& syntax, const std::vector<std::string>& known) {
    for (const Node& n : syntax.nodes)
        if (n.kind == NodeKind::name && std::find(known.begin(), known.end(), n.name) == known.end())
            throw ExpressionError(ErrorKind::usage, "unknown name '" + n.name + "'" + suggestion(n.name, known),
                                  syntax.text, n.position);
}

Matrix evaluate(const Syntax& syntax, Bindings bindings, const EvaluateOptions& options) {
    std::vector<std::string> known;
    for (const auto& [name, _] : bindings) known.push_back(name);
    require_known_names(syntax, known);
    for (auto& [_, matrix] : bindings) matrix = to_real_if_possible(std::move(matrix));
    Syntax rest = syntax;
    // What has no shape before it is computed is computed first, and then bound under its own text.
    for (Index i = first_undetermined(rest); i + 1 < rest.nodes.size(); i = first_undetermined(rest)) {
        const Syntax part = subtree(rest, i);
        const std::string name = print(part);
        if (!bindings.contains(name)) bindings[name] = evaluate_determined(part, bindings, options);
        rest = with_name_for_subtree(rest, i, name);
    }
    return evaluate_determined(rest, std::move(bindings), options);
}

}  // namespace la
