#include "krylov/block_lanczos.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/allocate.hpp"
#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/huge_pages.hpp"

namespace la {

namespace {

constexpr double random_share = 1e-2;  // of a vector to start with that is given
constexpr double small_share = 1e-3;   // of a vector: what is taken away leaves its rounding, eps times as much

template <class T>
constexpr char adjoint_letter = is_complex_scalar<T> ? 'C' : 'T';

// Products with two or four columns are bound by reading the tall factor: in pieces that stay in the cache for all of
// the columns gemv is twice as fast as gemm, which packs it first.
constexpr arma::uword piece_rows = 1024;

// c = aᴴ b
template <class T>
void multiply_adjoint(arma::Mat<T>& c, const arma::Mat<T>& a, const arma::Mat<T>& b) {
    c.zeros(a.n_cols, b.n_cols);
    const arma::blas_int k = arma::blas_int(a.n_cols), step = arma::blas_int(a.n_rows), unit = 1;
    const T one(1);
    for (arma::uword row = 0; row < a.n_rows; row += piece_rows) {
        const arma::blas_int m = arma::blas_int(std::min(piece_rows, a.n_rows - row));
        for (arma::uword j = 0; j < b.n_cols; ++j)
            arma::blas::gemv<T>(&adjoint_letter<T>, &m, &k, &one, a.memptr() + row, &step, b.colptr(j) + row, &unit,
                                &one, c.colptr(j), &unit);
    }
}

// b = b - a c
template <class T>
void subtract_product(arma::Mat<T>& b, const arma::Mat<T>& a, const arma::Mat<T>& c) {
    const arma::blas_int k = arma::blas_int(a.n_cols), step = arma::blas_int(a.n_rows), unit = 1;
    const T one(1), minus(-1);
    for (arma::uword row = 0; row < a.n_rows; row += piece_rows) {
        const arma::blas_int m = arma::blas_int(std::min(piece_rows, a.n_rows - row));
        for (arma::uword j = 0; j < b.n_cols; ++j)
            arma::blas::gemv<T>("N", &m, &k, &minus, a.memptr() + row, &step, c.colptr(j), &unit, &one,
                                b.colptr(j) + row, &unit);
    }
}

// Both passes of Gram-Schmidt against the orthonormal columns of v; the coefficients are added up in c.
template <class T>
void project_out(const arma::Mat<T>& v, arma::Mat<T>& w, arma::Mat<T>& c) {
    arma::Mat<T> correction;
    multiply_adjoint(c, v, w);
    subtract_product(w, v, c);
    multiply_adjoint(correction, v, w);
    subtract_product(w, v, correction);
    c += correction;
}

template <class T>
arma::uword fitting_basis(const LanczosOptions& options, arma::uword n, arma::uword deflated) {
    const arma::uword wish =
        options.basis != 0 ? options.basis : options.count + std::max<arma::uword>(options.count, 36);
    const arma::uword least = options.count + 2 * options.block;
    const arma::uword blocks = (std::max(wish, least) + options.block - 1) / options.block;
    return std::min(blocks * options.block, n - deflated);
}

}  // namespace

template <class T>
BlockLanczos<T>::BlockLanczos(arma::uword n, BlockOperator<T> apply, LanczosOptions options,
                              const arma::Mat<T>& deflated, const arma::Mat<T>& start)
    : n_(n),
      deflated_(deflated.n_cols),
      block_(std::min(options.block, n - deflated_)),
      capacity_(fitting_basis<T>(options, n, deflated_)),
      options_(options),
      apply_(std::move(apply)),
      random_(options.seed) {
    options_.count = std::min(options_.count, n - deflated_);
    basis_ = allocate_dense<T>(n, deflated_ + capacity_ + block_);
    prefer_huge_pages(basis_.memptr(), basis_.n_elem * sizeof(T));
    projected_.zeros(capacity_, capacity_);
    std::copy(deflated.begin(), deflated.end(), basis_.begin());
    exhausted_ = options_.count == 0;
    for (arma::uword j = 0; j < block_; ++j)
        fill_randomly(basis_.colptr(deflated_ + j), deflated_ + j, j < start.n_cols ? start.colptr(j) : nullptr);
}

// Columns of the basis as a matrix of their own, in place.
template <class T>
arma::Mat<T> BlockLanczos<T>::view(arma::uword first, arma::uword count) const {
    return arma::Mat<T>(const_cast<T*>(basis_.colptr(first)), n_, count, false, true);
}

// A random unit vector orthogonal to the first `known` columns; not far from a vector that is given.
template <class T>
void BlockLanczos<T>::fill_randomly(T* column, arma::uword known, const T* near) {
    const auto number = [this] { return double(random_() >> 11) * 0x1p-52 - 1; };
    arma::Mat<T> x(column, n_, 1, false, true), c;
    for (T& value : x) {
        if constexpr (is_complex_scalar<T>)
            value = T(number(), number());
        else
            value = number();
    }
    if (near) {
        const arma::Mat<T> given(const_cast<T*>(near), n_, 1, false, true);
        const double length = arma::norm(given);
        if (length != 0) x *= random_share * length / arma::norm(x);
        x += given;
    }
    if (known != 0) project_out(view(0, known), x, c);
    x /= arma::norm(x);
    if (known != 0) project_out(view(0, known), x, c);
    x /= arma::norm(x);
}

// Orthonormalises w, orthogonal to the basis, into the place of the next block: w = next * coupling, by Cholesky QR
// where that is as good as any.
template <class T>
void BlockLanczos<T>::orthonormalize(arma::Mat<T>& w) {
    const arma::uword first = deflated_ + size_, width = w.n_cols;
    arma::Mat<T> products;
    multiply_adjoint(products, w, w);
    if (width > n_ - first || !arma::chol(coupling_, products)) return orthonormalise_stepwise(w);
    for (arma::uword j = 0; j < width; ++j) {
        const double pivot = std::abs(coupling_(j, j));
        if (!(pivot >= 0.1 * std::sqrt(std::abs(products(j, j))) && pivot >= small_share * scale_))
            return orthonormalise_stepwise(w);
    }
    for (arma::uword row = 0; row < n_; row += piece_rows) {
        const arma::uword end = std::min(row + piece_rows, n_);
        for (arma::uword j = 0; j < width; ++j) {
            T* const q = basis_.colptr(first + j);
            const T* const x = w.colptr(j);
            const T inverse = T(1) / coupling_(j, j);
            for (arma::uword i = row; i < end; ++i) q[i] = x[i] * inverse;
            for (arma::uword k = 0; k < j; ++k) {
                const T* const known = basis_.colptr(first + k);
                const T share = coupling_(k, j) * inverse;
                for (arma::uword i = row; i < end; ++i) q[i] -= share * known[i];
            }
        }
    }
}

// The same by Gram-Schmidt. A column that depends on the others is replaced by a random one, with which nothing
// couples.
template <class T>
void BlockLanczos<T>::orthonormalise_stepwise(arma::Mat<T>& w) {
    const arma::uword first = deflated_ + size_;
    const arma::uword width = std::min(block_, n_ - first);
    coupling_.zeros(block_, w.n_cols);
    exhausted_ = width == 0;
    arma::uword rank = 0;
    for (arma::uword j = 0; j < w.n_cols; ++j) {
        arma::Mat<T> x(w.colptr(j), n_, 1, false, true), c;
        if (rank != 0) {
            project_out(view(first, rank), x, c);
            coupling_.submat(0, j, rank - 1, j) = c;
        }
        const double length = arma::norm(x);
        if (rank == width || !(length > 100 * eps * scale_)) continue;
        coupling_(rank, j) = length;
        x /= length;
        project_out(view(0, first + rank), x, c);  // what rounding left of the basis has grown as x was scaled up
        x /= arma::norm(x);
        std::copy(x.begin(), x.end(), basis_.colptr(first + rank));
        ++rank;
    }
    for (; rank < width; ++rank) fill_randomly(basis_.colptr(first + rank), first + rank);
}

// Makes w orthogonal to the first `known` columns and returns its coefficients there. The first step after a restart
// has large ones everywhere, the others against the last two blocks only.
template <class T>
arma::Mat<T> BlockLanczos<T>::orthogonalize(arma::Mat<T>& w, arma::uword known) const {
    const arma::uword local = std::min(2 * block_, known);
    arma::Mat<T> coefficients(known, w.n_cols, arma::fill::zeros), c;
    const auto pass = [&](arma::uword first) {
        const arma::Mat<T> v = view(first, known - first);
        multiply_adjoint(c, v, w);
        subtract_product(w, v, c);
        coefficients.tail_rows(known - first) += c;
    };
    if (local < known) pass(known - local);
    for (int round = 0; round < 3; ++round) {
        const double before = arma::norm(w, "fro");
        pass(0);
        if (arma::norm(c, "fro") <= small_share * before) break;
    }
    return coefficients;
}

template <class T>
void BlockLanczos<T>::step() {
    const arma::uword width = std::min(block_, n_ - deflated_ - size_);
    const arma::Mat<T> in = view(deflated_ + size_, width);
    image_.set_size(n_, width);
    apply_(in, image_);
    ++applications_;
    const arma::Mat<T> c = orthogonalize(image_, deflated_ + size_ + width);
    const arma::uword last = size_ + width - 1;
    projected_.submat(0, size_, last, last) = c.tail_rows(size_ + width);
    projected_.submat(size_, 0, last, last) = projected_.submat(0, size_, last, last).t();
    const arma::Mat<T> corner = projected_.submat(size_, size_, last, last);
    projected_.submat(size_, size_, last, last) = 0.5 * (corner + corner.t());
    scale_ = std::max(scale_, arma::abs(projected_.submat(0, size_, last, last)).max());
    size_ += width;
    orthonormalize(image_);
}

template <class T>
void BlockLanczos<T>::extract() {
    arma::vec values;
    arma::Mat<T> vectors;
    if (!arma::eig_sym(values, vectors, arma::Mat<T>(projected_.submat(0, 0, size_ - 1, size_ - 1))))
        throw numerical_error("no convergence of a projected eigenvalue problem");
    arma::uvec order(size_);
    std::iota(order.begin(), order.end(), arma::uword(0));
    const auto rank = [&](arma::uword i) {
        return options_.order == RitzOrder::largest ? values(i) : std::abs(values(i));
    };
    std::stable_sort(order.begin(), order.end(), [&](arma::uword i, arma::uword j) { return rank(i) > rank(j); });
    theta_ = values(order);
    ritz_ = vectors.cols(order);
    scale_ = std::max(scale_, arma::abs(values).max());

    residuals_.zeros(size_);
    if (!exhausted_) {
        const arma::Mat<T> rest = coupling_ * ritz_.tail_rows(coupling_.n_cols);
        for (arma::uword j = 0; j < size_; ++j) residuals_(j) = arma::norm(rest.col(j));
    }
    count_converged();
}

template <class T>
void BlockLanczos<T>::count_converged() {
    converged_ = 0;
    const double fixed = scale_ * (options_.absolute + options_.noise * scale_);
    for (arma::uword j = 0; j < std::min(options_.count, size_); ++j)
        converged_ += residuals_(j) <= options_.relative * std::abs(theta_(j)) + fixed;
}

template <class T>
void BlockLanczos<T>::tighten(double factor) {
    options_.noise *= factor;
    if (!residuals_.is_empty()) count_converged();
}

// A part of the rest of the basis is kept beyond the values wanted: they converge the faster.
template <class T>
void BlockLanczos<T>::restart() {
    const arma::uword count = std::min(options_.count, size_);
    arma::uword kept = std::min(count + (size_ - count) * 2 / 5, size_ - block_);
    kept -= kept % block_;  // whole blocks fill the basis again
    const arma::Mat<T> y = ritz_.head_cols(kept);
    constexpr arma::uword rows = 512;
    for (arma::uword row = 0; row < n_; row += rows) {
        const arma::uword end = std::min(row + rows, n_) - 1;
        const arma::Mat<T> part = basis_.submat(row, deflated_, end, deflated_ + size_ - 1) * y;
        basis_.submat(row, deflated_, end, deflated_ + kept - 1) = part;
    }
    std::copy_n(basis_.colptr(deflated_ + size_), n_ * block_, basis_.colptr(deflated_ + kept));
    projected_.zeros();
    for (arma::uword j = 0; j < kept; ++j) projected_(j, j) = theta_(j);
    size_ = kept;
}

template <class T>
bool BlockLanczos<T>::advance(std::uint64_t applications) {
    const std::uint64_t end = applications_ + applications;
    while (options_.count != 0 && !converged() && !exhausted_ && applications_ < end) {
        if (size_ == capacity_) restart();
        step();
        const bool full = size_ == capacity_ || exhausted_;
        if (full || applications_ == end || (size_ >= options_.count + block_ && applications_ % 2 == 0)) extract();
    }
    return converged();
}

template <class T>
arma::vec BlockLanczos<T>::values(arma::uword count) const {
    return theta_.head(std::min<arma::uword>(count, theta_.n_elem));
}

template <class T>
arma::vec BlockLanczos<T>::residuals() const {
    return residuals_.head(std::min<arma::uword>(options_.count, residuals_.n_elem));
}

template <class T>
arma::Mat<T> BlockLanczos<T>::vectors(arma::uword count) const {
    const arma::uword known = ritz_.n_rows;
    return view(deflated_, known) * ritz_.head_cols(std::min<arma::uword>(count, theta_.n_elem));
}

template class BlockLanczos<double>;
template class BlockLanczos<arma::cx_double>;

}  // namespace la
