#include "ops/elementwise.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <thread>

#include "ops/dense_field.hpp"

namespace la {

namespace {

using arma::uword;
using Complex = arma::cx_double;

constexpr uword block_cells = 2048;  // a block's intermediate results stay in the first-level cache
constexpr uword least_parallel_cells = 1000000;

// ---- functions of one number ------------------------------------------------------------------------------------

double sigmoid(double x) {
    const double e = std::exp(-std::abs(x));
    return x >= 0 ? 1 / (1 + e) : std::isnan(x) ? x : e / (1 + e);
}
Complex sigmoid(Complex z) {
    return 1.0 / (1.0 + std::exp(-z));
}

double softplus(double x) {
    return std::isnan(x) ? x : std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}
Complex softplus(Complex z) {
    return std::log(1.0 + std::exp(z));
}

double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : x;
}
Complex sign(Complex z) {
    return z == 0.0 ? z : z / std::abs(z);
}

double relu(double x) {
    return x < 0 ? 0 : x;
}
Complex relu(Complex z) {
    return z;
}  // refused before

double conjugate(double x) {
    return x;
}
Complex conjugate(Complex z) {
    return std::conj(z);
}

Complex power(Complex z, Complex w) {
    if (z == 0.0 && w == 0.0) return 1.0;
    if (w.imag() == 0 && w.real() == std::floor(w.real()) && std::abs(w.real()) <= 1024)
        return std::pow(z, static_cast<int>(w.real()));
    return std::pow(z, w);
}
double power(double x, double y) {
    return std::pow(x, y);
}

// ---- one operation over a block ---------------------------------------------------------------------------------

// A block of numbers, or one number that stands for all.
template <class T>
struct Argument {
    const T* data = nullptr;
    T scalar{};

