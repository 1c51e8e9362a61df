#include "sparse/hermitian_operator.hpp"

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "core/field.hpp"

namespace la {

namespace {

constexpr arma::uword products_worth_a_thread = 500'000;  // products of entries, about half a millisecond
constexpr arma::uword rows_ahead = 16;                    // entries: where a vector will be read is known long before
constexpr double sure_share = 0.3;  // of the vertices in one level, from whichever vertex it is seen

// Calls f(first, end) for ranges of columns that hold about as many entries each.
template <class T, class F>
void for_parts(const arma::SpMat<T>& a, arma::uword parts, F f) {
    std::vector<arma::uword> ends;
    for (arma::uword part = 1; part < parts; ++part) {
        const auto* found = std::lower_bound(a.col_ptrs, a.col_ptrs + a.n_cols, a.n_nonzero / parts * part);
        ends.push_back(arma::uword(found - a.col_ptrs));
    }
    ends.push_back(a.n_cols);
    std::vector<std::thread> others;
    for (arma::uword part = 1; part < parts; ++part) others.emplace_back(f, ends[part - 1], ends[part]);
    f(arma::uword(0), ends[0]);
    for (std::thread& other : others) other.join();
}

}  // namespace

template <class T>
HermitianOperator<T>::HermitianOperator(const arma::SpMat<T>& a, int threads) : a_(a), threads_(threads) {
    a.sync();
    rows_.reserve(a.n_nonzero + rows_ahead);
    rows_.assign(a.row_indices, a.row_indices + a.n_nonzero);
    rows_.resize(a.n_nonzero + rows_ahead);
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double center = 0, radius = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
            if (a.row_indices[p] == j)
                center = std::real(a.values[p]);
            else
                radius += std::abs(a.values[p]);
        lower_ = j == 0 ? center - radius : std::min(lower_, center - radius);
        upper_ = j == 0 ? center + radius : std::max(upper_, center + radius);
    }
}

// The vectors side by side in each row, so that an entry of A meets them all at once; a column of A is, conjugated, a
// row of it, which one sum per vector gathers.
template <class T>
template <arma::uword P>
void HermitianOperator<T>::multiply_packed(const arma::Mat<T>& in, arma::Mat<T>& out) const {
    const arma::uword n = a_.n_rows;
    packed_.resize(std::max<std::size_t>(packed_.size(), n * P));
    T* const packed = packed_.data();
    for (arma::uword i = 0; i < n; ++i)
        for (arma::uword p = 0; p < P; ++p) packed[i * P + p] = in.at(i, p);
    const auto gather = [&, packed](arma::uword first, arma::uword end) {
        for (arma::uword j = first; j < end; ++j) {
            T sums[P] = {};
            for (arma::uword q = a_.col_ptrs[j]; q < a_.col_ptrs[j + 1]; ++q) {
                __builtin_prefetch(packed + std::size_t(rows_[q + rows_ahead]) * P);
                const T value = conjugate(a_.values[q]);
                const T* x = packed + std::size_t(rows_[q]) * P;
                for (arma::uword p = 0; p < P; ++p) sums[p] += value * x[p];
            }
            for (arma::uword p = 0; p < P; ++p) out.at(j, p) = sums[p];
        }
    };
    const bool large = threads_ > 1 && a_.n_nonzero * P >= products_worth_a_thread;
    for_parts(a_, large ? arma::uword(threads_) : 1, gather);
}

template <class T>
void HermitianOperator<T>::multiply(const arma::Mat<T>& in, arma::Mat<T>& out) const {
    arma::uword done = 0;
    while (done < in.n_cols) {
        const arma::uword left = in.n_cols - done, width = left >= 4 ? 4 : left >= 2 ? 2 : 1;
        const arma::Mat<T> from(const_cast<T*>(in.colptr(done)), in.n_rows, width, false, true);
        arma::Mat<T> to(out.colptr(done), out.n_rows, width, false, true);
        width == 4   ? multiply_packed<4>(from, to)
        : width == 2 ? multiply_packed<2>(from, to)
                     : multiply_packed<1>(from, to);
        done += width;
    }
}

template <class T>
double widest_level(const arma::SpMat<T>& a) {
    const arma::uword n = a.n_rows;
    if (n == 0) return 0;
    a.sync();
    arma::uword start = 0, widest = 0;
    for (const bool last_search : {false, true}) {
        std::vector<bool> seen(n);
        std::vector<arma::uword> level, next;
        widest = 0;
        for (arma::uword root = start, tried = 0; tried < n; ++tried, root = (root + 1) % n) {
            if (seen[root]) continue;
            seen[root] = true;
            for (level = {root}; !level.empty(); level.swap(next), next.clear()) {
                widest = std::max<arma::uword>(widest, level.size());
                start = level.front();
                for (const arma::uword j : level)
                    for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
                        const arma::uword i = a.row_indices[p];
                        if (seen[i]) continue;
                        seen[i] = true;
                        next.push_back(i);
                    }
            }
            if (!last_search) break;  // only the far vertex was wanted
        }
        if (double(widest) > sure_share * double(n)) break;
    }
    return double(widest) / double(n);
}

template class HermitianOperator<double>;
template class HermitianOperator<arma::cx_double>;
template double widest_level(const arma::SpMat<double>&);
template double widest_level(const arma::SpMat<arma::cx_double>&);

}  // namespace la
