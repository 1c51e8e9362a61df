#include "expr/shapes.hpp"

#include <cmath>
#include <utility>

#include "core/matrix.hpp"
#include "expr/error.hpp"
#include "expr/nearest.hpp"

namespace la {

namespace {

using arma::uword;
using Index = std::size_t;

// Dimensions as classes of equal ones (union-find).
class Dimensions {
  public:
    Index add_unknown() {
        cells_.push_back({cells_.size(), {}, false});
        return cells_.size() - 1;
    }

    Index add_known(uword size) {
        const Index d = add_unknown();
        cells_[d].size = size;
        return d;
    }

    // The size of a symbol that a name brought in; the other unknown ones are the inference's own.
    Index add_of_name() {
        const Index d = add_unknown();
        cells_[d].of_name = true;
        return d;
    }

    Index find(Index d) {
        while (cells_[d].parent != d) d = cells_[d].parent = cells_[cells_[d].parent].parent;
        return d;
    }

    std::optional<uword> size(Index d) { return cells_[find(d)].size; }
    bool is(Index d, uword n) { return size(d) == n; }
    bool is_determined(Index d) { return size(d).has_value() || cells_[find(d)].of_name; }

    // Makes two dimensions equal; false if they cannot be.
    bool unify(Index a, Index b) {
        a = find(a);
        b = find(b);
        if (a == b) return true;
        if (cells_[a].size && cells_[b].size) return cells_[a].size == cells_[b].size;
        if ((cells_[a].of_name && cells_[b].size == uword(1)) || (cells_[b].of_name && cells_[a].size == uword(1)))
            return false;
        cells_[b].parent = a;
        if (cells_[b].size) cells_[a].size = cells_[b].size;
        cells_[a].of_name = cells_[a].of_name || cells_[b].of_name;
        changed_ = true;
        return true;
    }

    bool take_changed() { return std::exchange(changed_, false); }

  private:
    struct Cell {
        Index parent;
        std::optional<uword> size;
        bool of_name;
    };
    std::vector<Cell> cells_;
    bool changed_ = false;
};

// The dimensions of a node, as indices into Dimensions.
struct Extent {
    Index rows = 0;
    Index cols = 0;
};

class Inference {
  public:
    Inference(const Syntax& syntax, const NameShapes& names)
        : syntax_(syntax),
          names_(names),
          one_(dims_.add_known(1)),
          extents_(syntax.nodes.size()),
          values_(syntax.nodes.size()),
          sizes_(syntax.nodes.size()) {}

    std::vector<Inferred> run() {
        for (Index i = 0; i < extents_.size(); ++i) place(i);
        do
            for (Index i = 0; i < extents_.size(); ++i) derive(i);
        while (dims_.take_changed());
        for (Index i = 0; i < extents_.size(); ++i) require_determined(i);
        return result();
    }

  private:
    const Node& node(Index i) const { return syntax_.nodes[i]; }
    Extent argument(Index i, std::size_t k) const { return extents_[node(i).arguments[k]]; }

    bool is_scalar(const Extent& e) { return dims_.is(e.rows, 1) && dims_.is(e.cols, 1); }
    bool is_vector(const Extent& e) { return dims_.is(e.rows, 1) || dims_.is(e.cols, 1); }

    std::string text(const Extent& e) {
        const auto one = [&](Index d) { return dims_.size(d) ? std::to_string(*dims_.size(d)) : std::string("?"); };
        return one(e.rows) + "x" + one(e.cols);
    }

    [[noreturn]] void fail(ErrorKind kind, Index i, const std::string& message) const {
        throw ExpressionError(kind, message, syntax_.text, node(i).position);
    }

    // What messages call a node: 'dot', '*'.
    std::string called(Index i) const {
        const Node& n = node(i);
        return "'" + std::string(n.kind == NodeKind::call ? info(n.function).name : operator_text(n.kind)) + "'";
    }

    [[noreturn]] void fail_shapes(Index i, const Extent& a, const Extent& b) {
        fail(ErrorKind::data, i, called(i) + ": shapes " + text(a) + " and " + text(b) + " differ");
    }

    // ---- before the first pass: dimensions that do not depend on others -------------------------------------------

    void place(Index i) {
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
            default:
                extents_[i] = {dims_.add_unknown(), dims_.add_unknown()};
                return;
        }
    }

    void place_value(Index i, double value) {
        extents_[i] = {one_, one_};
        values_[i] = value;
    }

