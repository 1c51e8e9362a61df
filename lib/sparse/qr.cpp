#include "sparse/qr.hpp"

#include <suitesparse/SuiteSparseQR.hpp>

#include "sparse/cholmod.hpp"

namespace la {

const bool has_sparse_qr = true;

template <class T>
struct SparseQr<T>::State {
    mutable cholmod::Common common;
    cholmod_sparse a{};
    SuiteSparseQR_factorization<T>* factors = nullptr;

    ~State() { SuiteSparseQR_free(&factors, &common); }

    arma::Mat<T> taken(cholmod_dense* x) const {
        common.check();
        const arma::Mat<T> view(static_cast<T*>(x->x), x->nrow, x->ncol, false, true);
        arma::Mat<T> copy = view;
        cholmod_l_free_dense(&x, &common);
        return copy;
    }

    arma::Mat<T> multiply_q(int form, const arma::Mat<T>& b) const {
        cholmod_dense right = cholmod::view(b);
        return taken(SuiteSparseQR_qmult(form, factors, &right, &common));
    }

    arma::Mat<T> solve(int system, const arma::Mat<T>& b) const {
        cholmod_dense right = cholmod::view(b);
        return taken(SuiteSparseQR_solve(system, factors, &right, &common));
    }
};

template <class T>
SparseQr<T>::SparseQr(const arma::SpMat<T>& a) : state_(std::make_unique<State>()) {
    a.sync();
    state_->a = cholmod::view(a, cholmod::Part::whole);
    state_->factors = SuiteSparseQR_symbolic<T>(SPQR_ORDERING_BESTAMD, 1, &state_->a, &state_->common);
    state_->common.check();
}

template <class T>
QrCost SparseQr<T>::cost() const {
    const cholmod::Common& common = state_->common;
    const double entries = double(common.SPQR_istat[0]) + double(common.SPQR_istat[1]);  // of R and Householder vectors
    return {entries * sizeof(T), common.SPQR_flopcount_bound};
}

template <class T>
void SparseQr<T>::factor(double tolerance) {
    SuiteSparseQR_numeric<T>(tolerance, &state_->a, state_->factors, &state_->common);
    state_->common.check();
}

template <class T>
arma::uword SparseQr<T>::rank() const {
    return arma::uword(state_->factors->rank);
}

template <class T>
std::vector<arma::uword> SparseQr<T>::dependent_columns() const {
    const auto& numeric = *state_->factors->QRnum;
    const auto& symbolic = *state_->factors->QRsym;
    std::vector<arma::uword> dependent;
    for (SuiteSparse_long k = 0; numeric.Rdead && k < symbolic.n; ++k)
        if (numeric.Rdead[k]) dependent.push_back(arma::uword(symbolic.Qfill ? symbolic.Qfill[k] : k));
    return dependent;
}

template <class T>
arma::Mat<T> SparseQr<T>::project(const arma::Mat<T>& b) const {
    arma::Mat<T> inside = state_->multiply_q(SPQR_QTX, b);
    if (rank() < inside.n_rows) inside.tail_rows(inside.n_rows - rank()).zeros();
    return state_->multiply_q(SPQR_QX, inside);
}

template <class T>
arma::Mat<T> SparseQr<T>::solve(const arma::Mat<T>& b) const {
    return state_->solve(SPQR_RETX_EQUALS_B, state_->multiply_q(SPQR_QTX, b));
}

template <class T>
arma::Mat<T> SparseQr<T>::solve_adjoint(const arma::Mat<T>& b) const {
    return state_->multiply_q(SPQR_QX, state_->solve(SPQR_RTX_EQUALS_ETB, b));
}

template <class T>
arma::Mat<T> SparseQr<T>::solve_normal(const arma::Mat<T>& b) const {
    return state_->solve(SPQR_RETX_EQUALS_B, state_->solve(SPQR_RTX_EQUALS_ETB, b));
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
