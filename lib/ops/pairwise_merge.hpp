// Merging of a long sequence of accumulators in pairs.
#pragma once

#include <utility>
#include <vector>

namespace la {

// Merges parts like the carries of a binary counter: rounding grows with the logarithm of their number instead of with
// the number, and no more parts than that logarithm are held. The result depends on the parts and their order alone.
// An Accumulator has merge(other), which puts other's rows below its own.
template <class Accumulator>
class PairwiseMerge {
  public:
    void add(Accumulator part) {
        int level = 0;
        for (; !parts_.empty() && parts_.back().first == level; ++level) {
            parts_.back().second.merge(part);
            part = std::move(parts_.back().second);
            parts_.pop_back();
        }
        parts_.emplace_back(level, std::move(part));
    }

    // All of them; an empty accumulator before any add. Leaves nothing behind.
    Accumulator take() {
        Accumulator total;
        while (!parts_.empty()) {
            Accumulator earlier = std::move(parts_.back().second);
            parts_.pop_back();
            earlier.merge(total);
            total = std::move(earlier);
        }
        return total;
    }

  private:
    std::vector<std::pair<int, Accumulator>> parts_;  // of falling levels
};

}  // namespace la
