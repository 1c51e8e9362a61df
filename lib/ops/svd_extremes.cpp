#include "ops/svd_extremes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "krylov/block_lanczos.hpp"
#include "krylov/hermitian_transforms.hpp"
#include "ops/solve_sparse.hpp"
#include "ops/svd_few.hpp"
#include "sparse/fill_reducing_order.hpp"
#include "sparse/lu.hpp"
#include "sparse/qr.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double close_enough = 1e-3;          // residual of a first estimate
constexpr double accurate = 2e-10;             // of the second: twice the error of the root
constexpr double above_noise = 30;             // times eps and the condition number: what rounding in solutions leaves
constexpr double clearly = 2;                  // times the tolerance
constexpr double near = 1e-3;                  // of the tolerance: what may be counted on either side
constexpr std::uint64_t most_solutions = 100;  // with the factors
constexpr int most_shifts = 3;

template <class T>
class Extremes : public SparseExtremes {
  public:
    Extremes(const Matrix& a, double largest, std::string driver)
        : a_(a), tall_(std::get<arma::SpMat<T>>(a.values)), largest_(largest) {
        if (a.rows() < a.cols()) tall_ = arma::SpMat<T>(tall_.t());
        drivers_.push_back(std::move(driver));
    }

    double largest() override { return largest_; }

    std::optional<double> smallest() override {
        if (!smallest_) smallest_ = largest_ == 0 ? 0 : a_.is_square() ? by_system() : by_qr();
        return smallest_;
    }

    std::optional<Rank> rank(double tolerance) override {
        const std::optional<double> least = smallest();
        if (!least) return {};
        if (*least > clearly * tolerance) return Rank{tall_.n_cols, false};
        if (const std::optional<uword> count = counted(tolerance)) return Rank{*count, false};
        const std::optional<SparseQr<T>> qr = factored(tolerance);
        if (!qr) return {};
        return Rank{qr->rank(), true};
    }

  private:
    // a_ is of safe size: what leaves the range of doubles is as good as infinite.
    static Matrix solved(const SquareSystem& system, const Matrix& b, Transposition form) {
        std::optional<Matrix> x = system.solve(b, form);
        if (!x) throw numerical_error("the smallest singular value lies beyond the range of doubles");
        return std::move(*x);
    }

    std::optional<double> by_system() {
        const std::unique_ptr<SparseSystem> system = SparseSystem::factored(a_);
        if (!system) return {};
        drivers_.push_back(system->driver());
        if (!system->is_regular()) return 0;
        return from_inverse([&](const arma::Mat<T>& in, arma::Mat<T>& out) {
            out =
                dense_as<T>(solved(*system, solved(*system, Matrix(in), Transposition::adjoint), Transposition::none));
        });
    }

    std::optional<double> by_qr() {
        const std::optional<SparseQr<T>> qr = factored(eps * largest_);
        if (!qr) return {};
        if (qr->rank() < tall_.n_cols) return 0;
        return from_inverse([&](const arma::Mat<T>& in, arma::Mat<T>& out) { out = qr->solve_normal(in); });
    }

    // The root of the inverse of the largest eigenvalue, whose residual bounds its error. How small that can become
    // depends on the condition number, of which a few steps tell enough.
    double from_inverse(const BlockOperator<T>& apply) {
        LanczosOptions options;
        options.relative = close_enough;
        BlockLanczos<T> first(tall_.n_cols, apply, options);
        first.advance(most_solutions);
        double least = 1 / std::sqrt(first.highest());
        options.relative = std::max(accurate, above_noise * eps * largest_ / least);
        if (options.relative < close_enough) {
            BlockLanczos<T> second(tall_.n_cols, apply, options, {}, first.vectors());
            second.advance(most_solutions);
            const double highest = std::max(first.highest(), second.highest());
            Estimate estimate{1 / std::sqrt(highest), second.residuals()(0) / highest};
            for (int turn = 0; turn < most_shifts && estimate.error > options.relative; ++turn)
                if (!improve(estimate)) break;
            least = estimate.value;
        }
        return least < eps * largest_ ? 0 : least;
    }

