// The largest singular values of a large sparse matrix that stays sparse.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ops/svd.hpp"

namespace la {

struct FewSingularValues {
    arma::uword count = 1;              // 1 or more; min(m, n) where it is more
    bool vectors = false;               // they too
    bool product = false;               // the product of the parts, dense, is what they are wanted for
    int threads = 1;                    // for products with the matrix
    std::uint64_t most_steps = 50'000;  // products with a block of vectors, in each search
};

struct FewSingular {
    SingularDecomposition parts;  // as truncated(singular_decomposition(a), count) has them; vectors where wanted
    std::string driver;
};

// By the method of singular.hpp. Nothing where the dense drivers serve better: a is dense or small, or a large
// share of its values is wanted and it can be made dense; or where they are to refuse a product that cannot.
//
// Throws a numerical error where a is not finite or the method does not converge (telling how many values did); a data
// error where the vectors wanted, or those that the method needs, exceed the limit of dense cells, or memory is short.
std::optional<FewSingular> few_singular_values(const Matrix& a, const FewSingularValues& few);

}  // namespace la
