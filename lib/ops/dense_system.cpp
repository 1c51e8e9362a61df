#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "lapack/condition.hpp"
#include "ops/least_squares_refinement.hpp"
#include "ops/positive_definite.hpp"
#include "ops/square_system.hpp"
#include "ops/transpose.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double ill_conditioned = 0x1p-26;          // from here refinement gains half of the digits or more
constexpr uword largest_refined = 1000;              // order
constexpr double most_refined_products = 1'000'000;  // cells of A times right-hand sides

template <class T>
void getrs(char trans, int n, int columns, const T* a, const int* pivots, T* b) {
    int info = 0;
    const int ld = std::max(1, n);
    if constexpr (is_complex_scalar<T>)
        arma::arma_fortran(arma_zgetrs)(&trans, &n, &columns, reinterpret_cast<const arma::blas_cxd*>(a), &ld, pivots,
                                        reinterpret_cast<arma::blas_cxd*>(b), &ld, &info, 1);
    else
        arma::arma_fortran(arma_dgetrs)(&trans, &n, &columns, a, &ld, pivots, b, &ld, &info, 1);
}

// Gaussian elimination that divides by its pivots: OpenBLAS's xGETRF multiplies by their reciprocals, which overflow
// where a pivot is subnormal. False where a pivot is zero.
template <class T>
bool eliminate(arma::Mat<T>& a, std::vector<int>& pivots) {
    bool is_regular = true;
    for (uword k = 0; k < a.n_rows; ++k) {
        uword pivot = k;
        for (uword i = k + 1; i < a.n_rows; ++i)
            if (std::abs(a(i, k)) > std::abs(a(pivot, k))) pivot = i;
        pivots[k] = int(pivot + 1);
        a.swap_rows(k, pivot);
        if (a(k, k) == T(0)) {
            is_regular = false;
            continue;
        }
        for (uword i = k + 1; i < a.n_rows; ++i) a(i, k) /= a(k, k);
        for (uword j = k + 1; j < a.n_cols; ++j)
            for (uword i = k + 1; i < a.n_rows; ++i) a(i, j) -= a(i, k) * a(k, j);
    }
    return is_regular;
}

template <class T>
class DenseSystem final : public SquareSystem {
  public:
    explicit DenseSystem(const Matrix& a) {
        const auto& values = std::get<arma::Mat<T>>(a.values);
        if (values.is_empty()) {
            rcond_ = std::numeric_limits<double>::infinity();
        } else if (values.is_trimatu() || values.is_trimatl()) {
            kind_ = values.is_trimatu() ? Kind::upper : Kind::lower;
            choose_scales(a);
        } else if (auto cholesky = equilibrated_cholesky(values)) {
            kind_ = Kind::cholesky;
            factors_ = std::move(cholesky->factor);
            rcond_ = cholesky->reciprocal_condition;
            scales_ = {cholesky->scales, cholesky->scales};
        } else {
            choose_scales(a);
        }
        const bool is_refined = rcond_ < ill_conditioned && is_regular() && values.n_rows <= largest_refined;
        if (is_refined && !is_triangular()) refinable_ = scaled_by_choice(a);
    }

    double reciprocal_condition() const override { return rcond_; }
    bool is_positive_definite() const override { return kind_ == Kind::cholesky; }

    std::string driver() const override {
        const char* name = kind_ == Kind::lu ? "getrf" : kind_ == Kind::cholesky ? "potrf" : "trtrs";
        return std::string(is_complex_scalar<T> ? "z" : "d") + name;
    }

  protected:
    Matrix solve_equilibrated(Matrix b, Transposition form) const override {
        if constexpr (!is_complex_scalar<T>)
            if (b.is_complex()) {
                // A real matrix acts on the two parts apart.
                const arma::cx_mat right = dense_complex(std::move(b));
                return Matrix(arma::cx_mat(solved(arma::real(right), form), solved(arma::imag(right), form)));
            }
        return Matrix(solved(dense_as<T>(std::move(b)), form));
    }

