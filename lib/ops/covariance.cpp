#include "ops/covariance.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "core/error.hpp"
#include "ops/dense_field.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using arma::uword;

constexpr uword dense_rows = 4096;  // of a sparse block that are made dense at a time

// A row of either field as the dense row it is.
Matrix row_matrix(const arma::cx_rowvec& row) {
    return to_real_if_possible(Matrix(arma::cx_mat(row)));
}

arma::cx_rowvec first_row(const Matrix& a) {
    return in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto& values = std::get<arma::Mat<T>>(a.values);
        arma::cx_rowvec row(a.cols());
        for (uword j = 0; j < a.cols(); ++j) row[j] = values.at(0, j);
        return row;
    });
}

template <class T>
T in_field_of(const arma::cx_double& value) {
    if constexpr (is_complex_scalar<T>)
        return value;
    else
        return value.real();
}

// Subtracts a row from every row, first its large part and then its small one: the first difference is exact where it
// cancels.
template <class T>
void subtract_row(arma::Mat<T>& a, const arma::cx_rowvec& large, const arma::cx_rowvec& small) {
    if (a.is_empty()) return;
    for (uword j = 0; j < a.n_cols; ++j) {
        const T origin = in_field_of<T>(large(j)), offset = in_field_of<T>(small(j));
        for (T& x : a.col(j)) x = (x - origin) - offset;
    }
}

Matrix without_first_column(const Matrix& a, uword first, uword last) {
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const auto& values = std::get<arma::Mat<T>>(a.values);
        if (first == last || a.cols() == 1) return Matrix(arma::Mat<T>(last - first, a.cols() - 1));
        return Matrix(arma::Mat<T>(values.submat(first, 1, last - 1, a.cols() - 1)));
    });
}

arma::cx_double cell(const Matrix& a, uword row, uword col) {
    return a.is_complex() ? std::get<arma::cx_mat>(a.values)(row, col) : std::get<arma::mat>(a.values)(row, col);
}

Error not_a_factor(const Matrix& r) {
    return data_error((r.origin.empty() ? "" : r.origin + ": ") + "not a triangular factor of [1 X]");
}

// The number of rows whose column of ones has this norm.
uword row_count(double norm, const Matrix& r) {
    const double count = std::round(norm * norm);
    if (!(count >= 1 && count < 9e15 && std::abs(norm * norm - count) <= 1e-9 * count)) throw not_a_factor(r);
    return static_cast<uword>(count);
}

void require_triangular(const Matrix& r, uword first, uword last) {
    for (uword i = first; i < last; ++i)
        for (uword j = 0; j < std::min(i - first, r.cols()); ++j)
            if (cell(r, i, j) != 0.0) throw not_a_factor(r);
}

std::string rows_text(uword rows) {
    return std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

std::string subject(const std::string& origin) {
    return origin.empty() ? "the table" : origin;
}

Matrix scatter_matrix(const GramAccumulator& scatter) {
    return scatter.result();
}

Matrix scatter_matrix(const TriangularFactor& scatter) {
    GramAccumulator gram;
    gram.add(scatter.result());
    return gram.result();
}

template <class Scatter>
Matrix checked_scatter(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    if (sums.rows() <= ddof)
        throw data_error(subject(sums.origin()) + " has " + rows_text(sums.rows()) + ": more than " +
                         std::to_string(ddof) + " are needed");
    Matrix scatter = scatter_matrix(sums.scatter());
    scatter.row_names = scatter.column_names = sums.column_names();
    return scatter;
}

template <class Scatter>
Matrix covariance_of(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    Matrix s = checked_scatter(sums, ddof);
    const double divisor = static_cast<double>(sums.rows() - ddof);
    in_field(s.is_complex(), [&](auto zero) { std::get<arma::Mat<decltype(zero)>>(s.values) /= divisor; });
    return s;
}

// √(ab), one rounding each where the product neither overflows nor underflows.
double geometric_mean(double a, double b) {
    const double product = a * b;
    return std::isnormal(product) ? std::sqrt(product) : std::sqrt(a) * std::sqrt(b);
}

template <class Scatter>
Matrix correlation_of(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    Matrix s = checked_scatter(sums, ddof);
    in_field(s.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        arma::Mat<T>& c = std::get<arma::Mat<T>>(s.values);
        const arma::vec variances = arma::real(arma::Col<T>(c.diag()));
        for (uword j = 0; j < c.n_cols; ++j) {
            if (variances(j) != 0) continue;
            const std::string name = s.column_names.empty() ? "" : " ('" + s.column_names[j] + "')";
            throw numerical_error(subject(sums.origin()) + ": column " + std::to_string(j + 1) + name +
                                  " is constant: its correlation is undefined");
        }
        for (uword j = 0; j < c.n_cols; ++j) {
            for (uword i = 0; i < c.n_rows; ++i) {
                c(i, j) /= geometric_mean(variances(i), variances(j));
                if (std::abs(c(i, j)) > 1) c(i, j) /= std::abs(c(i, j));
            }
            if (!std::isnan(variances(j))) c(j, j) = 1;
        }
    });
    return s;
}

}  // namespace

