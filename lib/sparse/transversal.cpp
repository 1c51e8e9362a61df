#include "sparse/transversal.hpp"

#include <algorithm>
#include <limits>

namespace la {

namespace {

constexpr std::size_t most_entries_held = std::size_t(1) << 25;
constexpr int far = std::numeric_limits<int>::max();

}  // namespace

void Transversal::add(arma::uword row, arma::uword column, int exponent) {
    close_columns(column);
    if (row_.size() > most_entries_held) return;
    row_.push_back(std::int32_t(row));
    weight_.push_back(exponent);
}

void Transversal::close_columns(std::size_t count) {
    while (start_.size() <= count) start_.push_back(row_.size());
}

bool Transversal::run() {
    close_columns(v_.size());
    if (row_.size() > most_entries_held) return false;
    begin();
    for (std::size_t j = 0; j < v_.size(); ++j)
        if (row_of_[j] == none && !augment(std::int32_t(j))) return false;
    return true;
}

// The least v, then the least u that allow all entries, and pairs without slack as they come.
void Transversal::begin() {
    std::fill(u_.begin(), u_.end(), far);
    for (std::size_t j = 0; j < v_.size(); ++j) {
        int largest = no_exponent;
        for (std::size_t e = start_[j]; e < start_[j + 1]; ++e) largest = std::max(largest, weight_[e]);
        v_[j] = largest == no_exponent ? 0 : -largest;
        for (std::size_t e = start_[j]; e < start_[j + 1]; ++e)
            u_[row_[e]] = std::min(u_[row_[e]], -(v_[j] + weight_[e]));
    }
    for (int& u : u_) u = u == far ? 0 : u;
    for (std::size_t j = 0; j < v_.size(); ++j)
        for (std::size_t e = start_[j]; e < start_[j + 1] && row_of_[j] == none; ++e)
            if (column_of_[row_[e]] == none && slack(e, std::int32_t(j)) == 0) {
                row_of_[j] = row_[e];
                column_of_[row_[e]] = std::int32_t(j);
            }
    length_.assign(u_.size(), far);
    before_.assign(u_.size(), none);
}

// Finds the shortest path from a column without partner to a row without one, by Dijkstra's method, moves the duals so
// that it has no slack, and changes partners along it.
bool Transversal::augment(std::int32_t column) {
    std::int32_t last = none;
    extend(column, 0);
    while (last == none && !queue_.empty()) {
        const auto [length, row] = queue_.top();
        queue_.pop();
        if (length > length_[row]) continue;
        if (column_of_[row] == none) {
            last = row;
        } else {
            settled_.push_back(row);
            extend(column_of_[row], length);
        }
    }
    if (last != none) {
        const int total = length_[last];
        v_[column] += total;
        for (const std::int32_t row : settled_) {
            u_[row] -= total - length_[row];
            v_[column_of_[row]] += total - length_[row];
        }
        take_path(last);
    }
    for (const std::int32_t row : reached_) length_[row] = far;
    reached_.clear();
    settled_.clear();
    queue_ = {};
    return last != none;
}

void Transversal::extend(std::int32_t column, int length) {
    for (std::size_t e = start_[column]; e < start_[column + 1]; ++e) {
        const std::int32_t row = row_[e];
        const int through = length + slack(e, column);
        if (through >= length_[row]) continue;
        if (length_[row] == far) reached_.push_back(row);
        length_[row] = through;
        before_[row] = column;
        queue_.emplace(through, row);
    }
}

void Transversal::take_path(std::int32_t row) {
    while (row != none) {
        const std::int32_t column = before_[row];
        std::swap(row, row_of_[column]);  // what the column leaves is next
        column_of_[row_of_[column]] = column;
    }
}

}  // namespace la
