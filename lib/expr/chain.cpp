#include "expr/chain.hpp"

#include <algorithm>
#include <limits>

namespace la {

ChainOrder::ChainOrder(const std::vector<ChainExtent>& factors) {
    if (factors.size() > longest_searched) return;
    count_ = factors.size();
    costs_.assign(count_ * count_, 0);
    splits_.assign(count_ * count_, 0);
    // A single factor is multiplied by each column or row of the other side at the cost of its own work.
    const auto join = [&](std::size_t first, std::size_t k, std::size_t last) {
        const double rows = factors[first].rows, inner = factors[k].cols, cols = factors[last].cols;
        double cost = rows * inner * cols;
        if (k == first) cost = std::min(cost, factors[first].work * cols);
        if (k + 1 == last) cost = std::min(cost, factors[last].work * rows);
        return cost;
    };
    for (std::size_t length = 2; length <= count_; ++length)
        for (std::size_t first = 0, last = length - 1; last < count_; ++first, ++last) {
            double& best = costs_[place(first, last)] = std::numeric_limits<double>::infinity();
            for (std::size_t k = last; k-- > first;) {
                const double cost = costs_[place(first, k)] + costs_[place(k + 1, last)] + join(first, k, last);
                if (cost >= best) continue;
                best = cost;
                splits_[place(first, last)] = k;
            }
        }
}

std::size_t ChainOrder::split(std::size_t first, std::size_t last) const {
    return count_ == 0 ? last - 1 : splits_[place(first, last)];
}

double ChainOrder::cost(std::size_t first, std::size_t last) const {
    return count_ == 0 ? 0 : costs_[place(first, last)];
}

}  // namespace la
