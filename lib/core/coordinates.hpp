// A sparse matrix as the entries of a file: in their order, duplicates not summed.
#pragma once

#include <armadillo>
#include <complex>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace la {

// What an entry off the diagonal says about the place across the diagonal.
enum class Mirror { nothing, same, negated, conjugated };

template <class T>
T mirrored(const T& value, Mirror mirror) {
    if (mirror == Mirror::negated) return -value;
    if constexpr (std::is_same_v<T, std::complex<double>>)
        if (mirror == Mirror::conjugated) return std::conj(value);
    return value;
}

template <class T>
struct Triplet {
    std::uint32_t row, column;  // from 0
    T value;
};

template <class T>
struct Coordinates {
    arma::uword rows = 0, columns = 0;
    Mirror mirror = Mirror::nothing;
    std::vector<std::vector<Triplet<T>>> blocks;  // in the order of the file

    // Calls visit(row, column, value) for every entry in the order of the file, each followed by its mirror image.
    template <class Visit>
    void for_each(Visit visit) const {
        const bool is_mirrored = mirror != Mirror::nothing;
        for (const auto& block : blocks) {
            for (const Triplet<T>& entry : block) {
                visit(entry.row, entry.column, entry.value);
                if (is_mirrored && entry.row != entry.column)
                    visit(entry.column, entry.row, mirrored(entry.value, mirror));
            }
        }
    }

    // Makes it the transpose, without conjugation: every entry changes its place, the order stays.
    void transpose() {
        std::swap(rows, columns);
        for (auto& block : blocks)
            for (Triplet<T>& entry : block) std::swap(entry.row, entry.column);
    }

    // How many entries for_each() visits.
    arma::uword size() const {
        arma::uword count = 0;
        for (const auto& block : blocks) count += block.size();
        if (mirror == Mirror::nothing) return count;
        for (const auto& block : blocks)
            for (const Triplet<T>& entry : block) count += entry.row != entry.column ? 1 : 0;
        return count;
    }
};

}  // namespace la
