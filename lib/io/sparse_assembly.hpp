// Compressed columns from the entries of a coordinate file.
#pragma once

#include <algorithm>
#include <armadillo>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "core/coordinates.hpp"
#include "core/pipeline.hpp"

namespace la {

// Builds the compressed columns: counts, places the entries by column in the order of the file, then sorts and sums
// within each column. Threads share the work by ranges of columns, so that none of it depends on their number.
template <class T>
class ColumnAssembly {
  public:
    ColumnAssembly(Coordinates<T>&& entries, int threads)
        : entries_(std::move(entries)), total_(entries_.size()), columns_(entries_.columns) {
        const arma::uword count = total_ < 65536 ? 1 : static_cast<arma::uword>(std::max(threads, 1));
        for (arma::uword i = 0; i < count; ++i)
            ranges_.push_back({columns_ * i / count, columns_ * (i + 1) / count, 0, 0});
    }

    arma::SpMat<T> build() {
        matrix_.reserve(entries_.rows, columns_, total_);
        values_ = arma::access::rwp(matrix_.values);
        rows_ = arma::access::rwp(matrix_.row_indices);
        ends_ = arma::access::rwp(matrix_.col_ptrs) + 1;
        for_each_range([&](Range& range) {
            for_each_in(range, [&](arma::uword, arma::uword column, const T&) { ++ends_[column]; });
        });
        // From counts to beginnings; placing the entries moves each beginning to the column's end.
        arma::uword sum = 0;
        for (arma::uword c = 0; c < columns_; ++c) sum += std::exchange(ends_[c], sum);
        for (Range& range : ranges_) range.begin = range.first == columns_ ? total_ : ends_[range.first];
        for_each_range([&](Range& range) {
            for_each_in(range, [&](arma::uword row, arma::uword column, const T& value) {
                const arma::uword k = ends_[column]++;
                rows_[k] = row;
                values_[k] = value;
            });
        });
        entries_.blocks = {};
        for_each_range([&](Range& range) { tidy(range); });
        close_gaps();
        return std::move(matrix_);
    }

  private:
    struct Range {
        arma::uword first, last;  // columns
        arma::uword begin, end;   // entries; the end is known when the range is tidy
    };

    // The entries in the columns of a range.
    template <class Visit>
    void for_each_in(const Range& range, Visit visit) const {
        entries_.for_each([&, width = range.last - range.first](arma::uword row, arma::uword column, const T& value) {
            if (column - range.first < width) visit(row, column, value);
        });
    }

    template <class Work>
    void for_each_range(Work work) {
        auto next = ranges_.begin();
        ordered_pipeline(
            static_cast<int>(ranges_.size()),
            [&] { return next == ranges_.end() ? std::nullopt : std::optional<Range*>(&*next++); },
            [&](Range* range) {
                work(*range);
                return true;
            },
            [](bool) { return true; });
    }

    // Sorts each column by rows, sums duplicates, drops zeros, and moves the columns of the range together.
    void tidy(Range& range) {
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

    void close_gaps() {
        arma::uword out = 0;
        for (const Range& range : ranges_) {
            const arma::uword gap = range.begin - out;
            if (gap != 0) {
                std::move(rows_ + range.begin, rows_ + range.end, rows_ + out);
                std::move(values_ + range.begin, values_ + range.end, values_ + out);
                for (arma::uword c = range.first; c < range.last; ++c) ends_[c] -= gap;
            }
            out += range.end - range.begin;
        }
        matrix_.mem_resize(out);
    }

    Coordinates<T> entries_;
    arma::uword total_, columns_;
    std::vector<Range> ranges_;
    arma::SpMat<T> matrix_;
    T* values_ = nullptr;
    arma::uword* rows_ = nullptr;
    arma::uword* ends_ = nullptr;  // per column: one past its last entry
};

// The matrix of these entries: duplicates are summed in their order, sums that are zero are not stored.
template <class T>
arma::SpMat<T> assemble(Coordinates<T>&& entries, int threads) {
    return ColumnAssembly<T>(std::move(entries), threads).build();
}

}  // namespace la
