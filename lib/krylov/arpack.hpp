// The routines of ARPACK for general matrices, with 32-bit integers and the hidden lengths of character arguments that
// gfortran passes last. Overloads choose between the real and the complex routine.
#pragma once

#include <armadillo>
#include <complex>
#include <cstddef>

extern "C" {
void dnaupd_(int* ido, const char* bmat, const int* n, const char* which, const int* nev, const double* tol,
             double* resid, const int* ncv, double* v, const int* ldv, int* iparam, int* ipntr, double* workd,
             double* workl, const int* lworkl, int* info, std::size_t bmat_length, std::size_t which_length);
void znaupd_(int* ido, const char* bmat, const int* n, const char* which, const int* nev, const double* tol,
             std::complex<double>* resid, const int* ncv, std::complex<double>* v, const int* ldv, int* iparam,
             int* ipntr, std::complex<double>* workd, std::complex<double>* workl, const int* lworkl, double* rwork,
             int* info, std::size_t bmat_length, std::size_t which_length);
void dneupd_(const int* rvec, const char* howmny, int* select, double* dr, double* di, double* z, const int* ldz,
             const double* sigmar, const double* sigmai, double* workev, const char* bmat, const int* n,
             const char* which, const int* nev, const double* tol, double* resid, const int* ncv, double* v,
             const int* ldv, int* iparam, int* ipntr, double* workd, double* workl, const int* lworkl, int* info,
             std::size_t howmny_length, std::size_t bmat_length, std::size_t which_length);
void zneupd_(const int* rvec, const char* howmny, int* select, std::complex<double>* d, std::complex<double>* z,
             const int* ldz, const std::complex<double>* sigma, std::complex<double>* workev, const char* bmat,
             const int* n, const char* which, const int* nev, const double* tol, std::complex<double>* resid,
             const int* ncv, std::complex<double>* v, const int* ldv, int* iparam, int* ipntr,
             std::complex<double>* workd, std::complex<double>* workl, const int* lworkl, double* rwork, int* info,
             std::size_t howmny_length, std::size_t bmat_length, std::size_t which_length);
}

namespace la::arpack {

static_assert(sizeof(arma::blas_int) == sizeof(int));

// What the calls of one run share, in ARPACK's names.
template <class T>
struct Run {
    int n, nev, ncv;
    const char* which;  // "LM", "LR"
    double tol = 0;
    arma::Col<T> resid;
    arma::Mat<T> v;
    int iparam[11] = {}, ipntr[14] = {};
    arma::Col<T> workd, workl;
    arma::vec rwork;
    int ido = 0, info = 1;  // resid holds the start

    Run(int order, int wanted, int basis, const char* end, int restarts, double tolerance, arma::Col<T> start)
        : n(order),
          nev(wanted),
          ncv(basis),
          which(end),
          tol(tolerance),
          resid(std::move(start)),
          v(arma::uword(order), arma::uword(basis), arma::fill::none),
          workd(3 * arma::uword(order), arma::fill::zeros),
          workl(arma::uword(3 * basis * (basis + 2)), arma::fill::zeros),
          rwork(arma::uword(basis), arma::fill::zeros) {
        iparam[0] = 1;  // exact shifts
        iparam[2] = restarts;
        iparam[3] = 1;
        iparam[6] = 1;  // an operator and the standard inner product, whatever the operator stands for
    }

    int work_size() const { return int(workl.n_elem); }
    int converged() const { return iparam[4]; }
};

inline void next(Run<double>& r) {
    const int size = r.work_size();
    dnaupd_(&r.ido, "I", &r.n, r.which, &r.nev, &r.tol, r.resid.memptr(), &r.ncv, r.v.memptr(), &r.n, r.iparam, r.ipntr,
            r.workd.memptr(), r.workl.memptr(), &size, &r.info, 1, 2);
}

inline void next(Run<std::complex<double>>& r) {
    const int size = r.work_size();
    znaupd_(&r.ido, "I", &r.n, r.which, &r.nev, &r.tol, r.resid.memptr(), &r.ncv, r.v.memptr(), &r.n, r.iparam, r.ipntr,
            r.workd.memptr(), r.workl.memptr(), &size, r.rwork.memptr(), &r.info, 1, 2);
}

// Afterwards the first columns of v, as many as converged, are Schur vectors. Returns ARPACK's info.
inline int schur_vectors(Run<double>& r) {
    const int rvec = 1, size = r.work_size();
    const double sigma = 0;
    arma::Col<int> select(arma::uword(r.ncv), arma::fill::zeros);
    arma::vec re(arma::uword(r.nev + 1)), im(arma::uword(r.nev + 1)), workev(arma::uword(3 * r.ncv));
    int info = 0;
    dneupd_(&rvec, "P", select.memptr(), re.memptr(), im.memptr(), r.v.memptr(), &r.n, &sigma, &sigma, workev.memptr(),
            "I", &r.n, r.which, &r.nev, &r.tol, r.resid.memptr(), &r.ncv, r.v.memptr(), &r.n, r.iparam, r.ipntr,
            r.workd.memptr(), r.workl.memptr(), &size, &info, 1, 1, 2);
    return info;
}

inline int schur_vectors(Run<std::complex<double>>& r) {
    const int rvec = 1, size = r.work_size();
    const std::complex<double> sigma = 0;
    arma::Col<int> select(arma::uword(r.ncv), arma::fill::zeros);
    arma::cx_vec values(arma::uword(r.nev + 1)), workev(arma::uword(2 * r.ncv));
    int info = 0;
    zneupd_(&rvec, "P", select.memptr(), values.memptr(), r.v.memptr(), &r.n, &sigma, workev.memptr(), "I", &r.n,
            r.which, &r.nev, &r.tol, r.resid.memptr(), &r.ncv, r.v.memptr(), &r.n, r.iparam, r.ipntr, r.workd.memptr(),
            r.workl.memptr(), &size, r.rwork.memptr(), &info, 1, 1, 2);
    return info;
}

// The Ritz values of the last basis and their error bounds, converged or not. Not to be asked after schur_vectors.
inline arma::cx_vec ritz_values(const Run<double>& r) {
    const arma::uword m = arma::uword(r.ncv), re = arma::uword(r.ipntr[5] - 1), im = arma::uword(r.ipntr[6] - 1);
    return arma::cx_vec(arma::vec(r.workl.subvec(re, re + m - 1)), arma::vec(r.workl.subvec(im, im + m - 1)));
}

inline arma::cx_vec ritz_values(const Run<std::complex<double>>& r) {
    const arma::uword m = arma::uword(r.ncv), first = arma::uword(r.ipntr[5] - 1);
    return r.workl.subvec(first, first + m - 1);
}

template <class T>
arma::vec ritz_bounds(const Run<T>& r) {
    const arma::uword m = arma::uword(r.ncv), first = arma::uword(r.ipntr[7] - 1);
    return arma::abs(r.workl.subvec(first, first + m - 1));
}

}  // namespace la::arpack
