// Matrix formulas under construction: what a tensor is written as, before it is a syntax tree.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "expr/syntax.hpp"

namespace la {

struct FormNode;
using Form = std::shared_ptr<const FormNode>;
using Forms = std::vector<Form>;

enum class FormKind {
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

struct FormNode {
    FormKind kind;
    bool is_array = true;
    bool is_symmetric = false;  // its transpose is itself
    std::string name{};
    double number = 1;
    Function function = Function::sin;
    Forms parts{};
    Forms divisors{};
    Form body{};
    std::vector<std::size_t> lengths{};
};

namespace form {

Form name(const std::string& text, bool is_array);
Form number(double value);
Form term(double coefficient, const Forms& scalars, const Forms& divisors, const Form& body);
Form sum(const Forms& parts);
// The sum with the numbers, scalars and divisors drawn out that all parts have; and the last factor of matrix products.
Form sum_of_common(const Forms& parts, bool take_matrices);
Form chain(const Forms& factors);
Form elementwise(const Forms& factors, const Forms& divisors);
Form call(Function function, const Forms& arguments, bool is_array);
Form power(const Form& base, double exponent);
Form raised(const Form& base, const Form& exponent);
Form symmetric(const Form& a);  // the same, known to be its own transpose

// The transpose, written with as few quotes as possible; a scalar is its own.
Form transposed(const Form& a);

// Whether both are written alike.
bool same(const Form& a, const Form& b);

// How many quotes there are in it.
int quotes(const Form& a);

// How many names, numbers and operations there are in it.
int parts(const Form& a);

Syntax syntax(const Form& a);

}  // namespace form

}  // namespace la
