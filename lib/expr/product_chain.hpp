// Products of several factors, in the cheapest order and without forming what only takes part.
#pragma once

#include <memory>
#include <vector>

#include "expr/plan.hpp"
#include "ops/product_order.hpp"
#include "ops/solve.hpp"

namespace la {

// A view of the values of a graph's nodes, of which those that the factors name must have been computed: solves with
// factors that are inverses, scales by those that are diagonal, passes transposes on to BLAS. X'*X, X'*diag(w)*X and
// X*diag(w)*X' with real w are exactly symmetric (Hermitian). Throws an ExpressionError that points at the factor
// where that is singular, and Errors of ops for the rest.
class ProductChain {
  public:
    ProductChain(const Syntax& syntax, const Graph& graph, const std::vector<std::shared_ptr<Matrix>>& values,
                 const std::vector<std::shared_ptr<Factorization>>& factorizations, int threads)
        : syntax_(syntax), graph_(graph), values_(values), factorizations_(factorizations), threads_(threads) {}

    Matrix product(const std::vector<ChainFactor>& factors) const;

    // The trace of the product, 1×1: the chain is cut in two where that is cheapest, the last product is not formed.
    Matrix trace(const std::vector<ChainFactor>& factors) const;

  private:
    using Index = std::size_t;
    using Shared = std::shared_ptr<Matrix>;

    // A part of a chain: one factor as it is, or the product of several.
    struct Part {
        const ChainFactor* factor = nullptr;
        Shared product;
    };

    const GraphNode& at(Index i) const { return graph_.nodes[i]; }
    const Matrix& value(Index i) const { return *values_[i]; }

    ProductFactor extent(const ChainFactor& f) const;
    ChainOrder order_of(const std::vector<ChainFactor>& factors) const;
    Part from_left(const std::vector<ChainFactor>& factors, Index first, Index last) const;
    Part range(const std::vector<ChainFactor>& factors, const ChainOrder& order, Index first, Index last) const;
    Shared weighted(const ChainFactor& left, const ChainFactor& middle, const ChainFactor& right) const;
    Part multiplied(const Part& left, const Part& right) const;
    Matrix formed(const Part& part) const;
    template <class Work>
    Matrix with_inverse(const ChainFactor& f, Work work) const;

    const Syntax& syntax_;
    const Graph& graph_;
    const std::vector<Shared>& values_;
    const std::vector<std::shared_ptr<Factorization>>& factorizations_;
    int threads_;  // for products with sparse factors
};

}  // namespace la
