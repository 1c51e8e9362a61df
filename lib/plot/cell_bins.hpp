// A matrix looked at from far away: what its cells are on the average, and where they are not zero, in a grid of bins.
// One pass over the cells, or over the stored entries of a sparse matrix, which is not made dense.
#pragma once

#include "core/matrix.hpp"

namespace la {

// The bins of an m×n matrix: each `rows` by `columns` cells, those at the lower and right end maybe fewer.
struct CellBins {
    arma::uword rows = 1, columns = 1;
    arma::mat values;            // one per bin
    arma::uword not_finite = 0;  // cells that are NaN or infinite
};

// The means of the finite values of each bin, NaN where it has none; of the moduli if `moduli`, which complex values
// need (a data error without). Bins are as small as `most` of them down and across allow: single cells if the matrix
// is that small.
CellBins cell_means(const Matrix& a, arma::uword most_rows, arma::uword most_columns, bool moduli);

// How many cells of each bin are not zero; NaN is not zero.
CellBins nonzero_counts(const Matrix& a, arma::uword most_rows, arma::uword most_columns);

}  // namespace la
