// The functions of the expression language: one table of names and numbers of arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace la {

// Grouped by what they take and give.
// clang-format off
enum class Function {
    // elementwise
    sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, log, sqrt, abs, sign, relu, sigmoid, softplus,
    // over all entries: a scalar
    sum, mean, max, min, norm1, norm2, norminf, normfro, normnuc, numel, rows, cols,
    // of rows or columns
    rowsum, colsum, softmax, logsumexp,
    // of a square matrix
    tr, det, logdet, inv, sym, expm, chol,
    // of any matrix
    pinv, rank, null, orth,
    // rearranged
    diag, vec, reshape, kron,
    // two vectors
    dot, outer,
    // made from sizes, or from the place they stand in
    eye, ones, zeros, commutation, vector, matrix,
};
// clang-format on

struct FunctionInfo {
    std::string_view name;
    Function function;
    int least_arguments;
    int most_arguments;
    bool is_elementwise;  // applied to every entry
};

// The function of that name, also by an alias ("arcsin"); nullptr if there is none.
const FunctionInfo* find_function(std::string_view name);

// The table's entry of a function, with its canonical name.
const FunctionInfo& info(Function function);

// All names, aliases included, in the table's order.
const std::vector<std::string>& function_names();

bool is_elementwise(Function function);

}  // namespace la