    T at(uword i) const { return data == nullptr ? scalar : data[i]; }
};

template <class T, class F>
void apply(const Argument<T>& a, T* out, uword n, F f) {
    if (a.data == nullptr) {
        std::fill(out, out + n, f(a.scalar));
        return;
    }
    for (uword i = 0; i < n; ++i) out[i] = f(a.data[i]);
}

template <class T, class F>
void apply(const Argument<T>& a, const Argument<T>& b, T* out, uword n, F f) {
    if (a.data != nullptr && b.data != nullptr)
        for (uword i = 0; i < n; ++i) out[i] = f(a.data[i], b.data[i]);
    else if (a.data != nullptr)
        for (uword i = 0; i < n; ++i) out[i] = f(a.data[i], b.scalar);
    else if (b.data != nullptr)
        for (uword i = 0; i < n; ++i) out[i] = f(a.scalar, b.data[i]);
    else
        std::fill(out, out + n, f(a.scalar, b.scalar));
}

template <class T>
void apply_power(const Argument<T>& a, const Argument<T>& b, T* out, uword n) {
    if (b.data == nullptr && b.scalar == T(2)) return apply(a, out, n, [](T x) { return x * x; });
    if (b.data == nullptr && b.scalar == T(1)) return apply(a, out, n, [](T x) { return x; });
    if (b.data == nullptr && b.scalar == T(-1)) return apply(a, out, n, [](T x) { return T(1) / x; });
    apply(a, b, out, n, [](T x, T y) { return power(x, y); });
}

template <class T>
void apply(ElementwiseOp op, const Argument<T>& a, const Argument<T>& b, T* out, uword n) {
    switch (op) {
        case ElementwiseOp::negate:
            return apply(a, out, n, [](T x) { return -x; });
        case ElementwiseOp::conjugate:
            return apply(a, out, n, [](T x) { return conjugate(x); });
        case ElementwiseOp::sin:
            return apply(a, out, n, [](T x) { return std::sin(x); });
        case ElementwiseOp::cos:
            return apply(a, out, n, [](T x) { return std::cos(x); });
        case ElementwiseOp::tan:
            return apply(a, out, n, [](T x) { return std::tan(x); });
        case ElementwiseOp::asin:
            return apply(a, out, n, [](T x) { return std::asin(x); });
        case ElementwiseOp::acos:
            return apply(a, out, n, [](T x) { return std::acos(x); });
        case ElementwiseOp::atan:
            return apply(a, out, n, [](T x) { return std::atan(x); });
        case ElementwiseOp::sinh:
            return apply(a, out, n, [](T x) { return std::sinh(x); });
        case ElementwiseOp::cosh:
            return apply(a, out, n, [](T x) { return std::cosh(x); });
        case ElementwiseOp::tanh:
            return apply(a, out, n, [](T x) { return std::tanh(x); });
        case ElementwiseOp::exp:
            return apply(a, out, n, [](T x) { return std::exp(x); });
        case ElementwiseOp::log:
            return apply(a, out, n, [](T x) { return std::log(x); });
        case ElementwiseOp::sqrt:
            return apply(a, out, n, [](T x) { return std::sqrt(x); });
        case ElementwiseOp::sign:
            return apply(a, out, n, [](T x) { return sign(x); });
        case ElementwiseOp::relu:
            return apply(a, out, n, [](T x) { return relu(x); });
        case ElementwiseOp::sigmoid:
            return apply(a, out, n, [](T x) { return sigmoid(x); });
        case ElementwiseOp::softplus:
            return apply(a, out, n, [](T x) { return softplus(x); });
        case ElementwiseOp::add:
            return apply(a, b, out, n, [](T x, T y) { return x + y; });
        case ElementwiseOp::subtract:
            return apply(a, b, out, n, [](T x, T y) { return x - y; });
        case ElementwiseOp::multiply:
            return apply(a, b, out, n, [](T x, T y) { return x * y; });
        case ElementwiseOp::divide:
            return apply(a, b, out, n, [](T x, T y) { return x / y; });
        case ElementwiseOp::power:
            return apply_power(a, b, out, n);
    }
}

// ---- domains of real functions ----------------------------------------------------------------------------------

bool outside_domain(ElementwiseOp op, double x, double y) {
    switch (op) {
        case ElementwiseOp::log:
        case ElementwiseOp::sqrt:
            return x < 0;
        case ElementwiseOp::asin:
        case ElementwiseOp::acos:
            return x < -1 || x > 1;
        case ElementwiseOp::power:
            return x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::floor(y);
        default:
            return false;
    }
}

bool has_domain(ElementwiseOp op) {
    return outside_domain(op, -2, 0.5);
}

// The first entry of the block that is outside, or n.
uword first_outside(ElementwiseOp op, const Argument<double>& a, const Argument<double>& b, uword n) {
    uword i = 0;
    while (i < n && !outside_domain(op, a.at(i), b.at(i))) ++i;
    return i;
}

uword first_outside(ElementwiseOp, const Argument<Complex>&, const Argument<Complex>&, uword n) {
    return n;
}

const char* name_of(ElementwiseOp op) {
    switch (op) {
        case ElementwiseOp::log:
            return "'log'";
        case ElementwiseOp::sqrt:
            return "'sqrt'";
        case ElementwiseOp::asin:
            return "'asin'";
        case ElementwiseOp::acos:
            return "'acos'";
        default:
            return "the power";
    }
}

std::string short_text(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.15g", x);
    return text;
}

struct Failure {
    std::size_t step;
    uword cell;
    double left;
    double right;
};

[[noreturn]] void throw_failure(const ElementwiseProgram& program, const Failure& failure, uword rows, uword cols) {
    const ElementwiseOp op = program.steps[failure.step].op;
    const std::string exponent = op == ElementwiseOp::power ? " to the exponent " + short_text(failure.right) : "";
    const std::string place = rows * cols == 1 ? ""
                                               : " at row " + std::to_string(failure.cell % rows + 1) + ", column " +
                                                     std::to_string(failure.cell / rows + 1);
    throw DomainError(
        ErrorKind::numerical,
        std::string(name_of(op)) + " of " + short_text(failure.left) + exponent + place + " is outside its real domain",
        failure.step);
}

// ---- the program over all blocks --------------------------------------------------------------------------------

// Which small buffer each step writes: buffers are taken up again after the last use of what they hold.
struct Registers {
    std::vector<std::size_t> of_step;
    std::size_t count = 0;
};

Registers allocate_registers(const ElementwiseProgram& program) {
    const std::size_t n = program.steps.size();
    std::vector<std::size_t> last_use(n, n);
    const auto visit_arguments = [&](std::size_t s, auto&& f) {
        const ElementwiseStep& step = program.steps[s];
        if (step.left >= program.operands) f(step.left - program.operands);
        if (is_binary(step.op) && step.right >= program.operands && step.right != step.left)
            f(step.right - program.operands);
    };
    for (std::size_t s = 0; s < n; ++s) visit_arguments(s, [&](std::size_t argument) { last_use[argument] = s; });
    Registers registers{std::vector<std::size_t>(n), 0};
    std::vector<std::size_t> free;
    for (std::size_t s = 0; s < n; ++s) {
        visit_arguments(s, [&](std::size_t argument) {
            if (last_use[argument] == s) free.push_back(registers.of_step[argument]);
        });
        if (free.empty()) free.push_back(registers.count++);
        registers.of_step[s] = free.back();
        free.pop_back();
    }
    return registers;
}

template <class T>
class Runner {
  public:
    Runner(const ElementwiseProgram& program, const std::vector<Argument<T>>& operands, T* out, uword cells)
        : program_(program), operands_(operands), registers_(allocate_registers(program)), out_(out), cells_(cells) {}

