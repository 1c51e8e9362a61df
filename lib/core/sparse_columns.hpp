// Compressed columns that threads fill side by side.
#pragma once

#include <algorithm>
#include <armadillo>
#include <utility>
#include <vector>

#include "core/huge_pages.hpp"

namespace la {

// Columns [first, last) of a sparse matrix, and the places [begin, end) of their entries.
struct ColumnRange {
    arma::uword first = 0, last = 0, begin = 0, end = 0;
};

// Cuts columns into `parts` ranges of about the same weight; cumulative[j] is the weight of the columns before j, and
// `total` that of all. Of a matrix, its col_ptrs weigh by entries.
inline std::vector<ColumnRange> column_ranges(const arma::uword* cumulative, arma::uword columns, arma::uword total,
                                              arma::uword parts) {
    std::vector<ColumnRange> ranges(parts);
    for (arma::uword i = 0; i < parts; ++i) {
        ranges[i].first = i == 0 ? 0 : ranges[i - 1].last;
        const arma::uword wanted = total / parts * (i + 1);
        ranges[i].last =
            i + 1 == parts
                ? columns
                : static_cast<arma::uword>(
                      std::lower_bound(cumulative + ranges[i].first, cumulative + columns, wanted) - cumulative);
    }
    return ranges;
}

// A sparse matrix under construction. Ranges of its columns are filled side by side, each from the place where its
// entries begin if none of those before it is left out; finish() moves them together and takes no second copy.
template <class T>
class SparseColumns {
  public:
    SparseColumns(arma::uword rows, arma::uword columns, arma::uword capacity)
        : matrix_(arma::arma_reserve_indicator(), rows, columns, capacity) {
        prefer_huge_pages(this->rows(), capacity * sizeof(arma::uword));
        prefer_huge_pages(values(), capacity * sizeof(T));
    }

    arma::uword* rows() { return arma::access::rwp(matrix_.row_indices); }
    T* values() { return arma::access::rwp(matrix_.values); }
    arma::uword* ends() { return arma::access::rwp(matrix_.col_ptrs) + 1; }  // per column: behind its last entry

    arma::SpMat<T> finish(const std::vector<ColumnRange>& ranges) {
        arma::uword out = 0;
        for (const ColumnRange& range : ranges) {
            const arma::uword gap = range.begin - out;
            if (gap != 0) {
                std::move(rows() + range.begin, rows() + range.end, rows() + out);
                std::move(values() + range.begin, values() + range.end, values() + out);
                for (arma::uword c = range.first; c < range.last; ++c) ends()[c] -= gap;
            }
            out += range.end - range.begin;
        }
        // mem_resize() would copy. Armadillo wants a zero behind the entries.
        arma::access::rw(matrix_.n_nonzero) = out;
        rows()[out] = 0;
        values()[out] = T(0);
        return std::move(matrix_);
    }

  private:
    arma::SpMat<T> matrix_;
};

}  // namespace la
