#include "ops/solve_sparse.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "ops/symmetry.hpp"
#include "ops/work.hpp"
#include "sparse/cholesky.hpp"
#include "sparse/lu.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double nearly_full = 0.25;  // of the cells: dense drivers take as long

// r -= form(A) x
template <class T>
void subtract_product(arma::Mat<T>& r, const arma::SpMat<T>& a, Transposition form, const arma::Mat<T>& x) {
    for (uword c = 0; c < x.n_cols; ++c)
        for (uword j = 0; j < a.n_cols; ++j)
            for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
                const uword i = a.row_indices[p];
                T value = a.values[p];
                if constexpr (is_complex_scalar<T>)
                    if (form == Transposition::adjoint) value = std::conj(value);
                if (form == Transposition::none)
                    r.at(i, c) -= value * x.at(j, c);
                else
                    r.at(j, c) -= value * x.at(i, c);
            }
}

template <class T>
class System final : public SparseSystem {
  public:
    // False where the factors would be nearly full.
    bool factor(const Matrix& a) {
        if (factor_by_cholesky(a)) return true;
        FillReducingOrder order = fill_reducing_order(std::get<arma::SpMat<T>>(a.values));
        const bool fits_dense = a.rows() <= max_dense_cells / a.rows();
        if (fits_dense && order.entries > nearly_full * double(a.rows()) * double(a.rows())) return false;
        factor_by_lu(a, equilibrium(a), order);
        if (lu_->rcond() >= eps) return true;
        const std::optional<Equilibrium> second = transversal_equilibrium(a);
        if (!second) return true;
        const Equilibrium first = scales_;
        const double rcond = lu_->rcond();
        factor_by_lu(a, *second, order);
        if (!(lu_->rcond() > rcond)) factor_by_lu(a, first, order);
        return true;
    }

    double reciprocal_condition() const override {
        if (!rcond_) rcond_ = lu_ ? lu_->rcond() : 1 / norm_1(a_) / norm_of_inverse();
        return *rcond_;
    }

    std::string driver() const override { return lu_ ? "sparse LU (Eigen)" : "sparse Cholesky (CHOLMOD)"; }

  protected:
    Matrix solve_equilibrated(Matrix b, Transposition form) const override {
        if constexpr (!is_complex_scalar<T>)
            if (b.is_complex()) {
                // A real matrix acts on the two parts apart.
                const arma::cx_mat right = dense_complex(std::move(b));
                return Matrix(arma::cx_mat(refined(arma::real(right), form), refined(arma::imag(right), form)));
            }
        return Matrix(refined(dense_as<T>(std::move(b)), form));
    }

    ScaledProduct determinant_of_equilibrated() const override {
        return lu_ ? lu_->determinant() : cholesky_->determinant();
    }

  private:
    void take(const Matrix& a, const Equilibrium& scales) {
        scales_ = scales;
        a_ = std::get<arma::SpMat<T>>(equilibrated(a, scales.rows, scales.columns).values);
    }

    void factor_by_lu(const Matrix& a, const Equilibrium& scales, const FillReducingOrder& order) {
        take(a, scales);
        lu_.reset();
        lu_.emplace(a_, order);
    }

    bool has_positive_diagonal() const {
        for (uword i = 0; i < a_.n_rows; ++i)
            if (!(std::real(T(a_(i, i))) > 0)) return false;
        return true;
    }

    bool factor_by_cholesky(const Matrix& a) {
        const Exponents s = hermitian_equilibrium(a);
        take(a, {s, s});
        if (!has_positive_diagonal() || !is_symmetric(Matrix(a_))) return false;
        cholesky_ = std::make_unique<SparseCholesky<T>>(a_);
        const double bytes = cholesky_->cholesky_bytes();
        if (bytes > physical_memory() / 2)
            throw data_error("not enough memory for a sparse Cholesky factorization, which would take about " +
                             gibibytes(bytes));
        if (cholesky_->factor_definite(0, false)) return true;
        cholesky_.reset();
        return false;
    }

    void solve_once(arma::Mat<T>& b, Transposition form) const {
        if (lu_) return lu_->solve(b, form);
        // A.' is the conjugate of a Hermitian A.
        const bool is_conjugate = is_complex_scalar<T> && form == Transposition::transpose;
        if (is_conjugate) b = arma::conj(b);
        cholesky_->solve(b);
        if (is_conjugate) b = arma::conj(b);
    }

    arma::Mat<T> refined(arma::Mat<T> b, Transposition form) const {
        arma::Mat<T> x = b;
        solve_once(x, form);
        subtract_product(b, a_, form, x);
        solve_once(b, form);
        if (b.is_finite()) x += b;
        return x;
    }

    double norm_of_inverse() const {
        const VectorMap<T> apply = [&](arma::Mat<T>& x) { cholesky_->solve(x); };
        return estimate_norm_1<T>(a_.n_rows, apply, apply);
    }

    arma::SpMat<T> a_;
    std::unique_ptr<SparseCholesky<T>> cholesky_;
    std::optional<SparseLu<T>> lu_;
    mutable std::optional<double> rcond_;
};

}  // namespace

std::unique_ptr<SparseSystem> SparseSystem::factored(const Matrix& a) {
    if (!a.is_sparse() || a.rows() <= largest_small_order) return nullptr;
    return in_field(a.is_complex(), [&](auto zero) -> std::unique_ptr<SparseSystem> {
        auto system = std::make_unique<System<decltype(zero)>>();
        if (!system->factor(a)) return nullptr;
        return system;
    });
}

}  // namespace la
