#include "ops/product.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "core/error.hpp"
#include "ops/allocate.hpp"
#include "ops/dense_field.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using arma::uword;

// The values of a as M, promoted into `promoted` where a is real and M complex. Armadillo may hold the entries of a
// sparse matrix back from its columns until sync.
template <class M>
const M& values_as(const Matrix& a, Matrix& promoted) {
    if (!std::holds_alternative<M>(a.values)) promoted = to_complex(a);
    const M& values = std::get<M>(std::holds_alternative<M>(a.values) ? a.values : promoted.values);
    if constexpr (arma::is_arma_sparse_type<M>::value) values.sync();
    return values;
}

void require_blas_size(const Matrix& a) {
    constexpr uword most = std::numeric_limits<arma::blas_int>::max();
    if (a.rows() > most || a.cols() > most)
        throw data_error(described(a) + ": products of dense matrices are limited to " + std::to_string(most) +
                         " rows and columns");
}

// A sparse matrix must not blow up: beyond the limit a dense product is at most as large as the dense factor.
void require_dense_product(const Matrix& a, const Matrix& b) {
    const uword limit = std::max(max_dense_cells, (a.is_sparse() ? b : a).cells());
    if (b.cols() == 0 || a.rows() <= limit / b.cols()) return;
    const auto text = [](const Matrix& m) { return described(m) + (m.is_sparse() ? " and sparse" : ""); };
    throw data_error(text(a) + ", " + text(b) + ": their dense product of " + shape_text(a.rows(), b.cols()) +
                     " would exceed the limit of " + std::to_string(max_dense_cells) + " cells");
}

template <class T>
arma::Mat<T> product(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    arma::Mat<T> c = allocate_dense<T>(a.n_rows, b.n_cols);
    c = a * b;
    return c;
}

template <class T>
arma::Mat<T> product(const arma::SpMat<T>& a, const arma::Mat<T>& b) {
    arma::Mat<T> c = allocate_dense<T>(a.n_rows, b.n_cols);
    c.zeros();
    for (uword j = 0; j < b.n_cols; ++j) {
        T* column = c.memptr() + j * c.n_rows;
        for (uword k = 0; k < a.n_cols; ++k) {
            const T factor = b.at(k, j);
            for (uword p = a.col_ptrs[k]; p < a.col_ptrs[k + 1]; ++p) column[a.row_indices[p]] += a.values[p] * factor;
        }
    }
    return c;
}

template <class T>
arma::Mat<T> product(const arma::Mat<T>& a, const arma::SpMat<T>& b) {
    arma::Mat<T> c = allocate_dense<T>(a.n_rows, b.n_cols);
    c.zeros();
    for (uword j = 0; j < b.n_cols; ++j) {
        T* column = c.memptr() + j * c.n_rows;
        for (uword p = b.col_ptrs[j]; p < b.col_ptrs[j + 1]; ++p) {
            const T* source = a.memptr() + b.row_indices[p] * a.n_rows;
            const T factor = b.values[p];
            for (uword i = 0; i < a.n_rows; ++i) column[i] += source[i] * factor;
        }
    }
    return c;
}

// The rows of a sparse matrix that hold anything, numbered in their order. Where nearly all do, every row has its own
// number: the work per row then costs less than the renumbering.
class OccupiedRows {
  public:
    template <class T>
    explicit OccupiedRows(const arma::SpMat<T>& a) : numbers_(a.row_indices), count_(a.n_rows) {
        if (a.n_rows / 16 <= a.n_nonzero) return;
        rows_.assign(a.row_indices, a.row_indices + a.n_nonzero);
        std::sort(rows_.begin(), rows_.end());
        rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
        renumbered_.resize(a.n_nonzero);
        for (uword p = 0; p < a.n_nonzero; ++p)
            renumbered_[p] = uword(std::lower_bound(rows_.begin(), rows_.end(), a.row_indices[p]) - rows_.begin());
        numbers_ = renumbered_.data();
        count_ = rows_.size();
    }

    OccupiedRows(const OccupiedRows&) = delete;
    OccupiedRows& operator=(const OccupiedRows&) = delete;

    uword count() const { return count_; }
    uword number(uword entry) const { return numbers_[entry]; }
    uword row(uword number) const { return renumbered_.empty() ? number : rows_[number]; }

  private:
    const uword* numbers_;
    uword count_;
    std::vector<uword> rows_;
    std::vector<uword> renumbered_;
};

// Gustavson's method by columns: column j of the product is a combination of columns of a, collected in a dense
// accumulator of which only the touched rows are read. The first pass counts, the second computes. Sums run in the
// order of the inner index.
template <class T>
class SparseProduct {
  public:
    SparseProduct(const arma::SpMat<T>& a, const arma::SpMat<T>& b)
        : a_(a), b_(b), rows_(a), last_column_(rows_.count(), unseen), sums_(rows_.count()) {}

