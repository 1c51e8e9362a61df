#include "expr/product_chain.hpp"

#include <utility>

#include "expr/error.hpp"
#include "expr/shared_matrix.hpp"
#include "ops/rearrange.hpp"
#include "ops/transpose.hpp"

namespace la {

// What the order of a chain depends on; solving with a factorization costs what multiplying by the inverse does.
ProductFactor ProductChain::extent(const ChainFactor& f) const {
    const GraphNode& n = at(f.node);
    if (f.kind == ChainFactor::Kind::diagonal) return {n.cells(), n.cells(), n.cells(), ""};
    const bool turned = f.form != Transposition::none;
    ProductFactor factor{double(turned ? n.cols : n.rows), double(turned ? n.rows : n.cols), std::nullopt, ""};
    if (f.kind == ChainFactor::Kind::matrix && value(f.node).is_sparse())
        factor.nonzeros = double(multiplications(value(f.node)));
    return factor;
}

ChainOrder ProductChain::order_of(const std::vector<ChainFactor>& factors) const {
    std::vector<ProductFactor> extents;
    for (const ChainFactor& f : factors) extents.push_back(extent(f));
    return ChainOrder(extents);
}

Matrix ProductChain::product(const std::vector<ChainFactor>& factors) const {
    if (factors.size() > longest_searched) return formed(from_left(factors, 0, factors.size() - 1));
    return formed(range(factors, order_of(factors), 0, factors.size() - 1));
}

ProductChain::Part ProductChain::from_left(const std::vector<ChainFactor>& factors, Index first, Index last) const {
    Part product{&factors[first], nullptr};
    for (Index k = first + 1; k <= last; ++k) product = multiplied(product, {&factors[k], nullptr});
    return product;
}

ProductChain::Part ProductChain::range(const std::vector<ChainFactor>& factors, const ChainOrder& order, Index first,
                                       Index last) const {
    if (first == last) return {&factors[first], nullptr};
    if (last == first + 2)
        if (auto product = weighted(factors[first], factors[first + 1], factors[last])) return {nullptr, product};
    const Index k = order.split(first, last);
    return multiplied(range(factors, order, first, k), range(factors, order, k + 1, last));
}

// X'*diag(w)*X and X*diag(w)*X' with real w.
ProductChain::Shared ProductChain::weighted(const ChainFactor& left, const ChainFactor& middle,
                                            const ChainFactor& right) const {
    if (middle.kind != ChainFactor::Kind::diagonal || left.kind != ChainFactor::Kind::matrix) return nullptr;
    if (right.kind != ChainFactor::Kind::matrix || left.node != right.node || at(middle.node).is_complex)
        return nullptr;
    const auto is_adjoint = [&](Transposition form) {
        return form == Transposition::adjoint || (form == Transposition::transpose && !at(left.node).is_complex);
    };
    if (is_adjoint(left.form) && right.form == Transposition::none)
        return share(weighted_gram(value(left.node), value(middle.node)));
    if (left.form == Transposition::none && is_adjoint(right.form))
        return share(weighted_gram_of_rows(value(left.node), value(middle.node)));
    return nullptr;
}

// Work with the factorization of a factor; its errors point at the factor, not at the product.
template <class Work>
Matrix ProductChain::with_inverse(const ChainFactor& f, Work work) const {
    try {
        return work(*factorizations_[f.node]);
    } catch (const Error& error) {
        throw ExpressionError(error.kind(), error.what(), syntax_.text, f.position);
    }
}

ProductChain::Part ProductChain::multiplied(const Part& left, const Part& right) const {
    using Kind = ChainFactor::Kind;
    const auto is = [](const Part& p, Kind kind) { return p.factor != nullptr && p.factor->kind == kind; };
    const auto matrix = [&](const Part& p) -> const Matrix& { return p.factor ? value(p.factor->node) : *p.product; };
    const auto form = [](const Part& p) { return p.factor ? p.factor->form : Transposition::none; };
    if (is(left, Kind::inverse))
        return {nullptr, share(with_inverse(*left.factor, [&](const Factorization& a) {
                    return a.solve(formed(right), left.factor->form);
                }))};
    if (is(right, Kind::inverse))
        return {nullptr, share(with_inverse(*right.factor, [&](const Factorization& a) {
                    return a.solve_right(formed(left), right.factor->form);
                }))};
    if (is(left, Kind::diagonal)) return {nullptr, share(scale_rows(matrix(left), formed(right)))};
    if (is(right, Kind::diagonal)) return {nullptr, share(scale_columns(formed(left), matrix(right)))};
    return {nullptr, share(multiply(matrix(left), form(left), matrix(right), form(right), threads_))};
}

Matrix ProductChain::formed(const Part& part) const {
    if (part.factor == nullptr) return std::move(*part.product);
    const ChainFactor& f = *part.factor;
    if (f.kind == ChainFactor::Kind::inverse)
        return with_inverse(f, [&](const Factorization& a) { return transpose(a.inverse(), f.form); });
    if (f.kind == ChainFactor::Kind::diagonal)
        return diagonal_matrix(value(f.node), graph_.has_sparse_diagonals(value(f.node).cells()));
    return transpose(value(f.node), f.form);
}

Matrix ProductChain::trace(const std::vector<ChainFactor>& factors) const {
    const Index last = factors.size() - 1;
    if (factors.size() > longest_searched)
        return trace_of_product(formed(from_left(factors, 0, last - 1)), formed({&factors[last], nullptr}));
    const ChainOrder order = order_of(factors);
    Index cut = last - 1;
    const auto cost = [&](Index k) { return order.cost(0, k) + order.cost(k + 1, last); };
    for (Index k = 0; k + 1 < last; ++k)
        if (cost(k) < cost(cut)) cut = k;
    return trace_of_product(formed(range(factors, order, 0, cut)), formed(range(factors, order, cut + 1, last)));
}

}  // namespace la
