#include "ops/eigen_select.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/field.hpp"

namespace la {

namespace {

// The position of the first free value that equals the conjugate of value i; i itself where there is none.
arma::uword partner_of(arma::uword i, const arma::cx_vec& values, const std::vector<bool>& taken) {
    for (arma::uword j = 0; j < values.n_elem; ++j)
        if (!taken[j] && values(j) == std::conj(values(i))) return j;
    return i;
}

arma::uvec selected(const Eigensystem& e, arma::uword k, Which which,
                    const std::optional<std::complex<double>>& sigma) {
    arma::uvec preference(e.values.n_elem);
    for (arma::uword i = 0; i < preference.n_elem; ++i) preference(i) = i;
    std::stable_sort(preference.begin(), preference.end(), [&](arma::uword i, arma::uword j) {
        return selection_rank(e.values(i), which, sigma) < selection_rank(e.values(j), which, sigma);
    });
    std::vector<bool> taken(e.values.n_elem);
    arma::uword count = 0;
    for (const arma::uword i : preference) {
        if (count >= k) break;
        if (taken[i]) continue;
        taken[i] = true;
        ++count;
        if (!e.has_conjugate_pairs || e.values(i).imag() == 0) continue;
        taken[partner_of(i, e.values, taken)] = true;
        ++count;
    }
    arma::uvec kept(count);
    for (arma::uword i = 0, next = 0; i < e.values.n_elem; ++i)
        if (taken[i]) kept(next++) = i;
    return kept;
}

Matrix columns(const Matrix& a, const arma::uvec& kept) {
    return in_field(a.is_complex(), [&](auto zero) {
        using M = arma::Mat<decltype(zero)>;
        Matrix chosen = to_real_if_possible(Matrix(M(std::get<M>(a.values).cols(kept))));
        chosen.row_names = a.row_names;
        return chosen;
    });
}

Matrix rows(const Matrix& a, const arma::uvec& kept) {
    return in_field(a.is_complex(), [&](auto zero) {
        using M = arma::Mat<decltype(zero)>;
        Matrix chosen = to_real_if_possible(Matrix(M(std::get<M>(a.values).rows(kept))));
        chosen.column_names = a.column_names;
        return chosen;
    });
}

}  // namespace

Eigensystem select_eigen(Eigensystem e, arma::uword k, Which which, std::optional<std::complex<double>> sigma) {
    if (k >= e.values.n_elem) return e;
    const arma::uvec kept = selected(e, k, which, sigma);
    e.values = arma::cx_vec(e.values(kept));
    if (e.vectors.cells() != 0) e.vectors = columns(e.vectors, kept);
    if (e.left.cells() != 0) e.left = columns(e.left, kept);
    if (e.inverse.cells() != 0) e.inverse = rows(e.inverse, kept);
    return e;
}

}  // namespace la
