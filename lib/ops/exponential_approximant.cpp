#include "ops/exponential_approximant.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.hpp"
#include "core/field.hpp"
#include "lapack/solve.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

using arma::uword;

struct Degree {
    int degree;
    double largest_norm;                  // Al-Mohy and Higham 2009, table 3.1
    double inverse_of_remainder;          // 1/|c| of the first term c·X^(2·degree+1) of the backward error
    std::array<double, 14> coefficients;  // of the numerator, from the constant on
};

constexpr std::array<Degree, 5> degrees = {{
    // Over the constant, so that exp(A) - I of a tiny A is A to the last bit.
    {3, 1.495585217958292e-2, 1.008e5, {1, 0.5, 0.1, 1.0 / 120}},
    {5, 2.539398330063230e-1, 1.00590336e10, {30240, 15120, 3360, 420, 30, 1}},
    {7, 9.504178996162932e-1, 4.487938430976e15, {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1}},
    {9,
     2.097847961257068,
     5.914384781877412e21,
     {17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1}},
    {13,
     4.25,
     1.1325077560602111e35,
     {64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
      670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1}},
}};

// The least k >= 0 with 2^-k·x <= limit, x given by its logarithm to base 2.
int halvings(double log2_x, double limit) {
    return std::max(0, int(std::ceil(std::max(log2_x - std::log2(limit), -1.0))));
}

// log2|A|_1 without overflow; -Inf of zeros.
template <class T>
double log2_norm_1(const arma::Mat<T>& a) {
    double largest = 0;
    for (const T& x : a) largest = std::max({largest, std::abs(std::real(x)), std::abs(std::imag(x))});
    if (largest == 0) return -std::numeric_limits<double>::infinity();
    const int exponent = std::max(0, std::ilogb(largest));
    return std::log2(norm_1(arma::Mat<T>(a * std::ldexp(1.0, -exponent)))) + exponent;
}

// log2 of the 1-norm of the k-th power of a nonnegative matrix; -Inf of zeros.
double log2_norm_of_power(const arma::mat& moduli, int k) {
    arma::rowvec sums(moduli.n_cols, arma::fill::ones);
    double logarithm = 0;
    for (; k > 0; --k) {
        sums = sums * moduli;
        const double largest = sums.max();
        if (largest == 0) return -std::numeric_limits<double>::infinity();
        sums /= largest;
        logarithm += std::log2(largest);
    }
    return logarithm;
}

template <class T>
class Pade {
  public:
    explicit Pade(const arma::Mat<T>& a) : a_(a), a2_(a * a), a4_(a2_ * a2_), a6_(a2_ * a4_) {}

    // 4, 6, 8, 10: |A^p|^(1/p) in the 1-norm, of the higher ones an estimate.
    double root_of_norm(int p) const {
        if (p == 4 || p == 6) return std::pow(norm_1(p == 4 ? a4_ : a6_), 1.0 / p);
        const arma::Mat<T>& other = p == 8 ? a4_ : a6_;
        const double norm = estimate_norm_1<T>(
            a_.n_rows, [&](arma::Mat<T>& x) { x = a4_ * arma::Mat<T>(other * x); },
            [&](arma::Mat<T>& x) { x = other.t() * arma::Mat<T>(a4_.t() * x); });
        return std::pow(norm, 1.0 / p);
    }

    // How often A·2^-squarings is to be halved again, so that the backward error is below eps even if nothing cancels
    // in its powers.
    int further_halvings(const Degree& d, int squarings = 0) const {
        const arma::mat moduli = arma::abs(a_) * std::ldexp(1.0, -squarings);
        const double error =
            log2_norm_of_power(moduli, 2 * d.degree + 1) - log2_norm_1(moduli) - std::log2(d.inverse_of_remainder);
        const double excess = (error + std::numeric_limits<double>::digits) / (2 * d.degree);
        return excess > 0 ? int(std::ceil(excess)) : 0;
    }

    void scale(int squarings) {
        a_ *= std::ldexp(1.0, -squarings);
        a2_ *= std::ldexp(1.0, -2 * squarings);
        a4_ *= std::ldexp(1.0, -4 * squarings);
        a6_ *= std::ldexp(1.0, -6 * squarings);
    }

