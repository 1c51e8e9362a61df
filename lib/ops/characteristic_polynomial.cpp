#include "ops/characteristic_polynomial.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/field.hpp"
#include "lapack/declarations.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

__extension__ using Integer = __int128;

constexpr arma::uword largest_exact_order = 64;
constexpr double largest_exact_integer = 9007199254740992.0;  // 2^53

// re + im i
struct GaussianInteger {
    Integer re = 0, im = 0;

    GaussianInteger() = default;
    GaussianInteger(Integer real, Integer imaginary = 0) : re(real), im(imaginary) {}
    GaussianInteger operator-() const { return {-re, -im}; }
};

// Adds x*y to sum; false where that overflows.
bool add_product(Integer& sum, Integer x, Integer y) {
    Integer product = 0;
    return !__builtin_mul_overflow(x, y, &product) && !__builtin_add_overflow(sum, product, &sum);
}
bool add_product(GaussianInteger& sum, const GaussianInteger& x, const GaussianInteger& y) {
    return add_product(sum.re, x.re, y.re) && add_product(sum.re, -x.im, y.im) && add_product(sum.im, x.re, y.im) &&
           add_product(sum.im, x.im, y.re);
}

void assign(Integer& x, double value) {
    x = Integer(value);
}
void assign(GaussianInteger& x, arma::cx_double value) {
    x = {Integer(value.real()), Integer(value.imag())};
}

double nearest(Integer x) {
    return double(x);
}
arma::cx_double nearest(const GaussianInteger& x) {
    return {double(x.re), double(x.im)};
}

template <class T>
using ExactOf = std::conditional_t<is_complex_scalar<T>, GaussianInteger, Integer>;

template <class N>
using Rows = std::vector<std::vector<N>>;

// y = M x for the leading square block M of the order of x.
template <class N>
bool multiply_leading(const Rows<N>& a, const std::vector<N>& x, std::vector<N>& y) {
    y.assign(x.size(), 0);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j)
            if (!add_product(y[i], a[i][j], x[j])) return false;
    return true;
}

// The first column of Berkowitz's Toeplitz matrix for the leading block of order r+1, cut as [M s; t c] with M of order
// r: 1, -c, -t s, -t M s, ..., -t M^(r-1) s.
template <class N>
bool toeplitz_column(const Rows<N>& a, std::size_t r, std::vector<N>& column) {
    column = {1, -a[r][r]};
    std::vector<N> power(r), next;
    for (std::size_t i = 0; i < r; ++i) power[i] = a[i][r];
    for (std::size_t k = 0; k < r; ++k) {
        N sum = 0;
        for (std::size_t j = 0; j < r; ++j)
            if (!add_product(sum, -a[r][j], power[j])) return false;
        column.push_back(sum);
        if (k + 1 == r) break;
        if (!multiply_leading(a, power, next)) return false;
        std::swap(power, next);
    }
    return true;
}

// The exact polynomial, or nothing where 128 bits do not suffice.
template <class T>
std::optional<arma::Col<T>> integer_polynomial(const arma::Mat<T>& matrix) {
    using N = ExactOf<T>;
    const arma::uword n = matrix.n_rows;
    Rows<N> a(n, std::vector<N>(n));
    for (arma::uword i = 0; i < n; ++i)
        for (arma::uword j = 0; j < n; ++j) assign(a[i][j], matrix(i, j));

    std::vector<N> p = {1}, column;
    for (std::size_t r = 0; r < n; ++r) {
        if (!toeplitz_column(a, r, column)) return {};
        std::vector<N> next(r + 2, 0);
        for (std::size_t i = 0; i < next.size(); ++i)
            for (std::size_t j = 0; j <= std::min<std::size_t>(i, r); ++j)
                if (!add_product(next[i], column[i - j], p[j])) return {};
        p = std::move(next);
    }
    arma::Col<T> coefficients(n + 1);
    for (arma::uword i = 0; i <= n; ++i) coefficients(i) = nearest(p[i]);
    return coefficients;
}

bool is_exact_integer(double x) {
    return x == std::trunc(x) && std::abs(x) <= largest_exact_integer;
}
bool is_exact_integer(arma::cx_double x) {
    return is_exact_integer(x.real()) && is_exact_integer(x.imag());
}

template <class T>
bool has_exact_integers(const arma::Mat<T>& a) {
    return a.n_rows <= largest_exact_order &&
           std::all_of(a.begin(), a.end(), [](const T& x) { return is_exact_integer(x); });
}

