// A few eigenvalues of a large sparse matrix that is not treated as Hermitian: eigen_few.hpp without its checks.
#pragma once

#include "ops/eigen_few.hpp"

namespace la {

// a is finite, of order above 500 and within half the range of doubles; name is what messages call it. Nothing where
// the method does not converge: complaint then says how far it came.
template <class T>
std::optional<Eigensystem> few_general_eigenvalues(const arma::SpMat<T>& a, const FewEigenvalues& few,
                                                   const EigenWanted& wanted, std::string& complaint,
                                                   const std::string& name);

}  // namespace la
