#include "krylov/arnoldi.hpp"

#include <algorithm>

#include "core/allocate.hpp"
#include "core/error.hpp"
#include "krylov/arpack.hpp"

namespace la {

namespace {

// Two passes: the first leaves as much rounding as it takes away.
template <class T>
void project_out(const arma::Mat<T>& q, arma::Col<T>& x) {
    if (q.is_empty()) return;
    for (int pass = 0; pass < 2; ++pass) x -= q * arma::Col<T>(q.t() * x);
}

template <class T>
void collect_ritz(const arpack::Run<T>& run, ArnoldiEnd end, ArnoldiResult<T>& result) {
    const arma::cx_vec values = arpack::ritz_values(run);
    const arma::vec bounds = arpack::ritz_bounds(run);
    const arma::vec rank =
        end == ArnoldiEnd::largest_real ? arma::vec(arma::real(values)) : arma::vec(arma::abs(values));
    if (!rank.is_finite()) return;
    const arma::uvec best = arma::uvec(arma::stable_sort_index(rank, "descend")).head(arma::uword(run.nev));
    result.ritz = values(best);
    result.bounds = bounds(best);
}

}  // namespace

template <class T>
ArnoldiResult<T> arnoldi(const VectorOperator<T>& apply, const ArnoldiOptions& options, const arma::Mat<T>& deflated,
                         arma::Col<T> start) {
    const arma::uword n = start.n_elem;
    require_memory(n, options.basis + 5, sizeof(T));
    project_out(deflated, start);
    arpack::Run<T> run(int(n), int(options.count), int(options.basis),
                       options.end == ArnoldiEnd::largest_real ? "LR" : "LM", int(options.restarts), options.tolerance,
                       std::move(start));
    ArnoldiResult<T> result;
    arma::Col<T> out(n, arma::fill::none);
    for (arpack::next(run); run.ido == -1 || run.ido == 1; arpack::next(run)) {
        T* const from = run.workd.memptr() + run.ipntr[0] - 1;
        T* const to = run.workd.memptr() + run.ipntr[1] - 1;
        apply(arma::Col<T>(from, n, false, true), out);
        project_out(deflated, out);
        if (!out.is_finite()) throw numerical_error("a vector of the Arnoldi method lies beyond the range of doubles");
        std::copy(out.begin(), out.end(), to);
        ++result.applications;
    }
    if (run.info < 0) return result;  // the space is exhausted, or a small eigenvalue problem did not converge
    collect_ritz(run, options.end, result);
    result.converged = arma::uword(std::max(run.converged(), 0));
    if (result.converged == 0 || arpack::schur_vectors(run) != 0) return result;
    result.has_converged = run.info == 0 && result.converged >= options.count;
    result.basis = run.v.head_cols(result.converged);
    return result;
}

template ArnoldiResult<double> arnoldi(const VectorOperator<double>&, const ArnoldiOptions&, const arma::mat&,
                                       arma::vec);
template ArnoldiResult<arma::cx_double> arnoldi(const VectorOperator<arma::cx_double>&, const ArnoldiOptions&,
                                                const arma::cx_mat&, arma::cx_vec);

}  // namespace la
