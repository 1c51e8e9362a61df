// Elementwise arithmetic: whole chains of operations in one pass over the entries, without temporaries.
#pragma once

#include <memory>
#include <vector>

#include "core/error.hpp"
#include "core/matrix.hpp"

namespace la {

// Where no other field is said: real arguments in the real field, complex ones by the complex function.
enum class ElementwiseOp {
    negate,
    conjugate,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    exp,
    log,
    sqrt,
    sign,      // z/|z| of complex z
    relu,      // max(x, 0); real only
    sigmoid,   // 1/(1 + exp(-x)), without overflow
    softplus,  // log(1 + exp(x)), without overflow
    add,
    subtract,
    multiply,
    divide,
    power,
};

// Whether it takes two arguments.
constexpr bool is_binary(ElementwiseOp op) {
    using Op = ElementwiseOp;
    // clang-format off
    switch (op) {
        case Op::add: case Op::subtract: case Op::multiply: case Op::divide: case Op::power: return true;
        case Op::negate: case Op::conjugate: case Op::sin: case Op::cos: case Op::tan: case Op::asin: case Op::acos:
        case Op::atan: case Op::sinh: case Op::cosh: case Op::tanh: case Op::exp: case Op::log: case Op::sqrt:
        case Op::sign: case Op::relu: case Op::sigmoid: case Op::softplus: break;
    }
    // clang-format on
    return false;
}

// An argument below `operands` is an operand, one above it the result of the step (argument - operands).
struct ElementwiseStep {
    ElementwiseOp op;
    std::size_t left;
    std::size_t right;  // of binary operations
};

// Steps in order; the last one is the result.
struct ElementwiseProgram {
    std::size_t operands = 0;
    std::vector<ElementwiseStep> steps;
};

// A step was given an argument that its function is not defined for: complex (data), or outside its real domain
// (numerical; the message names the value and the cell).
class DomainError : public Error {
  public:
    DomainError(const std::string& message, std::size_t step) : Error(ErrorKind::data, message), step_(step) {}
    // `value` such as "'log' of -1", found in that cell of the operands, counted down the columns from 0. A place of
    // one cell alone is not named.
    DomainError(const std::string& value, std::size_t step, arma::uword cell, arma::uword rows, arma::uword cols);

    std::size_t step() const { return step_; }
    // The same error where the operands were the nonzero values of a sparse matrix: the cell it really is in.
    DomainError in_cell(arma::uword cell, arma::uword rows, arma::uword cols) const;
    arma::uword cell() const { return cell_; }

  private:
    std::size_t step_;
    std::string value_;
    arma::uword cell_ = 0;
};

// Runs the program over rows×cols entries on up to `threads` threads; the bytes of the result do not depend on their
// number. Every operand is rows×cols or 1×1. An operand that nobody else holds lends its memory to the result. If one
// operand is complex, all steps are. The result is dense; sparse operands are made dense (data error where too large).
// Throws a DomainError for real log, sqrt (x < 0), asin, acos (|x| > 1) and power (negative base, fractional exponent),
// and for relu of complex values.
Matrix elementwise(const ElementwiseProgram& program, std::vector<std::shared_ptr<Matrix>> operands, arma::uword rows,
                   arma::uword cols, int threads);

}  // namespace la
