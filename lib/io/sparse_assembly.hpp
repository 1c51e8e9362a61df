// A sparse matrix from the entries of a coordinate file.
#pragma once

#include <algorithm>
#include <armadillo>
#include <span>
#include <utility>
#include <vector>

#include "core/pipeline.hpp"
#include "io/matrix_market_entries.hpp"

namespace la::market {

// Triplets in the order of the file, in blocks: memory grows with what arrives, and nothing is moved.
template <class T>
class Triplets {
  public:
    explicit Triplets(const Header& header) : header_(header) {}

    void append(std::span<const Triplet<T>> entries) {
        while (!entries.empty()) {
            if (blocks_.empty() || blocks_.back().size() == block_size) {
                blocks_.emplace_back();
                blocks_.back().reserve(std::min<std::uint64_t>(block_size, header_.entries));
            }
            const std::size_t count = std::min(entries.size(), block_size - blocks_.back().size());
            blocks_.back().insert(blocks_.back().end(), entries.begin(), entries.begin() + count);
            entries = entries.subspan(count);
        }
    }

    // Calls visit(row, column, value) for every entry in the columns first <= c < last, those across the diagonal too,
    // in the order of the file.
    template <class Visit>
    void visit_columns(arma::uword first, arma::uword last, Visit visit) const {
        const arma::uword width = last - first;
        const bool general = header_.symmetry == Symmetry::general;
        for (const auto& block : blocks_) {
            for (const Triplet<T>& entry : block) {
                if (entry.column - first < width) visit(entry.row, entry.column, entry.value);
                if (!general && entry.row != entry.column && entry.row - first < width)
                    visit(entry.column, entry.row, mirrored(entry.value, header_.symmetry));
            }
        }
    }

    arma::uword size_with_mirrored() const {
        arma::uword size = 0;
        for (const auto& block : blocks_) size += block.size();
        if (header_.symmetry == Symmetry::general) return size;
        for (const auto& block : blocks_)
            for (const Triplet<T>& entry : block) size += entry.row != entry.column ? 1 : 0;
        return size;
    }

    void clear() { blocks_ = {}; }

  private:
    static constexpr std::size_t block_size = std::size_t(1) << 18;
    const Header& header_;
    std::vector<std::vector<Triplet<T>>> blocks_;
};

// Builds the compressed columns: counts, places the entries by column in the order of the file, then sorts and sums
// within each column. Threads share the work by ranges of columns, so that none of it depends on their number.
template <class T>
class ColumnAssembly {
  public:
    ColumnAssembly(const Header& header, int threads) : columns_(header.columns) {
        const arma::uword count = header.entries < 65536 ? 1 : static_cast<arma::uword>(std::max(threads, 1));
        for (arma::uword i = 0; i < count; ++i)
            ranges_.push_back({columns_ * i / count, columns_ * (i + 1) / count, 0, 0});
        rows_in_matrix_ = header.rows;
    }

    arma::SpMat<T> build(Triplets<T>& triplets) {
        const arma::uword total = triplets.size_with_mirrored();
        matrix_.reserve(rows_in_matrix_, columns_, total);
        values_ = arma::access::rwp(matrix_.values);
        rows_ = arma::access::rwp(matrix_.row_indices);
        ends_ = arma::access::rwp(matrix_.col_ptrs) + 1;
        for_each_range([&](Range& range) {
            triplets.visit_columns(range.first, range.last, [&](auto, auto column, const T&) { ++ends_[column]; });
        });
        // From counts to beginnings; placing the entries moves each beginning to the column's end.
        arma::uword sum = 0;
        for (arma::uword c = 0; c < columns_; ++c) sum += std::exchange(ends_[c], sum);
        for (Range& range : ranges_) range.begin = range.first == columns_ ? total : ends_[range.first];
        for_each_range([&](Range& range) {
            triplets.visit_columns(range.first, range.last, [&](auto row, auto column, const T& value) {
                const arma::uword k = ends_[column]++;
                rows_[k] = row;
                values_[k] = value;
            });
        });
        triplets.clear();
        for_each_range([&](Range& range) { tidy(range); });
        close_gaps();
        return std::move(matrix_);
    }

  private:
    struct Range {
        arma::uword first, last;  // columns
        arma::uword begin, end;   // entries; the end is known when the range is tidy
    };

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

    arma::uword rows_in_matrix_, columns_;
    std::vector<Range> ranges_;
    arma::SpMat<T> matrix_;
    T* values_ = nullptr;
    arma::uword* rows_ = nullptr;
    arma::uword* ends_ = nullptr;  // per column: one past its last entry
};

}  // namespace la::market
