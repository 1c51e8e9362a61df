// Units of the columns of a table that goes by in blocks of rows: powers of two, so that values of any size can be
// squared and added up. Columns of ordinary values have the unit 2^0 and cost nothing; those of others are held as
// multiples of a unit, which grows where later rows need it.
#pragma once

#include "core/matrix.hpp"
#include "core/power_of_two.hpp"

namespace la {

// For each column of a, NaN aside: 0 where the largest modulus lies within 2^±400 or is infinite, the exponent of that
// modulus where it lies beyond, no_exponent (any unit will do) where all are zero.
Exponents column_units(const Matrix& a);

// Whether all units are 2^0, or any.
bool is_ordinary(const Exponents& units);

// The larger unit of each column.
Exponents larger_units(const Exponents& a, const Exponents& b);

// What columns are to be multiplied by, as exponents, to be held in other units: all zero where nothing changes.
Exponents conversion(const Exponents& from, const Exponents& to);

// Multiplies the columns of a dense matrix that is held in units `from` so that it is in units `to`.
void change_units(arma::mat& a, const Exponents& from, const Exponents& to);
void change_units(arma::cx_mat& a, const Exponents& from, const Exponents& to);
inline void change_units(arma::sp_mat&, const Exponents&, const Exponents&) {}     // never held
inline void change_units(arma::sp_cx_mat&, const Exponents&, const Exponents&) {}  // never held

}  // namespace la