    std::optional<Failure> run(int threads) {
        const uword blocks = (cells_ + block_cells - 1) / block_cells;
        const uword workers = cells_ < least_parallel_cells ? 1 : std::min<uword>(std::max(threads, 1), blocks);
        std::vector<std::optional<Failure>> failures(workers);
        const auto work = [&](uword w) { failures[w] = run_blocks(blocks * w / workers, blocks * (w + 1) / workers); };
        std::vector<std::jthread> others;
        for (uword w = 1; w < workers; ++w) others.emplace_back(work, w);
        work(0);
        others.clear();
        for (const auto& failure : failures)
            if (failure) return failure;
        return std::nullopt;
    }

  private:
    std::optional<Failure> run_blocks(uword from, uword to) const {
        std::vector<T> buffer(registers_.count * std::min(block_cells, cells_));
        for (uword block = from; block < to; ++block)
            if (auto failure = run_block(block * block_cells, buffer)) return failure;
        return std::nullopt;
    }

    std::optional<Failure> run_block(uword start, std::vector<T>& buffer) const {
        const uword n = std::min(block_cells, cells_ - start);
        const uword stride = std::min(block_cells, cells_);
        const auto argument = [&](std::size_t index) -> Argument<T> {
            if (index >= program_.operands)
                return {&buffer[registers_.of_step[index - program_.operands] * stride], T{}};
            const Argument<T>& operand = operands_[index];
            return operand.data == nullptr ? operand : Argument<T>{operand.data + start, T{}};
        };
        for (std::size_t s = 0; s < program_.steps.size(); ++s) {
            const ElementwiseStep& step = program_.steps[s];
            const Argument<T> a = argument(step.left);
            const Argument<T> b = is_binary(step.op) ? argument(step.right) : Argument<T>{};
            if (has_domain(step.op))
                if (const uword i = first_outside(step.op, a, b, n); i < n)
                    return Failure{s, start + i, std::real(a.at(i)), std::real(b.at(i))};
            const bool last = s + 1 == program_.steps.size();
            apply(step.op, a, b, last ? out_ + start : &buffer[registers_.of_step[s] * stride], n);
        }
        return std::nullopt;
    }

