// A dense matrix that grows by row blocks.
#pragma once

#include <cstdint>
#include <optional>

#include "core/matrix.hpp"

namespace la {

// Collects row blocks of equal width into one column-major matrix without a second copy: the storage has room for more
// rows than are filled, pages beyond those are never touched, and at the end the columns are moved together in place.
// A complex block makes everything complex.
class MatrixBuilder {
  public:
    explicit MatrixBuilder(arma::uword columns) : columns_(columns) {}

    // How many rows are expected in all; a good guess saves moving what is there already.
    void expect_rows(arma::uword rows) { expected_rows_ = rows; }

    void add(Matrix block);

    // The rows added, with row names where every block had them. Leaves the builder empty.
    Matrix finish();

  private:
    template <class T>
    void append(arma::Mat<T>& storage, const arma::Mat<T>& block);
    template <class T>
    void compact(arma::Mat<T>& storage);

    arma::uword columns_, rows_ = 0, expected_rows_ = 0;
    bool is_complex_ = false;
    arma::mat real_;
    arma::cx_mat complex_;
    Names row_names_;
};

}  // namespace la
