#include "ops/sparse_eigen_general.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "ops/canonical.hpp"
#include "ops/dense_field.hpp"
#include "ops/eigen_order.hpp"
#include "ops/general_spectrum.hpp"

namespace la {

namespace {

using cx = arma::cx_double;

constexpr double worst_residual = 1e-10, margin = 1e-9;  // in units of |A|

RitzPairs chosen(const RitzPairs& pairs, const arma::uvec& which) {
    return {arma::cx_vec(pairs.values(which)), arma::cx_mat(pairs.vectors.cols(which)),
            arma::vec(pairs.residuals(which))};
}

// The pairs of T's field within the basis, without those that are there only because others came together.
template <class T, class S>
RitzPairs accurate_pairs(const arma::SpMat<T>& a, const arma::Mat<S>& basis, Form form, double norm) {
    RitzPairs pairs;
    if constexpr (is_complex_scalar<S> && !is_complex_scalar<T>)
        pairs = ritz_pairs(a, real_basis(basis), form);
    else
        pairs = ritz_pairs(a, basis, form);
    return chosen(pairs, arma::find(pairs.residuals <= worst_residual * norm));
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
    std::optional<RitzPairs> pairs(Form form, arma::uword k, double& edge, bool whole);
    void add_left(Eigensystem& e, const arma::cx_mat& right, arma::cx_mat left, const EigenWanted& wanted,
                  const std::string& name) const;

    const arma::SpMat<T>& a_;
    const FewEigenvalues& few_;
    GeneralSpectrum<S> spectrum_;
    std::string complaint_;
};

// The pairs no worse than the worst of the k that select_eigen takes; edge tells how bad that is, if it is not told.
template <class T, class S>
std::optional<RitzPairs> FewGeneral<T, S>::pairs(Form form, arma::uword k, double& edge, bool whole) {
    const std::optional<arma::Mat<S>> basis = spectrum_.basis(k, form, whole);
    if (!basis) {
        complaint_ = spectrum_.complaint();
        return {};
    }
    RitzPairs all = accurate_pairs(a_, *basis, form, spectrum_.norm());
    all = chosen(all, eigenvalue_order(all.values, a_.n_rows));
    if (all.values.n_elem < k) {
        complaint_ = "not converged: " + std::to_string(all.values.n_elem) + " of " + std::to_string(k) +
                     " eigenvalues to residuals of 1e-10 of the norm";
        return {};
    }
    arma::vec ranks(all.values.n_elem);
    for (arma::uword i = 0; i < ranks.n_elem; ++i) ranks(i) = badness(all.values(i));
    if (!std::isfinite(edge)) {
        Eigensystem few;
        few.values = all.values;
        few.has_conjugate_pairs = !is_complex_scalar<T>;
        few = select_eigen(std::move(few), k, few_.which, few_.sigma);
        edge = -std::numeric_limits<double>::infinity();
        for (const cx& value : few.values) edge = std::max(edge, badness(value));
    }
    return chosen(all, arma::find(ranks <= edge + margin * spectrum_.norm()));
}

// Vinv = (L'V)⁻¹ L', L any basis of the left invariant subspace of the same values, and W its adjoint.
template <class T, class S>
void FewGeneral<T, S>::add_left(Eigensystem& e, const arma::cx_mat& right, arma::cx_mat left, const EigenWanted& wanted,
                                const std::string& name) const {
    arma::cx_mat inverse;
    if (!arma::solve(inverse, arma::cx_mat(left.t() * right), arma::cx_mat(left.t()), arma::solve_opts::allow_ugly))
        throw not_diagonalizable(name);
    left = inverse.t();
    for (arma::uword j = 0; j < left.n_cols; ++j) {
        const double condition = arma::norm(left.col(j));
        if (!(condition <= worst_condition())) throw not_diagonalizable(name);
        left.col(j) /= condition;
    }
    const arma::cx_mat image = product(a_, Form::adjoint, left);
    for (arma::uword j = 0; j < left.n_cols; ++j)
        if (!(arma::norm(image.col(j) - std::conj(e.values(j)) * left.col(j)) <= worst_residual * spectrum_.norm()))
            throw numerical_error("not converged: a left eigenvector");
    make_columns_canonical(left);
    if (wanted.left) e.left = to_real_if_possible(Matrix(std::move(left)));
    if (wanted.inverse) e.inverse = to_real_if_possible(Matrix(std::move(inverse)));
}

template <class T, class S>
std::optional<Eigensystem> FewGeneral<T, S>::find(const EigenWanted& wanted, std::string& complaint,
                                                  const std::string& name) {
    const bool two_sided = wanted.left || wanted.inverse;
    double edge = std::numeric_limits<double>::quiet_NaN();
    std::optional<RitzPairs> right = pairs(Form::plain, few_.count, edge, two_sided);
    Eigensystem e;
    e.driver = spectrum_.method();
    std::optional<RitzPairs> left;
    if (right && two_sided) {
        // Those alone that are near themselves, not only their conjugates.
        arma::uword near = 0;
        for (const cx& value : right->values)
            near += selection_rank(value, few_.which, few_.sigma) <= edge + margin * spectrum_.norm();
        left = pairs(Form::adjoint, near, edge, true);
        e.driver += "; on A', " + spectrum_.method();
    }
    if (!right || (two_sided && !left)) {
        complaint = complaint_;
        return {};
    }
    if (two_sided && left->values.n_elem != right->values.n_elem) {
        complaint = "not converged: " + std::to_string(right->values.n_elem) + " eigenvalues of " + name + " but " +
                    std::to_string(left->values.n_elem) + " of its adjoint: it may not be diagonalizable";
        return {};
    }
    e.values = right->values;
    e.has_conjugate_pairs = !is_complex_scalar<T>;
    e.largest_modulus = std::max(spectrum_.norm(), arma::abs(e.values).max());
    make_columns_canonical(right->vectors);
    if (two_sided) add_left(e, right->vectors, std::move(left->vectors), wanted, name);
    if (wanted.vectors || wanted.inverse) e.vectors = to_real_if_possible(Matrix(std::move(right->vectors)));
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
