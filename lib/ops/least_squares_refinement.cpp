#include "ops/least_squares_refinement.hpp"

#include <cmath>
#include <complex>
#include <limits>
#include <vector>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "lapack/solve.hpp"
#include "lapack/svd.hpp"

namespace la {

namespace {

constexpr int most_steps = 20;

// A real number as the unevaluated sum of two doubles, about 32 digits (Dekker 1971).
struct DoubleDouble {
    double high = 0;
    double low = 0;

    DoubleDouble() = default;
    DoubleDouble(double x) : high(x) {}

    // Knuth's exact sum of the high parts; the low parts go with its error.
    void add(double x_high, double x_low) {
        const double sum = high + x_high, part = sum - high;
        const double rest = (high - (sum - part)) + (x_high - part) + (low + x_low);
        high = sum + rest;
        low = rest - (high - sum);
    }
    // Adds a·x; the error of the leading product is exact by fused multiplication.
    void add_product(double a, const DoubleDouble& x) {
        const double product = a * x.high;
        add(product, std::fma(a, x.high, -product) + a * x.low);
    }
    double narrowed() const { return high + low; }
};

struct ComplexDoubleDouble {
    DoubleDouble real, imag;

    ComplexDoubleDouble() = default;
    ComplexDoubleDouble(arma::cx_double x) : real(x.real()), imag(x.imag()) {}

    arma::cx_double narrowed() const { return {real.narrowed(), imag.narrowed()}; }
};

template <class T>
using Wide = std::conditional_t<is_complex_scalar<T>, ComplexDoubleDouble, DoubleDouble>;

// sum += x
void add(DoubleDouble& sum, double x) {
    sum.add(x, 0);
}
void add(ComplexDoubleDouble& sum, arma::cx_double x) {
    sum.real.add(x.real(), 0);
    sum.imag.add(x.imag(), 0);
}

// sum −= x
void subtract(DoubleDouble& sum, const DoubleDouble& x) {
    sum.add(-x.high, -x.low);
}
void subtract(ComplexDoubleDouble& sum, const ComplexDoubleDouble& x) {
    subtract(sum.real, x.real);
    subtract(sum.imag, x.imag);
}

// sum −= a·x
void subtract_product(DoubleDouble& sum, double a, const DoubleDouble& x) {
    sum.add_product(-a, x);
}
void subtract_product(ComplexDoubleDouble& sum, arma::cx_double a, const ComplexDoubleDouble& x) {
    sum.real.add_product(-a.real(), x.real);
    sum.real.add_product(a.imag(), x.imag);
    sum.imag.add_product(-a.real(), x.imag);
    sum.imag.add_product(-a.imag(), x.real);
}

// sum − A·x
template <class T>
arma::Col<T> residual(std::vector<Wide<T>> sum, const arma::Mat<T>& a, const std::vector<Wide<T>>& x) {
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword i = 0; i < a.n_rows; ++i) subtract_product(sum[i], a.at(i, j), x[j]);
    arma::Col<T> f(a.n_rows);
    for (arma::uword i = 0; i < a.n_rows; ++i) f(i) = sum[i].narrowed();
    return f;
}

// b − r − A·x
template <class T>
arma::Col<T> residual_of_b(const arma::Mat<T>& a, const arma::Col<T>& b, const std::vector<Wide<T>>& r,
                           const std::vector<Wide<T>>& x) {
    std::vector<Wide<T>> sum(b.begin(), b.end());
    for (arma::uword i = 0; i < a.n_rows; ++i) subtract(sum[i], r[i]);
    return residual<T>(std::move(sum), a, x);
}

// −Aᴴ·r
template <class T>
arma::Col<T> residual_of_normality(const arma::Mat<T>& a, const std::vector<Wide<T>>& r) {
    arma::Col<T> g(a.n_cols);
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        Wide<T> sum;
        for (arma::uword i = 0; i < a.n_rows; ++i) subtract_product(sum, conjugate(a.at(i, j)), r[i]);
        g(j) = sum.narrowed();
    }
    return g;
}

