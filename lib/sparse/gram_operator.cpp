#include "sparse/gram_operator.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#include "core/allocate.hpp"
#include "core/field.hpp"
#include "core/huge_pages.hpp"

namespace la {

namespace {

constexpr arma::uword entries_ahead = 48;                // entries, of which the row is asked for
constexpr arma::uword entries_worth_a_thread = 250'000;  // entries times vectors
// Each part of a pass adds up in a block of its own, which should cost little beside its entries.
constexpr arma::uword entriesper_row = 16, most_parts = 8;

// The products that the operators of complex numbers would first look for NaN in.
template <class T>
T times(const T& x, const T& y) {
    if constexpr (is_complex_scalar<T>)
        return T(x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real());
    else
        return x * y;
}

// Calls work(part) for every part, on as many threads.
template <class F>
void for_parts(arma::uword parts, arma::uword threads, F work) {
    std::atomic<arma::uword> next{0};
    const auto take = [&] {
        for (arma::uword part = next++; part < parts; part = next++) work(part);
    };
    std::vector<std::thread> others;
    for (arma::uword t = 1; t < std::min(threads, parts); ++t) others.emplace_back(take);
    take();
    for (std::thread& other : others) other.join();
}

// The columns by their numbers of entries, those of one number in their order: loops of one length end where the
// processor expects it, and it need not throw away what it began beyond.
std::vector<arma::uword> by_count(const std::vector<arma::uword>& counts) {
    const arma::uword most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
    std::vector<arma::uword> place(most + 2), order(counts.size());
    for (const arma::uword count : counts) ++place[count + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    for (arma::uword j = 0; j < counts.size(); ++j) order[place[counts[j]]++] = j;
    return order;
}

}  // namespace

template <class T>
GramOperator<T>::GramOperator(const arma::SpMat<T>& a, int threads)
    : is_transposed_(a.n_rows > a.n_cols), threads_(threads), short_side_(std::min(a.n_rows, a.n_cols)) {
    a.sync();
    copy(a);
    divide();
}

template <class T>
void GramOperator<T>::copy(const arma::SpMat<T>& a) {
    std::vector<arma::uword> counts(std::max(a.n_rows, a.n_cols));
    for (arma::uword q = 0; is_transposed_ && q < a.n_nonzero; ++q) ++counts[a.row_indices[q]];
    for (arma::uword j = 0; !is_transposed_ && j < a.n_cols; ++j) counts[j] = a.col_ptrs[j + 1] - a.col_ptrs[j];
    columns_ = by_count(counts);
    starts_.assign(1, 0);
    for (const arma::uword j : columns_) starts_.push_back(starts_.back() + counts[j]);

    std::vector<arma::uword> next(columns_.size());
    for (arma::uword at = 0; at < columns_.size(); ++at) next[columns_[at]] = starts_[at];
    rows_ = untouched_array<std::uint32_t>(a.n_nonzero + entries_ahead);
    values_ = untouched_array<T>(a.n_nonzero);
    std::fill_n(rows_.get() + a.n_nonzero, entries_ahead, 0);
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword q = a.col_ptrs[j]; q < a.col_ptrs[j + 1]; ++q) {
            const arma::uword i = a.row_indices[q], to = next[is_transposed_ ? i : j]++;
            rows_[to] = std::uint32_t(is_transposed_ ? j : i);
            values_[to] = is_transposed_ ? conjugate(a.values[q]) : a.values[q];
        }
}

// Into parts of about as many entries each.
template <class T>
void GramOperator<T>::divide() {
    const arma::uword entries = starts_.back();
    const arma::uword parts = std::clamp<arma::uword>(entries / (entriesper_row * short_side_), 1, most_parts);
    for (arma::uword part = 1; part < parts; ++part) {
        const auto found = std::lower_bound(starts_.begin(), starts_.end() - 1, entries / parts * part);
        parts_.push_back(arma::uword(found - starts_.begin()));
    }
    parts_.push_back(long_side());
}

// The vectors and the sums side by side in each row, so that an entry meets all of them in one line of the cache. A row
// that is needed soon is asked for early: rows of a matrix without structure are seldom in the nearest cache.
template <class T>
template <arma::uword P>
void GramOperator<T>::multiply_packed(const arma::Mat<T>& in, arma::Mat<T>& out) const {
    const arma::uword n = short_side_, parts = parts_.size();
    packed_.resize(parts);
    const auto add_up = [&](arma::uword part) {
        if (packed_[part].size() < n * 2 * P) packed_[part].resize(n * 2 * P);
        T* const x = packed_[part].data();
        for (arma::uword i = 0; i < n; ++i)
            for (arma::uword p = 0; p < P; ++p) {
                x[i * 2 * P + p] = in.at(i, p);
                x[i * 2 * P + P + p] = T(0);
            }
        for (arma::uword j = part == 0 ? 0 : parts_[part - 1]; j < parts_[part]; ++j) {
            T inner[P] = {};
            const arma::uword first = starts_[j], end = starts_[j + 1];
            for (arma::uword q = first; q < end; ++q) {
                __builtin_prefetch(x + arma::uword(rows_[q + entries_ahead]) * 2 * P, 1);
                const T value = conjugate(values_[q]);
                const T* const from = x + arma::uword(rows_[q]) * 2 * P;
                for (arma::uword p = 0; p < P; ++p) inner[p] += times(value, from[p]);
            }
            for (arma::uword q = first; q < end; ++q) {
                const T value = values_[q];
                T* const to = x + arma::uword(rows_[q]) * 2 * P + P;
                for (arma::uword p = 0; p < P; ++p) to[p] += times(value, inner[p]);
            }
        }
    };
    for_parts(parts, starts_.back() * P >= entries_worth_a_thread ? arma::uword(threads_) : 1, add_up);
    for (arma::uword i = 0; i < n; ++i)
        for (arma::uword p = 0; p < P; ++p) {
            T total = packed_[0][i * 2 * P + P + p];
            for (arma::uword part = 1; part < parts; ++part) total += packed_[part][i * 2 * P + P + p];
            out.at(i, p) = total;
        }
}

// More than two vectors at once would not fit into the nearer caches.
template <class T>
void GramOperator<T>::multiply(const arma::Mat<T>& in, arma::Mat<T>& out) const {
    for (arma::uword done = 0; done < in.n_cols; done += 2) {
        const arma::uword width = std::min<arma::uword>(in.n_cols - done, 2);
        const arma::Mat<T> from(const_cast<T*>(in.colptr(done)), in.n_rows, width, false, true);
        arma::Mat<T> to(out.colptr(done), out.n_rows, width, false, true);
        width == 2 ? multiply_packed<2>(from, to) : multiply_packed<1>(from, to);
    }
}

template <class T>
arma::Mat<T> GramOperator<T>::to_long(const arma::Mat<T>& in) const {
    arma::Mat<T> out = allocate_dense<T>(long_side(), in.n_cols);
    for (arma::uword p = 0; p < in.n_cols; ++p)
        for (arma::uword j = 0; j < long_side(); ++j) {
            T sum{};
            for (arma::uword q = starts_[j]; q < starts_[j + 1]; ++q)
                sum += times(conjugate(values_[q]), in.at(rows_[q], p));
            out.at(columns_[j], p) = sum;
        }
    return out;
}

template <class T>
arma::Mat<T> GramOperator<T>::to_short(const arma::Mat<T>& in) const {
    arma::Mat<T> out = allocate_dense<T>(short_side_, in.n_cols);
    out.zeros();
    for (arma::uword p = 0; p < in.n_cols; ++p)
        for (arma::uword j = 0; j < long_side(); ++j) {
            const T x = in.at(columns_[j], p);
            for (arma::uword q = starts_[j]; q < starts_[j + 1]; ++q) out.at(rows_[q], p) += times(values_[q], x);
        }
    return out;
}

template class GramOperator<double>;
template class GramOperator<arma::cx_double>;

}  // namespace la
