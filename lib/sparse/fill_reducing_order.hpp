// The order in which the columns of a sparse square matrix are eliminated, so that its LU factors fill in little.
//
// Where the pattern is nearly symmetric and the diagonal nearly free of zeros: minimum degree on the pattern of A + A'
// (AMD; Amestoy, Davis, Duff 1996), for rows and columns alike. Else COLAMD, which bounds the fill whatever rows are
// chosen as pivots (Davis, Gilbert, Larimore, Ng 2004). Davis, Duff, UMFPACK 4.3, 2004, chooses between them likewise.
#pragma once

#include <armadillo>
#include <cstdint>
#include <vector>

namespace la {

struct FillReducingOrder {
    std::vector<std::int64_t> columns;  // columns[k] comes k-th
    bool is_symmetric = false;          // rows should follow the same order, with pivots on the diagonal where they can
    double entries = 0;                 // that L and U will hold, roughly
};

// Throws a data error where memory is short.
template <class T>
FillReducingOrder fill_reducing_order(const arma::SpMat<T>& a);

}  // namespace la