    // From above, with a relative error that is hardly larger.
    struct Estimate {
        double value, error;
    };

    // The eigenvalues of [0 A; Aᴴ 0] are the singular values, their negatives and zeros.
    arma::SpMat<T> augmented() const {
        const uword m = tall_.n_rows, n = tall_.n_cols;
        return arma::join_cols(arma::join_rows(arma::SpMat<T>(m, m), tall_),
                               arma::join_rows(arma::SpMat<T>(tall_.t()), arma::SpMat<T>(n, n)));
    }

    // Where many values lie close to the least: by those next to a shift just below it, which tells them apart. False
    // where that is not to be had.
    bool improve(Estimate& estimate) {
        const uword order = tall_.n_rows + tall_.n_cols;
        const double shift = estimate.value * (1 - std::min(estimate.error, 0.5));
        const arma::SpMat<T> shifted = augmented() - T(shift) * arma::speye<arma::SpMat<T>>(order, order);
        FillReducingOrder by = fill_reducing_order(shifted);
        if (by.entries * double(sizeof(T) + sizeof(std::int64_t)) > physical_memory() / 4) return false;
        const SparseLu<T> lu(shifted, std::move(by));
        if (lu.is_singular()) return false;
        drivers_.emplace_back("sparse LU (Eigen)");
        LanczosOptions options;
        options.relative = std::clamp(accurate / estimate.error, 1e-8, close_enough);
        BlockLanczos<T> search(
            order, [&](const arma::Mat<T>& in, arma::Mat<T>& out) { lu.solve(out = in); }, options);
        search.advance(most_solutions);
        const double beyond = 1 / search.highest();
        const bool is_any_below = search.lowest() < -2 / shift;
        if (is_any_below || !(beyond > 0) || shift + beyond > estimate.value) return false;
        estimate = {shift + beyond, search.residuals()(0) * beyond * beyond / shift};
        return true;
    }

    std::optional<uword> counted(double tolerance) {
        const uword m = tall_.n_rows, n = tall_.n_cols;
        const double margin = near * tolerance;
        if (!(margin > 100 * double(m + n) * eps * largest_)) return {};
        const arma::SpMat<T> both = augmented();
        HermitianTransforms<T> transforms(both, 1);
        if (!transforms.has_factor(true)) return {};
        const std::optional<uword> below = transforms.count_below(tolerance, margin);
        if (!below) return {};
        drivers_.emplace_back("LDL' (CHOLMOD)");
        return m + n - *below;
    }

    std::optional<SparseQr<T>> factored(double tolerance) {
        const double m = double(tall_.n_rows), n = double(tall_.n_cols);
        const bool fits_dense = m * n <= double(max_dense_cells);
        if (!has_sparse_qr) {
            if (fits_dense) return {};
            throw data_error(described(a_) + " and sparse: its rank needs a build with SuiteSparseQR");
        }
        SparseQr<T> qr(tall_);
        const QrCost cost = qr.cost();
        if (fits_dense && cost.flops > 2 * m * n * n) return {};
        if (cost.bytes > physical_memory() / 2)
            throw data_error("not enough memory for a sparse QR factorization, which would take up to " +
                             gibibytes(cost.bytes));
        qr.factor(tolerance);
        drivers_.emplace_back("sparse QR (SuiteSparseQR)");
        return qr;
    }

    const Matrix& a_;
    arma::SpMat<T> tall_;  // A or Aᴴ
    double largest_;
    std::optional<double> smallest_;
};

}  // namespace

std::unique_ptr<SparseExtremes> SparseExtremes::of(const Matrix& a, int threads) {
    if (!a.is_sparse()) return nullptr;
    FewSingularValues one;
    one.threads = threads;
    std::optional<FewSingular> few = few_singular_values(a, one);
    if (!few) return nullptr;
    return in_field(a.is_complex(), [&](auto zero) -> std::unique_ptr<SparseExtremes> {
        return std::make_unique<Extremes<decltype(zero)>>(a, few->parts.values(0), few->driver);
    });
}

}  // namespace la
