// Proof by inertia that among a few eigenvalues of many none was missed.
#pragma once

#include "core/error.hpp"
#include "ops/eigen.hpp"
#include "ops/eigen_select.hpp"

namespace la {

// By Sylvester's law the Hermitian A - s B (B = I where it is null, else positive definite) has as many negative
// eigenvalues as the pencil has values below s; an LDL' factorization (dsytrf, zhetrf) tells them. Counted just outside
// the values of e, which select_eigen has chosen by `which` or `sigma`, there must be e's values and no others, and
// just inside no more than those of e that lie there. What lies at the very edge within 100 n eps |A| may be cut
// anywhere: of a multiple value at the edge fewer may be wanted than there are. Parlett, The Symmetric Eigenvalue
// Problem, chapter 3.3.
//
// Throws a numerical error where the counts disagree, and where e is not of the symmetric problem.
void certify_eigen(const Matrix& a, const Matrix* b, const Eigensystem& e, Which which,
                   std::optional<std::complex<double>> sigma = {});

Error not_symmetric_to_certify(const Matrix& a);  // the last of these

}  // namespace la
