#include "ops/eigen_few.hpp"

#include <cmath>

#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "krylov/hermitian_eigen.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/eigen_certify.hpp"
#include "ops/eigen_few_general.hpp"
#include "ops/eigen_order.hpp"
#include "ops/symmetry.hpp"
#include "ops/work.hpp"

namespace la {

namespace {

constexpr arma::uword largest_order_to_try = 2000;  // by a dense driver, in some seconds

bool is_few(arma::uword k, arma::uword n) {
    const bool fits_dense = n <= max_dense_cells / n;
    return k <= n / (fits_dense ? 4 : 2);
}

void require_dense_vectors(const Matrix& a, arma::uword k) {
    if (a.rows() <= max_dense_cells / k) return;
    throw data_error(described(a) + ": its eigenvectors, " + shape_text(a.rows(), k) + ", would exceed the limit of " +
                     std::to_string(max_dense_cells) + " cells");
}

// The power of two that brings the largest modulus to about 1 where squares or products could leave the range.
template <class T>
double moderating_scale(const arma::SpMat<T>& a) {
    double largest = 0;
    for (arma::uword p = 0; p < a.n_nonzero; ++p)
        largest = std::max({largest, std::abs(std::real(a.values[p])), std::abs(std::imag(a.values[p]))});
    int exponent = 0;
    std::frexp(largest, &exponent);
    return std::abs(exponent) > 200 ? std::ldexp(1.0, -exponent) : 1;
}

template <class T>
std::optional<Eigensystem> few_symmetric(arma::SpMat<T> a, const FewEigenvalues& few, const EigenWanted& wanted) {
    const double scale = moderating_scale(a);
    if (scale != 1) a *= T(scale);
    std::optional<std::complex<double>> sigma = few.sigma;
    if (sigma) *sigma *= scale;

    HermitianEigen<T> spectrum(a, few.threads, few.certify);
    EigenPairs<T> pairs = spectrum.find(EigenRegion(few.which, sigma), few.count);
    pairs.values /= scale;
    const arma::cx_vec values(pairs.values, arma::vec(pairs.values.n_elem));
    const arma::uvec order = eigenvalue_order(values, a.n_rows);

    Eigensystem e;
    e.values = values(order);
    e.has_conjugate_pairs = !is_complex_scalar<T>;
    e.is_symmetric = true;
    e.largest_modulus = std::max(spectrum.norm() / scale, arma::abs(e.values).max());
    e.driver = "block Lanczos " + spectrum.method();
    if (!e.values.is_finite()) throw numerical_error("an eigenvalue lies beyond the range of doubles");
    if (!wanted.vectors && !wanted.left && !wanted.inverse) return e;
    arma::Mat<T> vectors = pairs.vectors.cols(order);
    make_columns_canonical(vectors);
    const Matrix v = to_real_if_possible(Matrix(std::move(vectors)));
    if (wanted.vectors) e.vectors = v;
    if (wanted.left) e.left = v;
    if (wanted.inverse)
        e.inverse = in_field(v.is_complex(), [&](auto zero) {
            return Matrix(arma::Mat<decltype(zero)>(std::get<arma::Mat<decltype(zero)>>(v.values).t()));
        });
    return e;
}

// Nothing where a dense driver should try.
template <class T>
std::optional<Eigensystem> few_general(arma::SpMat<T> a, FewEigenvalues few, const EigenWanted& wanted,
                                       const std::string& name) {
    const double scale = moderating_scale(a);
    if (scale != 1) a *= T(scale);
    if (few.sigma) *few.sigma *= scale;
    std::string complaint;
    std::optional<Eigensystem> e = few_general_eigenvalues(a, few, wanted, complaint, name);
    if (!e && a.n_rows <= largest_order_to_try) return {};
    if (!e) throw numerical_error(complaint);
    e->values /= scale;
    e->largest_modulus /= scale;
    if (!e->values.is_finite()) throw numerical_error("an eigenvalue lies beyond the range of doubles");
    return e;
}

}  // namespace

std::optional<Eigensystem> few_eigenvalues(Matrix& a, const FewEigenvalues& few, EigenWanted wanted,
                                           SymmetricMode mode) {
    if (!a.is_sparse() || !a.is_square()) return {};
    if (a.rows() <= largest_small_order || !is_few(few.count, a.rows())) return {};
    require_finite(a);
    const bool symmetric = mode != SymmetricMode::no && is_symmetric(a);
    if (few.certify && !symmetric) throw not_symmetric_to_certify(a);
    if (wanted.vectors || wanted.left || wanted.inverse) require_dense_vectors(a, few.count);

    a = to_real_if_possible(std::move(a));
    if (symmetric) a = symmetric_part(std::move(a));
    std::optional<Eigensystem> e = in_field(a.is_complex(), [&](auto zero) {
        auto& values = std::get<arma::SpMat<decltype(zero)>>(a.values);
        return symmetric ? few_symmetric(std::move(values), few, wanted) : few_general(values, few, wanted, name_of(a));
    });
    if (!e) return {};
    if (wanted.vectors) e->vectors.row_names = a.row_names;
    if (wanted.left) e->left.row_names = a.row_names;
    if (wanted.inverse) e->inverse.column_names = a.column_names;
    return e;
}

}  // namespace la
