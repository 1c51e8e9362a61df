#include "ops/sparse_span.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ops/allocate.hpp"
#include "ops/dense_field.hpp"
#include "ops/lsqr.hpp"
#include "ops/scaling.hpp"
#include "ops/sparse_qr.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double eps = std::numeric_limits<double>::epsilon();
constexpr double little_work = 2e8;     // of the dense driver, m n min(m, n): a tenth of a second
constexpr double sparse_slowness = 4;   // of a sparse factorisation, for each of its operations
constexpr double endless_flops = 2e12;  // some ten minutes

// The power of two that brings the largest modulus of each column into [0.5, 1); 1 for a column of zeros.
template <class T>
arma::vec scales_of_columns(const arma::SpMat<T>& a) {
    arma::vec scales(a.n_cols);
    for (uword j = 0; j < a.n_cols; ++j) {
        double largest = 0;
        for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) largest = std::max(largest, std::abs(a.values[p]));
        int exponent = 0;
        std::frexp(largest, &exponent);
        scales(j) = std::ldexp(1.0, std::clamp(-exponent, -1000, 1000));
    }
    return scales;
}

template <class T>
void scale_rows(arma::Mat<T>& x, const arma::vec& scales) {
    for (uword j = 0; j < x.n_cols; ++j)
        for (uword i = 0; i < x.n_rows; ++i) x.at(i, j) *= scales(i);
}

// A with scaled columns, and its QR factorisation, once it is asked for.
template <class T>
class ScaledQr {
  public:
    ScaledQr(arma::SpMat<T> a, std::optional<double> tolerance) : a_(std::move(a)), tolerance_(tolerance) {
        a_.sync();
        scales_ = tolerance ? arma::vec(a_.n_cols, arma::fill::ones) : scales_of_columns(a_);
        for (uword j = 0; j < a_.n_cols; ++j)
            for (uword p = a_.col_ptrs[j]; p < a_.col_ptrs[j + 1]; ++p) arma::access::rw(a_.values[p]) *= scales_(j);
        if (has_sparse_qr) qr_.emplace(a_);
    }
    ScaledQr(const ScaledQr&) = delete;
    ScaledQr& operator=(const ScaledQr&) = delete;

    QrCost cost() const { return qr_->cost(); }

    const SparseQr<T>& factored() {
        if (!is_factored_) qr_->factor(tolerance_.value_or(usual_tolerance()));
        is_factored_ = true;
        return *qr_;
    }

    arma::Mat<T> solve(const arma::Mat<T>& b) {
        arma::Mat<T> x = factored().solve(b);
        scale_rows(x, scales_);
        return x;
    }

    arma::Mat<T> solve_adjoint(arma::Mat<T> b) {
        scale_rows(b, scales_);
        return factored().solve_adjoint(b);
    }

  private:
    double usual_tolerance() const {
        double largest = 0;
        for (uword j = 0; j < a_.n_cols; ++j) {
            double squares = 0;
            for (uword p = a_.col_ptrs[j]; p < a_.col_ptrs[j + 1]; ++p) squares += std::norm(a_.values[p]);
            largest = std::max(largest, std::sqrt(squares));
        }
        return 20 * double(a_.n_rows + a_.n_cols) * eps * largest;
    }

    arma::SpMat<T> a_;
    arma::vec scales_;
    std::optional<double> tolerance_;
    std::optional<SparseQr<T>> qr_;
    bool is_factored_ = false;
};

template <class T>
class Span : public SparseSpan {
  public:
    // a is `scale` times the matrix that is meant.
    Span(arma::SpMat<T> a, double scale, std::optional<double> tolerance)
        : a_(std::move(a)), scale_(scale), tolerance_(tolerance) {}

    // False where a dense driver serves better.
    bool prepare() {
        const double m = double(a_.n_rows), n = double(a_.n_cols), least = std::min(m, n);
        const bool fits_dense = m * n <= double(max_dense_cells);
        const double dense_flops = 2 * m * n * least;
        if (has_sparse_qr) {
            const QrCost cost = is_wide() ? rows().cost() : columns().cost();
            if (fits_dense && cost.flops * sparse_slowness > dense_flops) return false;
            has_factors_ = cost.bytes <= physical_memory() / 4 && cost.flops <= endless_flops;
        }
        if (has_factors_) return true;
        columns_.reset();
        rows_.reset();
        return !fits_dense;
    }

    Matrix least_squares(const Matrix& b) const override {
        return scaled(in_own_field(b, [this](const arma::Mat<T>& right) { return least(right); }), scale_);
    }

    Matrix project(const Matrix& b) const override {
        return in_own_field(b, [this](const arma::Mat<T>& right) {
            if (right.is_empty()) return right;
            if (has_factors_) return columns().factored().project(right);
            return arma::Mat<T>(a_ * least(right));
        });
    }

    std::string driver() const override {
        if (!has_factors_) return "LSQR, " + std::to_string(steps_) + " steps";
        const SparseQr<T>& any = columns_ ? columns().factored() : rows().factored();
        return "sparse QR (SuiteSparseQR), rank " + std::to_string(any.rank());
    }

  private:
    bool is_wide() const { return a_.n_rows < a_.n_cols; }

    ScaledQr<T>& columns() const {
        if (!columns_) columns_ = std::make_unique<ScaledQr<T>>(a_, tolerance_);
        return *columns_;
    }

    ScaledQr<T>& rows() const {
        if (!rows_) rows_ = std::make_unique<ScaledQr<T>>(arma::SpMat<T>(a_.t()), tolerance_);
        return *rows_;
    }

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
        if (!has_factors_) {
            Lsqr<T> lsqr(a_);
            arma::Mat<T> x = lsqr.solve(b);
            steps_ += lsqr.steps();
            return x;
        }
        if (is_wide() && rows().factored().rank() == a_.n_rows)
            return refined(b, [this](const arma::Mat<T>& right) { return rows().solve_adjoint(right); });
        arma::Mat<T> x = refined(b, [this](const arma::Mat<T>& right) { return columns().solve(right); });
        if (columns().factored().rank() < a_.n_cols) return rows().factored().project(x);
        return x;
    }

    template <class Solve>
    arma::Mat<T> refined(const arma::Mat<T>& b, Solve solve) const {
        arma::Mat<T> x = solve(b);
        const arma::Mat<T> correction = solve(arma::Mat<T>(b - a_ * x));
        if (correction.is_finite()) x += correction;
        return x;
    }

    arma::SpMat<T> a_;
    double scale_;
    std::optional<double> tolerance_;
    bool has_factors_ = false;
    mutable std::unique_ptr<ScaledQr<T>> columns_, rows_;
    mutable std::uint64_t steps_ = 0;
};

}  // namespace

std::unique_ptr<SparseSpan> SparseSpan::of(const Matrix& a, bool adjoint, std::optional<double> tolerance) {
    const double least = double(std::min(a.rows(), a.cols()));
    if (!a.is_sparse() || double(a.rows()) * double(a.cols()) * least <= little_work) return nullptr;
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
