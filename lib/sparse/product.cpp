#include "sparse/product.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/allocate.hpp"
#include "core/pipeline.hpp"
#include "core/sparse_columns.hpp"

namespace la {

namespace {

using arma::uword;

constexpr uword worth_a_thread = 200'000;  // multiplications, about a millisecond

// The rows of a sparse matrix that hold anything, numbered in their order. Where nearly all do, every row has its own
// number: the work per row then costs less than the renumbering.
class OccupiedRows {
  public:
    template <class T>
    explicit OccupiedRows(const arma::SpMat<T>& a) : numbers_(a.row_indices), count_(a.n_rows) {
        if (a.n_rows / 16 <= a.n_nonzero) return;
        rows_.assign(a.row_indices, a.row_indices + a.n_nonzero);
        std::sort(rows_.begin(), rows_.end());
        rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
        renumbered_.resize(a.n_nonzero);
        for (uword p = 0; p < a.n_nonzero; ++p)
            renumbered_[p] = uword(std::lower_bound(rows_.begin(), rows_.end(), a.row_indices[p]) - rows_.begin());
        numbers_ = renumbered_.data();
        count_ = rows_.size();
    }

    OccupiedRows(const OccupiedRows&) = delete;
    OccupiedRows& operator=(const OccupiedRows&) = delete;

    uword count() const { return count_; }
    uword number(uword entry) const { return numbers_[entry]; }
    uword row(uword number) const { return renumbered_.empty() ? number : rows_[number]; }

  private:
    const uword* numbers_;
    uword count_;
    std::vector<uword> rows_;
    std::vector<uword> renumbered_;
};

// A set of numbers below a size that gives them back in order: a bit for each, in words of 64, and above them words
// that tell which words below hold any. Sorting a column's rows would cost as much as computing it.
class OrderedSet {
  public:
    explicit OrderedSet(uword size) {
        do {
            size = (size + 63) / 64;
            levels_.emplace_back(size);
        } while (size > 1);
        ground_ = levels_[0].data();
    }

    OrderedSet(const OrderedSet&) = delete;
    OrderedSet& operator=(const OrderedSet&) = delete;

    void insert(uword i) {
        if (!set_bit(ground_, i)) return;
        for (std::size_t level = 1; level < levels_.size(); ++level)
            if (!set_bit(levels_[level].data(), i /= 64)) return;
    }

    // Calls visit(i) in ascending order, and leaves the set empty.
    template <class F>
    void drain(F&& visit) {
        if (!levels_.back().empty()) drain_word(levels_.size() - 1, 0, visit);
    }

  private:
    // True if the bit's word was empty before.
    static bool set_bit(std::uint64_t* words, uword i) {
        const std::uint64_t word = words[i / 64];
        words[i / 64] = word | std::uint64_t(1) << i % 64;
        return word == 0;
    }

    template <class F>
    void drain_word(std::size_t level, uword index, F& visit) {
        for (std::uint64_t word = std::exchange(levels_[level][index], 0); word != 0; word &= word - 1) {
            const uword below = index * 64 + uword(std::countr_zero(word));
            level == 0 ? visit(below) : drain_word(level - 1, below, visit);
        }
    }

    std::vector<std::vector<std::uint64_t>> levels_;
    std::uint64_t* ground_;
};

// Entries in the order in which they are added, in pieces that are freed one by one as they are copied.
template <class T>
class Entries {
  public:
    void add(uword row, const T& value) {
        if (blocks_.empty() || blocks_.back().size == block_size) blocks_.emplace_back();
        Block& block = blocks_.back();
        block.rows[block.size] = row;
        block.values[block.size++] = value;
    }

    uword size() const { return blocks_.empty() ? 0 : (blocks_.size() - 1) * block_size + blocks_.back().size; }

    void move_to(uword* rows, T* values) {
        for (Block& block : blocks_) {
            rows = std::copy_n(block.rows.get(), block.size, rows);
            values = std::copy_n(block.values.get(), block.size, values);
            block = Block(nullptr);
        }
    }

  private:
    static constexpr uword block_size = 32768;

    struct Block {
        Block()
            : rows(std::make_unique_for_overwrite<uword[]>(block_size)),
              values(std::make_unique_for_overwrite<T[]>(block_size)) {}
        explicit Block(std::nullptr_t) {}

