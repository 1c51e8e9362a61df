#include "ops/singular.hpp"

#include <algorithm>
#include <utility>

namespace la {

FewSingular singular(const Matrix& a, const SingularQuestion& question) {
    if (question.count)
        if (std::optional<FewSingular> few =
                few_singular_values(a, {*question.count, question.vectors, false, question.threads}))
            return std::move(*few);
    question.before_dense(a);
    const arma::uword count = question.count.value_or(std::max(a.rows(), a.cols()));
    if (question.vectors) return {truncated(singular_decomposition(a, question.factors), count), singular_driver(a)};
    arma::vec values = singular_values(a);
    if (count < values.n_elem) values.resize(count);
    return {{{}, std::move(values), {}}, singular_driver(a)};
}

Matrix nearest_of_rank(const Matrix& a, arma::uword count, const SingularQuestion& question, std::string& driver) {
    if (const std::optional<FewSingular> few = few_singular_values(a, {count, true, true, question.threads})) {
        driver = few->driver;
        return recomposed(few->parts);
    }
    question.before_dense(a);
    driver = singular_driver(a);
    return low_rank(a, count);
}

}  // namespace la
