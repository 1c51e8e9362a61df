// The invariant subspace of a few eigenvalues of a large sparse matrix that need not be Hermitian.
//
// ARPACK's Arnoldi method (arnoldi.hpp) runs on A itself for the values at an end, on the inverse of A - s, by a sparse
// LU factorization, for those near a point; also at an end where the gaps are too small for A itself and the end is
// real. A Krylov space from one vector holds one vector of a multiple eigenvalue: further runs in the complement of
// what was found, an invariant subspace (Saad, Numerical Methods for Large Eigenvalue Problems, 2011, section 4.2),
// find the other ones, until nothing better is left there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "krylov/arnoldi.hpp"
#include "krylov/selection.hpp"
#include "sparse/lu.hpp"

namespace la {

// An operator with A's eigenvectors, or those of A'.
template <class S>
struct GeneralTransform {
    VectorOperator<S> apply;
    ArnoldiEnd end = ArnoldiEnd::largest_modulus;
    std::function<std::complex<double>(std::complex<double>)> value;  // of A, for one of the operator's
    std::complex<double> shift = 0;                                   // s
    std::shared_ptr<const SparseLu<S>> factor;  // of A - s where the operator is its inverse; else it is A itself
    std::string name;                           // for messages
};

template <class S>
class GeneralEigen {
  public:
    // A, n x n with n > 500, must outlive this. Its values should be far from the ends of the range of doubles. Where
    // S is real sigma must be.
    GeneralEigen(const arma::SpMat<S>& a, Which which, std::optional<std::complex<double>> sigma);

    // Nothing where the method does not converge; complaint() tells how far it came. Else an orthonormal basis of the
    // right invariant subspace of the k best eigenvalues, k <= n/2, as often as each occurs but for ties at the edge:
    // n x k, or more.
    std::optional<arma::Mat<S>> basis(arma::uword k);

    // After that: of the operators that found the basis the one nearest to the value, of A'.
    GeneralTransform<S> adjoint_near(std::complex<double> value) const { return adjoint_of(used_[nearest(value)]); }

    // An orthonormal basis of the left vectors of `values` as far as one run of each operator finds them: a start for
    // left_vectors.hpp, which may lack some or hold others.
    arma::Mat<S> left_span(const arma::cx_vec& values);

    double norm() const { return norm_; }  // the largest norm of a column, at most |A|
    const std::string& method() const { return method_; }
    const std::string& complaint() const { return complaint_; }

  private:
    enum class Effort { small, large, both };

    GeneralTransform<S> direct(Transposition form) const;
    std::optional<GeneralTransform<S>> inverted(std::complex<double> shift);
    GeneralTransform<S> adjoint_of(const GeneralTransform<S>& how) const;
    GeneralTransform<S> inverted_near();
    std::optional<GeneralTransform<S>> inverted_end(std::complex<double> value, double step);
    std::optional<arma::Mat<S>> run(const GeneralTransform<S>& how, arma::uword k, const arma::Mat<S>& deflated,
                                    Effort effort = Effort::both);
    std::optional<arma::Mat<S>> first_basis(arma::uword k, GeneralTransform<S>& how);
    std::optional<arma::Mat<S>> completed(GeneralTransform<S>& how, arma::Mat<S> q, arma::uword k);
    std::optional<std::complex<double>> best_in_complement(const GeneralTransform<S>& how, const arma::Mat<S>& q);
    bool is_missed(std::complex<double> other, const arma::Mat<S>& q, arma::uword k) const;
    arma::Mat<S> refined(const GeneralTransform<S>& how, arma::Mat<S> q) const;
    std::size_t nearest(std::complex<double> value) const;  // of used_
    double badness(std::complex<double> value) const { return selection_rank(value, which_, sigma_); }

    const arma::SpMat<S>& a_;
    Which which_;
    std::optional<std::complex<double>> sigma_;
    double norm_ = 0, bound_ = 0;                // bound_ >= |lambda|
    std::shared_ptr<const SparseLu<S>> factor_;  // the last; each transform keeps its own
    std::complex<double> shift_ = 0;             // of factor_
    std::vector<GeneralTransform<S>> used_;      // that found the basis
    ArnoldiResult<S> tried_;                     // the last run
    std::uint64_t applications_ = 0;
    std::string method_, complaint_;
};

// Eigenvalues of A and their right vectors within the span of the orthonormal q, by Rayleigh and Ritz. Of a real matrix
// conjugate pairs are exact.
template <class T>
struct RitzPairs {
    arma::cx_vec values;
    arma::cx_mat vectors;  // q times turn
    arma::vec residuals;   // |A v - w v|
    arma::cx_mat turn;     // the vectors of q'A q
    arma::Mat<T> basis;    // q
};
template <class T>
RitzPairs<T> ritz_pairs(const arma::SpMat<T>& a, arma::Mat<T> q);

// form(A) x.
arma::mat product(const arma::sp_mat& a, Transposition form, const arma::mat& x);
arma::cx_mat product(const arma::sp_mat& a, Transposition form, const arma::cx_mat& x);
arma::cx_mat product(const arma::sp_cx_mat& a, Transposition form, const arma::cx_mat& x);

// An orthonormal real basis of the span of q and its conjugate.
arma::mat real_basis(const arma::cx_mat& q);

}  // namespace la
