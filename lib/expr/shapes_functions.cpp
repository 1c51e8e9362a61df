#include <cmath>

#include "core/matrix.hpp"
#include "expr/inference.hpp"

namespace la {

void Inference::place_call(Index i) {
    using F = Function;
    const auto unknown = [&] { return dims_.add_unknown(); };
    Extent& e = extents_[i];
    const Extent a = argument(i, 0);
    // clang-format off
    switch (node(i).function) {
        case F::sin: case F::cos: case F::tan: case F::asin: case F::acos: case F::atan: case F::sinh: case F::cosh:
        case F::tanh: case F::exp: case F::log: case F::sqrt: case F::abs: case F::sign: case F::relu:
        case F::sigmoid: case F::softplus: case F::softmax: case F::inv: case F::sym: case F::expm:
        case F::chol: e = a; return;
        case F::sum: case F::mean: case F::max: case F::min: case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::numel:
        case F::rows: case F::cols: case F::tr: case F::det: case F::logdet: case F::rank:
        case F::dot: e = {one_, one_}; return;
        case F::rowsum: e = {a.rows, one_}; return;
        case F::colsum: e = {one_, a.cols}; return;
        case F::pinv: e = {a.cols, a.rows}; return;
        case F::null: e = {a.cols, unknown()}; return;
        case F::orth: e = {a.rows, unknown()}; return;
        case F::vec: case F::vector: e = {unknown(), one_}; return;
        case F::logsumexp: case F::diag: case F::reshape: case F::kron: case F::outer: case F::eye: case F::ones:
        case F::zeros: case F::commutation: case F::matrix: e = {unknown(), unknown()}; return;
    }
    // clang-format on
}

void Inference::call(Index i) {
    using F = Function;
    const Extent a = argument(i, 0);
    // clang-format off
    switch (node(i).function) {
        case F::rows: return size_of(i, a.rows);
        case F::cols: return size_of(i, a.cols);
        case F::numel: return count(i);
        case F::logsumexp: return logsumexp(i);
        case F::tr: case F::det: case F::logdet: case F::inv: case F::sym: case F::expm:
        case F::chol: return require_square(i);
        case F::dot: return dot(i);
        case F::outer: return outer(i);
        case F::vec: return product(i, extents_[i].rows, a.rows, a.cols);
        case F::kron: return kron(i);
        case F::diag: return diag(i);
        case F::reshape: return reshape(i);
        case F::eye: return set(i, argument_size(i, 0), argument_size(i, 0));
        case F::ones: case F::zeros: return made(i, argument_size(i, 0), argument_size(i, node(i).arguments.size() - 1));
        case F::commutation: return commutation(i);
        case F::vector: case F::matrix: return require_scalar(i);
        // What place_call() said is all there is to say.
        case F::sin: case F::cos: case F::tan: case F::asin: case F::acos: case F::atan: case F::sinh: case F::cosh:
        case F::tanh: case F::exp: case F::log: case F::sqrt: case F::abs: case F::sign: case F::relu:
        case F::sigmoid: case F::softplus: case F::softmax: case F::sum: case F::mean: case F::max: case F::min:
        case F::norm1: case F::norm2: case F::norminf: case F::normfro: case F::normnuc: case F::rank: case F::rowsum: case F::colsum: case F::pinv:
        case F::null: case F::orth: return;
    }
    // clang-format on
}

void Inference::count(Index i) {
    const Extent a = argument(i, 0);
    if (dims_.size(a.rows) && dims_.size(a.cols))
        values_[i] = double(*dims_.size(a.rows)) * double(*dims_.size(a.cols));
    else
        size_product(i, a.rows, a.cols);
}

void Inference::kron(Index i) {
    product(i, extents_[i].rows, argument(i, 0).rows, argument(i, 1).rows);
    product(i, extents_[i].cols, argument(i, 0).cols, argument(i, 1).cols);
}

void Inference::require_scalar(Index i) {
    const Extent a = argument(i, 0);
    if (!is_scalar(a)) fail(ErrorKind::data, i, called(i) + ": the value is " + text(a) + ": a scalar is needed");
}

void Inference::size_of(Index i, Index dimension) {
    sizes_[i] = dimension;
    if (dims_.size(dimension)) values_[i] = double(*dims_.size(dimension));
}

std::optional<Inference::Index> Inference::size_named(Index i) {
    const auto value = values_[i];
    if (value && *value >= 0 && *value == std::floor(*value) && *value <= double(max_dense_cells))
        return counted(i, *value);
    return sizes_[i];
}

void Inference::size_product(Index i, Index a, Index b) {
    if (!sizes_[i]) sizes_[i] = dims_.add_unknown();
    product(i, *sizes_[i], a, b);
}

void Inference::logsumexp(Index i) {
    const Extent a = argument(i, 0);
    if (is_vector(a)) return set(i, one_, one_);
    if (dims_.is_determined(a.rows) && dims_.is_determined(a.cols)) set(i, a.rows, one_);
}

void Inference::require_vectors(Index i) {
    for (std::size_t k = 0; k < 2; ++k) {
        const Extent e = argument(i, k);
        if (dims_.is_determined(e.rows) && dims_.is_determined(e.cols) && !is_vector(e))
            fail(ErrorKind::data, i,
                 called(i) + ": argument " + std::to_string(k + 1) + " is " + text(e) + ": a vector is needed");
    }
}

void Inference::dot(Index i) {
    require_vectors(i);
    const Extent a = argument(i, 0), b = argument(i, 1);
    if (!dims_.unify(length(a), length(b)))
        fail(ErrorKind::data, i, "'dot': lengths of " + text(a) + " and " + text(b) + " differ");
}

void Inference::outer(Index i) {
    require_vectors(i);
    set(i, length(argument(i, 0)), length(argument(i, 1)));
}

void Inference::product(Index i, Index target, Index a, Index b) {
    if (dims_.is(a, 1)) {
        dims_.unify(target, b);
    } else if (dims_.is(b, 1)) {
        dims_.unify(target, a);
    } else if (const auto m = dims_.size(a), n = dims_.size(b); m && n) {
        if (*n != 0 && *m > max_dense_cells * 1024 / *n)
            fail(ErrorKind::data, i, called(i) + ": the result is too large");
        dims_.unify(target, known(*m * *n));
    } else if (dims_.is_determined(a) && dims_.is_determined(b)) {
        if (!dims_.is_determined(target)) dims_.unify(target, dims_.add_of_name());
    }
}

void Inference::diag(Index i) {
    const Extent a = argument(i, 0);
    if (is_vector(a)) return set(i, length(a), length(a));
    if (!dims_.is_determined(a.rows) || !dims_.is_determined(a.cols)) return;
    if (const auto m = dims_.size(a.rows), n = dims_.size(a.cols); m && n)
        return set(i, *m < *n ? a.rows : a.cols, one_);
    require_square(i);
    set(i, a.rows, one_);
}

void Inference::made(Index i, Index rows, Index cols) {
    set(i, rows, cols);
    const auto m = dims_.size(rows), n = dims_.size(cols);
    if (m && n && *n != 0 && *m > max_dense_cells / *n)
        fail(ErrorKind::data, i,
             called(i) + ": " + text({rows, cols}) + " exceeds the limit of " + std::to_string(max_dense_cells) +
                 " cells");
}

void Inference::reshape(Index i) {
    const Extent a = argument(i, 0);
    set(i, argument_size(i, 1), argument_size(i, 2));
    const auto m = dims_.size(a.rows), n = dims_.size(a.cols);
    const auto r = dims_.size(extents_[i].rows), c = dims_.size(extents_[i].cols);
    if (m && n && r && c && *m * *n != *r * *c)
        fail(ErrorKind::data, i,
             "'reshape': " + text(a) + " has " + std::to_string(*m * *n) + " entries, " + text(extents_[i]) + " has " +
                 std::to_string(*r * *c));
}

void Inference::commutation(Index i) {
    const Index m = argument_size(i, 0), n = argument_size(i, 1);
    product(i, extents_[i].rows, m, n);
    dims_.unify(extents_[i].cols, extents_[i].rows);
}

Inference::Index Inference::argument_size(Index i, std::size_t k) {
    const Index argument_index = node(i).arguments[k];
    if (const auto value = values_[argument_index]) return counted(argument_index, *value);
    if (sizes_[argument_index]) return *sizes_[argument_index];
    fail(ErrorKind::usage, argument_index, called(i) + " needs a size that is known before the evaluation");
}

Inference::Index Inference::counted(Index i, double value) {
    if (!(value >= 0) || value != std::floor(value))
        fail(ErrorKind::data, i, "a size must be an integer that is not negative");
    if (value > double(max_dense_cells))
        fail(ErrorKind::data, i, "the size exceeds the limit of " + std::to_string(max_dense_cells));
    return known(static_cast<uword>(value));
}

}  // namespace la
