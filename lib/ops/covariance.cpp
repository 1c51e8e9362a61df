#include "ops/covariance.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "core/error.hpp"
#include "core/field.hpp"
#include "core/summation.hpp"
#include "ops/column_units.hpp"
#include "ops/transpose.hpp"

namespace la {

namespace {

using arma::uword;

constexpr uword dense_rows = 4096;  // of a sparse block that are made dense at a time

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

Matrix rows_below_first(const Matrix& a) {
    return in_field(a.is_complex(), [&](auto zero) -> Matrix {
        using T = decltype(zero);
        const auto& values = std::get<arma::Mat<T>>(a.values);
        if (values.n_rows <= 1) return Matrix(arma::Mat<T>(0, values.n_cols));  // of no rows Armadillo takes an address
        return Matrix(arma::Mat<T>(values.tail_rows(values.n_rows - 1)));
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

// X_cᴴX_c is G·2^units on both sides.
struct ScatterMatrix {
    Matrix gram;
    Exponents units;
};

ScatterMatrix scatter_matrix(const GramAccumulator& scatter) {
    return {scatter.result(), {}};
}

ScatterMatrix scatter_matrix(const TriangularFactor& scatter) {
    ScatterMatrix s;
    GramAccumulator gram;
    gram.add(scatter.result_in_units(s.units));
    s.gram = gram.result();
    return s;
}

template <class Scatter>
ScatterMatrix checked_scatter(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    if (sums.rows() <= ddof)
        throw data_error(subject(sums.origin()) + " has " + rows_text(sums.rows()) + ": more than " +
                         std::to_string(ddof) + " are needed");
    ScatterMatrix s = scatter_matrix(sums.scatter());
    s.gram.row_names = s.gram.column_names = sums.column_names();
    s.units.resize(sums.cols());
    for (uword j = 0; j < sums.cols(); ++j)
        if (sums.units()[j] != no_exponent) s.units[j] += sums.units()[j];
    return s;
}

// "column 2 ('rooms')"
std::string column_text(const Matrix& s, uword j) {
    return "column " + std::to_string(j + 1) + (s.column_names.empty() ? "" : " ('" + s.column_names[j] + "')");
}

template <class Scatter>
Matrix covariance_of(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    ScatterMatrix s = checked_scatter(sums, ddof);
    const double divisor = static_cast<double>(sums.rows() - ddof);
    in_field(s.gram.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        auto& c = std::get<arma::Mat<T>>(s.gram.values);
        c /= divisor;
        if (is_ordinary(s.units)) return;
        for (uword j = 0; j < c.n_cols; ++j)
            for (uword i = 0; i < c.n_rows; ++i) {
                const T scaled = times_power_of_two(c(i, j), s.units[i] + s.units[j]);
                if (std::isfinite(largest_part(c(i, j))) && !std::isfinite(largest_part(scaled)))
                    throw numerical_error(
                        subject(sums.origin()) + ": " +
                        (i == j ? "the variance of " + column_text(s.gram, j)
                                : "the covariance of " + column_text(s.gram, i) + " and " + column_text(s.gram, j)) +
                        " lies beyond the range of doubles");
                c(i, j) = scaled;
            }
    });
    return std::move(s.gram);
}

// √(ab), one rounding each where the product neither overflows nor underflows.
double geometric_mean(double a, double b) {
    const double product = a * b;
    return std::isnormal(product) ? std::sqrt(product) : std::sqrt(a) * std::sqrt(b);
}

template <class Scatter>
Matrix correlation_of(const CenteredAccumulator<Scatter>& sums, std::uint64_t ddof) {
    Matrix s = checked_scatter(sums, ddof).gram;
    in_field(s.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        arma::Mat<T>& c = std::get<arma::Mat<T>>(s.values);
        const arma::vec variances = arma::real(arma::Col<T>(c.diag()));
        for (uword j = 0; j < c.n_cols; ++j)
            if (variances(j) == 0)
                throw numerical_error(subject(sums.origin()) + ": " + column_text(s, j) +
                                      " is constant: its correlation is undefined");
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

// Whether squares of what went into it neither overflowed nor lost digits, with room for more blocks and for the
// differences of their means. A column without scatter may be one whose squares underflowed.
bool is_in_range(const GramAccumulator& scatter) {
    const arma::vec squares = scatter.diagonal();
    return std::all_of(squares.begin(), squares.end(), [](double x) { return x >= 0x1p-800 && x <= 0x1p800; });
}

template <class Scatter>
bool is_in_range(const Scatter&) {
    return true;
}

}  // namespace

template <class Scatter>
void CenteredAccumulator<Scatter>::begin(const Matrix& block, uword columns) {
    if (!begun_) {
        begun_ = true;
        origin_row_.zeros(columns);
        offset_.zeros(columns);
        units_.assign(columns, no_exponent);
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
    const Matrix columns = transpose(row_block, Transposition::transpose);
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
    // What a triangular factor costs hides a look at all values; elsewhere only the result tells whether one is needed.
    constexpr bool looks_first = std::is_same_v<Scatter, TriangularFactor>;
    if (!looks_first) part.add_in_units(block, Exponents(block.cols()));
    if (looks_first || !part.is_to_be_trusted()) {
        const Exponents units = column_units(block);
        if (looks_first || !is_ordinary(units)) {
            part = {};
            part.add_in_units(block, units);
        }
        part.units_ = units;
    }
    merge(part);
}

// The first block, to be held in these units.
template <class Scatter>
void CenteredAccumulator<Scatter>::add_in_units(const Matrix& block, const Exponents& units) {
    begin(block, block.cols());
    count_ = block.rows();
    units_ = units;
    is_complex_ = block.is_complex();
    in_field(block.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        arma::Mat<T> rows = std::get<arma::Mat<T>>(block.values);
        if (!is_ordinary(units)) la::change_units(rows, Exponents(units.size()), units);
        for (uword j = 0; j < rows.n_cols; ++j) origin_row_(j) = rows.at(0, j);
        subtract_row(rows, origin_row_, offset_);
        for (uword j = 0; j < rows.n_cols; ++j) {
            const T sum = pairwise_sum(rows.colptr(j), rows.n_rows, [](const T& x) { return x; });
            offset_(j) = sum / static_cast<double>(rows.n_rows);
        }
        subtract_row(rows, arma::cx_rowvec(rows.n_cols, arma::fill::zeros), offset_);
        scatter_.add(Matrix(std::move(rows)));
    });
}

// Of a part that holds a block in units of 1.
template <class Scatter>
bool CenteredAccumulator<Scatter>::is_to_be_trusted() const {
    constexpr double large = 0x1p900;
    for (uword j = 0; j < cols(); ++j)
        if (!(largest_part(origin_row_(j)) <= large && largest_part(offset_(j)) <= large)) return false;
    return is_in_range(scatter_);
}

template <class Scatter>
void CenteredAccumulator<Scatter>::change_units(const Exponents& units) {
    const Exponents exponents = conversion(units_, units);
    units_ = units;
    if (std::all_of(exponents.begin(), exponents.end(), [](int e) { return e == 0; })) return;
    for (uword j = 0; j < cols(); ++j) {
        origin_row_(j) = times_power_of_two(origin_row_(j), exponents[j]);
        offset_(j) = times_power_of_two(offset_(j), exponents[j]);
    }
    scatter_.scale_columns(exponents);
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
    const Exponents units = larger_units(units_, other.units_);
    change_units(units);
    if (conversion(other.units_, units) == Exponents(cols())) return merge_alike(other);
    CenteredAccumulator converted = other;
    converted.change_units(units);
    merge_alike(converted);
}

// In the same units.
template <class Scatter>
void CenteredAccumulator<Scatter>::merge_alike(const CenteredAccumulator& other) {
    const double ours = static_cast<double>(count_), theirs = static_cast<double>(other.count_);
    const double share = theirs / (ours + theirs);
    const arma::cx_rowvec difference = (other.origin_row_ - origin_row_) + (other.offset_ - offset_);
    is_complex_ = is_complex_ || other.is_complex_;
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
        part.is_complex_ = r.is_complex();
        if (last - first != std::min(part.count_, r.cols())) throw not_a_factor(r);
        Matrix rows = without_first_column(r, first, last);
        part.units_ = column_units(rows);
        std::visit([&](auto& v) { la::change_units(v, Exponents(part.units_.size()), part.units_); }, rows.values);
        if (r.cols() > 1) part.origin_row_ = first_row(rows) / cell(r, first, 0);
        part.scatter_.add(rows_below_first(rows));
        begin(names, r.cols() - 1);
        merge(part);
    }
}

// A row as the matrix of the data's field.
template <class Scatter>
Matrix CenteredAccumulator<Scatter>::row_matrix(const arma::cx_rowvec& row) const {
    if (is_complex_) return to_real_if_possible(Matrix(arma::cx_mat(row)));
    return Matrix(arma::mat(arma::real(row)));
}

template <class Scatter>
Matrix CenteredAccumulator<Scatter>::mean() const {
    if (count_ == 0) throw data_error(subject(origin_) + " has no rows: its mean is undefined");
    Matrix out = row_matrix(origin_row_ + offset_);
    if (!is_ordinary(units_))
        std::visit([&](auto& v) { la::change_units(v, units_, Exponents(units_.size())); }, out.values);
    out.column_names = column_names_;
    return out;
}

template <class Scatter>
Matrix CenteredAccumulator<Scatter>::centered(Matrix a) const {
    a = to_dense(std::move(a));
    in_field(a.is_complex(), [&](auto zero) {
        using T = decltype(zero);
        auto& rows = std::get<arma::Mat<T>>(a.values);
        if (is_ordinary(units_)) return subtract_row(rows, origin_row_, offset_);
        const bool was_finite = rows.is_finite();
        const Exponents ones(units_.size());
        la::change_units(rows, ones, units_);
        subtract_row(rows, origin_row_, offset_);
        la::change_units(rows, units_, ones);
        if (was_finite && !rows.is_finite())
            throw numerical_error(subject(origin_) + ": a centered value lies beyond the range of doubles");
    });
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
        auto below = dense_as<T>(scatter);
        change_units(below, sums.units(), Exponents(sums.units().size()));
        // Centred rows add up to zero, so with few of them the last row of their factor is zero but for rounding.
        arma::Mat<T> r(std::min(sums.rows(), sums.cols() + 1), sums.cols() + 1, arma::fill::zeros);
        const double norm = std::sqrt(static_cast<double>(sums.rows()));
        r(0, 0) = norm;
        if (r.n_cols > 1) r.submat(0, 1, 0, r.n_cols - 1) = norm * dense_as<T>(mean);
        const uword kept = std::min(r.n_rows - 1, below.n_rows);
        if (kept > 0) r.submat(1, 1, kept, r.n_cols - 1) = below.head_rows(kept);
        if (!r.is_finite()) throw numerical_error("the triangular factor lies beyond the range of doubles");
        return Matrix(std::move(r));
    });
    if (!sums.column_names().empty()) {
        out.column_names = {"intercept"};
        out.column_names.insert(out.column_names.end(), sums.column_names().begin(), sums.column_names().end());
    }
    return out;
}

}  // namespace la
