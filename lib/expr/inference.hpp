// The work of shape inference. Internal to the files shapes*.cpp; see shapes.hpp for what it does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "expr/dimensions.hpp"
#include "expr/shapes.hpp"

namespace la {

class Inference {
  public:
    Inference(const Syntax& syntax, const NameShapes& names)
        : syntax_(syntax),
          names_(names),
          one_(dims_.add_known(1)),
          extents_(syntax.nodes.size()),
          values_(syntax.nodes.size()),
          sizes_(syntax.nodes.size()) {}

    std::vector<Inferred> run();

  private:
    using uword = arma::uword;
    using Index = std::size_t;

    const Node& node(Index i) const { return syntax_.nodes[i]; }
    Extent argument(Index i, std::size_t k) const { return extents_[node(i).arguments[k]]; }
    bool is_scalar(const Extent& e) { return dims_.is(e.rows, 1) && dims_.is(e.cols, 1); }
    bool is_vector(const Extent& e) { return dims_.is(e.rows, 1) || dims_.is(e.cols, 1); }
    bool is_empty(const Extent& e) { return dims_.is(e.rows, 0) && dims_.is(e.cols, 0); }
    Index known(uword size) { return size == 1 ? one_ : dims_.add_known(size); }
    // The length of a vector of either orientation.
    Index length(const Extent& e) { return dims_.is(e.rows, 1) ? e.cols : e.rows; }

    std::string text(const Extent& e);
    // What messages call a node: 'dot', '*'.
    std::string called(Index i) const;
    [[noreturn]] void fail(ErrorKind kind, Index i, const std::string& message) const;
    [[noreturn]] void fail_shapes(Index i, const Extent& a, const Extent& b);

    // ---- shapes.cpp: before the first pass, and after the last -----------------------------------------------

    void place(Index i);
    void place_value(Index i, double value);
    void place_name(Index i);
    Index of_name(const Dimension& dimension);
    void require_determined(Index i);
    std::vector<Inferred> result();
    // Unknown sizes are named by the symbol of a name where they have one, else by a number beyond all of them.
    Dimension dimension(Index d);

    // ---- shapes_operators.cpp: what the arguments of an operator say of it, and it of them -------------------

    void derive(Index i);
    void set(Index i, Index rows, Index cols);
    void set(Index i, const Extent& e) { set(i, e.rows, e.cols); }
    void combine(Index i);
    bool unify(const Extent& a, const Extent& b);
    void multiply(Index i);
    void divide(Index i);
    void left_divide(Index i);
    void power(Index i);
    void require_square(Index i);
    // The value of an operation on two constants.
    void fold(Index i);
    // Elements side by side, or rows one below the other: equal sizes across, sizes added along; [] is skipped.
    void concatenate(Index i, Index Extent::*across, Index Extent::*along, const char* counts);
    // The value of [2] is that of 2.
    void take_only_value(Index i);

    // ---- shapes_functions.cpp: the same of functions ---------------------------------------------------------

    void place_call(Index i);
    void call(Index i);
    void size_of(Index i, Index dimension);
    void count(Index i);
    void kron(Index i);
    void require_scalar(Index i);
    // The dimension that a node can be as a size argument.
    std::optional<Index> size_named(Index i);
    // The node is the size of as many entries as a by b.
    void size_product(Index i, Index a, Index b);
    void logsumexp(Index i);
    void require_vectors(Index i);
    void dot(Index i);
    void outer(Index i);
    void product(Index i, Index target, Index a, Index b);
    // A vector of either orientation gives a diagonal matrix, a matrix the column of its diagonal.
    void diag(Index i);
    void made(Index i, Index rows, Index cols);
    void reshape(Index i);
    void commutation(Index i);
    // The dimension that a size argument names.
    Index argument_size(Index i, std::size_t k);
    Index counted(Index i, double value);

    const Syntax& syntax_;
    const NameShapes& names_;
    Dimensions dims_;
    Index one_;
    std::vector<Extent> extents_;
    std::vector<std::optional<double>> values_;
    std::vector<std::optional<Index>> sizes_;  // of rows(A), cols(A), numel(A), products of them: the dimension
    std::map<uword, Index> symbols_;           // of names: the dimension
    std::map<Index, uword> representatives_;   // a class of dimensions: its symbol in the result
    uword next_symbol_ = 0;
};

}  // namespace la