    // With the odd part U and the even part V of the numerator: (V - U)⁻¹·(V + U) - I = (V - U)⁻¹·2U.
    arma::Mat<T> less_identity(const Degree& d) const {
        arma::Mat<T> odd = a_ * part(d, 1), even = part(d, 0) - odd;
        odd *= T(2);
        if (!lapack::solve_square(std::move(even), odd))
            throw numerical_error("'expm': the denominator of the Padé approximant is singular");
        return odd;
    }

  private:
    // The sum of the coefficients first, first + 2, … times I, A², A⁴, …
    arma::Mat<T> part(const Degree& d, int first) const {
        const std::array<const arma::Mat<T>*, 3> powers = {&a2_, &a4_, &a6_};
        const auto sum = [&](int begin) {
            arma::Mat<T> total(a_.n_rows, a_.n_cols, arma::fill::zeros);
            for (int k = 0; k < 3 && begin + 2 * k <= d.degree; ++k)
                total += d.coefficients[std::size_t(begin + 2 * k)] * *powers[std::size_t(k)];
            return total;
        };
        arma::Mat<T> total = sum(first + 2);
        if (d.degree > 7) total += a6_ * sum(first + 8);
        total.diag() += T(d.coefficients[std::size_t(first)]);
        return total;
    }

    arma::Mat<T> a_, a2_, a4_, a6_;
};

}  // namespace

template <class T>
ExponentialApproximant<T> pade_approximant(const arma::Mat<T>& a) {
    // So that no power on the way overflows.
    const int first = halvings(log2_norm_1(a), 0x1p50);
    Pade<T> pade(a * std::ldexp(1.0, -first));
    const double d6 = pade.root_of_norm(6), d8 = pade.root_of_norm(8);
    const double by_four = std::max(pade.root_of_norm(4), d6), by_six = std::max(d6, d8);
    for (const Degree& d : degrees)
        if (d.degree < 13 && (d.degree < 7 ? by_four : by_six) <= d.largest_norm && pade.further_halvings(d) == 0)
            return {pade.less_identity(d), first};
    const Degree& highest = degrees.back();
    const double norm = std::min(by_six, std::max(d8, pade.root_of_norm(10)));
    const int by_powers = halvings(std::log2(norm), highest.largest_norm);
    const int beyond = pade.further_halvings(highest, by_powers);
    pade.scale(by_powers + beyond);
    return {pade.less_identity(highest), first + by_powers + beyond, beyond};
}

template <class T>
ExponentialApproximant<T> taylor_approximant(const arma::Mat<T>& a) {
    // (1 + x + … + x^16/16!)^N and exp(Nx) agree in x^k but for the probability that k balls in N boxes fill one with
    // more than 16; negligible for k <= N/2, a path through all places with as many returns as weigh.
    const double n = double(a.n_rows);
    const int squarings = std::max(halvings(log2_norm_1(a), 0.25), halvings(std::log2(n), 0.25));
    std::array<arma::Mat<T>, 4> powers = {a * std::ldexp(1.0, -squarings)};
    for (std::size_t k = 1; k < 4; ++k) powers[k] = powers[k - 1] * powers[0];
    // Paterson and Stockmeyer: a polynomial of degree 4 in the fourth power.
    const auto block = [&](int degree) {
        arma::Mat<T> sum(a.n_rows, a.n_cols, arma::fill::zeros);
        for (int k = 1; k <= 4; ++k) sum += powers[std::size_t(k - 1)] / std::tgamma(double(degree + k + 1));
        return sum;
    };
    arma::Mat<T> series = block(12);
    for (int degree = 8; degree >= 0; degree -= 4) series = block(degree) + powers[3] * series;
    return {std::move(series), squarings};
}

template ExponentialApproximant<double> pade_approximant(const arma::mat&);
template ExponentialApproximant<arma::cx_double> pade_approximant(const arma::cx_mat&);
template ExponentialApproximant<double> taylor_approximant(const arma::mat&);
template ExponentialApproximant<arma::cx_double> taylor_approximant(const arma::cx_mat&);

}  // namespace la