// The exact polynomial of a matrix of integers.
std::optional<Matrix> exact_polynomial(const Matrix& a) {
    return in_field(a.is_complex(), [&](auto zero) -> std::optional<Matrix> {
        using T = decltype(zero);
        const auto& values = std::get<arma::Mat<T>>(a.values);
        if (!has_exact_integers(values)) return {};
        auto coefficients = integer_polynomial(values);
        if (!coefficients) return {};
        return to_real_if_possible(Matrix(arma::Mat<T>(std::move(*coefficients))));
    });
}

// q += factor * p, where p is of lower degree: coefficients are aligned at their constant terms.
template <class T>
void add_multiple(arma::Col<T>& q, T factor, const arma::Col<T>& p) {
    q.tail(p.n_elem) += factor * p;
}

// (x - alpha) p
template <class T>
arma::Col<T> times_linear(const arma::Col<T>& p, T alpha) {
    arma::Col<T> q(p.n_elem + 1);
    q.head(p.n_elem) = p;
    add_multiple(q, T(-alpha), p);
    return q;
}

// p_i = (x - d_i) p_{i-1} - e_{i-1}^2 p_{i-2}
arma::vec tridiagonal_polynomial(const arma::vec& d, const arma::vec& e) {
    arma::vec previous, p = {1.0};
    for (arma::uword i = 0; i < d.n_elem; ++i) {
        arma::vec next = times_linear(p, d(i));
        if (i > 0) add_multiple(next, -e(i - 1) * e(i - 1), previous);
        previous = std::exchange(p, std::move(next));
    }
    return p;
}

// p_i = (x - h_ii) p_{i-1} - sum over m < i of h_{i-m,i} b_i b_{i-1} ... b_{i-m+1} p_{i-m-1}, b the subdiagonal
template <class T>
arma::Col<T> hessenberg_polynomial(const arma::Mat<T>& h) {
    std::vector<arma::Col<T>> p = {arma::Col<T>(1, arma::fill::ones)};
    for (arma::uword i = 0; i < h.n_rows; ++i) {
        arma::Col<T> next = times_linear(p[i], h(i, i));
        T subdiagonals = 1;
        for (arma::uword row = i; row-- > 0;) {
            subdiagonals *= h(row + 1, row);
            if (subdiagonals == T(0)) break;
            add_multiple(next, T(-h(row, i) * subdiagonals), p[row]);
        }
        p.push_back(std::move(next));
    }
    return p.back();
}

template <class T>
arma::vec symmetric_polynomial(arma::Mat<T> a) {
    const int n = static_cast<int>(a.n_rows), lwork = 64 * n;
    arma::vec d(a.n_rows), e(a.n_rows);
    arma::Col<T> tau(a.n_rows), work(lwork);
    int info = 0;
    lapack::tridiagonalize('L', n, a.memptr(), d.memptr(), e.memptr(), tau.memptr(), work.memptr(), lwork, info);
    return tridiagonal_polynomial(d, e);
}

template <class T>
arma::Col<T> general_polynomial(arma::Mat<T> a) {
    int n = static_cast<int>(a.n_rows), first = 1, lwork = 64 * n, info = 0;
    arma::Col<T> tau(a.n_rows), work(lwork);
    arma::lapack::gehrd(&n, &first, &n, a.memptr(), &n, tau.memptr(), work.memptr(), &lwork, &info);
    return hessenberg_polynomial(a);
}

Matrix rounded_polynomial(Matrix a) {
    const bool symmetric = is_symmetric(a);
    if (symmetric) a = symmetric_part(std::move(a));
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        auto values = dense_as<decltype(zero)>(std::move(a));
        if (symmetric) return Matrix(arma::mat(symmetric_polynomial(std::move(values))));
        return to_real_if_possible(Matrix(arma::Mat<decltype(zero)>(general_polynomial(std::move(values)))));
    });
}

}  // namespace

Matrix characteristic_polynomial(Matrix a) {
    require_square(a);
    require_finite(a);
    a = to_dense(to_real_if_possible(std::move(a)));
    if (a.rows() == 0) return Matrix(arma::mat(1, 1, arma::fill::ones));
    if (auto exact = exact_polynomial(a)) return std::move(*exact);

    Matrix p = rounded_polynomial(std::move(a));
    const bool finite = std::visit([](const auto& v) { return v.is_finite(); }, p.values);
    if (!finite) throw numerical_error("the characteristic polynomial has coefficients beyond the range of doubles");
    return p;
}

}  // namespace la
