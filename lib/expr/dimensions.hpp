// Dimensions of shapes as classes of equal ones (union-find).
#pragma once

#include <armadillo>
#include <cstddef>
#include <optional>
#include <vector>

namespace la {

class Dimensions {
  public:
    using Index = std::size_t;
    using Size = std::optional<arma::uword>;

    Index add_unknown();
    Index add_known(arma::uword size);
    // A symbol that a name brought in, for a size other than 1; the other unknown ones are the inference's own.
    Index add_of_name();

    // The one that stands for all that are equal to d.
    Index find(Index d);

    Size size(Index d) { return cells_[find(d)].size; }
    bool is(Index d, arma::uword n) { return size(d) == n; }
    bool is_determined(Index d) { return size(d).has_value() || cells_[find(d)].of_name; }

    // Makes two dimensions equal; false if they cannot be.
    bool unify(Index a, Index b);

    // Whether anything was made equal since the last call.
    bool take_changed();

  private:
    struct Cell {
        Index parent;
        Size size;
        bool of_name;
    };
    std::vector<Cell> cells_;
    bool changed_ = false;
};

// The dimensions of a node.
struct Extent {
    Dimensions::Index rows = 0;
    Dimensions::Index cols = 0;
};

}  // namespace la
