// The triangular factor of a tall matrix that arrives in row blocks: QR in memory independent of the number of rows.
#pragma once

#include <variant>

#include "core/matrix.hpp"
#include "core/power_of_two.hpp"

namespace la {

// The first `filled` rows hold the present R and the rows that wait below it.
template <class T>
struct RowStack {
    arma::Mat<T> rows;
    arma::uword filled = 0;
};

// R of A = QR, where A is all added rows one below the other: the singular values of R are those of A, its right
// singular vectors too, and RᴴR = AᴴA without AᴴA ever being formed. Rows are collected below the present R; a full
// stack is factored by Householder reflections, so R is as accurate as that of one QR of the whole
// (Demmel, Grigori, Hoemmen and Langou 2012, SIAM J. Sci. Comput. 34; sequential TSQR).
//
// The result depends on the rows and the sequence of add and merge alone, never on how add cut them into blocks (but a
// complex block makes everything complex from then on). Blocks may be dense or sparse. NaN or Inf is a numerical error
// that names the cell of the block; another number of columns is a data error.
//
// A column whose values are very large or small is held in units of a power of two, which grows with them, so that its
// norm neither overflows nor loses its digits.
class TriangularFactor {
  public:
    void add(const Matrix& row_block);

    // As if other's rows had been added; neither the order of rows nor merging changes R beyond rounding.
    void merge(const TriangularFactor& other);

    // R, min(m, n)×n, upper triangular (trapezoidal for m < n), its diagonal real and >= 0. 0×0 before any add. Carries
    // the column names of the first block. A numerical error where a value lies beyond the range of doubles.
    Matrix result() const;

    // R·diag(2^-units), which does not leave that range.
    Matrix result_in_units(Exponents& units) const;

    // Column j becomes 2^exponents[j] times what it was.
    void scale_columns(const Exponents& exponents);

    arma::uword rows() const { return rows_; }  // m so far
    arma::uword cols() const;                   // n
    bool is_complex() const { return stack_.index() == 1; }

  private:
    void require_columns(const Matrix& block) const;
    void push(const Matrix& block, const Exponents& units);
    void push(const Matrix& block);
    Matrix reduced() const;

    std::variant<RowStack<double>, RowStack<arma::cx_double>> stack_;  // of R·diag(2^-units)
    Exponents units_;
    Names column_names_;
    arma::uword rows_ = 0;
    bool begun_ = false;
};

// R of the whole matrix.
Matrix triangular_factor(const Matrix& a);

}  // namespace la
