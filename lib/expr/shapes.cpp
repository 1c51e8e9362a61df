#include "expr/shapes.hpp"

#include <utility>

#include "expr/error.hpp"
#include "expr/inference.hpp"
#include "expr/nearest.hpp"

namespace la {

std::vector<Inferred> Inference::run() {
    for (Index i = 0; i < extents_.size(); ++i) place(i);
    do
        for (Index i = 0; i < extents_.size(); ++i) derive(i);
    while (dims_.take_changed());
    for (Index i = 0; i < extents_.size(); ++i) require_determined(i);
    return result();
}

std::vector<Inferred> Inference::result() {
    std::vector<Inferred> inferred(extents_.size());
    for (Index i = 0; i < extents_.size(); ++i) {
        inferred[i].shape = {dimension(extents_[i].rows), dimension(extents_[i].cols)};
        inferred[i].value = values_[i];
    }
    return inferred;
}

Dimension Inference::dimension(Index d) {
    if (const auto size = dims_.size(d)) return Dimension::of(*size);
    if (representatives_.empty())
        for (const auto& [symbol, place] : symbols_) {
            representatives_.try_emplace(dims_.find(place), symbol);
            next_symbol_ = std::max(next_symbol_, symbol + 1);
        }
    const auto [found, is_new] = representatives_.try_emplace(dims_.find(d), next_symbol_);
    if (is_new) ++next_symbol_;
    return Dimension::symbol(found->second);
}

void Inference::require_determined(Index i) {
    const Node& n = node(i);
    if (n.kind != NodeKind::call || (n.function != Function::vector && n.function != Function::matrix)) return;
    if (!dims_.is_determined(extents_[i].rows) || !dims_.is_determined(extents_[i].cols))
        fail(ErrorKind::usage, i, "the shape of " + called(i) + " does not follow from its place");
}

void Inference::place(Index i) {
    const Node& n = node(i);
    switch (n.kind) {
        case NodeKind::number:
            return place_value(i, n.number);
        case NodeKind::pi:
            return place_value(i, arma::datum::pi);
        case NodeKind::imaginary:
            extents_[i] = {one_, one_};
            return;
        case NodeKind::name:
            return place_name(i);
        case NodeKind::conjugate_transpose:
        case NodeKind::transpose:
            extents_[i] = {argument(i, 0).cols, argument(i, 0).rows};
            return;
        case NodeKind::negate:
            extents_[i] = argument(i, 0);
            return;
        case NodeKind::call:
            return place_call(i);
        case NodeKind::add:
        case NodeKind::subtract:
        case NodeKind::multiply:
        case NodeKind::divide:
        case NodeKind::left_divide:
        case NodeKind::power:
        case NodeKind::elementwise_multiply:
        case NodeKind::elementwise_divide:
        case NodeKind::elementwise_power:
        case NodeKind::row:
        case NodeKind::brackets:
            extents_[i] = {dims_.add_unknown(), dims_.add_unknown()};
            return;
    }
}

void Inference::place_value(Index i, double value) {
    extents_[i] = {one_, one_};
    values_[i] = value;
}

void Inference::place_name(Index i) {
    const auto found = names_.find(node(i).name);
    if (found == names_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, _] : names_) known.push_back(name);
        fail(ErrorKind::usage, i, "unknown name '" + node(i).name + "'" + suggestion(node(i).name, known));
    }
    const Shape& shape = found->second.shape;
    extents_[i] = {of_name(shape.rows), of_name(shape.cols)};
    values_[i] = found->second.value;
}

Inference::Index Inference::of_name(const Dimension& dimension) {
    if (dimension.known) return dims_.add_known(dimension.value);
    const auto [place, is_new] = symbols_.try_emplace(dimension.value, 0);
    if (is_new) place->second = dims_.add_of_name();
    return place->second;
}

std::string Inference::text(const Extent& e) {
    const auto one = [&](Index d) { return dims_.size(d) ? std::to_string(*dims_.size(d)) : std::string("?"); };
    return one(e.rows) + "x" + one(e.cols);
}

void Inference::fail(ErrorKind kind, Index i, const std::string& message) const {
    throw ExpressionError(kind, message, syntax_.text, node(i).position);
}

std::string Inference::called(Index i) const {
    const Node& n = node(i);
    return "'" + std::string(n.kind == NodeKind::call ? info(n.function).name : operator_text(n.kind)) + "'";
}

void Inference::fail_shapes(Index i, const Extent& a, const Extent& b) {
    fail(ErrorKind::data, i, called(i) + ": shapes " + text(a) + " and " + text(b) + " differ");
}

std::string shape_text(const Shape& shape) {
    const auto text = [](const Dimension& d) { return d.known ? std::to_string(d.value) : std::string("?"); };
    return text(shape.rows) + "x" + text(shape.cols);
}

std::vector<Inferred> infer_shapes(const Syntax& syntax, const NameShapes& names) {
    return Inference(syntax, names).run();
}

}  // namespace la
