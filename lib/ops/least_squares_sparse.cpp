#include "ops/least_squares_sparse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "lapack/svd.hpp"
#include "ops/equilibrate.hpp"
#include "ops/scaling.hpp"
#include "ops/work.hpp"
#include "sparse/lsqr.hpp"
#include "sparse/qr.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double sparse_slowness = 4;   // of a sparse factorization, for each of its operations
constexpr double endless_flops = 2e12;  // some ten minutes
constexpr uword columns_at_once = 32;   // dense, of the longer side

// s, with which the largest modulus of each column times 2^s lies in [1, 2); 0 for a column of zeros.
template <class T>
Exponents scales_of_columns(const arma::SpMat<T>& a) {
    Exponents scales(a.n_cols);
    for (uword j = 0; j < a.n_cols; ++j) {
        double largest = 0;
        for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
            largest = std::max(largest, largest_part(a.values[p]));
        if (largest != 0) scales[j] = -exponent_of(largest);
    }
    return scales;
}

// The rows of x times 2^(scales + shift).
template <class T>
void scale_rows(arma::Mat<T>& x, const Exponents& scales, int shift = 0) {
    for (uword j = 0; j < x.n_cols; ++j)
        for (uword i = 0; i < x.n_rows; ++i) x.at(i, j) = times_power_of_two(x.at(i, j), scales[i] + shift);
}

template <class T>
double longest_column(const arma::SpMat<T>& a) {
    double longest = 0;
    for (uword j = 0; j < a.n_cols; ++j) {
        double squares = 0;
        for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) squares += std::norm(a.values[p]);
        longest = std::max(longest, std::sqrt(squares));
    }
    return longest;
}

// A tall matrix with scaled columns, factored.
template <class T>
class TallQr {
  public:
    // Analyses; is_cheap() then tells whether to factor.
    TallQr(arma::SpMat<T> a, std::optional<double> tolerance) : a_(std::move(a)), tolerance_(tolerance) {
        a_.sync();
        scales_ = tolerance ? Exponents(a_.n_cols) : scales_of_columns(a_);
        a_ = std::get<arma::SpMat<T>>(equilibrated(Matrix(std::move(a_)), Exponents(a_.n_rows), scales_).values);
        qr_.emplace(a_);
    }
    TallQr(const TallQr&) = delete;
    TallQr& operator=(const TallQr&) = delete;

    QrCost cost() const { return qr_->cost(); }

    // False where the null space has too many dimensions for a dense basis.
    bool factor() {
        const double m = double(a_.n_rows), n = double(a_.n_cols);
        qr_->factor(tolerance_.value_or(20 * (m + n) * eps * longest_column(a_)));
        const std::vector<uword> dependent = qr_->dependent_columns();
        if (dependent.empty()) return true;
        if (n * double(dependent.size()) > double(max_dense_cells)) return false;
        null_space_ = allocate_dense<T>(a_.n_cols, dependent.size());
        for (uword done = 0; done < dependent.size(); done += columns_at_once) {
            const uword width = std::min<uword>(columns_at_once, dependent.size() - done);
            arma::Mat<T> columns = allocate_dense<T>(a_.n_rows, width);
            for (uword k = 0; k < width; ++k) columns.col(k) = arma::Mat<T>(a_.col(dependent[done + k]));
            null_space_.cols(done, done + width - 1) = -qr_->solve(columns);
        }
        for (uword k = 0; k < dependent.size(); ++k) null_space_(dependent[k], k) = 1;
        // The shortest column has the most to say: beside it others may vanish.
        scale_rows(null_space_, scales_, -*std::max_element(scales_.begin(), scales_.end()));
        orthonormalize(null_space_);
        return true;
    }

    uword rank() const { return qr_->rank(); }

    arma::Mat<T> project(const arma::Mat<T>& b) const { return qr_->project(b); }

    arma::Mat<T> without_null_space(const arma::Mat<T>& x) const {
        if (null_space_.is_empty()) return x;
        return x - null_space_ * (null_space_.t() * x);
    }

    arma::Mat<T> least_squares(const arma::Mat<T>& b) const {
        arma::Mat<T> x = qr_->solve(b);
        scale_rows(x, scales_);
        return without_null_space(x);
    }

    // The least x that minimizes |b - Aᴴx|.
    arma::Mat<T> adjoint_least_squares(const arma::Mat<T>& b) const {
        Matrix reached(without_null_space(b));
        const Exponents k = scale_right_sides(reached, scales_);
        Matrix x(qr_->solve_adjoint(std::get<arma::Mat<T>>(reached.values)));
        x = equilibrated(std::move(x), Exponents(a_.n_rows), k);
        return std::get<arma::Mat<T>>(std::move(x.values));
    }

  private:
    static void orthonormalize(arma::Mat<T>& a) {
        arma::Col<T> tau;
        lapack::geqrf(a, tau);
        a = lapack::form_q(a, tau, a.n_cols);
    }

