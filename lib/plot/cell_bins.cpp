#include "plot/cell_bins.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace la {

namespace {

arma::uword bin_size(arma::uword cells, arma::uword most) {
    return std::max<arma::uword>(1, (cells + most - 1) / most);
}

CellBins empty_bins(const Matrix& a, arma::uword most_rows, arma::uword most_columns) {
    CellBins bins;
    bins.rows = bin_size(a.rows(), most_rows);
    bins.columns = bin_size(a.cols(), most_columns);
    bins.values.zeros((a.rows() + bins.rows - 1) / bins.rows, (a.cols() + bins.columns - 1) / bins.columns);
    return bins;
}

// Calls visit(bin row, bin column, cells, how many) for the pieces of columns that lie in one bin, and for stored
// entries one by one.
template <class T, class Visit>
void for_each_piece(const arma::Mat<T>& a, const CellBins& bins, Visit visit) {
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        const T* column = a.colptr(j);
        for (arma::uword i = 0, bin = 0; i < a.n_rows; i += bins.rows, ++bin)
            visit(bin, j / bins.columns, column + i, std::min(bins.rows, a.n_rows - i));
    }
}

template <class T, class Visit>
void for_each_piece(const arma::SpMat<T>& a, const CellBins& bins, Visit visit) {
    a.sync();
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword k = a.col_ptrs[j]; k < a.col_ptrs[j + 1]; ++k)
            visit(a.row_indices[k] / bins.rows, j / bins.columns, a.values + k, arma::uword(1));
}

double plain(double x) {
    return x;
}
double plain(const std::complex<double>& x) {
    return x.real();  // not reached: moduli are asked for
}

}  // namespace

CellBins cell_means(const Matrix& a, arma::uword most_rows, arma::uword most_columns, bool moduli) {
    if (a.is_complex() && !moduli) throw data_error(described(a) + " and complex: its moduli have a mean");
    CellBins bins = empty_bins(a, most_rows, most_columns);
    arma::mat missing;  // per bin; 0x0 while there is none
    std::visit(
        [&](const auto& values) {
            const auto value_of = [&](const auto& x) { return moduli ? std::abs(x) : plain(x); };
            for_each_piece(values, bins, [&](arma::uword i, arma::uword j, const auto* cells, arma::uword count) {
                double sum = 0;
                for (arma::uword k = 0; k < count; ++k) sum += value_of(cells[k]);
                if (!std::isfinite(sum)) {  // some cell is not, or the sum is too large
                    sum = 0;
                    for (arma::uword k = 0; k < count; ++k) {
                        const double value = value_of(cells[k]);
                        if (std::isfinite(value)) {
                            sum += value;
                            continue;
                        }
                        if (missing.is_empty()) missing.zeros(bins.values.n_rows, bins.values.n_cols);
                        missing(i, j) += 1;
                        ++bins.not_finite;
                    }
                }
                bins.values(i, j) += sum;
            });
        },
        a.values);
    for (arma::uword j = 0; j < bins.values.n_cols; ++j) {
        const arma::uword across = std::min(bins.columns, a.cols() - j * bins.columns);
        for (arma::uword i = 0; i < bins.values.n_rows; ++i) {
            const double cells = double(across) * double(std::min(bins.rows, a.rows() - i * bins.rows));
            const double finite = cells - (missing.is_empty() ? 0 : missing(i, j));
            bins.values(i, j) = finite > 0 ? bins.values(i, j) / finite : arma::datum::nan;
        }
    }
    return bins;
}

CellBins nonzero_counts(const Matrix& a, arma::uword most_rows, arma::uword most_columns) {
    CellBins bins = empty_bins(a, most_rows, most_columns);
    std::visit(
        [&](const auto& values) {
            for_each_piece(values, bins, [&](arma::uword i, arma::uword j, const auto* cells, arma::uword count) {
                arma::uword nonzero = 0;
                for (arma::uword k = 0; k < count; ++k) nonzero += cells[k] != 0.0 ? 1 : 0;
                bins.values(i, j) += double(nonzero);
            });
        },
        a.values);
    return bins;
}

}  // namespace la
