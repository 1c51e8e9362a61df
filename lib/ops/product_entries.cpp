#include "ops/product_entries.hpp"

#include <algorithm>

#include "core/pipeline.hpp"

namespace la {

bool can_multiply(const Coordinates<double>& a, const Matrix& x) {
    return std::holds_alternative<arma::mat>(x.values) && x.cols() == 1 && x.rows() == a.columns;
}

Matrix multiply(const Coordinates<double>& a, const Matrix& x, int threads) {
    const arma::mat& vector = std::get<arma::mat>(x.values);
    arma::mat product(a.rows, 1, arma::fill::zeros);
    // Every thread goes through all entries and takes those of its rows.
    constexpr arma::uword few_entries = 65536;
    const arma::uword parts = a.size() < few_entries ? 1 : static_cast<arma::uword>(std::max(threads, 1));
    in_parts(parts, [&](arma::uword part) {
        const arma::uword first = a.rows * part / parts, height = a.rows * (part + 1) / parts - first;
        a.for_each([&](arma::uword row, arma::uword column, double value) {
            if (row - first < height) product[row] += value * vector[column];
        });
    });
    Matrix result(std::move(product));
    result.column_names = x.column_names;
    return result;
}

}  // namespace la