// Solves δr + A·δx = f, Aᴴ·δr = g by the factorization; f becomes δr.
template <class T>
arma::Col<T> solve_augmented(const PivotedQr<T>& qr, const arma::Mat<T>& r, arma::Col<T>& f, const arma::Col<T>& g) {
    const arma::uword n = r.n_cols;
    arma::Col<T> h = g(qr.pivots);
    lapack::solve_triangle<T>(true, r, h);
    lapack::multiply_q(true, qr.reflectors, qr.tau, f);
    arma::Col<T> z = f.head(n) - h;
    lapack::solve_triangle<T>(false, r, z);
    f.head(n) = h;
    lapack::multiply_q(false, qr.reflectors, qr.tau, f);
    arma::Col<T> dx(n);
    dx(qr.pivots) = z;
    return dx;
}

// Whether a correction changes no digit of any component.
template <class T>
bool is_negligible(const arma::Col<T>& dx, const arma::Col<T>& x) {
    for (arma::uword j = 0; j < x.n_elem; ++j)
        if (std::abs(dx(j)) > eps / 64 * std::abs(x(j))) return false;
    return true;
}

template <class T>
void refine(const arma::Mat<T>& a, const PivotedQr<T>& qr, const arma::Col<T>& b, arma::Col<T>& x) {
    const arma::Mat<T> r_factor = lapack::upper_triangle(qr.reflectors, a.n_cols, a.n_cols);
    std::vector<Wide<T>> wide_x(x.begin(), x.end()), wide_r(a.n_rows);
    const arma::Col<T> start = residual_of_b(a, b, wide_r, wide_x);
    std::copy(start.begin(), start.end(), wide_r.begin());
    double last = std::numeric_limits<double>::infinity();
    for (int step = 0; step < most_steps; ++step) {
        arma::Col<T> dr = residual_of_b(a, b, wide_r, wide_x);
        const arma::Col<T> dx = solve_augmented(qr, r_factor, dr, residual_of_normality(a, wide_r));
        if (!dx.is_finite()) break;
        const double size = arma::norm(dx, "inf");
        if (!(size < 0.5 * last)) break;
        for (arma::uword j = 0; j < a.n_cols; ++j) add(wide_x[j], dx(j));
        for (arma::uword i = 0; i < a.n_rows; ++i) add(wide_r[i], dr(i));
        last = size;
        if (is_negligible(dx, x)) break;
    }
    for (arma::uword j = 0; j < a.n_cols; ++j) x(j) = wide_x[j].narrowed();
}

template <class T>
void refine_system(const arma::Mat<T>& a, const arma::Mat<T>& b, arma::Mat<T>& x, const InPlaceSolve<T>& solve) {
    for (arma::uword c = 0; c < b.n_cols; ++c) {
        std::vector<Wide<T>> wide(x.begin_col(c), x.end_col(c));
        double last = std::numeric_limits<double>::infinity();
        for (int step = 0; step < most_steps; ++step) {
            arma::Mat<T> dx = residual<T>({b.begin_col(c), b.end_col(c)}, a, wide);
            solve(dx);
            const double size = arma::abs(dx).max();
            if (!(size < 0.5 * last)) break;
            for (arma::uword i = 0; i < wide.size(); ++i) add(wide[i], dx(i));
            last = size;
            if (is_negligible(arma::Col<T>(dx), arma::Col<T>(x.col(c)))) break;
        }
        for (arma::uword i = 0; i < wide.size(); ++i) x(i, c) = wide[i].narrowed();
    }
}

}  // namespace

void refine_least_squares(const arma::mat& a, const PivotedQr<double>& qr, const arma::vec& b, arma::vec& x) {
    refine(a, qr, b, x);
}

void refine_least_squares(const arma::cx_mat& a, const PivotedQr<arma::cx_double>& qr, const arma::cx_vec& b,
                          arma::cx_vec& x) {
    refine(a, qr, b, x);
}

void refine_solution(const arma::mat& a, const arma::mat& b, arma::mat& x, const InPlaceSolve<double>& solve) {
    refine_system(a, b, x, solve);
}

void refine_solution(const arma::cx_mat& a, const arma::cx_mat& b, arma::cx_mat& x,
                     const InPlaceSolve<arma::cx_double>& solve) {
    refine_system(a, b, x, solve);
}

}  // namespace la
