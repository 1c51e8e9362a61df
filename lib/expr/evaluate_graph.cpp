#include "expr/evaluate_graph.hpp"

#include <cmath>
#include <stdexcept>

#include "core/allocate.hpp"
#include "expr/error.hpp"
#include "expr/plan.hpp"
#include "expr/product_chain.hpp"
#include "expr/shared_matrix.hpp"
#include "ops/concatenate.hpp"
#include "ops/elementwise_sparse.hpp"
#include "ops/exponential.hpp"
#include "ops/least_squares.hpp"
#include "ops/norms.hpp"
#include "ops/power.hpp"
#include "ops/rearrange.hpp"
#include "ops/reductions.hpp"
#include "ops/solve.hpp"
#include "ops/subspace.hpp"
#include "ops/svd.hpp"
#include "ops/symmetry.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using Index = std::size_t;
using Shared = std::shared_ptr<Matrix>;

Matrix scalar(double value) {
    return Matrix(arma::mat(1, 1, arma::fill::value(value)));
}

class Evaluation {
  public:
    Evaluation(const Syntax& syntax, const Graph& graph, std::vector<Shared> inputs, const EvaluateOptions& options,
               Trace* trace)
        : syntax_(syntax),
          graph_(graph),
          options_(options),
          trace_(trace),
          inputs_(std::move(inputs)),
          values_(graph.nodes.size()),
          factorizations_(graph.nodes.size()),
          uses_(graph.nodes.size(), 0) {}