template <class Scatter>
void CenteredAccumulator<Scatter>::begin(const Matrix& block, uword columns) {
    if (!begun_) {
        begun_ = true;
        origin_row_.zeros(columns);
        offset_.zeros(columns);
        column_names_ = block.column_names;
        origin_ = block.origin;
    } else if (columns != cols()) {
        throw data_error(subject(block.origin) + " has " + std::to_string(columns) + " columns, what came before " +
                         std::to_string(cols()));
    }
}

template <class Scatter>
void CenteredAccumulator<Scatter>::add(const Matrix& row_block) {
    begin(row_block, row_block.cols());
    if constexpr (std::is_same_v<Scatter, TriangularFactor>) require_finite(row_block);
    if (!row_block.is_sparse()) return add_dense(row_block);
    // Columns of the transpose are quick to cut out.
    const Matrix columns = transpose(row_block, TransposeKind::plain);
    in_field(row_block.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        const auto& rows = std::get<arma::SpMat<T>>(columns.values);
        for (uword first = 0; first < rows.n_cols; first += dense_rows) {
            const uword last = std::min(first + dense_rows, rows.n_cols) - 1;
            add_dense(Matrix(arma::Mat<T>(arma::Mat<T>(rows.cols(first, last)).st())));
        }
    });
}

template <class Scatter>
void CenteredAccumulator<Scatter>::add_dense(const Matrix& block) {
    if (block.rows() == 0) return;
    CenteredAccumulator part;
    part.begin(block, block.cols());
    part.count_ = block.rows();
    part.origin_row_ = first_row(block);
    in_field(block.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        arma::Mat<T> rows = std::get<arma::Mat<T>>(block.values);
        subtract_row(rows, part.origin_row_, part.offset_);
        part.offset_ = arma::conv_to<arma::cx_rowvec>::from(arma::Mat<T>(arma::sum(rows, 0)));
        part.offset_ /= static_cast<double>(rows.n_rows);
        subtract_row(rows, arma::cx_rowvec(rows.n_cols, arma::fill::zeros), part.offset_);
        part.scatter_.add(Matrix(std::move(rows)));
    });
    merge(part);
}

template <class Scatter>
void CenteredAccumulator<Scatter>::merge(const CenteredAccumulator& other) {
    if (other.count_ == 0) return;
    if (count_ == 0) {
        const Names names = begun_ ? column_names_ : other.column_names_;
        const std::string origin = begun_ ? origin_ : other.origin_;
        *this = other;
        column_names_ = names;
        origin_ = origin;
        return;
    }
    const double ours = static_cast<double>(count_), theirs = static_cast<double>(other.count_);
    const double share = theirs / (ours + theirs);
    const arma::cx_rowvec difference = (other.origin_row_ - origin_row_) + (other.offset_ - offset_);
    scatter_.merge(other.scatter_);
    scatter_.add(row_matrix(std::sqrt(ours * share) * difference));
    offset_ += share * difference;
    count_ += other.count_;
}

