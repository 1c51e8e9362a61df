// In which order to multiply a chain of factors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/matrix.hpp"

namespace la {

// What the order depends on. Sizes are doubles: they are multiplied with each other.
struct ProductFactor {
    std::optional<double> rows;  // unknown for a first factor that is streamed: it counts as endless
    double cols = 0;
    std::optional<double> nonzeros;  // of a sparse factor
    std::string label;
};

// A full parenthesization.
struct ChainPlan {
    // Operands below the number of factors are factors, one above is the result of step (operand - factors). Every
    // operand is used once; the last step gives the product.
    struct Step {
        std::size_t left;
        std::size_t right;
    };
    std::vector<Step> steps;
    std::string text;          // "((A B) C)"
    double flops = 0;          // of everything, or where the rows are unknown, of what does not depend on them
    double flops_per_row = 0;  // 0 where all rows are known: all in all, flops + rows·flops_per_row
};

// Multiplications and additions. Those that grow with unknown rows weigh more than any number of others.
struct ChainCost {
    double per_row = 0;
    double fixed = 0;

    bool operator<(const ChainCost& other) const {
        return per_row != other.per_row ? per_row < other.per_row : fixed < other.fixed;
    }
    ChainCost operator+(const ChainCost& other) const { return {per_row + other.per_row, fixed + other.fixed}; }
};

// The cheapest order of every range of factors, by the rules of cheapest_order() below: the product of [first, last] is
// that of [first, split] times that of [split + 1, last].
class ChainOrder {
  public:
    explicit ChainOrder(const std::vector<ProductFactor>& factors);

    std::size_t split(std::size_t first, std::size_t last) const { return splits_[place(first, last)]; }
    const ChainCost& cost(std::size_t first, std::size_t last) const { return costs_[place(first, last)]; }

  private:
    std::size_t place(std::size_t first, std::size_t last) const { return first * count_ + last; }

    std::size_t count_;
    std::vector<ChainCost> costs_;
    std::vector<std::size_t> splits_;
};

// The factors of a product, whose shapes must fit: label from the origin, else "#1", "#2", …
std::vector<ProductFactor> chain_factors(const std::vector<Matrix>& factors);

// The cheapest order by dynamic programming (Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, chapter
// 15.2). A product of m×k by k×n takes 2mkn operations, where a sparse factor counts its nonzeros instead of its cells.
// The nonzeros of a sparse product are estimated as if they were spread evenly: m·n·(1 - (1 - p·q)^k) for factors of
// densities p and q. Ties go left. With unknown rows the cost per row comes first, all else decides ties. Chains longer
// than longest_searched factors are multiplied from left to right. Requires at least one factor.
ChainPlan cheapest_order(const std::vector<ProductFactor>& factors);
ChainPlan left_to_right(const std::vector<ProductFactor>& factors);

inline constexpr std::size_t longest_searched = 300;

// The product, by a plan for as many factors. Every factor is freed after its use. Throws what multiply throws, before
// anything is multiplied where inner dimensions differ.
Matrix multiply_chain(std::vector<Matrix> factors, const ChainPlan& plan, int threads = 1);

}  // namespace la
