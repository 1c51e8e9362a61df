#include "expr/functions.hpp"

#include <algorithm>
#include <array>

namespace la {

namespace {

using F = Function;

// In the order of the enumeration; the aliases follow.
constexpr std::array table = {
    FunctionInfo{"sin", F::sin, 1, 1},
    FunctionInfo{"cos", F::cos, 1, 1},
    FunctionInfo{"tan", F::tan, 1, 1},
    FunctionInfo{"asin", F::asin, 1, 1},
    FunctionInfo{"acos", F::acos, 1, 1},
    FunctionInfo{"atan", F::atan, 1, 1},
    FunctionInfo{"sinh", F::sinh, 1, 1},
    FunctionInfo{"cosh", F::cosh, 1, 1},
    FunctionInfo{"tanh", F::tanh, 1, 1},
    FunctionInfo{"exp", F::exp, 1, 1},
    FunctionInfo{"log", F::log, 1, 1},
    FunctionInfo{"sqrt", F::sqrt, 1, 1},
    FunctionInfo{"abs", F::abs, 1, 1},
    FunctionInfo{"sign", F::sign, 1, 1},
    FunctionInfo{"relu", F::relu, 1, 1},
    FunctionInfo{"sigmoid", F::sigmoid, 1, 1},
    FunctionInfo{"softplus", F::softplus, 1, 1},
    FunctionInfo{"sum", F::sum, 1, 1},
    FunctionInfo{"mean", F::mean, 1, 1},
    FunctionInfo{"max", F::max, 1, 1},
    FunctionInfo{"min", F::min, 1, 1},
    FunctionInfo{"norm1", F::norm1, 1, 1},
    FunctionInfo{"norm2", F::norm2, 1, 1},
    FunctionInfo{"numel", F::numel, 1, 1},
    FunctionInfo{"rows", F::rows, 1, 1},
    FunctionInfo{"cols", F::cols, 1, 1},
    FunctionInfo{"rowsum", F::rowsum, 1, 1},
    FunctionInfo{"colsum", F::colsum, 1, 1},
    FunctionInfo{"softmax", F::softmax, 1, 1},
    FunctionInfo{"logsumexp", F::logsumexp, 1, 1},
    FunctionInfo{"tr", F::tr, 1, 1},
    FunctionInfo{"det", F::det, 1, 1},
    FunctionInfo{"logdet", F::logdet, 1, 1},
    FunctionInfo{"inv", F::inv, 1, 1},
    FunctionInfo{"sym", F::sym, 1, 1},
    FunctionInfo{"expm", F::expm, 1, 1},
    FunctionInfo{"chol", F::chol, 1, 1},
    FunctionInfo{"pinv", F::pinv, 1, 1},
    FunctionInfo{"norm", F::norm, 1, 1},
    FunctionInfo{"rank", F::rank, 1, 1},
    FunctionInfo{"null", F::null, 1, 1},
    FunctionInfo{"orth", F::orth, 1, 1},
    FunctionInfo{"diag", F::diag, 1, 1},
    FunctionInfo{"vec", F::vec, 1, 1},
    FunctionInfo{"reshape", F::reshape, 3, 3},
    FunctionInfo{"kron", F::kron, 2, 2},
    FunctionInfo{"dot", F::dot, 2, 2},
    FunctionInfo{"outer", F::outer, 2, 2},
    FunctionInfo{"eye", F::eye, 1, 1},
    FunctionInfo{"ones", F::ones, 1, 2},
    FunctionInfo{"zeros", F::zeros, 1, 2},
    FunctionInfo{"commutation", F::commutation, 2, 2},
    FunctionInfo{"vector", F::vector, 1, 1},
    FunctionInfo{"matrix", F::matrix, 1, 1},
    FunctionInfo{"arcsin", F::asin, 1, 1},
    FunctionInfo{"arccos", F::acos, 1, 1},
    FunctionInfo{"arctan", F::atan, 1, 1},
    FunctionInfo{"trace", F::tr, 1, 1},
    FunctionInfo{"columns", F::cols, 1, 1},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(F::matrix); ++i)
        if (table[i].function != static_cast<F>(i)) return false;
    return true;
}
static_assert(is_in_order());

}  // namespace

const FunctionInfo* find_function(std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const auto& f) { return f.name == name; });
    return found == table.end() ? nullptr : found;
}

const FunctionInfo& info(Function function) {
    return table[static_cast<std::size_t>(function)];
}

const std::vector<std::string>& function_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& f : table) all.emplace_back(f.name);
        return all;
    }();
    return names;
}

bool is_elementwise(Function function) {
    return function <= Function::softplus;
}

}  // namespace la
