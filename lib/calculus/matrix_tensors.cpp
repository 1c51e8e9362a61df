#include "calculus/matrix_tensors.hpp"

namespace la {

namespace {

constexpr arma::uword first_product = arma::uword(1) << 40;  // symbols of products of unknown sizes

}  // namespace

Axes MatrixTensors::row_axes(const MatrixTensor& m) const {
    const Axes all = axes(m);
    return {all.begin(), all.begin() + std::ptrdiff_t(m.rows)};
}
Axes MatrixTensors::column_axes(const MatrixTensor& m) const {
    const Axes all = axes(m);
    return {all.begin() + std::ptrdiff_t(m.rows), all.end()};
}

MatrixTensor MatrixTensors::transposed(const MatrixTensor& m) {
    std::vector<std::size_t> order;
    for (std::size_t k = m.rows; k < rank(m); ++k) order.push_back(k);
    for (std::size_t k = 0; k < m.rows; ++k) order.push_back(k);
    const std::size_t rows = columns(m);
    if (rows == 0 || m.rows == 0) return {m.tensor, rows};
    return {rank(m) == 2 ? t_.transposed(m.tensor) : t_.permuted(m.tensor, order), rows};
}

MatrixTensor MatrixTensors::merged_side(const MatrixTensor& m, bool rows) {
    const std::size_t count = rows ? m.rows : columns(m);
    if (count < 2) return m;
    const Axes side = rows ? row_axes(m) : column_axes(m);
    return {t_.merge(m.tensor, rows ? 0 : m.rows, count, product(side)), rows ? 1 : m.rows};
}

// The axis of as many entries as all of these together.
Axis MatrixTensors::product(const Axes& factors) {
    double total = 1;
    for (const Axis a : factors) {
        if (!t_.size_of(a).value) {
            const auto [place, is_new] = products_.try_emplace(factors, 0);
            if (is_new) place->second = t_.axis({{}, first_product + products_.size()});
            return place->second;
        }
        total *= double(*t_.size_of(a).value);
    }
    return t_.axis({arma::uword(total), 0});
}

// Brings a side of a and a side of b, which have equally many entries, to the same axes.
void MatrixTensors::align(MatrixTensor& a, bool rows_of_a, MatrixTensor& b, bool rows_of_b) {
    const Axes of_a = rows_of_a ? row_axes(a) : column_axes(a), of_b = rows_of_b ? row_axes(b) : column_axes(b);
    if (of_a == of_b) return;
    // Two names of one size; also where the others are the same, as products of all have one value.
    std::size_t unlike = 0;
    if (of_a.size() == of_b.size())
        for (std::size_t k = 0; k < of_a.size(); ++k) unlike += of_a[k] != of_b[k];
    if (unlike == 1) return;
    if (of_a.size() == 1) return split_side(a, rows_of_a, of_b);
    if (of_b.size() == 1) return split_side(b, rows_of_b, of_a);
    a = merged_side(a, rows_of_a);
    b = merged_side(b, rows_of_b);
}

void MatrixTensors::split_side(MatrixTensor& m, bool rows, const Axes& into) {
    m = {t_.split(m.tensor, rows ? 0 : m.rows, into), rows ? into.size() : m.rows};
}

void MatrixTensors::align_all(MatrixTensor& a, MatrixTensor& b) {
    if (rank(a) == 0 || rank(b) == 0) return;
    align(a, true, b, true);
    align(a, false, b, false);
}

// The scalar in every place of the other.
MatrixTensor MatrixTensors::spread(const MatrixTensor& a, const MatrixTensor& b) {
    return rank(a) == 0 && rank(b) > 0 ? like(b, t_.repeated(a.tensor, axes(b))) : a;
}

MatrixTensor MatrixTensors::sum_of(double ca, MatrixTensor a, double cb, MatrixTensor b) {
    align_all(a, b);
    a = spread(a, b);
    b = spread(b, a);
    return like(a, t_.add({{ca, a.tensor}, {cb, b.tensor}}, axes(a)));
}

MatrixTensor MatrixTensors::elementwise(MatrixTensor a, MatrixTensor b, double exponent) {
    align_all(a, b);
    const MatrixTensor& shape = rank(a) > 0 ? a : b;
    Contraction c;
    c.out = c.add_labels(axes(shape));
    c.factors = {{a.tensor, rank(a) > 0 ? c.out : std::vector<Label>{}, 1},
                 {b.tensor, rank(b) > 0 ? c.out : std::vector<Label>{}, exponent}};
    return like(shape, t_.contract(std::move(c)));
}

MatrixTensor MatrixTensors::multiply(MatrixTensor a, MatrixTensor b) {
    if (rank(a) == 0 || rank(b) == 0) return elementwise(a, b, 1);
    align(a, false, b, true);
    Contraction c;
    const std::vector<Label> of_a = c.add_labels(axes(a));
    const auto inner = of_a.begin() + std::ptrdiff_t(a.rows);
    std::vector<Label> of_b(inner, of_a.end());
    const std::vector<Label> columns_of_b = c.add_labels(column_axes(b));
    of_b.insert(of_b.end(), columns_of_b.begin(), columns_of_b.end());
    c.factors = {{a.tensor, of_a, 1}, {b.tensor, of_b, 1}};
    c.out.assign(of_a.begin(), inner);
    c.out.insert(c.out.end(), columns_of_b.begin(), columns_of_b.end());
    return {t_.contract(std::move(c)), a.rows};
}

MatrixTensor MatrixTensors::inverse(const MatrixTensor& a) {
    if (rank(a) == 0) return scalar(t_.power(a.tensor, -1.0));
    return {t_.inverse(merged(a).tensor), 1};
}

MatrixTensor MatrixTensors::pseudo_inverse(const MatrixTensor& a) {
    const MatrixTensor m = merged(a);
    if (rank(m) == 2) return {t_.pseudo_inverse(m.tensor), 1};
    // Of a vector: v'/(v'*v).
    const MatrixTensor square =
        multiply(rank(m) == 0 || m.rows == 0 ? m : transposed(m), rank(m) == 0 || m.rows == 0 ? transposed(m) : m);
    return elementwise(transposed(m), square, -1);
}

MatrixTensor MatrixTensors::left_divide(const MatrixTensor& a, const MatrixTensor& b) {
    if (rank(a) == 0) return elementwise(b, a, -1);
    return multiply(is_square(a) ? inverse(a) : pseudo_inverse(a), b);
}

MatrixTensor MatrixTensors::divide(const MatrixTensor& b, const MatrixTensor& a) {
    if (rank(a) == 0) return elementwise(b, a, -1);
    return multiply(b, is_square(a) ? inverse(a) : pseudo_inverse(a));
}

MatrixTensor MatrixTensors::elementwise_power(MatrixTensor a, MatrixTensor b) {
    if (const auto e = t_.value(b.tensor); e && rank(b) == 0) return like(a, t_.power(a.tensor, *e));
    align_all(a, b);
    a = spread(a, b);
    return like(a, t_.raised(a.tensor, b.tensor));
}

MatrixTensor MatrixTensors::identity_over(const Axes& side) {
    Contraction c;
    c.out = c.add_labels(side);
    c.out.insert(c.out.end(), c.out.begin(), c.out.begin() + std::ptrdiff_t(side.size()));
    return {t_.contract(std::move(c)), side.size()};
}

MatrixTensor MatrixTensors::summed(const MatrixTensor& a, bool keep_rows, bool keep_columns) {
    Contraction c;
    const std::vector<Label> labels = c.add_labels(axes(a));
    c.factors = {{a.tensor, labels, 1}};
    for (std::size_t k = 0; k < labels.size(); ++k)
        if (k < a.rows ? keep_rows : keep_columns) c.out.push_back(labels[k]);
    return {t_.contract(std::move(c)), keep_rows ? a.rows : 0};
}

MatrixTensor MatrixTensors::dot(MatrixTensor a, MatrixTensor b) {
    if (a.rows == 0) a = transposed(a);
    if (b.rows == 0) b = transposed(b);
    return multiply(transposed(a), b);
}

MatrixTensor MatrixTensors::normfro(const MatrixTensor& a) {
    return scalar(t_.power(sum(like(a, t_.power(a.tensor, 2.0))).tensor, 0.5));
}

MatrixTensor MatrixTensors::trace(MatrixTensor a) {
    if (rank(a) == 0) return a;
    if (row_axes(a) != column_axes(a)) a = merged(a);
    Contraction c;
    std::vector<Label> labels = c.add_labels(row_axes(a));
    labels.insert(labels.end(), labels.begin(), labels.begin() + std::ptrdiff_t(a.rows));
    c.factors = {{a.tensor, labels, 1}};
    return scalar(t_.contract(std::move(c)));
}

// Entry ((p,i),(q,j)) of kron(A,B) is A[i,j] B[p,q], p and q vary faster.
MatrixTensor MatrixTensors::kron(const MatrixTensor& a, const MatrixTensor& b) {
    Contraction c;
    const std::vector<Label> of_b = c.add_labels(axes(b)), of_a = c.add_labels(axes(a));
    c.factors = {{a.tensor, of_a, 1}, {b.tensor, of_b, 1}};
    const auto rows_of_a = of_a.begin() + std::ptrdiff_t(a.rows), rows_of_b = of_b.begin() + std::ptrdiff_t(b.rows);
    c.out.assign(of_b.begin(), rows_of_b);
    c.out.insert(c.out.end(), of_a.begin(), rows_of_a);
    c.out.insert(c.out.end(), rows_of_b, of_b.end());
    c.out.insert(c.out.end(), rows_of_a, of_a.end());
    return {t_.contract(std::move(c)), a.rows + b.rows};
}

MatrixTensor MatrixTensors::entries(const MatrixTensor& a) {
    Contraction c;
    for (const Axis x : axes(a)) c.factors.push_back({t_.extent(x), {}, 1});
    return scalar(t_.contract(std::move(c)));
}

MatrixTensor MatrixTensors::softmax(const MatrixTensor& a) {
    if (rank(a) == 0) return number(1);
    const MatrixTensor m = merged(a);
    TensorId result = t_.softmax(m.tensor);
    // A vector of several axes has them again.
    if (rank(a) > rank(m) && rank(m) == 1) result = t_.split(result, 0, axes(a));
    return {result, rank(a) > rank(m) && rank(m) == 1 ? a.rows : m.rows};
}

MatrixTensor MatrixTensors::logsumexp(const MatrixTensor& a) {
    if (rank(a) == 0) return a;
    const MatrixTensor m = merged(a);
    return {t_.logsumexp(m.tensor), rank(m) == 2 ? 1u : 0u};
}

}  // namespace la
