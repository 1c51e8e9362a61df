#include "lapack/eigen.hpp"

#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "lapack/declarations.hpp"
#include "lapack/workspace.hpp"

namespace la {

namespace {

using cx = arma::cx_double;

template <class T>
bool safe_cholesky(arma::Mat<T> b) {
    const arma::vec diagonal = arma::real(arma::Col<T>(b.diag()));
    char uplo = 'L';
    int n = order_of(b.n_rows), info = 0;
    arma::lapack::potrf(&uplo, &n, b.memptr(), &n, &info);
    if (info != 0) return false;
    for (arma::uword j = 0; j < b.n_rows; ++j)
        if (!(std::norm(b(j, j)) > double(n) * eps * diagonal(j))) return false;
    return true;
}

}  // namespace

DriverResult hermitian_driver(arma::mat a, bool vectors) {
    int n = order_of(a.n_rows), info = 0, integers = 0;
    char job = vectors ? 'V' : 'N', uplo = 'L';
    arma::vec w(a.n_rows);
    double size = 0;
    int query = -1;
    arma::lapack::syevd(&job, &uplo, &n, a.memptr(), &n, w.memptr(), &size, &query, &integers, &query, &info);
    int lwork = size_from(size);
    arma::vec work(lwork, arma::fill::none);
    arma::Col<int> iwork(integers);
    arma::lapack::syevd(&job, &uplo, &n, a.memptr(), &n, w.memptr(), work.memptr(), &lwork, iwork.memptr(), &integers,
                        &info);
    require_converged(info);
    return {complex_values(w), vectors ? Values(std::move(a)) : Values(), {}, "dsyevd"};
}

DriverResult hermitian_driver(arma::cx_mat a, bool vectors) {
    int n = order_of(a.n_rows), info = 0, integers = 0;
    char job = vectors ? 'V' : 'N', uplo = 'L';
    arma::vec w(a.n_rows);
    cx size = 0;
    double reals = 0;
    int query = -1;
    arma::lapack::heevd(&job, &uplo, &n, a.memptr(), &n, w.memptr(), &size, &query, &reals, &query, &integers, &query,
                        &info);
    int lwork = size_from(size), lrwork = size_from(reals);
    arma::cx_vec work(lwork, arma::fill::none);
    arma::vec rwork(lrwork);
    arma::Col<int> iwork(integers);
    arma::lapack::heevd(&job, &uplo, &n, a.memptr(), &n, w.memptr(), work.memptr(), &lwork, rwork.memptr(), &lrwork,
                        iwork.memptr(), &integers, &info);
    require_converged(info);
    return {complex_values(w), vectors ? Values(std::move(a)) : Values(), {}, "zheevd"};
}

DriverResult definite_pencil_driver(arma::mat a, arma::mat b, bool vectors) {
    const int n = order_of(a.n_rows), itype = 1, query = -1;
    const char job = vectors ? 'V' : 'N', uplo = 'L';
    arma::vec w(a.n_rows);
    double size = 0;
    int info = 0, integers = 0;
    dsygvd_(&itype, &job, &uplo, &n, a.memptr(), &n, b.memptr(), &n, w.memptr(), &size, &query, &integers, &query,
            &info, 1, 1);
    const int lwork = size_from(size);
    arma::vec work(lwork, arma::fill::none);
    arma::Col<int> iwork(integers);
    dsygvd_(&itype, &job, &uplo, &n, a.memptr(), &n, b.memptr(), &n, w.memptr(), work.memptr(), &lwork, iwork.memptr(),
            &integers, &info, 1, 1);
    require_converged(info);
    return {complex_values(w), vectors ? normalised_columns(std::move(a)) : Values(), {}, "dsygvd"};
}

DriverResult definite_pencil_driver(arma::cx_mat a, arma::cx_mat b, bool vectors) {
    const int n = order_of(a.n_rows), itype = 1, query = -1;
    const char job = vectors ? 'V' : 'N', uplo = 'L';
    arma::vec w(a.n_rows);
    cx size = 0;
    double reals = 0;
    int info = 0, integers = 0;
    zhegvd_(&itype, &job, &uplo, &n, a.memptr(), &n, b.memptr(), &n, w.memptr(), &size, &query, &reals, &query,
            &integers, &query, &info, 1, 1);
    const int lwork = size_from(size), lrwork = size_from(reals);
    arma::cx_vec work(lwork, arma::fill::none);
    arma::vec rwork(lrwork);
    arma::Col<int> iwork(integers);
    zhegvd_(&itype, &job, &uplo, &n, a.memptr(), &n, b.memptr(), &n, w.memptr(), work.memptr(), &lwork, rwork.memptr(),
            &lrwork, iwork.memptr(), &integers, &info, 1, 1);
    require_converged(info);
    return {complex_values(w), vectors ? normalised_columns(std::move(a)) : Values(), {}, "zhegvd"};
}

bool has_safe_cholesky(arma::mat b) {
    return safe_cholesky(std::move(b));
}

bool has_safe_cholesky(arma::cx_mat b) {
    return safe_cholesky(std::move(b));
}

}  // namespace la
