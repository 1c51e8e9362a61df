// The beginning of a table, or all of it where it is short.
#pragma once

#include "cli/inputs.hpp"
#include "core/matrix.hpp"

namespace la {

// What a tool that can stream reads whole all the same: a square matrix of order 2000. Fixed, so that results do not
// depend on the buffer size.
inline constexpr double held_bytes = 32.0 * (1 << 20);

struct HeldRows {
    Matrix rows;  // with the table's names and the input's origin
    bool ended;   // false: the table goes on behind them
};

// Reads rows of the input's table until they take `limit` bytes.
HeldRows hold_rows(Input& input, double limit, int threads);

// Adds to `total`, an accumulator of row blocks, what of the table has not been read yet.
template <class Accumulator>
void add_remaining_rows(Accumulator& total, Input& input, int threads) {
    input.table()->for_each_block(
        threads,
        [](Matrix&& block) {
            Accumulator partial;
            partial.add(block);
            return partial;
        },
        [&](Accumulator&& partial) {
            total.merge(partial);
            return true;
        });
    input.require_end();
}

// A block as it is; an error names the cell that is not finite.
Matrix finite_rows(Matrix&& block);

// The rows of an input in pieces of the size that is asked for, as streams that advance in step need them.
class RowFeed {
  public:
    explicit RowFeed(Input& input) : input_(input) {}

    // The next `count` rows; a data error if the input ends before `other` does.
    Matrix take(arma::uword count, const std::string& other);

    // A data error unless the input has ended after `rows` rows, as `other` did.
    void require_end(arma::uword rows, const std::string& other);

  private:
    bool fetch();  // false at the end

    Input& input_;
    Matrix waiting_;
    arma::uword taken_ = 0;
};

// Calls use(rows of left, as many rows of right) for blocks of two tables in step, the held rows of left first. A data
// error where one is longer; a numerical error where a value is not finite.
template <class Use>
void for_each_block_in_step(HeldRows held, Input& left, Input& right, int threads, Use use) {
    RowFeed feed(right);
    arma::uword rows = 0;
    const auto use_with_partner = [&](const Matrix& block) {
        rows += block.rows();
        use(block, feed.take(block.rows(), left.origin()));
    };
    use_with_partner(held.rows);
    held.rows = Matrix();
    left.table()->for_each_block(threads, finite_rows, [&](Matrix&& block) {
        use_with_partner(block);
        return true;
    });
    left.require_end();
    feed.require_end(rows, left.origin());
}

}  // namespace la
