#include "io/matrix_builder.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace la {

namespace {

// Room for a stream of unknown length: address space only, until it is filled.
constexpr arma::uword first_capacity_bytes = arma::uword(64) << 20;

}  // namespace

template <class T>
void MatrixBuilder::append(arma::Mat<T>& storage, const arma::Mat<T>& block) {
    if (rows_ + block.n_rows > storage.n_rows) {
        const arma::uword first_guess =
            expected_rows_ != 0 ? expected_rows_ : first_capacity_bytes / (columns_ * sizeof(T));
        arma::Mat<T> larger(std::max({first_guess, 2 * storage.n_rows, rows_ + block.n_rows}), columns_,
                            arma::fill::none);
        for (arma::uword c = 0; c < columns_ && rows_ != 0; ++c)
            std::memcpy(larger.colptr(c), storage.colptr(c), rows_ * sizeof(T));
        storage = std::move(larger);
    }
    for (arma::uword c = 0; c < columns_; ++c)
        std::memcpy(storage.colptr(c) + rows_, block.colptr(c), block.n_rows * sizeof(T));
    rows_ += block.n_rows;
}

template <class T>
void MatrixBuilder::compact(arma::Mat<T>& storage) {
    if (storage.n_rows == rows_) return;
    for (arma::uword c = 1; c < columns_; ++c)
        std::memmove(storage.memptr() + c * rows_, storage.colptr(c), rows_ * sizeof(T));
    // Armadillo keeps the memory of a matrix that shrinks, but for tiny ones, which it stores in themselves.
    if (rows_ * columns_ > arma::arma_config::mat_prealloc)
        storage.set_size(rows_, columns_);
    else
        storage = arma::Mat<T>(storage.memptr(), rows_, columns_);
}

void MatrixBuilder::add(Matrix block) {
    std::move(block.row_names.begin(), block.row_names.end(), std::back_inserter(row_names_));
    if (block.rows() == 0) return;
    if (block.is_complex() && !is_complex_) {
        is_complex_ = true;
        if (rows_ != 0) {
            complex_ = arma::conv_to<arma::cx_mat>::from(real_);
            real_.reset();
        }
    }
    if (is_complex_) {
        append(complex_, std::get<arma::cx_mat>(to_complex(std::move(block)).values));
    } else if (rows_ == 0 && expected_rows_ <= block.rows()) {
        // The usual small file: its one block is the matrix.
        real_ = std::move(std::get<arma::mat>(block.values));
        rows_ = real_.n_rows;
    } else {
        append(real_, std::get<arma::mat>(block.values));
    }
}

Matrix MatrixBuilder::finish() {
    Matrix out;
    if (rows_ == 0) {
        out.values = arma::mat(0, columns_);
    } else if (is_complex_) {
        compact(complex_);
        out.values = std::move(complex_);
    } else {
        compact(real_);
        out.values = std::move(real_);
    }
    out.row_names = std::exchange(row_names_, {});
    if (out.row_names.size() != out.rows()) out.row_names.clear();
    rows_ = 0;
    return out;
}

}  // namespace la
