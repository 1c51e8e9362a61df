#include "sparse/fill_reducing_order.hpp"

#include <suitesparse/amd.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "sparse/cholmod.hpp"

namespace la {

namespace {

constexpr double symmetric_share = 0.9;  // of entries that have a mirror, and of strong diagonal entries
constexpr double strong = 0.95;          // as large as that share of the sum of the others in its column

[[noreturn]] void throw_memory_error() {
    throw data_error("not enough memory to order a sparse matrix");
}

template <class T>
const SuiteSparse_long* starts(const arma::SpMat<T>& a) {
    return reinterpret_cast<const SuiteSparse_long*>(a.col_ptrs);
}
template <class T>
const SuiteSparse_long* rows(const arma::SpMat<T>& a) {
    return reinterpret_cast<const SuiteSparse_long*>(a.row_indices);
}

// Whether pivots on the diagonal are likely to do, and nothing is lost by an order that suits them: where it is weak
// others are taken, and fill in what that order has kept empty, five times as much on a grid shifted into its spectrum.
template <class T>
bool suits_diagonal_pivots(const arma::SpMat<T>& a) {
    arma::uword off_diagonal = 0, mirrored = 0, strong_columns = 0;
    for (arma::uword j = 0; j < a.n_cols; ++j) {
        double diagonal = 0, others = 0;
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
            const arma::uword i = a.row_indices[p];
            if (i == j) {
                diagonal = std::abs(a.values[p]);
                continue;
            }
            others += std::abs(a.values[p]);
            ++off_diagonal;
            mirrored += std::binary_search(a.row_indices + a.col_ptrs[i], a.row_indices + a.col_ptrs[i + 1], j);
        }
        strong_columns += diagonal != 0 && diagonal >= strong * others;
    }
    return double(strong_columns) >= symmetric_share * double(a.n_cols) &&
           double(mirrored) >= symmetric_share * double(off_diagonal);
}

template <class T>
FillReducingOrder by_amd(const arma::SpMat<T>& a) {
    FillReducingOrder order;
    order.is_symmetric = true;
    order.columns.resize(a.n_cols);
    std::vector<SuiteSparse_long> permutation(a.n_cols);
    double info[AMD_INFO];
    const auto status = amd_l_order(SuiteSparse_long(a.n_cols), starts(a), rows(a), permutation.data(), nullptr, info);
    if (status < 0) throw_memory_error();
    std::copy(permutation.begin(), permutation.end(), order.columns.begin());
    order.entries = 2 * info[AMD_LNZ] + double(a.n_cols);
    return order;
}

// The pattern of A.' without the rows of A that COLAMD itself calls dense and ignores: each would fill A'A.
template <class T>
arma::sp_mat transposed_pattern(const arma::SpMat<T>& a, arma::uword& dense_rows) {
    std::vector<arma::uword> start(a.n_rows + 1), next, row(a.n_nonzero);
    for (arma::uword p = 0; p < a.n_nonzero; ++p) ++start[a.row_indices[p] + 1];
    const double dense = std::max(16.0, 10 * std::sqrt(double(a.n_cols)));
    for (arma::uword i = 0; i < a.n_rows; ++i) {
        if (double(start[i + 1]) > dense) ++dense_rows, start[i + 1] = 0;
        start[i + 1] += start[i];
    }
    next = start;
    for (arma::uword j = 0; j < a.n_cols; ++j)
        for (arma::uword p = a.col_ptrs[j]; p < a.col_ptrs[j + 1]; ++p) {
            const arma::uword i = a.row_indices[p];
            if (next[i] < start[i + 1]) row[next[i]++] = j;
        }
    const arma::uword entries = start.back();
    return arma::sp_mat(arma::uvec(row.data(), entries, false), arma::uvec(start.data(), start.size(), false),
                        arma::vec(entries, arma::fill::ones), a.n_cols, a.n_rows);
}

// CHOLMOD analyses B B' for a B without symmetry: B is A.' here. The Cholesky factor of A'A bounds U, and with it L.
template <class T>
FillReducingOrder by_colamd(const arma::SpMat<T>& a) {
    arma::uword dense_rows = 0;
    const arma::sp_mat transposed = transposed_pattern(a, dense_rows);
    cholmod_sparse b = cholmod::view(transposed, cholmod::Part::whole);
    cholmod::Common common;
    common.nmethods = 1;
    common.method[0].ordering = CHOLMOD_COLAMD;
    common.postorder = 1;
    common.supernodal = CHOLMOD_SIMPLICIAL;
    cholmod_factor* factor = cholmod_l_analyze(&b, &common);
    FillReducingOrder order;
    if (factor != nullptr) {
        const auto* permutation = static_cast<const SuiteSparse_long*>(factor->Perm);
        order.columns.assign(permutation, permutation + a.n_cols);
        order.entries = common.lnz + double(dense_rows) * double(a.n_cols);
    }
    cholmod_l_free_factor(&factor, &common);
    if (order.columns.size() != a.n_cols) throw_memory_error();
    return order;
}

}  // namespace

template <class T>
FillReducingOrder fill_reducing_order(const arma::SpMat<T>& a) {
    if (a.is_empty()) return {};
    a.sync();
    return suits_diagonal_pivots(a) ? by_amd(a) : by_colamd(a);
}

template FillReducingOrder fill_reducing_order(const arma::SpMat<double>&);
template FillReducingOrder fill_reducing_order(const arma::SpMat<arma::cx_double>&);

}  // namespace la
