#include "lamul_stream.hpp"

#include <iterator>

#include "cli/held_rows.hpp"
#include "cli/row_map.hpp"
#include "core/error.hpp"
#include "core/messages.hpp"
#include "io/sparse_assembly.hpp"
#include "ops/product.hpp"
#include "ops/product_entries.hpp"
#include "ops/product_order.hpp"

namespace la {

namespace {

ChainPlan plan_order(const std::vector<ProductFactor>& factors, const ProductOptions& options, Session& session) {
    ChainPlan plan = options.left_to_right ? left_to_right(factors) : cheapest_order(factors);
    if (options.explain) {
        const double cost = factors.front().rows ? plan.flops : plan.flops_per_row;
        session.explain(plan.text + "\t" + number_text(cost) + (factors.front().rows ? "" : " a row"));
    }
    return plan;
}

// The right factors that a streamed left factor meets one after the other: what does not depend on it is multiplied
// once.
std::vector<Matrix> right_factors(std::vector<Matrix> rest, const ChainPlan& plan) {
    const std::size_t count = rest.size() + 1;
    std::vector<Matrix> results(count + plan.steps.size());
    std::vector<bool> holds_left(results.size(), false);
    holds_left[0] = true;
    std::move(rest.begin(), rest.end(), results.begin() + 1);
    std::vector<Matrix> factors;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const auto [left, right] = plan.steps[i];
        if (holds_left[left]) {
            holds_left[count + i] = true;
            factors.push_back(std::move(results[right]));
        } else {
            results[count + i] = multiply(results[left], results[right]);
        }
    }
    return factors;
}

Matrix scaled(Matrix product, const ProductOptions& options) {
    return options.scaled ? scale(std::move(product), options.scale) : product;
}

Matrix multiply_block(Matrix block, const std::vector<Matrix>& factors, const ProductOptions& options) {
    for (const Matrix& factor : factors) block = multiply(block, factor);
    return scaled(std::move(block), options);
}

}  // namespace

Matrix multiply_all(std::vector<Matrix> factors, const ProductOptions& options, Session& session) {
    for (std::size_t i = 0; i + 1 < factors.size(); ++i) require_inner(factors[i], factors[i + 1]);
    const ChainPlan plan = plan_order(chain_factors(factors), options, session);
    session.allow_threads(plan.flops);
    return multiply_chain(std::move(factors), plan, session.common.threads);
}

void entries_product(Coordinates<double> entries, std::vector<Input>& inputs, const ProductOptions& options,
                     Session& session) {
    std::vector<NamedMatrix> documents = inputs[0].read_behind({});
    for (NamedMatrix& document : inputs[1].read_all()) documents.push_back(std::move(document));
    if (documents.size() == 2 && can_multiply(entries, documents[1].matrix)) {
        Matrix product = multiply(entries, documents[1].matrix, session.common.threads);
        return session.output.write(scaled(std::move(product), options));
    }
    documents[0].matrix.values = assemble(std::move(entries), session.common.threads);
    std::vector<Matrix> factors;
    for (NamedMatrix& document : documents) factors.push_back(std::move(document.matrix));
    session.output.write(scaled(multiply_all(std::move(factors), options, session), options));
}

void stream_product(std::vector<Input>& inputs, const ProductOptions& options, Session& session) {
    std::vector<Matrix> rest;
    for (std::size_t i = 1; i < inputs.size(); ++i)
        for (NamedMatrix& document : inputs[i].read_all()) {
            rest.push_back(std::move(document.matrix));
            if (!document.name.empty()) rest.back().origin = document.name;
        }
    for (std::size_t i = 0; i + 1 < rest.size(); ++i) require_inner(rest[i], rest[i + 1]);

    Input& left = inputs.front();
    CsvTable& table = *left.table();
    // A wide table is multiplied faster whole than in blocks of few rows; of a narrow one that gains nothing.
    constexpr arma::uword wide = 256;
    const double worth_holding = table.columns() < wide ? held_bytes / 2 : held_bytes;
    // Where the shapes do not fit yet, the stream must go on with what lies between.
    const bool may_stream = rest.size() == 1 && table.columns() == rest.front().rows();
    const double limit = may_stream ? worth_holding : static_cast<double>(session.common.buffer_size);
    auto [held, ended] = hold_rows(left, limit, session.common.threads);
    if (ended) {
        // Short after all; further documents of the same stream come right behind it.
        std::vector<Matrix> factors;
        factors.push_back(std::move(held));
        for (NamedMatrix& document : left.read_rest()) factors.push_back(std::move(document.matrix));
        std::move(rest.begin(), rest.end(), std::back_inserter(factors));
        return session.output.write(scaled(multiply_all(std::move(factors), options, session), options));
    }
    if (held.cols() != rest.front().rows())  // require_inner would take the rows held for all there are
        throw data_error(held.origin + " has " + counted(held.cols(), "column", "columns") + ", " +
                         described(rest.front()) + ": inner dimensions " + std::to_string(held.cols()) + " and " +
                         std::to_string(rest.front().rows()) + " differ");
    std::vector<ProductFactor> shapes = chain_factors(rest);
    shapes.insert(shapes.begin(), {std::nullopt, static_cast<double>(held.cols()), std::nullopt, held.origin});
    const ChainPlan plan = plan_order(shapes, options, session);
    session.allow_threads(plan.flops);
    const std::vector<Matrix> factors = right_factors(std::move(rest), plan);
    session.allow_threads(2.0 * static_cast<double>(held.cells()) * static_cast<double>(factors.front().cols()));
    write_row_map(
        std::move(held), table, [&](Matrix block) { return multiply_block(std::move(block), factors, options); },
        session);
    if (!left.read_rest().empty())
        throw data_error(left.origin() +
                         ": documents behind a first factor that is too long to be held; give them as files");
}

}  // namespace la
