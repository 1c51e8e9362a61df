#include "ops/elementwise.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <thread>

#include "core/field.hpp"
#include "ops/elementwise_block.hpp"

namespace la {

namespace {

using arma::uword;
using Complex = arma::cx_double;

constexpr uword block_cells = 1024;  // a block's intermediate results stay in the first-level cache
constexpr uword least_parallel_cells = 1000000;

// ---- errors ------------------------------------------------------------------------------------------------------

// What can leave the real domain of a function.
const char* name_of(ElementwiseOp op) {
    using Op = ElementwiseOp;
    // clang-format off
    switch (op) {
        case Op::log: return "'log'";
        case Op::sqrt: return "'sqrt'";
        case Op::asin: return "'asin'";
        case Op::acos: return "'acos'";
        case Op::power: return "the power";
        case Op::negate: case Op::conjugate: case Op::sin: case Op::cos: case Op::tan: case Op::atan: case Op::sinh:
        case Op::cosh: case Op::tanh: case Op::exp: case Op::sign: case Op::relu: case Op::sigmoid: case Op::softplus:
        case Op::add: case Op::subtract: case Op::multiply: case Op::divide: break;
    }
    // clang-format on
    throw std::logic_error("an operation that is defined everywhere");
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
    throw DomainError(std::string(name_of(op)) + " of " + short_text(failure.left) + exponent, failure.step,
                      failure.cell, rows, cols);
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

std::string place_text(uword cell, uword rows, uword cols) {
    if (rows == 1 && cols == 1) return "";
    return " at row " + std::to_string(cell % rows + 1) + ", column " + std::to_string(cell / rows + 1);
}

}  // namespace

DomainError::DomainError(const std::string& value, std::size_t step, uword cell, uword rows, uword cols)
    : Error(ErrorKind::numerical, value + place_text(cell, rows, cols) + " is outside its real domain"),
      step_(step),
      value_(value),
      cell_(cell) {}

DomainError DomainError::in_cell(uword cell, uword rows, uword cols) const {
    return {value_, step_, cell, rows, cols};
}

Matrix elementwise(const ElementwiseProgram& program, std::vector<std::shared_ptr<Matrix>> operands, uword rows,
                   uword cols, int threads) {
    const bool is_complex =
        std::any_of(operands.begin(), operands.end(), [](const auto& m) { return m->is_complex(); });
    for (std::size_t s = 0; is_complex && s < program.steps.size(); ++s)
        if (program.steps[s].op == ElementwiseOp::relu)
            throw DomainError("'relu' is not defined for complex numbers", s);
    return is_complex ? run_in_field<Complex>(program, std::move(operands), rows, cols, threads)
                      : run_in_field<double>(program, std::move(operands), rows, cols, threads);
}

}  // namespace la
