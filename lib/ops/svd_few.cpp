#include "ops/svd_few.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/field.hpp"
#include "krylov/singular.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/scaling.hpp"
#include "ops/work.hpp"

namespace la {

namespace {

bool fits_dense(arma::uword rows, arma::uword cols) {
    return cols == 0 || rows <= max_dense_cells / cols;
}

bool serves_dense(const Matrix& a, arma::uword k, bool product) {
    if (!a.is_sparse() || a.cells() == 0) return true;
    const arma::uword least = std::min(a.rows(), a.cols());
    if (!fits_dense(a.rows(), a.cols())) return product;
    return double(a.cells()) * double(least) <= little_work || k > least / 4;
}

// The basis of the search takes about twice as many vectors of the shorter side as are wanted.
void require_fitting(const Matrix& a, arma::uword k, bool vectors) {
    const arma::uword least = std::min(a.rows(), a.cols()), most = std::max(a.rows(), a.cols());
    const auto refuse = [&](const std::string& what, arma::uword rows, arma::uword cols) {
        throw data_error(described(a) + " and sparse: its " + what + ", " + shape_text(rows, cols) +
                         ", would exceed the limit of " + std::to_string(max_dense_cells) + " cells");
    };
    if (vectors && !fits_dense(most, k)) refuse("singular vectors", most, k);
    const arma::uword basis = std::min(least, 2 * k);
    if (!fits_dense(least, basis)) refuse("search space", least, basis);
}

template <class T>
FewSingular found(const arma::SpMat<T>& a, arma::uword k, double scale, const FewSingularValues& few) {
    KrylovSingular<T> search(a, few.threads, few.most_steps);
    SingularVectors<T> f = search.find(k);
    FewSingular result;
    result.driver = "block Lanczos " + search.method();
    result.parts.values = f.values / scale;
    if (!result.parts.values.is_finite())
        throw numerical_error("the largest singular value lies beyond the range of doubles");
    if (!few.vectors) return result;
    make_pairs_canonical(f.left, f.right, k);
    result.parts.left = Matrix(std::move(f.left));
    result.parts.right = Matrix(std::move(f.right));
    return result;
}

}  // namespace

std::optional<FewSingular> few_singular_values(const Matrix& a, const FewSingularValues& few) {
    const arma::uword k = std::min({few.count, a.rows(), a.cols()});
    if (k == 0 || serves_dense(a, k, few.product)) return {};
    require_finite(a);
    require_fitting(a, k, few.vectors);
    const SafelyScaled b(a);
    const Matrix real = b.matrix().is_complex() ? to_real_if_possible(b.matrix()) : Matrix();
    const Matrix& used = real.rows() != 0 ? real : b.matrix();
    FewSingular result = in_field(used.is_complex(), [&](auto zero) {
        return found(std::get<arma::SpMat<decltype(zero)>>(used.values), k, b.scale, few);
    });
    result.parts.left.row_names = a.row_names;
    result.parts.right.row_names = a.column_names;
    return result;
}

}  // namespace la
