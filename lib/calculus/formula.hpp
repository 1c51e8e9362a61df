// Matrix formulas under construction: what a tensor is written as, before it is a syntax tree.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "expr/syntax.hpp"

namespace la {

struct FormulaNode;
using Formula = std::shared_ptr<const FormulaNode>;
using Formulas = std::vector<Formula>;

enum class FormulaKind {
    name,
    number,
    term,          // number * parts (scalars) * body / divisors (scalars); no body: a scalar
    sum,           // of parts
    chain,         // the matrix product of parts
    elementwise,   // the elementwise product of parts, divided by the divisors
    transpose,     // of parts[0]
    call,          // function(parts)
    power,         // parts[0] to the power of `number`, elementwise where it is an array
    raised,        // parts[0] .^ parts[1]
    matrix_power,  // parts[0] ^ parts[1]
    brackets,      // parts, in rows of `lengths`
};

struct FormulaNode {
    FormulaKind kind;
    bool is_array = true;
    bool is_symmetric = false;  // its transpose is itself
    std::string name{};
    double number = 1;
    Function function = Function::sin;
    Formulas parts{};
    Formulas divisors{};
    Formula body{};
    std::vector<std::size_t> lengths{};
};

namespace formula {

Formula name(const std::string& text, bool is_array);
Formula number(double value);
Formula term(double coefficient, const Formulas& scalars, const Formulas& divisors, const Formula& body);
Formula sum(const Formulas& parts);
// The sum with the numbers, scalars and divisors drawn out that all parts have; and the last factor of matrix products.
Formula sum_of_common(const Formulas& parts, bool take_matrices);
Formula chain(const Formulas& factors);
Formula elementwise(const Formulas& factors, const Formulas& divisors);
Formula call(Function function, const Formulas& arguments, bool is_array);
Formula power(const Formula& base, double exponent);
Formula raised(const Formula& base, const Formula& exponent);
Formula symmetric(const Formula& a);  // the same, known to be its own transpose

// The transpose, written with as few quotes as possible; a scalar is its own.
Formula transposed(const Formula& a);

// Whether both are written alike.
bool same(const Formula& a, const Formula& b);

// How many quotes there are in it.
int quotes(const Formula& a);

// How many names, numbers and operations there are in it.
int parts(const Formula& a);

Syntax syntax(const Formula& a);

}  // namespace formula

}  // namespace la