    Matrix run() {
        const bool is_seen = trace_ != nullptr && trace_->sees_values();
        const std::vector<Task> tasks = is_seen ? plan_unfused(graph_) : plan(graph_);
        for (const Task& task : tasks)
            for (const Index k : task.operands) ++uses_[k];
        for (const Task& task : tasks) {
            carry_out(task, is_seen);
            if (trace_ != nullptr && trace_->has_ended()) return Matrix();
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

    void note_driver(const std::string& name) const {
        if (options_.drivers != nullptr) options_.drivers->push_back(name);
    }

    bool ends_trace(const GraphNode& n, ErrorKind kind, const std::string& message) const {
        if (trace_ == nullptr || kind == ErrorKind::usage) return false;
        trace_->end(syntax_, n, kind, message);
        return true;
    }

    void fail(const GraphNode& n, const Error& error, std::size_t position) const {
        if (!ends_trace(n, error.kind(), error.what()))
            throw ExpressionError(error.kind(), error.what(), syntax_.text, position);
    }

    void carry_out(const Task& task, bool is_seen) {
        const GraphNode& n = at(task.node);
        // Held, so that nothing is written over what the trace will look at.
        std::vector<Shared> held;
        if (is_seen)
            for (const Index k : task.operands) held.push_back(values_[k]);
        try {
            work(task);
        } catch (const ExpressionError& error) {
            if (!ends_trace(n, error.kind(), error.message())) throw;
        } catch (const DomainError& error) {
            fail(n, error, error.step() < task.step_positions.size() ? task.step_positions[error.step()] : n.position);
        } catch (const Error& error) {
            fail(n, error, n.position);
        } catch (const std::bad_alloc&) {
            fail(n, memory_error(n.rows, n.cols), n.position);
        }
        if (!is_seen || values_[task.node] == nullptr) return;
        std::vector<const Matrix*> operands;
        for (const Shared& m : held) operands.push_back(m.get());
        trace_->see(syntax_, n, operands, value(task.node));
    }

    void work(const Task& task) {
        const GraphNode& n = at(task.node);
        if (n.op == GraphOp::factorization) {
            factorizations_[task.node] = std::make_shared<Factorization>(taken(n.arguments[0]));
            note_driver(factorizations_[task.node]->driver());
        } else if (n.op == GraphOp::input) {
            values_[task.node] = std::move(inputs_[std::size_t(n.detail)]);
        } else {
            Matrix result = compute(task);
            result.origin.clear();  // a message about it must not name the file of an operand
            values_[task.node] = share(std::move(result));
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
                return transpose(a(0), Transposition::transpose);
            case GraphOp::adjoint:
                return transpose(a(0), Transposition::adjoint);
            case GraphOp::product:
                return products().product(task.factors);
            case GraphOp::solve:
                return factored().solve(a(1));
            case GraphOp::solve_right:
                return factored().solve_right(a(1));
            case GraphOp::least_squares:
                return noting_driver([&](std::string* driver) { return least_squares(a(0), a(1), {}, driver); });
            case GraphOp::inverse:
                return factored().inverse();
            case GraphOp::determinant:
                return factored().determinant();
            case GraphOp::log_determinant:
                return n.detail == 0 ? factored().log_determinant() : log_of_determinant(factored());
            case GraphOp::power:
                return power(a(0), integer_exponent(n.arguments[1]));
            case GraphOp::beside:
                return joined(n, hstack);
            case GraphOp::below:
                return joined(n, vstack);
            case GraphOp::call:
                return call(task);
            case GraphOp::input:
            case GraphOp::factorization:
                break;  // carry_out() has them
        }
        throw std::logic_error("a node without a value");
    }

    // Sparse operands must not blow up into a dense result, nor a sparse result beyond what an index can count.
    void require_size(const Task& task) const {
        const GraphNode& n = at(task.node);
        if (n.cells() >= 0x1p63) throw data_error("a " + shape_text(n.rows, n.cols) + " matrix has too many cells");
        if (n.is_sparse) return;
        bool from_sparse = false;
        double limit = max_dense_cells;
        for (const Index k : task.operands) {
            if (values_[k] == nullptr) {  // a factorization
                from_sparse = from_sparse || (n.op == GraphOp::inverse && at(at(k).arguments[0]).is_sparse);
                continue;
            }
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

    // By the determinant's own logarithm where it is no double, but 0 of a singular matrix.
    static Matrix log_of_determinant(const Factorization& a) {
        Matrix det = a.determinant();
        const double value = dense_real(det)[0];
        if (!std::isnormal(value) && a.reciprocal_condition() > 0) return a.log_determinant();
        return elementwise({1, {{ElementwiseOp::log, 0, 0}}}, {share(std::move(det))}, 1, 1, 1);
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

    // An operand may be dense after all: S/0 has NaN in place of its zeros.
    Matrix sparsely_mapped(const GraphNode& n) {
        const auto op = ElementwiseOp(n.detail);
        const bool is_unary = n.arguments.size() == 1;
        const Matrix &a = value(n.arguments.front()), &b = value(n.arguments.back());
        if (is_unary && a.is_sparse()) return sparse_elementwise(op, a);
        if (!is_unary && is_sparse_operation(op, a, b)) return sparse_elementwise(op, a, b);
        std::vector<Shared> operands;
        for (const Index k : n.arguments) operands.push_back(values_[k]);
        return elementwise({operands.size(), {{op, 0, operands.size() - 1}}}, operands, n.rows, n.cols,
                           options_.threads);
    }

    Matrix mapped(const Task& task) {
        const GraphNode& n = at(task.node);
        if (n.is_sparse) return sparsely_mapped(n);
        std::vector<Shared> operands;
        for (const Index k : task.operands) {
            // At the last use the value is handed over, so that its memory can take the result.
            const bool last = uses_[k] == 1;
            operands.push_back(last ? std::move(values_[k]) : values_[k]);
        }
        return elementwise(task.program, std::move(operands), n.rows, n.cols, options_.threads);
    }

    ProductChain products() const { return {syntax_, graph_, values_, factorizations_, options_.threads}; }

    // ---- functions ------------------------------------------------------------------------------------------------

    Matrix call(const Task& task) {
        using F = Function;
        const GraphNode& n = at(task.node);
        const auto a = [&](std::size_t k) -> const Matrix& { return value(n.arguments[k]); };
        // clang-format off
        switch (Function(n.detail)) {
            case F::abs: return absolute(a(0));
            case F::sum: return sum(a(0));
            case F::mean: return mean(a(0));
            case F::max: return maximum(a(0));
            case F::min: return minimum(a(0));
            case F::norm1: return scalar(norm1(a(0)));
            case F::norm2: return spectral_norm(a(0));
            case F::norminf: return scalar(norminf(a(0)));
            case F::normfro: return scalar(normfro(a(0)));
            case F::normnuc: return noting_singular_driver(a(0), scalar(normnuc(a(0))));
            case F::rowsum: return row_sums(a(0));
            case F::colsum: return column_sums(a(0));
            case F::softmax: return softmax(a(0));
            case F::logsumexp: return logsumexp(a(0));
            case F::tr: return task.factors.empty() ? trace(a(0)) : products().trace(task.factors);
            case F::sym: return symmetric_part(taken(n.arguments[0]));
            case F::expm: return matrix_exponential(a(0));
            case F::chol: return cholesky_factor(a(0));
            case F::pinv: return noting_singular_driver(a(0), pseudo_inverse(a(0)));
            case F::rank: return noting_singular_driver(a(0), scalar(double(rank(a(0)))));
            case F::null: return basis(a(0), Subspace::null);
            case F::orth: return basis(a(0), Subspace::column);
            case F::diag: return a(0).is_vector() ? diagonal_matrix(a(0), n.is_sparse) : diagonal_of(a(0));
            case F::vec: case F::reshape: return reshape(taken(n.arguments[0]), n.rows, n.cols);
            case F::kron: return kronecker(a(0), a(1));
            case F::dot: return dot(a(0), a(1));
            case F::outer: return outer(n);
            case F::eye: return identity_matrix(n.rows, n.is_sparse);
            case F::commutation: return commutation_matrix(size_argument(n, 0), size_argument(n, 1));
            // Nodes of their own kind, and constants.
            case F::sin: case F::cos: case F::tan: case F::asin: case F::acos: case F::atan: case F::sinh:
            case F::cosh: case F::tanh: case F::exp: case F::log: case F::sqrt: case F::sign: case F::relu:
            case F::sigmoid: case F::softplus: case F::det: case F::logdet: case F::inv: case F::ones: case F::zeros:
            case F::vector: case F::matrix: case F::numel: case F::rows: case F::cols: break;
        }
        // clang-format on
        throw std::logic_error("a function without a value");
    }

    Matrix outer(const GraphNode& n) const {
        const Matrix &x = value(n.arguments[0]), &y = value(n.arguments[1]);
        return multiply(reshape(x, n.rows, 1), Transposition::none, reshape(y, n.cols, 1), Transposition::adjoint);
    }

    arma::uword size_argument(const GraphNode& n, std::size_t k) const {
        return arma::uword(scalar_value(n.arguments[k]).real());
    }

    Matrix cholesky_factor(const Matrix& a) const {
        note_driver(a.is_complex() ? "zpotrf" : "dpotrf");
        return cholesky(a);
    }

    Matrix spectral_norm(const Matrix& a) const {
        return noting_driver([&](std::string* driver) { return scalar(norm2(a, options_.threads, driver)); });
    }

    Matrix noting_singular_driver(const Matrix& a, Matrix result) const {
        note_driver(singular_driver(a));
        return result;
    }

    template <class Work>
    Matrix noting_driver(Work work) const {
        std::string driver;
        Matrix result = work(&driver);
        note_driver(driver);
        return result;
    }

    Matrix basis(const Matrix& a, Subspace subspace) const {
        return noting_driver([&](std::string* driver) { return orthonormal_basis(a, subspace, std::nullopt, driver); });
    }

    const Syntax& syntax_;
    const Graph& graph_;
    const EvaluateOptions& options_;
    Trace* trace_;
    std::vector<Shared> inputs_;
    std::vector<Shared> values_;
    std::vector<std::shared_ptr<Factorization>> factorizations_;
    std::vector<std::size_t> uses_;
};

}  // namespace

Matrix evaluate_graph(const Syntax& syntax, const Graph& graph, std::vector<std::shared_ptr<Matrix>> inputs,
                      const EvaluateOptions& options, Trace* trace) {
    return Evaluation(syntax, graph, std::move(inputs), options, trace).run();
}

}  // namespace la