        uword size = 0;
        std::unique_ptr<uword[]> rows;
        std::unique_ptr<T[]> values;
    };
    std::vector<Block> blocks_;
};

// Column j of the product is a combination of columns of a, collected in a dense column of which only the rows that are
// touched are read. How many entries there are is known only in the end: a first pass that counts them would meet the
// same places of memory in the same disorder, and cost more than moving the entries.
template <class T>
class SparseProduct {
  public:
    SparseProduct(const arma::SpMat<T>& a, const arma::SpMat<T>& b, int threads) : a_(a), b_(b), rows_(a) {
        std::vector<uword> multiplications(b.n_cols + 1);
        double least = 0;  // entries of the product where nothing cancels
        for (uword j = 0; j < b.n_cols; ++j) {
            uword longest = 0;
            multiplications[j + 1] = multiplications[j];
            for (uword q = b.col_ptrs[j]; q < b.col_ptrs[j + 1]; ++q) {
                const uword length = a.col_ptrs[b.row_indices[q] + 1] - a.col_ptrs[b.row_indices[q]];
                multiplications[j + 1] += length;
                longest = std::max(longest, length);
            }
            least += double(longest);
        }
        if (least > double(most_entries_)) throw memory_error(a.n_rows, b.n_cols);
        const uword parts = multiplications.back() < worth_a_thread ? 1 : uword(std::max(threads, 1));
        ranges_ = column_ranges(multiplications.data(), b.n_cols, multiplications.back(), parts);
    }

    arma::SpMat<T> result() {
        std::vector<Entries<T>> entries(ranges_.size());
        std::vector<uword> ends(b_.n_cols);  // of the columns, among the entries of their range
        in_parts(ranges_.size(), [&](std::size_t i) { compute(ranges_[i], entries[i], ends.data()); });
        uword total = 0;
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            ranges_[i].begin = total;
            ranges_[i].end = total += entries[i].size();
        }
        SparseColumns<T> c(a_.n_rows, b_.n_cols, total);
        in_parts(ranges_.size(), [&](std::size_t i) {
            entries[i].move_to(c.rows() + ranges_[i].begin, c.values() + ranges_[i].begin);
            for (uword j = ranges_[i].first; j < ranges_[i].last; ++j) c.ends()[j] = ranges_[i].begin + ends[j];
        });
        return c.finish(ranges_);
    }

  private:
    // Calls f(row number, entry of a, factor from b) for every term of column j.
    template <class F>
    void visit_column(uword j, F&& f) const {
        constexpr uword ahead = 8;  // the columns of a come in disorder: they are on their way before they are needed
        for (uword q = b_.col_ptrs[j]; q < b_.col_ptrs[j + 1]; ++q) {
            if (q + ahead < b_.n_nonzero) {
                const uword next = a_.col_ptrs[b_.row_indices[q + ahead]];
                __builtin_prefetch(a_.row_indices + next);
                __builtin_prefetch(a_.values + next);
            }
            const uword k = b_.row_indices[q];
            const T factor = b_.values[q];
            for (uword p = a_.col_ptrs[k], end = a_.col_ptrs[k + 1]; p < end; ++p) f(rows_.number(p), p, factor);
        }
    }

    void compute(const ColumnRange& range, Entries<T>& entries, uword* ends) {
        OrderedSet touched(rows_.count());
        std::vector<T> sums(rows_.count());  // zeros between columns
        for (uword j = range.first; j < range.last; ++j) {
            visit_column(j, [&](uword row, uword p, const T& factor) {
                touched.insert(row);
                sums[row] += a_.values[p] * factor;
            });
            touched.drain([&](uword row) {
                const T sum = std::exchange(sums[row], T(0));
                if (sum != T(0)) entries.add(rows_.row(row), sum);  // a sparse matrix holds no zeros
            });
            ends[j] = entries.size();
            if (ends[j] > most_entries_ / ranges_.size()) throw memory_error(a_.n_rows, b_.n_cols);
        }
    }

    const uword most_entries_ = uword(physical_memory()) / (sizeof(T) + sizeof(uword));
    const arma::SpMat<T>& a_;
    const arma::SpMat<T>& b_;
    OccupiedRows rows_;
    std::vector<ColumnRange> ranges_;
};

}  // namespace

template <class T>
arma::SpMat<T> sparse_product(const arma::SpMat<T>& a, const arma::SpMat<T>& b, int threads) {
    a.sync();
    b.sync();
    return SparseProduct<T>(a, b, threads).result();
}

template arma::SpMat<double> sparse_product(const arma::SpMat<double>&, const arma::SpMat<double>&, int);
template arma::SpMat<arma::cx_double> sparse_product(const arma::SpMat<arma::cx_double>&,
                                                     const arma::SpMat<arma::cx_double>&, int);

}  // namespace la
