// Operands that give the names of an expression their values: NAME=FILE and NAME:=CONSTANT.
#pragma once

#include <string>
#include <vector>

#include "cli/run.hpp"
#include "expr/evaluate.hpp"

namespace la {

// An operand taken apart. Nothing has been opened yet.
struct BindingOperand {
    std::string name;
    bool constant;     // NAME:=CONSTANT
    std::string text;  // the file, as for every operand ("-", "FILE#DOCUMENT"), or the constant expression
};

// The operands from `first` on. Throws a usage error for one that is not of these forms, for a name that an expression
// cannot use (a function, `pi`) and for one that is bound twice.
std::vector<BindingOperand> binding_operands(const std::vector<std::string>& operands, std::size_t first);

// Reads files in the order of their operands and evaluates constants, which use no names.
Bindings read_bindings(const std::vector<BindingOperand>& operands, Session& session);

// The value of a constant expression such as "2.5", "[1 0; 0 1]" or "eye(3)".
Matrix constant_value(const std::string& text, Session& session);

// About how many multiplications an expression of matrices of these sizes takes: what the threads are chosen by.
double work_estimate(const Bindings& bindings);

}  // namespace la
