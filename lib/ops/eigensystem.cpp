#include "ops/eigensystem.hpp"

#include <utility>

#include "ops/eigen_certify.hpp"

namespace la {

Eigensystem eigensystem(Matrix a, const std::optional<Matrix>& b, const EigenQuestion& question) {
    const std::optional<FewEigenvalues>& few = question.few;
    if (few && !b)
        if (std::optional<Eigensystem> e = few_eigenvalues(a, *few, question.wanted, question.mode))
            return std::move(*e);
    question.before_dense(a);
    const bool certifies = few && few->certify;
    Eigensystem e = b ? eigen_generalized(a, *b, question.wanted, question.mode)
                      : eigen(certifies ? a : std::move(a), question.wanted, question.mode);
    if (!few) return e;
    e = select_eigen(std::move(e), few->count, few->which, few->sigma);
    if (certifies) certify_eigen(a, b ? &*b : nullptr, e, few->which, few->sigma);
    return e;
}

}  // namespace la