    ScaledProduct determinant_of_equilibrated() const override {
        ScaledProduct product;
        for (std::size_t i = 0; i < pivots_.size(); ++i)
            if (pivots_[i] != int(i + 1)) product.phase = -product.phase;
        for (uword i = 0; i < factors_.n_rows; ++i)
            for (int times = kind_ == Kind::cholesky ? 2 : 1; times > 0; --times) product.multiply(factors_.at(i, i));
        return product;
    }

  private:
    enum class Kind { lower, upper, cholesky, lu };

    bool is_triangular() const { return kind_ == Kind::upper || kind_ == Kind::lower; }

    arma::Mat<T> scaled_by_choice(const Matrix& a) const {
        return std::get<arma::Mat<T>>(equilibrated(a, scales_.rows, scales_.columns).values);
    }

    void choose_scales(const Matrix& a) {
        factor(a, equilibrium(a));
        if (rcond_ >= eps) return;
        const std::optional<Equilibrium> second = transversal_equilibrium(a);
        if (!second) return;
        const Equilibrium first = scales_;
        const double rcond = rcond_;
        factor(a, *second);
        if (!(rcond_ > rcond)) factor(a, first);
    }

    void factor(const Matrix& a, const Equilibrium& scales) {
        scales_ = scales;
        factors_ = scaled_by_choice(a);
        if (is_triangular()) {
            rcond_ = lapack::condition_of_triangle(factors_, kind_ == Kind::upper ? 'U' : 'L');
            return;
        }
        const double norm = norm_1(factors_);
        int n = lapack::to_int(a.rows()), info = 0;
        pivots_.resize(a.rows());
        arma::lapack::getrf(&n, &n, factors_.memptr(), &n, pivots_.data(), &info);
        bool is_regular = info == 0;
        if (!factors_.is_finite()) {
            factors_ = scaled_by_choice(a);
            is_regular = eliminate(factors_, pivots_);
        }
        rcond_ = is_regular ? lapack::condition_of_lu(factors_, norm) : 0;
    }

    void solve_once(arma::Mat<T>& b, Transposition form) const {
        int n = lapack::to_int(factors_.n_rows), columns = lapack::to_int(b.n_cols), info = 0;
        if (n == 0 || columns == 0) return;
        const char trans = form == Transposition::none ? 'N' : form == Transposition::transpose ? 'T' : 'C';
        if (kind_ == Kind::lu) return getrs(trans, n, columns, factors_.memptr(), pivots_.data(), b.memptr());
        char uplo = kind_ == Kind::lower ? 'L' : 'U', diag = 'N';
        const auto triangle = [&](char t) {
            arma::lapack::trtrs(&uplo, &t, &diag, &n, &columns, factors_.memptr(), &n, b.memptr(), &n, &info);
        };
        if (kind_ != Kind::cholesky) return triangle(trans);
        // A is Hermitian: A.' is its conjugate.
        const bool is_conjugate = form == Transposition::transpose && is_complex_scalar<T>;
        if (is_conjugate) b = arma::conj(b);
        triangle('C');
        triangle('N');
        if (is_conjugate) b = arma::conj(b);
    }

    arma::Mat<T> solved(arma::Mat<T> b, Transposition form) const {
        const bool is_refined =
            !refinable_.is_empty() && double(refinable_.n_elem) * double(b.n_cols) <= most_refined_products;
        const arma::Mat<T> right = is_refined ? b : arma::Mat<T>();
        solve_once(b, form);
        if (is_refined)
            refine_solution(form == Transposition::none
                                ? refinable_
                                : std::get<arma::Mat<T>>(transpose(Matrix(refinable_), form).values),
                            right, b, [&](arma::Mat<T>& r) { solve_once(r, form); });
        return b;
    }

    Kind kind_ = Kind::lu;
    arma::Mat<T> factors_;  // of R·A·C
    std::vector<int> pivots_;
    double rcond_ = 0;
    arma::Mat<T> refinable_;  // R·A·C itself, where solutions are to be refined
};

}  // namespace

std::unique_ptr<SquareSystem> dense_system(Matrix a) {
    return in_field(a.is_complex(), [&](auto zero) -> std::unique_ptr<SquareSystem> {
        using T = decltype(zero);
        return std::make_unique<DenseSystem<T>>(Matrix(dense_as<T>(std::move(a))));
    });
}

}  // namespace la
