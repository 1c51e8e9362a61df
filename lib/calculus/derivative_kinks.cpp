// What a derivative is where its function has kinks.
#include <algorithm>
#include <numeric>

#include "calculus/derivative.hpp"
#include "calculus/tensor_derivative.hpp"
#include "expr/print.hpp"

namespace la {

namespace {

std::string kink_text(const std::string& function, const Syntax& argument) {
    return "'" + function + "' has a kink at 0, where " + print(argument) + " is: its derivative is taken to be 0";
}

bool has_zero(const arma::mat& m) {
    return arma::any(arma::vectorise(m) == 0);
}

bool calls(const Syntax& f, Function function) {
    return std::any_of(f.nodes.begin(), f.nodes.end(),
                       [&](const Node& n) { return n.kind == NodeKind::call && n.function == function; });
}

}  // namespace

std::vector<std::string> Derivative::settle_kinks(const Bindings& bindings, int threads) {
    std::vector<std::string> lines;
    if (options_.order == 0) return lines;
    const TensorId before = result_;
    settle_steps(bindings, threads, lines);
    settle_roots(bindings, threads, lines);
    if (result_ != before) write();
    return lines;
}

Syntax Derivative::argument_of(TensorId tensor) {
    const std::size_t rank = tensors_[tensor].rank(), rows = rank == 0 ? 0 : std::max<std::size_t>(rank / 2, 1);
    std::vector<std::size_t> axes(rank);
    std::iota(axes.begin(), axes.end(), std::size_t(0));
    const auto middle = axes.begin() + std::ptrdiff_t(rows);
    return syntax_of(tensor, {axes.begin(), middle}, {middle, axes.end()});
}

// Empty where it has no formula or no finite value.
arma::mat Derivative::value_of(TensorId tensor, const Bindings& bindings, int threads) {
    const Syntax formula = argument_of(tensor);
    const std::vector<std::string> names = names_in(formula);
    if (formula.nodes.empty() ||
        !std::all_of(names.begin(), names.end(), [&](const std::string& name) { return bindings.count(name) > 0; }))
        return {};
    Trial trial = attempt(formula, bindings, threads);
    return trial.value ? dense_real(std::move(*trial.value)) : arma::mat();
}

bool Derivative::is_continuous(Vanishing& vanishing, const std::set<TensorId>& broken) {
    return vanishing.is_continuous(result_, broken) || vanishing.is_continuous(unsimplified_, broken);
}

// Whether the derivatives of f tend to 0 in e, whose square sum is u, all else being smooth: whatever e is made of.
bool Derivative::is_continuous_in(TensorId e, TensorId u) {
    const TensorId v = tensors_.variable(" e", tensors_[e].axes, false), u_of_v = replaced(tensors_, u, e, v);
    TensorId derivative = replaced(tensors_, lowered_.value.tensor, e, v);
    std::optional<NoRule> missing;
    for (int k = 0; k < options_.order && !missing; ++k) derivative = derive(tensors_, derivative, v, missing);
    return !missing && Vanishing(tensors_, {v}).is_continuous(derivative, {u_of_v});
}

// abs and relu: their derivatives are steps, which are 0 at 0.
void Derivative::settle_steps(const Bindings& bindings, int threads, std::vector<std::string>& lines) {
    for (TensorId i = 0; i <= result_; ++i) {
        const TensorNode n = tensors_[i];
        if (n.kind != TensorKind::map || n.function != Function::sign || !tensors_.depends(result_, i)) continue;
        const TensorId z = n.arguments[0];
        if (!tensors_.depends(z, variable_.tensor) || !has_zero(value_of(z, bindings, threads))) continue;
        const TensorId step = tensors_.map(Function::relu, i);
        Vanishing vanishing(tensors_, {z});
        if (!is_continuous(vanishing, {i, step}))
            lines.push_back(kink_text(tensors_.depends(result_, step) ? "relu" : "abs", argument_of(z)));
    }
}

// Roots of sums of squares, such as norms.
void Derivative::settle_roots(const Bindings& bindings, int threads, std::vector<std::string>& lines) {
    for (const TensorId u : square_divisors(tensors_, result_)) {
        if (!tensors_.depends(u, variable_.tensor)) continue;
        const bool is_scalar = tensors_[u].rank() == 0;
        // The squares of what is tiny may vanish where it does not.
        const auto root = root_of_square_sum(tensors_, u);
        const auto vanishes = [&](TensorId a) {
            const arma::mat value = value_of(a, bindings, threads);
            return is_scalar ? !value.is_empty() && value.is_zero() : has_zero(value);
        };
        if (!vanishes(root ? *root : u)) continue;
        std::vector<TensorId> squared = squared_in(tensors_, u);
        std::erase_if(squared, [&](TensorId e) { return !vanishes(e); });
        Vanishing vanishing(tensors_, squared);
        if (vanishing.is_singular(lowered_.value.tensor)) continue;
        const auto of_variable = std::find_if(squared.begin(), squared.end(), [&](TensorId e) {
            return is_scalar && tensors_.depends(e, variable_.tensor);
        });
        if (!is_continuous(vanishing, {u}) && !(squared.size() == 1 && is_continuous_in(squared[0], u)))
            lines.push_back(kink_text(calls(f_, Function::norm2)     ? "norm2"
                                      : calls(f_, Function::normfro) ? "normfro"
                                                                     : "sqrt",
                                      argument_of(of_variable == squared.end() ? u : *of_variable)));
        result_ = masked(tensors_, result_, u);
    }
}

}  // namespace la
