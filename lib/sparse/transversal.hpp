// The transversal of largest product of a sparse square matrix, by the logarithms of its entries.
#pragma once

#include <armadillo>
#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "core/power_of_two.hpp"

namespace la {

// Takes the exponents w of the nonzeros by columns, and finds u and v with u(i) + v(j) + w(i, j) <= 0 for all of them
// and = 0 on one in each row and column: the dual of an assignment problem, by shortest augmenting paths (Duff and
// Koster 2001), which integers make exact.
class Transversal {
  public:
    explicit Transversal(arma::uword n) : start_(1, 0), u_(n), v_(n), row_of_(n, none), column_of_(n, none) {}

    // Columns must not fall.
    void add(arma::uword row, arma::uword column, int exponent);

    // False where there is no transversal, or where there are so many entries that the search might take minutes.
    bool run();

    const Exponents& rows() const { return u_; }
    const Exponents& columns() const { return v_; }

  private:
    static constexpr std::int32_t none = -1;
    using Step = std::pair<int, std::int32_t>;  // the length of the path to a row, and that row

    int slack(std::size_t entry, std::int32_t column) const { return -(u_[row_[entry]] + v_[column] + weight_[entry]); }

    void close_columns(std::size_t count);
    void begin();
    bool augment(std::int32_t column);
    void extend(std::int32_t column, int length);
    void take_path(std::int32_t row);

    std::vector<std::size_t> start_;  // of columns, in the two below
    std::vector<std::int32_t> row_;
    std::vector<int> weight_;
    Exponents u_, v_;
    std::vector<std::int32_t> row_of_, column_of_;  // partners in the transversal

    // Of the search for one path.
    std::priority_queue<Step, std::vector<Step>, std::greater<>> queue_;
    std::vector<int> length_;           // of the shortest path to a row so far
    std::vector<std::int32_t> before_;  // the column from which it comes
    std::vector<std::int32_t> reached_, settled_;
};

}  // namespace la
