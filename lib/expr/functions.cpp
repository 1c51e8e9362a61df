#include "expr/functions.hpp"

#include <algorithm>
#include <array>

namespace la {

namespace {

constexpr FunctionInfo elementwise(std::string_view name, Function function) {
    return {name, function, 1, 1, true};
}

// In the order of the enumeration; the aliases follow.
constexpr std::array table = {
    elementwise("sin", Function::sin),
    elementwise("cos", Function::cos),
    elementwise("tan", Function::tan),
    elementwise("asin", Function::asin),
    elementwise("acos", Function::acos),
    elementwise("atan", Function::atan),
    elementwise("sinh", Function::sinh),
    elementwise("cosh", Function::cosh),
    elementwise("tanh", Function::tanh),
    elementwise("exp", Function::exp),
    elementwise("log", Function::log),
    elementwise("sqrt", Function::sqrt),
    elementwise("abs", Function::abs),
    elementwise("sign", Function::sign),
    elementwise("relu", Function::relu),
    elementwise("sigmoid", Function::sigmoid),
    elementwise("softplus", Function::softplus),
    FunctionInfo{"sum", Function::sum, 1, 1, false},
    FunctionInfo{"mean", Function::mean, 1, 1, false},
    FunctionInfo{"max", Function::max, 1, 1, false},
    FunctionInfo{"min", Function::min, 1, 1, false},
    FunctionInfo{"norm1", Function::norm1, 1, 1, false},
    FunctionInfo{"norm2", Function::norm2, 1, 1, false},
    FunctionInfo{"norminf", Function::norminf, 1, 1, false},
    FunctionInfo{"normfro", Function::normfro, 1, 1, false},
    FunctionInfo{"normnuc", Function::normnuc, 1, 1, false},
    FunctionInfo{"numel", Function::numel, 1, 1, false},
    FunctionInfo{"rows", Function::rows, 1, 1, false},
    FunctionInfo{"cols", Function::cols, 1, 1, false},
    FunctionInfo{"rowsum", Function::rowsum, 1, 1, false},
    FunctionInfo{"colsum", Function::colsum, 1, 1, false},
    FunctionInfo{"softmax", Function::softmax, 1, 1, false},
    FunctionInfo{"logsumexp", Function::logsumexp, 1, 1, false},
    FunctionInfo{"tr", Function::tr, 1, 1, false},
    FunctionInfo{"det", Function::det, 1, 1, false},
    FunctionInfo{"logdet", Function::logdet, 1, 1, false},
    FunctionInfo{"inv", Function::inv, 1, 1, false},
    FunctionInfo{"sym", Function::sym, 1, 1, false},
    FunctionInfo{"expm", Function::expm, 1, 1, false},
    FunctionInfo{"chol", Function::chol, 1, 1, false},
    FunctionInfo{"pinv", Function::pinv, 1, 1, false},
    FunctionInfo{"rank", Function::rank, 1, 1, false},
    FunctionInfo{"null", Function::null, 1, 1, false},
    FunctionInfo{"orth", Function::orth, 1, 1, false},
    FunctionInfo{"diag", Function::diag, 1, 1, false},
    FunctionInfo{"vec", Function::vec, 1, 1, false},
    FunctionInfo{"reshape", Function::reshape, 3, 3, false},
    FunctionInfo{"kron", Function::kron, 2, 2, false},
    FunctionInfo{"dot", Function::dot, 2, 2, false},
    FunctionInfo{"outer", Function::outer, 2, 2, false},
    FunctionInfo{"eye", Function::eye, 1, 1, false},
    FunctionInfo{"ones", Function::ones, 1, 2, false},
    FunctionInfo{"zeros", Function::zeros, 1, 2, false},
    FunctionInfo{"commutation", Function::commutation, 2, 2, false},
    FunctionInfo{"vector", Function::vector, 1, 1, false},
    FunctionInfo{"matrix", Function::matrix, 1, 1, false},
    elementwise("arcsin", Function::asin),
    elementwise("arccos", Function::acos),
    elementwise("arctan", Function::atan),
    FunctionInfo{"norm", Function::norm2, 1, 1, false},
    FunctionInfo{"trace", Function::tr, 1, 1, false},
    FunctionInfo{"columns", Function::cols, 1, 1, false},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Function::matrix); ++i)
        if (table[i].function != static_cast<Function>(i)) return false;
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
