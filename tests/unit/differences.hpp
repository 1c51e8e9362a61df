// Derivatives against differences of the values.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "calculus/derivative.hpp"

namespace la::test {

using arma::mat;
using arma::uword;

inline NameShapes shapes_of(const Bindings& bindings) {
    NameShapes shapes;
    for (const auto& [name, m] : bindings) shapes[name].shape = Shape::of(m.rows(), m.cols());
    return shapes;
}

// As the tool has it where nothing is bound.
inline NameShapes symbols_of(const Bindings& bindings) {
    NameShapes shapes;
    uword symbol = 0;
    for (const auto& [name, m] : bindings) {
        const auto size = [&](uword n) { return n == 1 ? Dimension::of(1) : Dimension::symbol(symbol++); };
        shapes[name].shape.rows = size(m.rows());
        shapes[name].shape.cols = size(m.cols());
    }
    return shapes;
}

inline std::vector<mat> dense(std::vector<Matrix> matrices) {
    std::vector<mat> result;
    for (Matrix& m : matrices) result.push_back(dense_real(std::move(m)));
    return result;
}

constexpr double difference_step = 1.0 / 512;

// What the rounding of the values leaves of the differences of a function that is constant.
inline double noise_of_differences(const mat& value) {
    return 100 * arma::datum::eps * arma::abs(value).max() / difference_step;
}

// d/dx of a function of matrices at entry l of a name: central differences of order 8, Fornberg, Math. Comp. 51 (1988).
template <class F>
mat difference(F f, Bindings bindings, const std::string& name, uword l) {
    constexpr double weights[] = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
    const mat at = dense_real(bindings.at(name));
    const double h = difference_step;
    mat total;
    for (int k = 1; k <= 4; ++k) {
        mat up = at, down = at;
        up[l] += k * h;
        down[l] -= k * h;
        bindings[name] = Matrix(up);
        const mat high = f(bindings);
        bindings[name] = Matrix(down);
        const mat part = weights[k - 1] / h * (high - f(bindings));
        total = total.is_empty() ? part : mat(total + part);
    }
    return total;
}

// The derivative from differences of f, in the layout of order 1.
template <class F>
mat first_order(F f, const Bindings& bindings, const std::string& name) {
    const mat value = f(bindings), x = dense_real(bindings.at(name));
    mat result;
    if (value.n_elem == 1)
        result.zeros(arma::size(x));
    else if (x.n_elem == 1)
        result.zeros(arma::size(value));
    else
        result.zeros(value.n_elem, x.n_elem);
    for (uword l = 0; l < x.n_elem; ++l) {
        const mat d = difference(f, bindings, name, l);
        if (value.n_elem == 1)
            result[l] = d[0];
        else if (x.n_elem == 1)
            result = d;
        else
            result.col(l) = arma::vectorise(d);
    }
    return result;
}

inline void require_close(const mat& found, const mat& expected, double tolerance, double noise = 0) {
    REQUIRE(arma::size(found) == arma::size(expected));
    const double scale = std::max({1e-3, arma::abs(expected).max(), arma::abs(found).max()});
    CHECK(arma::abs(found - expected).max() <= tolerance * scale + noise);
}

}  // namespace la::test
