// Means, covariances and correlations of the columns of a table whose rows are examples, in one pass over row blocks.
//
// Method: every block is centered by its own mean, and two parts are merged by the pairwise rule of Chan, Golub and
// LeVeque (1983, The American Statistician 37): with d the difference of their means,
//
//     S = S₁ + S₂ + (n₁·n₂/n)·dᴴd.
//
// The last term is that of one more row, √(n₁·n₂/n)·d, so whatever adds up AᴴA of row blocks can hold the scatter S: a
// Gram matrix, which is cheapest, or a triangular factor, in which nothing is ever squared. Means are held as a first
// row and a small offset from it, so that a mean of 10⁸ beside a deviation of 1 costs no digits, and a constant column
// has a scatter of exactly zero. A block whose scatter leaves the range in which it can be trusted is taken in again
// with its very large or small columns as multiples of a power of two (column_units.hpp), so that sizes do not matter.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "ops/gram.hpp"
#include "ops/triangular_factor.hpp"

namespace la {

// For the means alone.
struct NoScatter {
    void add(const Matrix&) {}
    void merge(const NoScatter&) {}
    void scale_columns(const Exponents&) {}
};

template <class Scatter>
class CenteredAccumulator {
  public:
    // Rows below those added before; dense or sparse, real or complex, made dense a few rows at a time. A data error if
    // the number of columns differs from that of the rows before. With a triangular factor NaN and Inf are a numerical
    // error that names the cell, otherwise they spread as arithmetic has it.
    void add(const Matrix& row_block);

    // As if other's rows had been added.
    void merge(const CenteredAccumulator& other);

    // Takes in triangular factors of [1 X], one below the other in r; each begins where the first column is not zero.
    // A data error ("R.csv: not a triangular factor of [1 X]") for anything else. Their means are known to the rounding
    // of the factor, which the covariance of their differences feels.
    void add_partial(const Matrix& r);

    arma::uword rows() const { return count_; }
    arma::uword cols() const { return origin_row_.n_elem; }
    const Names& column_names() const { return column_names_; }
    const std::string& origin() const { return origin_; }  // of the first block
    const Scatter& scatter() const { return scatter_; }    // of columns divided by 2^units
    const Exponents& units() const { return units_; }

    // 1×n, named by column. A data error without rows.
    Matrix mean() const;

    // The rows of a without the mean, dense, with a's names. A numerical error where a difference of finite values lies
    // beyond the range of doubles.
    Matrix centered(Matrix a) const;

  private:
    void begin(const Matrix& block, arma::uword columns);
    void add_dense(const Matrix& block);
    void add_in_units(const Matrix& block, const Exponents& units);
    bool is_to_be_trusted() const;
    void change_units(const Exponents& units);
    void merge_alike(const CenteredAccumulator& other);
    Matrix row_matrix(const arma::cx_rowvec& row) const;

    bool begun_ = false;
    bool is_complex_ = false;  // the data so far
    arma::uword count_ = 0;
    // The mean is (origin_row_ + offset_)·2^units. Complex for data of either field: there are few of them.
    arma::cx_rowvec origin_row_, offset_;
    Exponents units_;
    Scatter scatter_;  // of the centered rows
    Names column_names_;
    std::string origin_;
};

using MeanAccumulator = CenteredAccumulator<NoScatter>;
using CovarianceAccumulator = CenteredAccumulator<GramAccumulator>;
using PartialAccumulator = CenteredAccumulator<TriangularFactor>;

// X_cᴴX_c/(rows − ddof), n×n, exactly symmetric (Hermitian), column names on both sides. A data error unless there are
// more rows than ddof, a numerical error that names the columns where a covariance lies beyond the range of doubles.
Matrix covariance(const CovarianceAccumulator& sums, std::uint64_t ddof);
Matrix covariance(const PartialAccumulator& sums, std::uint64_t ddof);

// The same scaled to a diagonal of exactly 1, where no entry exceeds 1 in modulus. A numerical error that names the
// column if one is constant.
Matrix correlation(const CovarianceAccumulator& sums, std::uint64_t ddof);
Matrix correlation(const PartialAccumulator& sums, std::uint64_t ddof);

// R of [1 X] = QR, min(m, n+1)×(n+1), its diagonal real and >= 0: what add_partial takes. The column of ones is called
// "intercept" where the others have names. A data error without rows.
Matrix partial(const PartialAccumulator& sums);

}  // namespace la
