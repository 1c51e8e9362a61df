#include "ops/eigen_few_general.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "core/field.hpp"
#include "krylov/general_eigen.hpp"
#include "krylov/left_vectors.hpp"
#include "krylov/search_bounds.hpp"
#include "lapack/diagonalizable.hpp"
#include "ops/canonical_vectors.hpp"
#include "ops/eigen_order.hpp"

namespace la {

namespace {

using cx = arma::cx_double;

constexpr double rank_margin = 1e-9;  // in units of |A|

// The pairs of T's field within the basis.
template <class T, class S>
RitzPairs<T> pairs_within(const arma::SpMat<T>& a, arma::Mat<S> basis) {
    if constexpr (is_complex_scalar<S> && !is_complex_scalar<T>)
        return ritz_pairs(a, real_basis(basis));
    else
        return ritz_pairs(a, std::move(basis));
}

// S, the field of the arithmetic, is complex where T is or a complex shift is.
template <class T, class S>
class FewGeneral {
  public:
    FewGeneral(const arma::SpMat<T>& a, const arma::SpMat<S>& operand, const FewEigenvalues& few)
        : a_(a), few_(few), spectrum_(operand, few.which, few.sigma) {}

    std::optional<Eigensystem> find(const EigenWanted& wanted, std::string& complaint, const std::string& name);

  private:
    double badness(cx value) const {
        const double own = selection_rank(value, few_.which, few_.sigma);
        if (is_complex_scalar<T>) return own;
        return std::min(own, selection_rank(std::conj(value), few_.which, few_.sigma));
    }
    arma::uvec best_of(const RitzPairs<T>& pairs) const;

    const arma::SpMat<T>& a_;
    const FewEigenvalues& few_;
    GeneralEigen<S> spectrum_;
};

// The accurate pairs no worse than the worst of the k that select_eigen takes, in the order of printing; none where
// there are fewer than k.
template <class T, class S>
arma::uvec FewGeneral<T, S>::best_of(const RitzPairs<T>& pairs) const {
    // Some are in the basis only because others came together with them.
    const arma::uvec accurate = arma::find(pairs.residuals <= worst_residual * spectrum_.norm());
    if (accurate.n_elem < few_.count) return {};
    const arma::uvec order = accurate(eigenvalue_order(arma::cx_vec(pairs.values(accurate)), a_.n_rows));
    Eigensystem few;
    few.values = pairs.values(order);
    few.has_conjugate_pairs = !is_complex_scalar<T>;
    arma::vec ranks(order.n_elem);
    for (arma::uword i = 0; i < order.n_elem; ++i) ranks(i) = badness(few.values(i));
    few = select_eigen(std::move(few), few_.count, few_.which, few_.sigma);
    double edge = -std::numeric_limits<double>::infinity();
    for (const cx& value : few.values) edge = std::max(edge, badness(value));
    return order(arma::find(ranks <= edge + rank_margin * spectrum_.norm()));
}

template <class T, class S>
std::optional<Eigensystem> FewGeneral<T, S>::find(const EigenWanted& wanted, std::string& complaint,
                                                  const std::string& name) {
    std::optional<arma::Mat<S>> basis = spectrum_.basis(few_.count);
    if (!basis) {
        complaint = spectrum_.complaint();
        return {};
    }
    const RitzPairs<T> pairs = pairs_within(a_, std::move(*basis));
    const arma::uvec best = best_of(pairs);
    if (best.is_empty()) {
        complaint = "not converged: fewer than " + std::to_string(few_.count) +
                    " eigenvalues to residuals of 1e-10 of the norm";
        return {};
    }
    Eigensystem e;
    e.driver = spectrum_.method();
    e.values = pairs.values(best);
    e.has_conjugate_pairs = !is_complex_scalar<T>;
    e.largest_modulus = std::max(spectrum_.norm(), arma::abs(e.values).max());
    arma::cx_mat vectors = pairs.vectors.cols(best);
    if (wanted.left || wanted.inverse) {
        arma::cx_mat left = left_vectors(a_, pairs, best, spectrum_, name);
        make_pairs_canonical(left, vectors, vectors.n_cols);
        if (wanted.inverse) e.inverse = to_real_if_possible(Matrix(arma::cx_mat(left.t())));
        left = arma::normalise(left);
        make_columns_canonical(left);
        if (wanted.left) e.left = to_real_if_possible(Matrix(std::move(left)));
    }
    make_columns_canonical(vectors);
    if (wanted.vectors || wanted.inverse) e.vectors = to_real_if_possible(Matrix(std::move(vectors)));
    return select_eigen(std::move(e), few_.count, few_.which, few_.sigma);
}

}  // namespace

template <class T>
std::optional<Eigensystem> few_general_eigenvalues(const arma::SpMat<T>& a, const FewEigenvalues& few,
                                                   const EigenWanted& wanted, std::string& complaint,
                                                   const std::string& name) {
    if constexpr (!is_complex_scalar<T>) {
        if (few.sigma && few.sigma->imag() != 0) {
            const arma::sp_cx_mat operand(a, arma::sp_mat(a.n_rows, a.n_cols));
            return FewGeneral<T, cx>(a, operand, few).find(wanted, complaint, name);
        }
    }
    return FewGeneral<T, T>(a, a, few).find(wanted, complaint, name);
}

template std::optional<Eigensystem> few_general_eigenvalues(const arma::sp_mat&, const FewEigenvalues&,
                                                            const EigenWanted&, std::string&, const std::string&);
template std::optional<Eigensystem> few_general_eigenvalues(const arma::sp_cx_mat&, const FewEigenvalues&,
                                                            const EigenWanted&, std::string&, const std::string&);

}  // namespace la
