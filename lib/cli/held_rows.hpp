// The beginning of a table, or all of it where it is short.
#pragma once

#include "cli/inputs.hpp"
#include "core/matrix.hpp"

namespace la {

// What a tool that can stream reads whole all the same. Fixed, so that results do not depend on the buffer size.
inline constexpr double held_bytes = 64.0 * (1 << 20);

struct HeldRows {
    Matrix rows;  // with the table's names and the input's origin
    bool ended;   // false: the table goes on behind them
};

// Reads rows of the input's table until they take `limit` bytes.
HeldRows hold_rows(Input& input, double limit, int threads);

// The rows of an input in pieces of the size that is asked for, as streams that advance in step need them.
class RowFeed {
  public:
    explicit RowFeed(Input& input) : input_(input) {}

    // The next `count` rows; a data error if the input ends before.
    Matrix take(arma::uword count);

    // A data error unless the input has ended after `rows` rows, as `other` did.
    void require_end(arma::uword rows, const std::string& other);

  private:
    bool fetch();  // false at the end

    Input& input_;
    Matrix waiting_;
    arma::uword taken_ = 0;
};

}  // namespace la
