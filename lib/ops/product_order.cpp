#include "ops/product_order.hpp"

#include <cmath>
#include <utility>

#include "ops/product.hpp"

namespace la {

namespace {

// A factor or product: of unknown rows it is a single row, for which costs are counted per row.
struct Operand {
    double rows = 0;
    double cols = 0;
    std::optional<double> nonzeros;
    bool is_endless = false;
    ChainCost cost;

    double density() const { return rows * cols == 0 ? 0 : *nonzeros / (rows * cols); }
};

Operand leaf(const ProductFactor& factor) {
    if (!factor.rows) return {1, factor.cols, std::nullopt, true, {}};
    return {*factor.rows, factor.cols, factor.nonzeros, false, {}};
}

double flops(const Operand& a, const Operand& b) {
    const double inner = a.cols;
    if (a.nonzeros && b.nonzeros) return inner == 0 ? 0 : 2 * *a.nonzeros * *b.nonzeros / inner;
    if (a.nonzeros) return 2 * *a.nonzeros * b.cols;
    if (b.nonzeros) return 2 * a.rows * *b.nonzeros;
    return 2 * a.rows * inner * b.cols;
}

Operand product_of(const Operand& a, const Operand& b) {
    Operand c{a.rows, b.cols, std::nullopt, a.is_endless, a.cost + b.cost};
    (c.is_endless ? c.cost.per_row : c.cost.fixed) += flops(a, b);
    if (a.nonzeros && b.nonzeros)
        c.nonzeros = -a.rows * b.cols * std::expm1(a.cols * std::log1p(-a.density() * b.density()));
    if (c.nonzeros && std::isnan(*c.nonzeros)) c.nonzeros = 0;  // 0·log(0): no inner index at all
    return c;
}

std::string parenthesized(const std::vector<ProductFactor>& factors, const ChainPlan& plan) {
    using Span = std::pair<std::size_t, std::size_t>;
    std::vector<std::size_t> opened(factors.size()), closed(factors.size());
    std::vector<Span> spans;
    for (std::size_t i = 0; i < factors.size(); ++i) spans.emplace_back(i, i);
    for (const ChainPlan::Step& step : plan.steps) {
        spans.emplace_back(spans[step.left].first, spans[step.right].second);
        ++opened[spans.back().first];
        ++closed[spans.back().second];
    }
    std::string text;
    for (std::size_t i = 0; i < factors.size(); ++i)
        text += (i == 0 ? "" : " ") + std::string(opened[i], '(') + factors[i].label + std::string(closed[i], ')');
    return text;
}

void set_cost(ChainPlan& plan, const ChainCost& cost) {
    plan.flops = cost.fixed;
    plan.flops_per_row = cost.per_row;
}

// Appends the steps of a range and returns the operand that holds its product.
std::size_t append_steps(const ChainOrder& order, std::size_t count, std::size_t first, std::size_t last,
                         std::vector<ChainPlan::Step>& steps) {
    if (first == last) return first;
    const std::size_t split = order.split(first, last);
    const std::size_t left = append_steps(order, count, first, split, steps);
    const std::size_t right = append_steps(order, count, split + 1, last, steps);
    steps.push_back({left, right});
    return count + steps.size() - 1;
}

}  // namespace

// Splits are tried from the last on, so that ties are multiplied from left to right.
ChainOrder::ChainOrder(const std::vector<ProductFactor>& factors)
    : count_(factors.size()), costs_(count_ * count_), splits_(count_ * count_) {
    std::vector<Operand> best(count_ * count_);
    for (std::size_t i = 0; i < count_; ++i) best[place(i, i)] = leaf(factors[i]);
    for (std::size_t length = 2; length <= count_; ++length)
        for (std::size_t first = 0; first + length <= count_; ++first) {
            const std::size_t last = first + length - 1;
            Operand& product = best[place(first, last)];
            for (std::size_t split = last; split-- > first;) {
                const Operand candidate = product_of(best[place(first, split)], best[place(split + 1, last)]);
                if (split + 1 < last && !(candidate.cost < product.cost)) continue;
                product = candidate;
                splits_[place(first, last)] = split;
            }
            costs_[place(first, last)] = product.cost;
        }
}

std::vector<ProductFactor> chain_factors(const std::vector<Matrix>& factors) {
    std::vector<ProductFactor> result;
    for (const Matrix& a : factors) {
        ProductFactor factor{double(a.rows()), double(a.cols()), std::nullopt, a.origin};
        if (a.origin.empty()) factor.label = "#" + std::to_string(result.size() + 1);
        if (const auto* real = std::get_if<arma::sp_mat>(&a.values)) factor.nonzeros = double(real->n_nonzero);
        if (const auto* complex = std::get_if<arma::sp_cx_mat>(&a.values)) factor.nonzeros = double(complex->n_nonzero);
        result.push_back(std::move(factor));
    }
    return result;
}

ChainPlan cheapest_order(const std::vector<ProductFactor>& factors) {
    if (factors.size() > longest_searched) return left_to_right(factors);
    const ChainOrder order(factors);
    ChainPlan plan;
    append_steps(order, factors.size(), 0, factors.size() - 1, plan.steps);
    set_cost(plan, order.cost(0, factors.size() - 1));
    plan.text = parenthesized(factors, plan);
    return plan;
}

ChainPlan left_to_right(const std::vector<ProductFactor>& factors) {
    ChainPlan plan;
    Operand product = leaf(factors[0]);
    for (std::size_t i = 1; i < factors.size(); ++i) {
        plan.steps.push_back({i == 1 ? 0 : factors.size() + i - 2, i});
        product = product_of(product, leaf(factors[i]));
    }
    set_cost(plan, product.cost);
    plan.text = parenthesized(factors, plan);
    return plan;
}

Matrix multiply_chain(std::vector<Matrix> factors, const ChainPlan& plan, int threads) {
    for (std::size_t i = 1; i < factors.size(); ++i) require_inner(factors[i - 1], factors[i]);
    factors.reserve(factors.size() + plan.steps.size());
    for (const ChainPlan::Step& step : plan.steps) {
        factors.push_back(multiply(factors[step.left], factors[step.right], threads));
        factors[step.left] = factors[step.right] = Matrix();
    }
    return std::move(factors.back());
}

}  // namespace la
