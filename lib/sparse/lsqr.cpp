#include "sparse/lsqr.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"

namespace la {

namespace {

constexpr double small_residual = 1e-13, small_gradient = 1e-12;
constexpr int most_restarts = 4;  // each from the residual of what the one before found

// y += A x
template <class T>
void add_product(const arma::SpMat<T>& a, const arma::Col<T>& x, arma::Col<T>& y) {
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) y[a.row_indices[p]] += a.values[p] * x[j];
}

// y += Aᴴ x
template <class T>
void add_adjoint_product(const arma::SpMat<T>& a, const arma::Col<T>& x, arma::Col<T>& y) {
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        T sum{};
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
            sum += conjugate(a.values[p]) * x[a.row_indices[p]];
        y[j] += sum;
    }
}

// x = x / |x| unless that is 0; |x|.
template <class T>
double normalize(arma::Col<T>& x) {
    const double norm = arma::norm(x);
    if (norm != 0) x /= norm;
    return norm;
}

}  // namespace

template <class T>
Lsqr<T>::Lsqr(const arma::SpMat<T>& a, std::uint64_t most_steps) : a_(a), most_steps_(most_steps) {
    a.sync();
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double squares = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) squares += std::norm(a.values[p]);
        norm_ = std::max(norm_, std::sqrt(squares));
    }
}

template <class T>
bool Lsqr<T>::Gradient::is_small() const {
    return relative_residual <= small_residual || relative_gradient <= small_gradient;
}

template <class T>
typename Lsqr<T>::Gradient Lsqr<T>::gradient(const arma::Col<T>& b, const arma::Col<T>& x,
                                             const arma::Col<T>& residual) const {
    arma::Col<T> image(a_.n_cols, arma::fill::zeros);
    add_adjoint_product(a_, residual, image);
    const double size = arma::norm(residual), whole = norm_ * arma::norm(x) + arma::norm(b);
    return {whole == 0 ? 0 : size / whole, norm_ * size == 0 ? 0 : arma::norm(image) / (norm_ * size)};
}

// What minimizes |r - A x|, in the notation of the paper; ends where the recurrence's residual or gradient is as small
// as rounding lets the true ones be.
template <class T>
arma::Col<T> Lsqr<T>::correction(const arma::Col<T>& residual, double least_residual, std::uint64_t last_step) {
    arma::Col<T> u = residual, v(a_.n_cols, arma::fill::zeros), x(a_.n_cols, arma::fill::zeros);
    double beta = normalize(u);
    add_adjoint_product(a_, u, v);
    double alpha = normalize(v);
    arma::Col<T> w = v;
    double phi_bar = beta, rho_bar = alpha;
    while (steps_ < last_step && alpha != 0 && beta != 0) {
        ++steps_;
        u *= -alpha;
        add_product(a_, v, u);
        beta = normalize(u);
        v *= -beta;
        add_adjoint_product(a_, u, v);
        alpha = normalize(v);
        const double rho = std::hypot(rho_bar, beta);
        const double cosine = rho_bar / rho, sine = beta / rho;
        const double theta = sine * alpha, phi = cosine * phi_bar;
        rho_bar = -cosine * alpha;
        phi_bar *= sine;
        x += (phi / rho) * w;
        w = v - (theta / rho) * w;
        const bool has_small_gradient = alpha * std::abs(cosine) <= eps * norm_;
        if (phi_bar <= least_residual || has_small_gradient) break;
    }
    return x;
}

template <class T>
arma::Mat<T> Lsqr<T>::solve(const arma::Mat<T>& b) {
    arma::Mat<T> solution(a_.n_cols, b.n_cols, arma::fill::zeros);
    for (arma::uword j = 0; j < b.n_cols; ++j) {
        const arma::Col<T> right = b.col(j);
        arma::Col<T> x(a_.n_cols, arma::fill::zeros), residual = right;
        Gradient g = gradient(right, x, residual);
        const std::uint64_t begin = steps_;
        for (int round = 0; round < most_restarts && !g.is_small(); ++round) {
            x += correction(residual, eps * (norm_ * arma::norm(x) + arma::norm(right)), begin + most_steps_);
            residual = -right;
            add_product(a_, x, residual);
            residual = -residual;
            g = gradient(right, x, residual);
        }
        if (!g.is_small()) {
            throw numerical_error("not converged: after " + std::to_string(steps_ - begin) +
                                  " steps of LSQR the gradient of the least squares is " +
                                  three_digits(g.relative_gradient) + " of what it could be");
        }
        solution.col(j) = x;
    }
    return solution;
}

template class Lsqr<double>;
template class Lsqr<arma::cx_double>;

}  // namespace la