template <class Scatter>
void CenteredAccumulator<Scatter>::add_partial(const Matrix& r) {
    if (r.is_sparse()) return add_partial(to_dense(r));
    require_finite(r);
    if (r.cols() == 0 || r.rows() == 0 || cell(r, 0, 0) == 0.0) throw not_a_factor(r);
    for (uword first = 0, last = 0; first < r.rows(); first = last) {
        for (last = first + 1; last < r.rows() && cell(r, last, 0) == 0.0;) ++last;
        require_triangular(r, first, last);
        CenteredAccumulator part;
        Matrix names(arma::mat(0, r.cols() - 1), r.origin);
        if (!r.column_names.empty()) names.column_names.assign(r.column_names.begin() + 1, r.column_names.end());
        part.begin(names, r.cols() - 1);
        part.count_ = row_count(std::abs(cell(r, first, 0)), r);
        if (last - first != std::min(part.count_, r.cols())) throw not_a_factor(r);
        if (r.cols() > 1) part.origin_row_ = first_row(without_first_column(r, first, first + 1)) / cell(r, first, 0);
        part.scatter_.add(without_first_column(r, first + 1, last));
        begin(names, r.cols() - 1);
        merge(part);
    }
}

template <class Scatter>
Matrix CenteredAccumulator<Scatter>::mean() const {
    if (count_ == 0) throw data_error(subject(origin_) + " has no rows: its mean is undefined");
    Matrix out = row_matrix(origin_row_ + offset_);
    out.column_names = column_names_;
    return out;
}

template <class Scatter>
Matrix CenteredAccumulator<Scatter>::centered(Matrix a) const {
    a = to_dense(std::move(a));
    in_field(a.is_complex(),
             [&](auto zero) { subtract_row(std::get<arma::Mat<decltype(zero)>>(a.values), origin_row_, offset_); });
    return a;
}

template class CenteredAccumulator<NoScatter>;
template class CenteredAccumulator<GramAccumulator>;
template class CenteredAccumulator<TriangularFactor>;

Matrix covariance(const CovarianceAccumulator& sums, std::uint64_t ddof) {
    return covariance_of(sums, ddof);
}

Matrix covariance(const PartialAccumulator& sums, std::uint64_t ddof) {
    return covariance_of(sums, ddof);
}

Matrix correlation(const CovarianceAccumulator& sums, std::uint64_t ddof) {
    return correlation_of(sums, ddof);
}

Matrix correlation(const PartialAccumulator& sums, std::uint64_t ddof) {
    return correlation_of(sums, ddof);
}

Matrix partial(const PartialAccumulator& sums) {
    const Matrix mean = sums.mean();
    const Matrix scatter = to_real_if_possible(sums.scatter().result());
    Matrix out = in_field(mean.is_complex() || scatter.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const auto below = dense_as<T>(scatter);
        // Centred rows add up to zero, so with few of them the last row of their factor is zero but for rounding.
        arma::Mat<T> r(std::min(sums.rows(), sums.cols() + 1), sums.cols() + 1, arma::fill::zeros);
        const double norm = std::sqrt(static_cast<double>(sums.rows()));
        r(0, 0) = norm;
        if (r.n_cols > 1) r.submat(0, 1, 0, r.n_cols - 1) = norm * dense_as<T>(mean);
        const uword kept = std::min(r.n_rows - 1, below.n_rows);
        if (kept > 0) r.submat(1, 1, kept, r.n_cols - 1) = below.head_rows(kept);
        return Matrix(std::move(r));
    });
    if (!sums.column_names().empty()) {
        out.column_names = {"intercept"};
        out.column_names.insert(out.column_names.end(), sums.column_names().begin(), sums.column_names().end());
    }
    return out;
}

}  // namespace la
