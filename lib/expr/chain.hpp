// The cheapest order of a product of several factors.
#pragma once

#include <cstddef>
#include <vector>

namespace la {

// A factor of r×c. `work` is the number of multiplications that multiplying it by one vector takes: r·c where it is
// dense, the number of nonzeros where it is sparse, r for a diagonal matrix.
struct ChainExtent {
    double rows;
    double cols;
    double work;
};

// Where to split every range of factors: the product of [first, last] is that of [first, split] times that of
// [split + 1, last].
class ChainOrder {
  public:
    // Dynamic programming over ranges (Cormen et al., Introduction to Algorithms, chapter 15.2); ties go left. More
    // than longest_searched factors are multiplied from left to right.
    explicit ChainOrder(const std::vector<ChainExtent>& factors);

    std::size_t split(std::size_t first, std::size_t last) const;
    double cost(std::size_t first, std::size_t last) const;

    static constexpr std::size_t longest_searched = 64;

  private:
    std::size_t place(std::size_t first, std::size_t last) const { return first * count_ + last; }

    std::size_t count_ = 0;  // 0: from left to right
    std::vector<double> costs_;
    std::vector<std::size_t> splits_;
};

}  // namespace la