    arma::SpMat<T> a_;
    Exponents scales_;
    std::optional<double> tolerance_;
    std::optional<SparseQr<T>> qr_;
    arma::Mat<T> null_space_;  // of A before scaling: orthonormal, no columns where it is {0}
};

template <class T>
class Span : public SparseSpan {
  public:
    // a is `scale` times the matrix that is meant.
    Span(arma::SpMat<T> a, double scale, std::optional<double> tolerance)
        : a_(std::move(a)), scale_(scale), tolerance_(tolerance) {}

    // False where a dense driver serves better.
    bool prepare() {
        const double m = double(a_.n_rows), n = double(a_.n_cols);
        const bool fits_dense = m * n <= double(max_dense_cells);
        if (!has_sparse_qr) return !fits_dense;
        qr_ = std::make_unique<TallQr<T>>(is_wide() ? arma::SpMat<T>(a_.t()) : a_, tolerance_);
        const QrCost cost = qr_->cost();
        if (fits_dense && cost.flops * sparse_slowness > 2 * m * n * std::min(m, n)) return false;
        if (cost.bytes > physical_memory() / 4 || cost.flops > endless_flops || !qr_->factor()) {
            qr_.reset();
            return !fits_dense;
        }
        return true;
    }

    Matrix least_squares(const Matrix& b) const override {
        Matrix x = scaled(in_own_field(b, [this](const arma::Mat<T>& right) { return least(right); }), scale_);
        if (!std::visit([](const auto& v) { return v.is_finite(); }, x.values))
            throw numerical_error("a coefficient lies beyond the range of doubles");
        return x;
    }

    Matrix project(const Matrix& b) const override {
        return in_own_field(b, [this](const arma::Mat<T>& right) {
            if (right.is_empty()) return right;
            if (!qr_) return arma::Mat<T>(a_ * least(right));
            return is_wide() ? qr_->without_null_space(right) : qr_->project(right);
        });
    }

    std::string driver() const override {
        if (!qr_) return "LSQR, " + std::to_string(steps_) + " steps";
        return "sparse QR (SuiteSparseQR), rank " + std::to_string(qr_->rank());
    }

  private:
    bool is_wide() const { return a_.n_rows < a_.n_cols; }

    // f linear. A real matrix acts on the two parts of complex numbers apart.
    template <class F>
    static Matrix in_own_field(const Matrix& b, F f) {
        const SafelyScaled safe(b);
        const Matrix& right = safe.matrix();
        if constexpr (!is_complex_scalar<T>)
            if (b.is_complex()) {
                const arma::cx_mat both = dense_complex(right);
                return scaled(Matrix(arma::cx_mat(f(arma::real(both)), f(arma::imag(both)))), 1 / safe.scale);
            }
        return scaled(Matrix(f(dense_as<T>(right))), 1 / safe.scale);
    }

    arma::Mat<T> least(const arma::Mat<T>& b) const {
        if (b.is_empty()) return arma::Mat<T>(a_.n_cols, b.n_cols, arma::fill::zeros);
        if (qr_) {
            arma::Mat<T> x = once(b);
            const arma::Mat<T> correction = once(arma::Mat<T>(b - a_ * x));
            if (correction.is_finite()) x += correction;
            return x;
        }
        Lsqr<T> lsqr(a_);
        arma::Mat<T> x = lsqr.solve(b);
        steps_ += lsqr.steps();
        return x;
    }

    arma::Mat<T> once(const arma::Mat<T>& b) const {
        return is_wide() ? qr_->adjoint_least_squares(b) : qr_->least_squares(b);
    }

    arma::SpMat<T> a_;
    double scale_;
    std::optional<double> tolerance_;
    std::unique_ptr<TallQr<T>> qr_;  // without, LSQR
    mutable std::uint64_t steps_ = 0;
};

}  // namespace

std::unique_ptr<SparseSpan> SparseSpan::of(const Matrix& a, bool adjoint, std::optional<double> tolerance) {
    const double least = double(std::min(a.rows(), a.cols()));
    const double cells = double(a.rows()) * double(a.cols());
    if (!a.is_sparse() || cells * least <= little_work) return nullptr;
    if (tolerance && cells <= double(max_dense_cells)) return nullptr;
    const SafelyScaled safe(a);
    if (tolerance) *tolerance *= safe.scale;
    return in_field(a.is_complex(), [&](auto zero) -> std::unique_ptr<SparseSpan> {
        using T = decltype(zero);
        arma::SpMat<T> values = std::get<arma::SpMat<T>>(safe.matrix().values);
        if (adjoint) values = arma::SpMat<T>(values.t());
        auto span = std::make_unique<Span<T>>(std::move(values), safe.scale, tolerance);
        if (!span->prepare()) return nullptr;
        return span;
    });
}

}  // namespace la
