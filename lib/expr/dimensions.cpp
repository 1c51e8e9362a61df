#include "expr/dimensions.hpp"

#include <utility>

namespace la {

using Index = Dimensions::Index;

Index Dimensions::add_unknown() {
    cells_.push_back({cells_.size(), {}, false});
    return cells_.size() - 1;
}

Index Dimensions::add_known(arma::uword size) {
    const Index d = add_unknown();
    cells_[d].size = size;
    return d;
}

Index Dimensions::add_of_name() {
    const Index d = add_unknown();
    cells_[d].of_name = true;
    return d;
}

Index Dimensions::find(Index d) {
    while (cells_[d].parent != d) d = cells_[d].parent = cells_[cells_[d].parent].parent;
    return d;
}

bool Dimensions::unify(Index a, Index b) {
    a = find(a);
    b = find(b);
    if (a == b) return true;
    Cell &kept = cells_[a], &joined = cells_[b];
    if (kept.size && joined.size) return kept.size == joined.size;
    if ((kept.of_name && joined.size == arma::uword(1)) || (joined.of_name && kept.size == arma::uword(1)))
        return false;
    joined.parent = a;
    if (joined.size) kept.size = joined.size;
    kept.of_name = kept.of_name || joined.of_name;
    changed_ = true;
    return true;
}

bool Dimensions::take_changed() {
    return std::exchange(changed_, false);
}

}  // namespace la
