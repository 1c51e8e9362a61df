#include "ops/norms.hpp"

#include <cmath>

#include "core/summation.hpp"
#include "core/worse.hpp"
#include "ops/singular.hpp"

namespace la {

namespace {

template <class Sums>
double largest_of(const Sums& sums) {
    double worst = 0;
    for (double sum : sums) worst = worse(worst, sum);
    return worst;
}

constexpr auto modulus = [](const auto& x) { return std::abs(x); };

double largest_column_sum(const Matrix& a) {
    return std::visit([](const auto& v) { return largest_of(column_totals(v, modulus)); }, a.values);
}

double largest_row_sum(const Matrix& a) {
    return std::visit([](const auto& v) { return largest_of(row_totals(v, modulus)); }, a.values);
}

}  // namespace

double norm1(const Matrix& a) {
    return a.rows() == 1 ? largest_row_sum(a) : largest_column_sum(a);
}

double norminf(const Matrix& a) {
    return a.rows() == 1 ? largest_column_sum(a) : largest_row_sum(a);
}

double normfro(const Matrix& a) {
    return std::visit(
        [](const auto& v) -> double {
            if constexpr (arma::is_arma_sparse_type<std::decay_t<decltype(v)>>::value) {
                v.sync();
                return norm_of(v.values, v.n_nonzero);
            } else {
                return norm_of(v.memptr(), v.n_elem);
            }
        },
        a.values);
}

double norm2(const Matrix& a, int threads, std::string* driver) {
    if (a.is_vector() || a.cells() == 0) return normfro(a);
    SingularQuestion largest;
    largest.count = 1;
    largest.threads = threads;
    const FewSingular found = singular(a, largest);
    if (driver != nullptr) *driver = found.driver;
    return found.parts.values(0);
}

double normnuc(const Matrix& a) {
    if (a.is_vector()) return normfro(a);
    const arma::vec values = singular_values(a);
    return pairwise_sum(values.memptr(), values.n_elem, [](double x) { return x; });
}

}  // namespace la
