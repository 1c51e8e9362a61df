#include "sparse/lu.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/messages.hpp"
#include "sparse/lu_growth.hpp"
#include "sparse/norm_estimate.hpp"

namespace la {

namespace {

using arma::uword;

constexpr double diagonal_preference = 0.1;  // of the largest in its column, in a symmetric order
constexpr uword right_sides_at_once = 32;

// The columns come in order: Eigen need only sort them along the elimination tree.
struct GivenOrder {
    template <class M, class Permutation>
    void operator()(const M& a, Permutation& permutation) const {
        permutation.setIdentity(a.cols());
    }
};

template <class T>
using EigenSparse = Eigen::SparseMatrix<T, Eigen::ColMajor, std::int64_t>;
template <class T>
using EigenDense = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

// Powers of two that bring the sum of the moduli of each row into [0.5, 1): a full row, which as a pivot would fill all
// others, comes late.
template <class T>
std::vector<double> scales_of_rows(const arma::SpMat<T>& a) {
    std::vector<double> scales(a.n_rows);
    for (uword p = 0; p < a.n_nonzero; ++p) scales[a.row_indices[p]] += std::abs(a.values[p]);
    for (double& scale : scales) {
        int exponent = 0;
        std::frexp(std::min(scale, std::numeric_limits<double>::max()), &exponent);
        scale = std::ldexp(1.0, std::clamp(-exponent, -1000, 1000));
    }
    return scales;
}

[[noreturn]] void throw_memory_error(double bytes) {
    throw data_error("not enough memory for a sparse LU factorization, which would take about " + gibibytes(bytes));
}

// -1 for odd permutations.
double sign_of(const std::vector<std::int64_t>& permutation) {
    std::vector<bool> is_seen(permutation.size());
    double sign = 1;
    for (std::size_t k = 0; k < permutation.size(); ++k)
        for (std::size_t i = k; !is_seen[i];) {
            is_seen[i] = true;
            i = std::size_t(permutation[i]);
            if (i != k) sign = -sign;
        }
    return sign;
}

}  // namespace

template <class T>
struct SparseLu<T>::State {
    std::vector<double> scales;         // of the rows, in A's order
    std::vector<std::int64_t> rows;     // row k of what is factored is row rows[k] of A, scaled
    std::vector<std::int64_t> columns;  // and column k is columns[k]
    double norm = 0;                    // |A|_1
    bool is_singular = false;
    std::optional<double> rcond;
    Eigen::SparseLU<EigenSparse<T>, GivenOrder> lu;

    EigenSparse<T> permuted(const arma::SpMat<T>& a) const {
        std::vector<std::int64_t> place(a.n_rows);
        for (std::size_t k = 0; k < rows.size(); ++k) place[std::size_t(rows[k])] = std::int64_t(k);
        EigenSparse<T> out(Eigen::Index(a.n_rows), Eigen::Index(a.n_cols));
        out.reserve(Eigen::Index(a.n_nonzero));
        std::vector<std::pair<std::int64_t, T>> column;
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const auto j = uword(columns[k]);
            column.clear();
            for (uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p)
                column.emplace_back(place[a.row_indices[p]], a.values[p] * scales[a.row_indices[p]]);
            std::sort(column.begin(), column.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
            out.startVec(Eigen::Index(k));
            for (const auto& [row, value] : column) out.insertBack(row, Eigen::Index(k)) = value;
        }
        out.finalize();
        return out;
    }

