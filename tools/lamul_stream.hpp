// The chain product of lamul: whole, or with a left factor that goes through in row blocks.
#pragma once

#include <vector>

#include "cli/run.hpp"

namespace la {

struct ProductOptions {
    double scale = 1;
    bool scaled = false;
    bool left_to_right = false;
    bool explain = false;
};

// The product of all factors, in the order that is asked for; not yet scaled.
Matrix multiply_all(std::vector<Matrix> factors, const ProductOptions& options, Session& session);

// Writes the product of two inputs, the first of which begins with these entries: straight from them if all that is
// left is a column, else as any other product.
void entries_product(Coordinates<double> entries, std::vector<Input>& inputs, const ProductOptions& options,
                     Session& session);

// Writes the product of all inputs, the first of which is a delimited table. The table is held as long as it is short
// (16 MiB, 32 where it is wide, or the buffer size where the order of three or more factors depends on its length or
// where only further documents of its stream can make the shapes fit); beyond that its rows go through the product
// block by block, and documents behind it are an error. Requires at least two inputs.
void stream_product(std::vector<Input>& inputs, const ProductOptions& options, Session& session);

}  // namespace la
