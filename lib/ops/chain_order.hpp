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

// never beside expr/chain.hpp, which has a type of this name

// A full parenthesisation.
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
Matrix multiply_chain(std::vector<Matrix> factors, const ChainPlan& plan);

}  // namespace la
