#include "ops/square_system.hpp"

#include <numeric>
#include <utility>

#include "core/epsilon.hpp"

namespace la {

bool SquareSystem::is_regular() const {
    return is_positive_definite() || reciprocal_condition() >= eps;
}

// form(R·A·C)·Y = form(R or C)·B where form(A)·X = B and X = form(C or R)·Y.
std::optional<Matrix> SquareSystem::solve(const Matrix& b, Transposition form) const {
    Matrix x(to_dense(b).values);
    const bool is_plain = form == Transposition::none;
    const Exponents k = scale_right_sides(x, is_plain ? scales_.rows : scales_.columns);
    x = solve_equilibrated(std::move(x), form);
    if (!scale_solutions(x, is_plain ? scales_.columns : scales_.rows, k)) return {};
    return x;
}

ScaledProduct SquareSystem::determinant() const {
    ScaledProduct product = determinant_of_equilibrated();
    product.exponent -= std::accumulate(scales_.rows.begin(), scales_.rows.end(), 0.0);
    product.exponent -= std::accumulate(scales_.columns.begin(), scales_.columns.end(), 0.0);
    return product;
}

}  // namespace la