    void place_name(Index i) {
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

    Index of_name(const Dimension& dimension) {
        if (dimension.known) return dims_.add_known(dimension.value);
        const auto [place, is_new] = symbols_.try_emplace(dimension.value, 0);
        if (is_new) place->second = dims_.add_of_name();
        return place->second;
    }

    void place_call(Index i) {
        const Function f = node(i).function;
        if (is_elementwise(f)) {
            extents_[i] = argument(i, 0);
            return;
        }
        switch (f) {
            case Function::sum:
            case Function::mean:
            case Function::max:
            case Function::min:
            case Function::norm1:
            case Function::norm2:
            case Function::numel:
            case Function::rows:
            case Function::cols:
            case Function::tr:
            case Function::det:
            case Function::logdet:
            case Function::norm:
            case Function::rank:
            case Function::dot:
                extents_[i] = {one_, one_};
                return;
            case Function::rowsum:
                extents_[i] = {argument(i, 0).rows, one_};
                return;
            case Function::colsum:
                extents_[i] = {one_, argument(i, 0).cols};
                return;
            case Function::softmax:
            case Function::inv:
            case Function::sym:
            case Function::expm:
            case Function::chol:
                extents_[i] = argument(i, 0);
                return;
            case Function::pinv:
                extents_[i] = {argument(i, 0).cols, argument(i, 0).rows};
                return;
            case Function::null:
                extents_[i] = {argument(i, 0).cols, dims_.add_unknown()};
                return;
            case Function::orth:
                extents_[i] = {argument(i, 0).rows, dims_.add_unknown()};
                return;
            case Function::vec:
                extents_[i] = {dims_.add_unknown(), one_};
                return;
            case Function::vector:
                extents_[i] = {dims_.add_unknown(), one_};
                return;
            default:
                extents_[i] = {dims_.add_unknown(), dims_.add_unknown()};
                return;
        }
    }

    // ---- one pass: what a node's arguments say of it, and it of them ----------------------------------------------

    void derive(Index i) {
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
            default:
                return;
        }
        fold(i);
    }

    void set(Index i, Index rows, Index cols) {
        // A node's own dimensions are fresh, so that this cannot fail on the first pass, nor on later ones.
        dims_.unify(extents_[i].rows, rows);
        dims_.unify(extents_[i].cols, cols);
    }

    void set(Index i, const Extent& e) { set(i, e.rows, e.cols); }

    void combine(Index i) {
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (is_scalar(a)) return set(i, b);
        if (!is_scalar(b) && !unify(a, b)) fail_shapes(i, a, b);
        set(i, a);
    }

    bool unify(const Extent& a, const Extent& b) {
        // Tried before it is done, so that the message shows the shapes as they were.
        const auto clash = [&](Index x, Index y) {
            return dims_.size(x) && dims_.size(y) && dims_.size(x) != dims_.size(y);
        };
        if (clash(a.rows, b.rows) || clash(a.cols, b.cols)) return false;
        return dims_.unify(a.rows, b.rows) && dims_.unify(a.cols, b.cols);
    }

    void multiply(Index i) {
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (is_scalar(a)) return set(i, b);
        if (is_scalar(b)) return set(i, a);
        if (!dims_.unify(a.cols, b.rows))
            fail(ErrorKind::data, i, "'*': inner dimensions of " + text(a) + " and " + text(b) + " differ");
        set(i, a.rows, b.cols);
    }

    void divide(Index i) {
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (is_scalar(b)) return set(i, a);
        if (!dims_.unify(a.cols, b.cols))
            fail(ErrorKind::data, i, "'/': column counts of " + text(a) + " and " + text(b) + " differ");
        set(i, a.rows, b.rows);
    }

    void left_divide(Index i) {
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (is_scalar(a)) return set(i, b);
        if (!dims_.unify(a.rows, b.rows))
            fail(ErrorKind::data, i, "'\\': row counts of " + text(a) + " and " + text(b) + " differ");
        set(i, a.cols, b.cols);
    }

    void power(Index i) {
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (dims_.size(b.rows) && dims_.size(b.cols) && !is_scalar(b))
            fail(ErrorKind::usage, i, "'^': the exponent is " + text(b) + ": a scalar is needed (.^ is elementwise)");
        if (!dims_.unify(b.rows, one_) || !dims_.unify(b.cols, one_))
            fail(ErrorKind::usage, i, "'^': the exponent must be a scalar (.^ is elementwise)");
        require_square(i);
        set(i, a);
    }