    const ElementwiseProgram& program_;
    const std::vector<Argument<T>>& operands_;
    Registers registers_;
    T* out_;
    uword cells_;
};

template <class T>
Matrix run_in_field(const ElementwiseProgram& program, std::vector<std::shared_ptr<Matrix>> operands, uword rows,
                    uword cols, int threads) {
    std::vector<Argument<T>> arguments(operands.size());
    for (std::size_t k = 0; k < operands.size(); ++k) {
        if (!std::holds_alternative<arma::Mat<T>>(operands[k]->values))
            operands[k] = std::make_shared<Matrix>(dense_as<T>(*operands[k]));
        const auto& values = std::get<arma::Mat<T>>(operands[k]->values);
        const bool scalar = values.n_elem == 1 && rows * cols != 1;
        arguments[k] = scalar ? Argument<T>{nullptr, values[0]} : Argument<T>{values.memptr(), T{}};
    }
    arma::Mat<T> out;
    for (std::size_t k = 0; k < operands.size() && out.is_empty(); ++k) {
        if (operands[k].use_count() != 1 || arguments[k].data == nullptr) continue;
        out = std::move(std::get<arma::Mat<T>>(operands[k]->values));
        arguments[k].data = out.memptr();
    }
    if (out.is_empty()) out.set_size(rows, cols);
    Runner<T> runner(program, arguments, out.memptr(), rows * cols);
    if (const auto failure = runner.run(threads)) throw_failure(program, *failure, rows, cols);
    return Matrix(std::move(out));
}

template <class T>
constexpr bool is_sparse_matrix = arma::is_arma_sparse_type<T>::value;

template <class T>
arma::SpMat<T> sparse_as(Matrix a) {
    if constexpr (is_complex_scalar<T>) a = to_complex(std::move(a));
    return std::get<arma::SpMat<T>>(std::move(a.values));
}

// The same pattern with other nonzero values.
template <class T>
Matrix with_values(const arma::SpMat<T>& a, const arma::Mat<T>& values) {
    return Matrix(arma::SpMat<T>(arma::uvec(a.row_indices, a.n_nonzero), arma::uvec(a.col_ptrs, a.n_cols + 1),
                                 arma::Col<T>(values.memptr(), a.n_nonzero), a.n_rows, a.n_cols));
}

// The program on the nonzero values alone; where one is outside a domain, on all entries so that the cell is named.
Matrix over_nonzeros(const ElementwiseProgram& program, const Matrix& a, std::vector<std::shared_ptr<Matrix>> others,
                     bool is_complex) {
    return in_field(is_complex, [&](auto zero) {
        using T = decltype(zero);
        const auto sparse = sparse_as<T>(a);
        auto operands = others;
        operands.insert(operands.begin(), std::make_shared<Matrix>(arma::Mat<T>(sparse.values, sparse.n_nonzero, 1)));
        try {
            const Matrix result = elementwise(program, std::move(operands), sparse.n_nonzero, 1, 1);
            return with_values(sparse, std::get<arma::Mat<T>>(result.values));
        } catch (const DomainError&) {
            others.insert(others.begin(), std::make_shared<Matrix>(a));
            return elementwise(program, std::move(others), a.rows(), a.cols(), 1);
        }
    });
}

bool is_scalar(const Matrix& a) {
    return a.rows() == 1 && a.cols() == 1;
}

}  // namespace

Matrix elementwise(const ElementwiseProgram& program, std::vector<std::shared_ptr<Matrix>> operands, uword rows,
                   uword cols, int threads) {
    const bool is_complex =
        std::any_of(operands.begin(), operands.end(), [](const auto& m) { return m->is_complex(); });
    for (std::size_t s = 0; is_complex && s < program.steps.size(); ++s)
        if (program.steps[s].op == ElementwiseOp::relu)
            throw DomainError(ErrorKind::data, "'relu' is not defined for complex numbers", s);
    return is_complex ? run_in_field<Complex>(program, std::move(operands), rows, cols, threads)
                      : run_in_field<double>(program, std::move(operands), rows, cols, threads);
}

Matrix absolute(const Matrix& a) {
    return std::visit(
        [](const auto& v) -> Matrix {
            using M = std::decay_t<decltype(v)>;
            if constexpr (is_sparse_matrix<M>)
                return Matrix(arma::sp_mat(arma::abs(v)));
            else
                return Matrix(arma::mat(arma::abs(v)));
        },
        a.values);
}

bool keeps_zero(ElementwiseOp op) {
    switch (op) {
        case ElementwiseOp::cos:
        case ElementwiseOp::acos:
        case ElementwiseOp::cosh:
        case ElementwiseOp::exp:
        case ElementwiseOp::log:
        case ElementwiseOp::sigmoid:
        case ElementwiseOp::softplus:
            return false;
        default:
            return !is_binary(op);
    }
}

Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a) {
    return over_nonzeros({1, {{op, 0, 0}}}, a, {}, a.is_complex());
}

Matrix sparse_elementwise(ElementwiseOp op, const Matrix& a, const Matrix& b) {
    const bool is_complex = a.is_complex() || b.is_complex();
    if (op == ElementwiseOp::multiply && (!a.is_sparse() || is_scalar(a)) && b.is_sparse())
        return sparse_elementwise(op, b, a);
    if (is_scalar(b)) return over_nonzeros({2, {{op, 0, 1}}}, a, {std::make_shared<Matrix>(to_dense(b))}, is_complex);
    return in_field(is_complex, [&](auto zero) {
        using T = decltype(zero);
        const auto left = sparse_as<T>(a);
        if (!b.is_sparse()) return Matrix(arma::SpMat<T>(left % dense_as<T>(b)));
        const auto right = sparse_as<T>(b);
        switch (op) {
            case ElementwiseOp::add:
                return Matrix(arma::SpMat<T>(left + right));
            case ElementwiseOp::subtract:
                return Matrix(arma::SpMat<T>(left - right));
            default:
                return Matrix(arma::SpMat<T>(left % right));
        }
    });
}

}  // namespace la
