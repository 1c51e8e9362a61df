#include <cmath>

#include "expr/inference.hpp"

namespace la {

void Inference::derive(Index i) {
    switch (node(i).kind) {
        case NodeKind::negate:
            if (values_[node(i).arguments[0]]) values_[i] = -*values_[node(i).arguments[0]];
            return;
        case NodeKind::add:
        case NodeKind::subtract:
        case NodeKind::elementwise_multiply:
        case NodeKind::elementwise_divide:
        case NodeKind::elementwise_power:
            combine(i);
            break;
        case NodeKind::multiply:
            multiply(i);
            break;
        case NodeKind::divide:
            divide(i);
            break;
        case NodeKind::left_divide:
            left_divide(i);
            break;
        case NodeKind::power:
            power(i);
            break;
        case NodeKind::row:
            concatenate(i, &Extent::rows, &Extent::cols, "row");
            return take_only_value(i);
        case NodeKind::brackets:
            concatenate(i, &Extent::cols, &Extent::rows, "column");
            return take_only_value(i);
        case NodeKind::call:
            call(i);
            return;
        case NodeKind::number:
        case NodeKind::imaginary:
        case NodeKind::pi:
        case NodeKind::name:
        case NodeKind::conjugate_transpose:
        case NodeKind::transpose:
            return;
    }
    fold(i);
}

void Inference::set(Index i, Index rows, Index cols) {
    // A node's own dimensions are fresh, so that this cannot fail on the first pass, nor on later ones.
    dims_.unify(extents_[i].rows, rows);
    dims_.unify(extents_[i].cols, cols);
}

void Inference::combine(Index i) {
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (is_scalar(a)) return set(i, b);
    if (!is_scalar(b) && !unify(a, b)) fail_shapes(i, a, b);
    set(i, a);
}

bool Inference::unify(const Extent& a, const Extent& b) {
    // Tried before it is done, so that the message shows the shapes as they were.
    const auto clash = [&](Index x, Index y) {
        return dims_.size(x) && dims_.size(y) && dims_.size(x) != dims_.size(y);
    };
    if (clash(a.rows, b.rows) || clash(a.cols, b.cols)) return false;
    return dims_.unify(a.rows, b.rows) && dims_.unify(a.cols, b.cols);
}

void Inference::multiply(Index i) {
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (const auto m = size_named(node(i).arguments[0]), n = size_named(node(i).arguments[1]); m && n)
        size_product(i, *m, *n);
    if (is_scalar(a)) return set(i, b);
    if (is_scalar(b)) return set(i, a);
    if (!dims_.unify(a.cols, b.rows))
        fail(ErrorKind::data, i, "'*': inner dimensions of " + text(a) + " and " + text(b) + " differ");
    set(i, a.rows, b.cols);
}

void Inference::divide(Index i) {
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (is_scalar(b)) return set(i, a);
    if (!dims_.unify(a.cols, b.cols))
        fail(ErrorKind::data, i, "'/': column counts of " + text(a) + " and " + text(b) + " differ");
    set(i, a.rows, b.rows);
}

void Inference::left_divide(Index i) {
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (is_scalar(a)) return set(i, b);
    if (!dims_.unify(a.rows, b.rows))
        fail(ErrorKind::data, i, "'\\': row counts of " + text(a) + " and " + text(b) + " differ");
    set(i, a.cols, b.cols);
}

void Inference::power(Index i) {
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (dims_.size(b.rows) && dims_.size(b.cols) && !is_scalar(b))
        fail(ErrorKind::data, i, "'^': the exponent is " + text(b) + ": a scalar is needed (.^ is elementwise)");
    if (!dims_.unify(b.rows, one_) || !dims_.unify(b.cols, one_))
        fail(ErrorKind::data, i, "'^': the exponent must be a scalar (.^ is elementwise)");
    require_square(i);
    set(i, a);
}

void Inference::require_square(Index i) {
    const Extent a = argument(i, 0);
    if (!dims_.unify(a.rows, a.cols))
        fail(ErrorKind::data, i, called(i) + ": the matrix is " + text(a) + ": a square matrix is needed");
}

void Inference::fold(Index i) {
    const auto a = values_[node(i).arguments[0]], b = values_[node(i).arguments[1]];
    if (!a || !b) return;
    const auto value = [&]() -> std::optional<double> {
        using K = NodeKind;
        // clang-format off
        switch (node(i).kind) {
            case K::add: return *a + *b;
            case K::subtract: return *a - *b;
            case K::multiply: case K::elementwise_multiply: return *a * *b;
            case K::divide: case K::elementwise_divide: return *a / *b;
            case K::left_divide: return *b / *a;
            case K::power: case K::elementwise_power: return std::pow(*a, *b);
            case K::number: case K::imaginary: case K::pi: case K::name: case K::negate: case K::conjugate_transpose:
            case K::transpose: case K::call: case K::row: case K::brackets: break;
        }
        // clang-format on
        return {};
    }();
    // Where a power leaves the real numbers, or a quotient is infinite, the evaluation says so.
    if (value && std::isfinite(*value)) values_[i] = value;
}

void Inference::concatenate(Index i, Index Extent::*across, Index Extent::*along, const char* counts) {
    std::optional<Extent> first;
    uword total = 0;
    std::vector<Index> unknown;
    for (const Index k : node(i).arguments) {
        const Extent& e = extents_[k];
        if (is_empty(e)) continue;
        if (first && !dims_.unify((*first).*across, e.*across))
            fail(ErrorKind::data, k, counts + (" counts of " + text(*first)) + " and " + text(e) + " differ");
        if (!first) first = e;
        if (const auto size = dims_.size(e.*along))
            total += *size;
        else
            unknown.push_back(e.*along);
    }
    dims_.unify(extents_[i].*across, first ? (*first).*across : known(0));
    const auto whole = dims_.size(extents_[i].*along);
    if (node(i).arguments.size() == 1)
        dims_.unify(extents_[i].*along, extents_[node(i).arguments[0]].*along);
    else if (unknown.empty())
        dims_.unify(extents_[i].*along, known(total));
    else if (unknown.size() == 1 && whole && *whole >= total)
        dims_.unify(unknown[0], known(*whole - total));
}

void Inference::take_only_value(Index i) {
    if (node(i).arguments.size() == 1) values_[i] = values_[node(i).arguments[0]];
}

}  // namespace la