    void require_square(Index i) {
        const Extent a = argument(i, 0);
        if (!dims_.unify(a.rows, a.cols))
            fail(ErrorKind::data, i, called(i) + ": the matrix is " + text(a) + ": a square matrix is needed");
    }

    // The value of an operation on two constants.
    void fold(Index i) {
        const auto a = values_[node(i).arguments[0]], b = values_[node(i).arguments[1]];
        if (!a || !b) return;
        switch (node(i).kind) {
            case NodeKind::add:
                values_[i] = *a + *b;
                return;
            case NodeKind::subtract:
                values_[i] = *a - *b;
                return;
            case NodeKind::multiply:
            case NodeKind::elementwise_multiply:
                values_[i] = *a * *b;
                return;
            case NodeKind::divide:
            case NodeKind::elementwise_divide:
                values_[i] = *a / *b;
                return;
            case NodeKind::left_divide:
                values_[i] = *b / *a;
                return;
            default:
                // Where a power leaves the real numbers the evaluation says so.
                if (const double p = std::pow(*a, *b); !std::isnan(p)) values_[i] = p;
        }
    }

    // Elements side by side, or rows one below the other: equal sizes across, sizes added along; [] is skipped.
    void concatenate(Index i, Index Extent::*across, Index Extent::*along, const char* counts) {
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

    // The value of [2] is that of 2.
    void take_only_value(Index i) {
        if (node(i).arguments.size() == 1) values_[i] = values_[node(i).arguments[0]];
    }

    bool is_empty(const Extent& e) { return dims_.is(e.rows, 0) && dims_.is(e.cols, 0); }

    Index known(uword size) { return size == 1 ? one_ : dims_.add_known(size); }

    void call(Index i) {
        const Extent a = argument(i, 0);
        switch (node(i).function) {
            case Function::rows:
                return size_of(i, a.rows);
            case Function::cols:
                return size_of(i, a.cols);
            case Function::numel:
                if (dims_.size(a.rows) && dims_.size(a.cols))
                    values_[i] = double(*dims_.size(a.rows)) * double(*dims_.size(a.cols));
                return;
            case Function::logsumexp:
                return logsumexp(i);
            case Function::tr:
            case Function::det:
            case Function::logdet:
            case Function::inv:
            case Function::sym:
            case Function::expm:
            case Function::chol:
                return require_square(i);
            case Function::dot:
                return dot(i);
            case Function::outer:
                return outer(i);
            case Function::vec:
                return product(i, extents_[i].rows, a.rows, a.cols);
            case Function::kron:
                product(i, extents_[i].rows, a.rows, argument(i, 1).rows);
                return product(i, extents_[i].cols, a.cols, argument(i, 1).cols);
            case Function::diag:
                return diag(i);
            case Function::reshape:
                return reshape(i);
            case Function::eye:
                return made(i, argument_size(i, 0), argument_size(i, 0));
            case Function::ones:
            case Function::zeros:
                return made(i, argument_size(i, 0), argument_size(i, node(i).arguments.size() - 1));
            case Function::commutation:
                return commutation(i);
            case Function::vector:
            case Function::matrix:
                if (!is_scalar(a))
                    fail(ErrorKind::data, i, called(i) + ": the value is " + text(a) + ": a scalar is needed");
                return;
            default:
                return;
        }
    }

    void size_of(Index i, Index dimension) {
        sizes_[i] = dimension;
        if (dims_.size(dimension)) values_[i] = double(*dims_.size(dimension));
    }

    void logsumexp(Index i) {
        const Extent a = argument(i, 0);
        if (is_vector(a)) return set(i, one_, one_);
        if (dims_.is_determined(a.rows) && dims_.is_determined(a.cols)) set(i, a.rows, one_);
    }

    void require_vectors(Index i) {
        for (std::size_t k = 0; k < 2; ++k) {
            const Extent e = argument(i, k);
            if (dims_.is_determined(e.rows) && dims_.is_determined(e.cols) && !is_vector(e))
                fail(ErrorKind::data, i,
                     called(i) + ": argument " + std::to_string(k + 1) + " is " + text(e) + ": a vector is needed");
        }
    }

    // The length of a vector of either orientation.
    Index length(const Extent& e) { return dims_.is(e.rows, 1) ? e.cols : e.rows; }

    void dot(Index i) {
        require_vectors(i);
        const Extent a = argument(i, 0), b = argument(i, 1);
        if (!dims_.unify(length(a), length(b)))
            fail(ErrorKind::data, i, "'dot': lengths of " + text(a) + " and " + text(b) + " differ");
    }

    void outer(Index i) {
        require_vectors(i);
        set(i, length(argument(i, 0)), length(argument(i, 1)));
    }

    void product(Index i, Index target, Index a, Index b) {
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

    // A vector of either orientation gives a diagonal matrix, a matrix the column of its diagonal.
    void diag(Index i) {
        const Extent a = argument(i, 0);
        if (is_vector(a)) return set(i, length(a), length(a));
        if (!dims_.is_determined(a.rows) || !dims_.is_determined(a.cols)) return;
        if (const auto m = dims_.size(a.rows), n = dims_.size(a.cols); m && n)
            return set(i, *m < *n ? a.rows : a.cols, one_);
        require_square(i);
        set(i, a.rows, one_);
    }

    void made(Index i, Index rows, Index cols) {
        set(i, rows, cols);
        const auto m = dims_.size(rows), n = dims_.size(cols);
        if (m && n && *n != 0 && *m > max_dense_cells / *n)
            fail(ErrorKind::data, i,
                 called(i) + ": " + text({rows, cols}) + " exceeds the limit of " + std::to_string(max_dense_cells) +
                     " cells");
    }

    void reshape(Index i) {
        const Extent a = argument(i, 0);
        made(i, argument_size(i, 1), argument_size(i, 2));
        const auto m = dims_.size(a.rows), n = dims_.size(a.cols);
        const auto r = dims_.size(extents_[i].rows), c = dims_.size(extents_[i].cols);
        if (m && n && r && c && *m * *n != *r * *c)
            fail(ErrorKind::data, i,
                 "'reshape': " + text(a) + " has " + std::to_string(*m * *n) + " entries, " + text(extents_[i]) +
                     " has " + std::to_string(*r * *c));
    }

    void commutation(Index i) {
        const Index m = argument_size(i, 0), n = argument_size(i, 1);
        product(i, extents_[i].rows, m, n);
        dims_.unify(extents_[i].cols, extents_[i].rows);
    }

    // The dimension that a size argument names.
    Index argument_size(Index i, std::size_t k) {
        const Index argument_index = node(i).arguments[k];
        if (const auto value = values_[argument_index]) return counted(argument_index, *value);
        if (sizes_[argument_index]) return *sizes_[argument_index];
        fail(ErrorKind::usage, argument_index, called(i) + " needs a size that is known before the evaluation");
    }

    Index counted(Index i, double value) {
        if (!(value >= 0) || value != std::floor(value))
            fail(ErrorKind::data, i, "a size must be an integer that is not negative");
        if (value > double(max_dense_cells))
            fail(ErrorKind::data, i, "the size exceeds the limit of " + std::to_string(max_dense_cells));
        return known(static_cast<uword>(value));
    }

    // ---- after the last pass --------------------------------------------------------------------------------------

    void require_determined(Index i) {
        const Node& n = node(i);
        if (n.kind != NodeKind::call || (n.function != Function::vector && n.function != Function::matrix)) return;
        if (!dims_.is_determined(extents_[i].rows) || !dims_.is_determined(extents_[i].cols))
            fail(ErrorKind::usage, i, "the shape of " + called(i) + " does not follow from its place");
    }

    std::vector<Inferred> result() {
        std::vector<Inferred> inferred(extents_.size());
        for (Index i = 0; i < extents_.size(); ++i) {
            inferred[i].shape = {dimension(extents_[i].rows), dimension(extents_[i].cols)};
            inferred[i].value = values_[i];
        }
        return inferred;
    }

    // Unknown sizes are named by the symbol of a name where they have one, else by a number beyond all of them.
    Dimension dimension(Index d) {
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

    const Syntax& syntax_;
    const NameShapes& names_;
    Dimensions dims_;
    Index one_;
    std::vector<Extent> extents_;
    std::vector<std::optional<double>> values_;
    std::vector<std::optional<Index>> sizes_;  // of rows(A), cols(A): the dimension
    std::map<uword, Index> symbols_;           // of names: the dimension
    std::map<Index, uword> representatives_;   // a class of dimensions: its symbol in the result
    uword next_symbol_ = 0;
};

}  // namespace

std::string shape_text(const Shape& shape) {
    const auto text = [](const Dimension& d) { return d.known ? std::to_string(d.value) : std::string("?"); };
    return text(shape.rows) + "x" + text(shape.cols);
}

std::vector<Inferred> infer_shapes(const Syntax& syntax, const NameShapes& names) {
    return Inference(syntax, names).run();
}

}  // namespace la
