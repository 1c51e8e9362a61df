#include "ops/sparse_extremes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/error.hpp"
#include "ops/allocate.hpp"
#include "ops/block_lanczos.hpp"
#include "ops/dense_field.hpp"
#include "ops/sparse_qr.hpp"
#include "ops/sparse_svd.hpp"
#include "ops/sparse_system.hpp"
#include "ops/spectral_transforms.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double eps = std::numeric_limits<double>::epsilon();
constexpr double close_enough = 1e-3;          // residual of an estimate, whose error is of the order of its square
constexpr double clearly = 2;                  // times the tolerance
constexpr double near = 1e-3;                  // of the tolerance: what may be counted on either side
constexpr std::uint64_t most_solutions = 500;  // with the factors

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
    static Matrix solved(const SquareSystem& system, const Matrix& b, Form form) {
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
            out = dense_as<T>(solved(*system, solved(*system, Matrix(in), Form::adjoint), Form::plain));
        });
    }

    std::optional<double> by_qr() {
        const std::optional<SparseQr<T>> qr = factored(eps * largest_);
        if (!qr) return {};
        if (qr->rank() < tall_.n_cols) return 0;
        return from_inverse([&](const arma::Mat<T>& in, arma::Mat<T>& out) { out = qr->solve_normal(in); });
    }

    // The root of the inverse of the largest eigenvalue.
    double from_inverse(BlockOperator<T> apply) const {
        LanczosOptions options;
        options.relative = close_enough;
        BlockLanczos<T> lanczos(tall_.n_cols, std::move(apply), options);
        lanczos.advance(most_solutions);
        const double least = 1 / std::sqrt(lanczos.highest());
        return least < eps * largest_ ? 0 : least;
    }

    // The eigenvalues of [0 A; Aᴴ 0] are the singular values, their negatives and zeros.
    std::optional<uword> counted(double tolerance) {
        const uword m = tall_.n_rows, n = tall_.n_cols;
        const double margin = near * tolerance;
        if (!(margin > 100 * double(m + n) * eps * largest_)) return {};
        const arma::SpMat<T> both = arma::join_cols(arma::join_rows(arma::SpMat<T>(m, m), tall_),
                                                    arma::join_rows(arma::SpMat<T>(tall_.t()), arma::SpMat<T>(n, n)));
        SpectralTransforms<T> transforms(both, 1);
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
        if (cost.bytes > physical_memory() / 2) {
            char size[32];
            std::snprintf(size, sizeof size, "%.3g GiB", cost.bytes / 0x1p30);
            throw data_error("not enough memory for a sparse QR factorisation, which would take up to " +
                             std::string(size));
        }
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
