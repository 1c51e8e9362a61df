#include "krylov/chebyshev_filter.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace la {

namespace {

constexpr double digits = 30;         // log(2 / tolerance)
constexpr double usual_excess = 2;    // Ritz values lie inside: gaps are smaller than they look
constexpr double largest_gain = 1e4;  // of T_d: what it raises above the least value wanted costs as many digits of it
constexpr double highest_degree = 60;

ChebyshevInterval interval_of(const arma::vec& ritz_values, arma::uword count, arma::uword block, double low,
                              bool even) {
    const auto place = [even](double x) { return even ? std::abs(x) : x; };
    const arma::uword edge = std::min<arma::uword>(count + 2 * block, ritz_values.n_elem - 1);
    const double high = place(ritz_values(edge));
    if (even) return {0, high, 2};
    return {0.5 * (low + high), 0.5 * (high - low), 1};
}

double exponent(const ChebyshevInterval& interval, double value) {
    return std::acosh(std::max(1.0, std::abs(value - interval.center) / interval.half_width));
}

double degree_for(const ChebyshevInterval& interval, const arma::vec& ritz_values, arma::uword count) {
    const double least = exponent(interval, ritz_values(std::min<arma::uword>(count, ritz_values.n_elem) - 1));
    return usual_excess * digits / std::max(least, 1e-6);
}

}  // namespace

double ChebyshevInterval::at(double value) const {
    const double x = (value - center) / half_width, d = double(degree);
    if (std::abs(x) <= 1) return std::cos(d * std::acos(x));
    const double size = std::cosh(d * std::acosh(std::abs(x)));
    return x < 0 && degree % 2 == 1 ? -size : size;
}

double ChebyshevInterval::value(double theta) const {
    return center + half_width * (theta > 1 ? std::cosh(std::acosh(theta) / double(degree)) : 1);
}

ChebyshevInterval suitable_interval(const arma::vec& ritz_values, arma::uword count, arma::uword block,
                                    arma::uword basis, double low, bool even) {
    ChebyshevInterval interval = interval_of(ritz_values, count, block, low, even);
    interval.degree = 1;
    if (!(interval.half_width > 0)) return interval;
    const double blocks = double(basis) / double(block);
    const double gain = std::acosh(largest_gain) / std::max(exponent(interval, ritz_values(0)), 1e-6);
    const double degree = std::min({degree_for(interval, ritz_values, count) / blocks, gain, highest_degree});
    if (degree < 2) return interval;
    const auto whole = arma::uword(degree);
    interval.degree = even ? whole - whole % 2 : whole + 1 - whole % 2;
    return interval;
}

double likely_degree(const arma::vec& ritz_values, arma::uword count, arma::uword block, double low, bool even) {
    const ChebyshevInterval interval = interval_of(ritz_values, count, block, low, even);
    return interval.half_width > 0 ? degree_for(interval, ritz_values, count) : usual_excess * digits;
}

template <class T>
BlockOperator<T> chebyshev_filter(BlockOperator<T> apply, ChebyshevInterval interval) {
    struct Workspace {
        arma::Mat<T> before, now, next;
    };
    return [apply = std::move(apply), interval, work = std::make_shared<Workspace>()](const arma::Mat<T>& in,
                                                                                      arma::Mat<T>& out) {
        Workspace& w = *work;
        w.next.set_size(in.n_rows, in.n_cols);
        w.now = in;
        for (arma::uword j = 0; j < interval.degree; ++j) {
            const bool is_last = j + 1 == interval.degree;
            arma::Mat<T>& next = is_last ? out : w.next;
            apply(w.now, next);
            const double scale = (j == 0 ? 1 : 2) / interval.half_width, shift = interval.center;
            const T* const now = w.now.memptr();
            const T* const before = w.before.memptr();
            T* const x = next.memptr();
            if (j == 0)
                for (arma::uword i = 0; i < in.n_elem; ++i) x[i] = scale * (x[i] - shift * now[i]);
            else
                for (arma::uword i = 0; i < in.n_elem; ++i) x[i] = scale * (x[i] - shift * now[i]) - before[i];
            if (is_last) break;
            std::swap(w.before, w.now);
            std::swap(w.now, w.next);
            w.next.set_size(in.n_rows, in.n_cols);
        }
    };
}

template BlockOperator<double> chebyshev_filter(BlockOperator<double>, ChebyshevInterval);
template BlockOperator<arma::cx_double> chebyshev_filter(BlockOperator<arma::cx_double>, ChebyshevInterval);

}  // namespace la