    arma::SpMat<T> result() {
        uword stored = 0;
        for (uword j = 0; j < b_.n_cols; ++j)
            visit_column(j, [&](uword, uword, const T&, bool is_new) { stored += is_new; });
        std::fill(last_column_.begin(), last_column_.end(), unseen);

        arma::SpMat<T> c(arma::arma_reserve_indicator(), a_.n_rows, b_.n_cols, stored);
        uword filled = 0;
        for (uword j = 0; j < b_.n_cols; ++j) {
            compute_column(j);
            for (const uword number : touched_) {
                if (sums_[number] == T(0)) continue;  // cancelled: a sparse matrix holds no zeros
                arma::access::rw(c.row_indices[filled]) = rows_.row(number);
                arma::access::rw(c.values[filled++]) = sums_[number];
            }
            arma::access::rw(c.col_ptrs[j + 1]) = filled;
        }
        if (filled < stored) c.mem_resize(filled);
        return c;
    }

  private:
    static constexpr uword unseen = std::numeric_limits<uword>::max();

    // Calls f(row number, entry of a, factor from b, is the row new in this column) for every term of column j.
    template <class F>
    void visit_column(uword j, F&& f) {
        for (uword q = b_.col_ptrs[j]; q < b_.col_ptrs[j + 1]; ++q) {
            const uword k = b_.row_indices[q];
            for (uword p = a_.col_ptrs[k]; p < a_.col_ptrs[k + 1]; ++p) {
                const uword number = rows_.number(p);
                const bool is_new = last_column_[number] != j;
                last_column_[number] = j;
                f(number, p, b_.values[q], is_new);
            }
        }
    }

    void compute_column(uword j) {
        touched_.clear();
        visit_column(j, [&](uword number, uword p, const T& factor, bool is_new) {
            if (is_new) {
                touched_.push_back(number);
                sums_[number] = a_.values[p] * factor;
            } else {
                sums_[number] += a_.values[p] * factor;
            }
        });
        if (touched_.size() < rows_.count() / 16) {
            std::sort(touched_.begin(), touched_.end());
        } else {  // looking at all rows is faster than sorting
            touched_.clear();
            for (uword number = 0; number < rows_.count(); ++number)
                if (last_column_[number] == j) touched_.push_back(number);
        }
    }

    const arma::SpMat<T>& a_;
    const arma::SpMat<T>& b_;
    OccupiedRows rows_;
    std::vector<uword> last_column_;
    std::vector<T> sums_;
    std::vector<uword> touched_;
};

template <class T>
arma::SpMat<T> product(const arma::SpMat<T>& a, const arma::SpMat<T>& b) {
    return SparseProduct<T>(a, b).result();
}

template <class A, class B>
Values product_as(const Matrix& a, const Matrix& b) {
    Matrix promoted_a, promoted_b;
    return product(values_as<A>(a, promoted_a), values_as<B>(b, promoted_b));
}

template <class T>
Values product_in(const Matrix& a, const Matrix& b) {
    if (a.is_sparse() && b.is_sparse()) return product_as<arma::SpMat<T>, arma::SpMat<T>>(a, b);
    if (a.is_sparse()) return product_as<arma::SpMat<T>, arma::Mat<T>>(a, b);
    if (b.is_sparse()) return product_as<arma::Mat<T>, arma::SpMat<T>>(a, b);
    return product_as<arma::Mat<T>, arma::Mat<T>>(a, b);
}

void require_vector(const Matrix& x) {
    if (!x.is_vector()) throw data_error(described(x) + ": a vector is needed");
}

Matrix as_column(const Matrix& x) {
    require_vector(x);
    return x.cols() == 1 ? x : transpose(x, TransposeKind::plain);
}

}  // namespace

void require_inner(const Matrix& a, const Matrix& b) {
    if (a.cols() == b.rows()) return;
    throw data_error(described(a) + ", " + described(b) + ": inner dimensions " + std::to_string(a.cols()) + " and " +
                     std::to_string(b.rows()) + " differ");
}

Matrix multiply(const Matrix& a, const Matrix& b) {
    require_inner(a, b);
    if (a.is_sparse() != b.is_sparse()) require_dense_product(a, b);
    if (!a.is_sparse() && !b.is_sparse()) {
        require_blas_size(a);
        require_blas_size(b);
    }
    Matrix c = in_field(a.is_complex() || b.is_complex(), [&](auto zero) { return product_in<decltype(zero)>(a, b); });
    c.row_names = a.row_names;
    c.column_names = b.column_names;
    return c;
}

Matrix scale(Matrix a, arma::cx_double factor) {
    const bool is_real = factor.imag() == 0;
    if (!is_real) a = to_complex(std::move(a));
    std::visit(
        [&](auto& v) {
            using T = typename std::decay_t<decltype(v)>::elem_type;
            // A real factor scales the parts apart: as complex ones, 2 times Inf + 0i would be Inf + NaN i.
            v.transform([&](T x) {
                if constexpr (is_complex_scalar<T>) return is_real ? x * factor.real() : x * factor;
                if constexpr (!is_complex_scalar<T>) return x * factor.real();
            });
        },
        a.values);
    return a;
}

Matrix inner_product(const Matrix& x, const Matrix& y) {
    const Matrix left = as_column(x), right = as_column(y);
    if (left.rows() != right.rows())
        throw data_error(described(x) + ", " + described(y) + ": lengths " + std::to_string(left.rows()) + " and " +
                         std::to_string(right.rows()) + " differ");
    return multiply(transpose(left), right);
}

Matrix outer_product(const Matrix& x, const Matrix& y) {
    return multiply(as_column(x), transpose(as_column(y)));
}

}  // namespace la