    void solve(arma::Mat<T>& b, uword first, uword width, Transposition form) {
        const bool is_plain = form == Transposition::none;
        const auto& from = is_plain ? rows : columns;
        const auto& to = is_plain ? columns : rows;
        EigenDense<T> right(Eigen::Index(b.n_rows), Eigen::Index(width));
        for (uword j = 0; j < width; ++j)
            for (std::size_t k = 0; k < from.size(); ++k) {
                const auto i = uword(from[k]);
                right(Eigen::Index(k), Eigen::Index(j)) = b.at(i, first + j) * (is_plain ? scales[i] : 1.0);
            }
        const EigenDense<T> x = form == Transposition::none        ? EigenDense<T>(lu.solve(right))
                                : form == Transposition::transpose ? EigenDense<T>(lu.transpose().solve(right))
                                                                   : EigenDense<T>(lu.adjoint().solve(right));
        for (uword j = 0; j < width; ++j)
            for (std::size_t k = 0; k < to.size(); ++k) {
                const auto i = uword(to[k]);
                b.at(i, first + j) = x(Eigen::Index(k), Eigen::Index(j)) * (is_plain ? 1.0 : scales[i]);
            }
    }
};

template <class T>
SparseLu<T>::SparseLu(const arma::SpMat<T>& a, FillReducingOrder order) : state_(std::make_unique<State>()) {
    State& s = *state_;
    if (a.n_rows == 0) return;
    const double bytes = order.entries * sizeof(T);
    if (bytes > physical_memory() / 2) throw_memory_error(bytes);
    s.scales = scales_of_rows(a);
    s.norm = norm_1(a);
    s.columns = std::move(order.columns);
    s.rows = s.columns;
    if (!order.is_symmetric)
        for (std::size_t i = 0; i < s.rows.size(); ++i) s.rows[i] = std::int64_t(i);
    s.lu.setPivotThreshold(order.is_symmetric ? diagonal_preference : 1);
    try {
        s.lu.compute(s.permuted(a));
    } catch (const std::bad_alloc&) {
        throw_memory_error(bytes);
    }
    // Of an empty column Eigen says so, of memory that it caught itself "UNABLE TO ...".
    const std::string complaint = s.lu.lastErrorMessage();
    if (complaint.starts_with("UNABLE")) throw_memory_error(bytes);
    s.is_singular = !complaint.empty();
}

template <class T>
SparseLu<T>::~SparseLu() = default;
template <class T>
SparseLu<T>::SparseLu(SparseLu&&) noexcept = default;
template <class T>
SparseLu<T>& SparseLu<T>::operator=(SparseLu&&) noexcept = default;

template <class T>
bool SparseLu<T>::is_singular() const {
    return state_->is_singular;
}

template <class T>
void SparseLu<T>::solve(arma::Mat<T>& b, Transposition form) const {
    if (b.is_empty()) return;
    for (uword done = 0; done < b.n_cols; done += right_sides_at_once)
        state_->solve(b, done, std::min(right_sides_at_once, b.n_cols - done), form);
}

template <class T>
double SparseLu<T>::rcond() const {
    State& s = *state_;
    if (s.rcond) return *s.rcond;
    if (s.is_singular) return *(s.rcond = 0);
    const double inverse = estimate_norm_1<T>(
        s.rows.size(), [&](arma::Mat<T>& x) { solve(x); }, [&](arma::Mat<T>& x) { solve(x, Transposition::adjoint); });
    return *(s.rcond = 1 / inverse / s.norm);
}

template <class T>
ScaledProduct SparseLu<T>::determinant() const {
    const State& s = *state_;
    ScaledProduct product;
    if (s.rows.empty()) return product;
    if (s.is_singular) {
        product.multiply(T(0));
        return product;
    }
    // Eigen keeps the blocks of U on the diagonal with the supernodes of L.
    const auto& l = s.lu.matrixL().m_mapL;
    for (Eigen::Index j = 0; j < l.cols(); ++j)
        for (typename std::decay_t<decltype(l)>::InnerIterator entry(l, j); entry; ++entry)
            if (entry.index() == j) {
                product.multiply(T(entry.value()));
                break;
            }
    product.multiply(double(s.lu.rowsPermutation().determinant() * s.lu.colsPermutation().determinant()));
    if (s.rows != s.columns) product.multiply(sign_of(s.columns));
    for (const double scale : s.scales) product.multiply(1 / scale);
    return product;
}

template <class T>
double SparseLu<T>::entries() const {
    return state_->rows.empty() || state_->is_singular ? 0 : double(state_->lu.nnzL() + state_->lu.nnzU());
}

template class SparseLu<double>;
template class SparseLu<arma::cx_double>;

}  // namespace la
