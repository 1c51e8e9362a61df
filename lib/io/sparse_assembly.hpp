// Compressed columns from the entries of a coordinate file.
#pragma once

#include <algorithm>
#include <armadillo>
#include <tuple>
#include <utility>
#include <vector>

#include "core/coordinates.hpp"
#include "core/pipeline.hpp"
#include "core/sparse_columns.hpp"

namespace la {

// Builds the compressed columns: counts, places the entries by column in the order of the file, then sorts and sums
// within each column. Threads share the work by ranges of columns, so that none of it depends on their number.
template <class T>
class ColumnAssembly {
  public:
    ColumnAssembly(Coordinates<T>&& entries, int threads)
        : entries_(std::move(entries)),
          total_(entries_.size()),
          parts_(total_ < 65536 ? 1 : static_cast<arma::uword>(std::max(threads, 1))),
          columns_(entries_.rows, entries_.columns, total_),
          values_(columns_.values()),
          rows_(columns_.rows()),
          ends_(columns_.ends()) {}

    arma::SpMat<T> build() {
        in_parts(parts_, [&](arma::uword part) {
            const ColumnRange range{entries_.columns * part / parts_, entries_.columns * (part + 1) / parts_};
            for_each_in(range, [&](arma::uword, arma::uword column, const T&) { ++ends_[column]; });
        });
        // From counts to beginnings; placing the entries moves each beginning to the column's end.
        arma::uword sum = 0;
        for (arma::uword c = 0; c < entries_.columns; ++c) sum += std::exchange(ends_[c], sum);
        std::vector<ColumnRange> ranges = column_ranges(ends_, entries_.columns, total_, parts_);
        for (ColumnRange& range : ranges) range.begin = range.first == entries_.columns ? total_ : ends_[range.first];
        in_parts(parts_, [&](arma::uword part) {
            for_each_in(ranges[part], [&](arma::uword row, arma::uword column, const T& value) {
                const arma::uword k = ends_[column]++;
                rows_[k] = row;
                values_[k] = value;
            });
        });
        entries_.blocks = {};
        in_parts(parts_, [&](arma::uword part) { tidy(ranges[part]); });
        return columns_.finish(ranges);
    }

  private:
    // The entries in the columns of a range.
    template <class Visit>
    void for_each_in(const ColumnRange& range, Visit visit) const {
        entries_.for_each([&, width = range.last - range.first](arma::uword row, arma::uword column, const T& value) {
            if (column - range.first < width) visit(row, column, value);
        });
    }

    // Sorts each column by rows, sums duplicates, drops zeros, and moves the columns of the range together.
    void tidy(ColumnRange& range) {
        arma::uword begin = range.begin, out = range.begin;
        for (arma::uword c = range.first; c < range.last; ++c) {
            const arma::uword end = ends_[c];
            sort_rows(begin, end);
            for (arma::uword k = begin; k < end;) {
                const arma::uword row = rows_[k];
                T sum = values_[k];
                for (++k; k < end && rows_[k] == row; ++k) sum += values_[k];
                if (sum == T(0)) continue;
                rows_[out] = row;
                values_[out] = sum;
                ++out;
            }
            begin = end;
            ends_[c] = out;
        }
        range.end = out;
    }

    // Stable, so that duplicates stay in the order of the file.
    void sort_rows(arma::uword begin, arma::uword end) {
        constexpr arma::uword short_column = 32;
        if (end - begin <= short_column) {
            for (arma::uword k = begin + 1; k < end; ++k) {
                const arma::uword row = rows_[k];
                if (rows_[k - 1] <= row) continue;
                const T value = values_[k];
                arma::uword j = k;
                for (; j > begin && rows_[j - 1] > row; --j) {
                    rows_[j] = rows_[j - 1];
                    values_[j] = values_[j - 1];
                }
                rows_[j] = row;
                values_[j] = value;
            }
        } else if (!std::is_sorted(rows_ + begin, rows_ + end)) {
            std::vector<std::pair<arma::uword, T>> column(end - begin);
            for (arma::uword k = begin; k < end; ++k) column[k - begin] = {rows_[k], values_[k]};
            std::stable_sort(column.begin(), column.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            for (arma::uword k = begin; k < end; ++k) std::tie(rows_[k], values_[k]) = column[k - begin];
        }
    }

    Coordinates<T> entries_;
    arma::uword total_, parts_;
    SparseColumns<T> columns_;
    T* values_;
    arma::uword* rows_;
    arma::uword* ends_;  // per column: one past its last entry
};

// The matrix of these entries: duplicates are summed in their order, sums that are zero are not stored.
template <class T>
arma::SpMat<T> assemble(Coordinates<T>&& entries, int threads) {
    return ColumnAssembly<T>(std::move(entries), threads).build();
}

}  // namespace la
