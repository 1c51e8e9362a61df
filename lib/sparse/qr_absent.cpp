// In place of sparse_qr.cpp in builds without the GPL. Nothing of this is called: has_sparse_qr is asked before.
#include <stdexcept>

#include "sparse/qr.hpp"

namespace la {

const bool has_sparse_qr = false;

template <class T>
struct SparseQr<T>::State {};

namespace {
[[noreturn]] void refuse() {
    throw std::logic_error("built without SuiteSparseQR");
}
}  // namespace

template <class T>
SparseQr<T>::SparseQr(const arma::SpMat<T>&) {
    refuse();
}
template <class T>
QrCost SparseQr<T>::cost() const {
    refuse();
}
template <class T>
void SparseQr<T>::factor(double) {
    refuse();
}
template <class T>
arma::uword SparseQr<T>::rank() const {
    refuse();
}
template <class T>
std::vector<arma::uword> SparseQr<T>::dependent_columns() const {
    refuse();
}

template <class T>
arma::Mat<T> SparseQr<T>::project(const arma::Mat<T>&) const {
    refuse();
}
template <class T>
arma::Mat<T> SparseQr<T>::solve(const arma::Mat<T>&) const {
    refuse();
}
template <class T>
arma::Mat<T> SparseQr<T>::solve_adjoint(const arma::Mat<T>&) const {
    refuse();
}
template <class T>
arma::Mat<T> SparseQr<T>::solve_normal(const arma::Mat<T>&) const {
    refuse();
}

template <class T>
SparseQr<T>::~SparseQr() = default;
template <class T>
SparseQr<T>::SparseQr(SparseQr&&) noexcept = default;
template <class T>
SparseQr<T>& SparseQr<T>::operator=(SparseQr&&) noexcept = default;

template class SparseQr<double>;
template class SparseQr<arma::cx_double>;

}  // namespace la
