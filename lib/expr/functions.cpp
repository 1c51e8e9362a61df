#include "expr/functions.hpp"

#include <algorithm>
#include <array>

namespace la {

namespace {

using F = Function;

constexpr FunctionInfo elementwise(std::string_view name, Function function) {
    return {name, function, 1, 1, true};
}

// In the order of the enumeration; the aliases follow.
constexpr std::array table = {
    elementwise("sin", F::sin),
    elementwise("cos", F::cos),
    elementwise("tan", F::tan),
    elementwise("asin", F::asin),
    elementwise("acos", F::acos),
    elementwise("atan", F::atan),
    elementwise("sinh", F::sinh),
    elementwise("cosh", F::cosh),
    elementwise("tanh", F::tanh),
    elementwise("exp", F::exp),
    elementwise("log", F::log),
    elementwise("sqrt", F::sqrt),
    elementwise("abs", F::abs),
    elementwise("sign", F::sign),
    elementwise("relu", F::relu),
    elementwise("sigmoid", F::sigmoid),
    elementwise("softplus", F::softplus),
    FunctionInfo{"sum", F::sum, 1, 1, false},
    FunctionInfo{"mean", F::mean, 1, 1, false},
    FunctionInfo{"max", F::max, 1, 1, false},
    FunctionInfo{"min", F::min, 1, 1, false},
    FunctionInfo{"norm1", F::norm1, 1, 1, false},
    FunctionInfo{"norm2", F::norm2, 1, 1, false},
    FunctionInfo{"numel", F::numel, 1, 1, false},
    FunctionInfo{"rows", F::rows, 1, 1, false},
    FunctionInfo{"cols", F::cols, 1, 1, false},
    FunctionInfo{"rowsum", F::rowsum, 1, 1, false},
    FunctionInfo{"colsum", F::colsum, 1, 1, false},
    FunctionInfo{"softmax", F::softmax, 1, 1, false},
    FunctionInfo{"logsumexp", F::logsumexp, 1, 1, false},
    FunctionInfo{"tr", F::tr, 1, 1, false},
    FunctionInfo{"det", F::det, 1, 1, false},
    FunctionInfo{"logdet", F::logdet, 1, 1, false},
    FunctionInfo{"inv", F::inv, 1, 1, false},
    FunctionInfo{"sym", F::sym, 1, 1, false},
    FunctionInfo{"expm", F::expm, 1, 1, false},
    FunctionInfo{"chol", F::chol, 1, 1, false},
    FunctionInfo{"pinv", F::pinv, 1, 1, false},
    FunctionInfo{"norm", F::norm, 1, 1, false},
    FunctionInfo{"rank", F::rank, 1, 1, false},
    FunctionInfo{"null", F::null, 1, 1, false},
    FunctionInfo{"orth", F::orth, 1, 1, false},
    FunctionInfo{"diag", F::diag, 1, 1, false},
    FunctionInfo{"vec", F::vec, 1, 1, false},
    FunctionInfo{"reshape", F::reshape, 3, 3, false},
    FunctionInfo{"kron", F::kron, 2, 2, false},
    FunctionInfo{"dot", F::dot, 2, 2, false},
    FunctionInfo{"outer", F::outer, 2, 2, false},
    FunctionInfo{"eye", F::eye, 1, 1, false},
    FunctionInfo{"ones", F::ones, 1, 2, false},
    FunctionInfo{"zeros", F::zeros, 1, 2, false},
    FunctionInfo{"commutation", F::commutation, 2, 2, false},
    FunctionInfo{"vector", F::vector, 1, 1, false},
    FunctionInfo{"matrix", F::matrix, 1, 1, false},
    elementwise("arcsin", F::asin),
    elementwise("arccos", F::acos),
    elementwise("arctan", F::atan),
    FunctionInfo{"trace", F::tr, 1, 1, false},
    FunctionInfo{"columns", F::cols, 1, 1, false},
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
    return info(function).is_elementwise;
}

}  // namespace la
