#include "ops/triangular_factor.hpp"

#include "core/error.hpp"
#include "lapack/svd.hpp"
#include "ops/column_units.hpp"

namespace la {

namespace {

// Rows that are collected before they are factored: enough to make the n rows of R that take part again cheap beside
// them, few enough to stay in the cache with few columns.
arma::uword stack_height(arma::uword n) {
    return n + std::max<arma::uword>(2 * n, 2048);
}

// Columns per reflector block: measured best, a few for tables, more where products become large.
arma::uword block_columns(arma::uword n) {
    return n <= 128 ? 8 : 32;
}

// Reduces the leading `filled` rows to their triangular factor and returns how many rows it has.
template <class T>
arma::uword reduce(arma::Mat<T>& rows, arma::uword filled) {
    lapack::geqrt(rows, filled, block_columns(rows.n_cols));
    const arma::uword kept = std::min(filled, rows.n_cols);
    for (arma::uword j = 0; j < kept; ++j) std::fill(rows.colptr(j) + j + 1, rows.colptr(j) + kept, T(0));
    return kept;
}

template <class T>
void make_diagonal_nonnegative(arma::Mat<T>& r) {
    for (arma::uword i = 0; i < r.n_rows; ++i) {
        const double modulus = std::abs(r(i, i));
        if (modulus == 0 || r(i, i) == T(modulus)) continue;
        const T phase = modulus / r(i, i);
        r.row(i) *= phase;
        r(i, i) = modulus;
    }
}

}  // namespace

arma::uword TriangularFactor::cols() const {
    return std::visit([](const auto& stack) { return stack.rows.n_cols; }, stack_);
}

void TriangularFactor::require_columns(const Matrix& block) const {
    if (begun_ && block.cols() != cols())
        throw data_error(described(block) + ": rows of " + std::to_string(cols()) + " columns are needed");
}

void TriangularFactor::add(const Matrix& row_block) {
    require_columns(row_block);
    require_finite(row_block);
    if (!begun_) column_names_ = row_block.column_names;
    push(row_block, column_units(row_block));
    rows_ += row_block.rows();
}

// Of rows as they are, which are to be held in these units at least.
void TriangularFactor::push(const Matrix& block, const Exponents& units) {
    if (units_.empty()) units_.assign(block.cols(), no_exponent);
    const Exponents common = larger_units(units_, units);
    std::visit([&](auto& stack) { change_units(stack.rows, units_, common); }, stack_);
    units_ = common;
    if (is_ordinary(units_)) return push(block);
    Matrix in_units = to_dense(block);
    std::visit([&](auto& values) { change_units(values, Exponents(units_.size()), units_); }, in_units.values);
    push(in_units);
}

void TriangularFactor::push(const Matrix& block) {
    if (block.is_sparse()) return push(to_dense(block));
    if (block.is_complex() && stack_.index() == 0) {
        const RowStack<double>& real = std::get<0>(stack_);
        stack_ = RowStack<arma::cx_double>{arma::conv_to<arma::cx_mat>::from(real.rows), real.filled};
    }
    if (!block.is_complex() && stack_.index() == 1) return push(to_complex(block));
    begun_ = true;
    std::visit(
        [&](auto& stack) {
            using Rows = std::decay_t<decltype(stack.rows)>;
            const Rows& added = std::get<Rows>(block.values);
            const arma::uword height = stack_height(added.n_cols);
            if (stack.rows.n_cols != added.n_cols) stack.rows.set_size(0, added.n_cols);
            for (arma::uword done = 0; done < added.n_rows;) {
                if (stack.filled == height) stack.filled = reduce(stack.rows, stack.filled);
                const arma::uword count = std::min(added.n_rows - done, height - stack.filled);
                if (stack.rows.n_rows < stack.filled + count)
                    stack.rows.resize(std::min(height, std::max(stack.filled + count, 2 * stack.filled)), added.n_cols);
                stack.rows.rows(stack.filled, stack.filled + count - 1) = added.rows(done, done + count - 1);
                stack.filled += count;
                done += count;
            }
        },
        stack_);
}

void TriangularFactor::merge(const TriangularFactor& other) {
    if (!other.begun_) return;
    Matrix factor = other.reduced();
    require_columns(factor);
    if (!begun_) {
        column_names_ = other.column_names_;
        units_.assign(factor.cols(), no_exponent);
    }
    const Exponents common = larger_units(units_, other.units_);
    std::visit([&](auto& stack) { change_units(stack.rows, units_, common); }, stack_);
    std::visit([&](auto& values) { change_units(values, other.units_, common); }, factor.values);
    units_ = common;
    push(factor);
    rows_ += other.rows_;
}

void TriangularFactor::scale_columns(const Exponents& exponents) {
    for (std::size_t j = 0; j < units_.size(); ++j)
        if (units_[j] != no_exponent) units_[j] += exponents[j];
}

Matrix TriangularFactor::reduced() const {
    return std::visit(
        [&](const auto& stack) {
            auto rows = stack.rows;
            const arma::uword kept = reduce(rows, stack.filled);
            rows.resize(kept, rows.n_cols);
            make_diagonal_nonnegative(rows);
            Matrix result(std::move(rows));
            result.column_names = column_names_;
            return result;
        },
        stack_);
}

Matrix TriangularFactor::result_in_units(Exponents& units) const {
    units = units_;
    for (int& unit : units) unit = unit == no_exponent ? 0 : unit;
    return reduced();
}

Matrix TriangularFactor::result() const {
    Matrix r = reduced();
    if (is_ordinary(units_)) return r;
    std::visit([&](auto& values) { change_units(values, units_, Exponents(units_.size())); }, r.values);
    if (!std::visit([](const auto& values) { return values.is_finite(); }, r.values))
        throw numerical_error("the triangular factor lies beyond the range of doubles");
    return r;
}

Matrix triangular_factor(const Matrix& a) {
    TriangularFactor factor;
    factor.add(a);
    return factor.result();
}

}  // namespace la
