#include "ops/balance.hpp"

#include <cmath>
#include <complex>
#include <numeric>
#include <utility>

#include "core/power_of_two.hpp"
#include "lapack/declarations.hpp"

namespace la {

template <class T>
Balanced<T>::Balanced(arma::Mat<T> a) : matrix_(std::move(a)), position_(matrix_.n_rows), exponent_(matrix_.n_rows) {
    std::iota(position_.begin(), position_.end(), arma::uword(0));
    if (matrix_.is_empty()) return;
    const int n = int(matrix_.n_rows);
    int low = 0, high = 0, info = 0;
    arma::vec record(matrix_.n_rows);  // from low to high the factors of D, elsewhere the rows that were exchanged
    lapack::balance('B', n, matrix_.memptr(), low, high, record.memptr(), info);
    // xGEBAL fills the bottom first, then the top.
    const auto exchange = [&](int i) { std::swap(position_[i], position_[arma::uword(record[i]) - 1]); };
    for (int i = n - 1; i >= high; --i) exchange(i);
    for (int i = 0; i < low - 1; ++i) exchange(i);
    for (int i = low - 1; i < high; ++i) exponent_[i] = std::ilogb(record[i]);
}

template <class T>
arma::Mat<T> Balanced<T>::undone(const arma::Mat<T>& x) const {
    arma::Mat<T> result(x.n_rows, x.n_cols, arma::fill::none);
    for (arma::uword j = 0; j < x.n_cols; ++j)
        for (arma::uword i = 0; i < x.n_rows; ++i)
            result.at(position_[i], position_[j]) = times_power_of_two(x.at(i, j), exponent_[i] - exponent_[j]);
    return result;
}

template class Balanced<double>;
template class Balanced<arma::cx_double>;

}  // namespace la
