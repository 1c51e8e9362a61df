// Expressions as tensors: a directed acyclic graph of nodes with ordered axes, equal nodes stored once.
//
// Products, transposes, traces, sums and diagonals are all contractions in Einstein's notation, so that one rule
// derives them all. Method: Laue, Mitterreiter, Giesen, "Computing Higher Order Derivatives of Matrix and Tensor
// Expressions", NeurIPS 2018; the same, "A Simple and Efficient Tensor Calculus", AAAI 2020.
#pragma once

#include <armadillo>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "expr/functions.hpp"
#include "expr/syntax.hpp"

namespace la {

using TensorId = std::size_t;
using Axis = int;   // the size of an axis, as an index into Tensors' list of sizes; equal numbers are equal sizes
using Label = int;  // an index of one contraction

enum class TensorKind {
    variable,         // name
    size,             // of axis `detail`, a scalar
    contraction,      // out, factors
    sum,              // of terms; none: zero
    map,              // function(arguments[0]) elementwise
    power,            // arguments[0] .^ arguments[1], where the exponent is no number
    inverse,          // of a matrix
    pseudo_inverse,   // of a matrix, of full rank where it is derived
    determinant,      // of a matrix
    log_determinant,  // of a matrix
    softmax,          // along the last axis
    logsumexp,        // along the last axis, which goes
    split,            // axis `detail` of the argument as several, the fastest first
    merge,            // axes from `detail` on of the argument as one
    opaque,           // a function without a rule
    brackets,         // rows of elements, without a rule
};

// A tensor raised elementwise to a power; one label for each of its axes.
struct Factor {
    TensorId tensor;
    std::vector<Label> labels{};
    double exponent = 1;
    bool operator==(const Factor&) const = default;
};

struct Term {
    double coefficient;
    TensorId tensor;
    bool operator==(const Term&) const = default;
};

// T[out] = the sum, over all labels that are not in `out`, of the product of the factors. A label that stands twice in
// `out` makes a diagonal (the Kronecker delta is a contraction of no factors with out = (0,0)); one that stands in no
// factor makes equal entries. sizes[label] is its size.
struct Contraction {
    std::vector<Factor> factors{};
    std::vector<Label> out{};
    std::vector<Axis> sizes{};

    Label add_label(Axis size) {
        sizes.push_back(size);
        return Label(sizes.size()) - 1;
    }
    std::vector<Label> add_labels(const std::vector<Axis>& axes);
    bool is_out(Label label) const;

    // A label that stands nowhere would multiply by its size: forgets such labels.
    void drop_unused_labels();
    bool operator==(const Contraction&) const = default;
};

struct TensorNode {
    TensorKind kind;
    std::vector<Axis> axes;
    std::string name{};
    Function function = Function::sin;
    std::vector<TensorId> arguments{};
    // See the kinds. Of opaque functions and brackets: how many axes of the result and of each argument are rows, then
    // (brackets) the number of elements in each row.
    std::vector<int> details{};
    Contraction contraction{};
    std::vector<Term> terms{};

    std::size_t rank() const { return axes.size(); }
};

// The size of an axis: a number, or the symbol of an unknown size.
struct AxisSize {
    std::optional<arma::uword> value;
    arma::uword symbol = 0;
    bool operator==(const AxisSize&) const = default;
};

// The graph. Arguments have smaller numbers than what uses them. Every function below simplifies: it returns the
// canonical node of what it makes, so that equal tensors (up to the names of labels and the order of factors and terms)
// have equal numbers. A graph that outgrows any formula that could be read is a usage error.
class Tensors {
  public:
    const TensorNode& operator[](TensorId id) const { return nodes_[id]; }
    std::size_t size() const { return nodes_.size(); }

    Axis axis(const AxisSize& size);
    const AxisSize& size_of(Axis axis) const { return sizes_[std::size_t(axis)]; }

    // A variable; symmetric where X' = X is known.
    TensorId variable(const std::string& name, const std::vector<Axis>& axes, bool symmetric);
    TensorId number(double value, const std::vector<Axis>& axes = {});  // every entry
    TensorId extent(Axis axis);                                         // its size, a scalar
    TensorId contract(Contraction contraction);
    TensorId add(const std::vector<Term>& terms, const std::vector<Axis>& axes);
    TensorId scale(double factor, TensorId a) { return add({{factor, a}}, nodes_[a].axes); }
    TensorId map(Function function, TensorId a);
    TensorId power(TensorId base, double exponent);  // elementwise
    TensorId raised(TensorId base, TensorId exponent);
    TensorId inverse(TensorId a);
    TensorId pseudo_inverse(TensorId a);
    TensorId determinant(TensorId a);
    TensorId log_determinant(TensorId a);
    TensorId softmax(TensorId a);
    TensorId logsumexp(TensorId a);
    TensorId split(TensorId a, std::size_t at, const std::vector<Axis>& axes);
    TensorId merge(TensorId a, std::size_t at, std::size_t count, Axis axis);
    TensorId opaque(TensorNode node) { return store(std::move(node)); }

    TensorId permuted(TensorId a, const std::vector<std::size_t>& order);  // axis k is axis order[k] of a
    TensorId transposed(TensorId a);                                       // of rank 2
    TensorId repeated(TensorId scalar, const std::vector<Axis>& axes);     // every entry is the scalar
    bool is_symmetric(TensorId a);                                         // of rank 2, equal to its transpose

    bool is_zero(TensorId a) const { return nodes_[a].kind == TensorKind::sum && nodes_[a].terms.empty(); }
    std::optional<double> value(TensorId a) const;  // of a tensor all of whose entries are one number

    // The scalar that is in every place of an array.
    std::optional<TensorId> uniform(TensorId a);

    // a as a coefficient and a tensor without one: sums are divided by what all their coefficients are small multiples
    // of, and the first one made positive.
    Term primitive(TensorId a);

    // A matrix as a coefficient times the one of a, -a, a' and -a' that was made first, without content, or times its
    // transpose.
    struct Oriented {
        double coefficient;
        TensorId tensor;
        bool is_transposed;
    };
    Oriented oriented(TensorId a);

    // z where a is function(z), or the transpose of function(z').
    std::optional<TensorId> argument_of(Function function, TensorId a);

    // z where a is 1 + exp(z).
    std::optional<TensorId> exponent_beside_one(TensorId a);

    // True if `a` is used to make `whole`, or is it.
    bool depends(TensorId whole, TensorId a) const;

    // Factors and labels of a tensor seen as a contraction; of a tensor that is none, of itself alone.
    Contraction as_contraction(TensorId a) const;

    // How much there is to write.
    double weight(TensorId a);

  private:
    friend class Contracting;

    TensorId store(TensorNode node);
    TensorId of_matrix(TensorKind kind, TensorId a);
    TensorId inverse_of_oriented(TensorKind kind, TensorId a);
    bool is_identity(TensorId a) const;
    TensorId logarithm(TensorId a);
    std::optional<TensorId> logarithm_of_sum(TensorId a);
    std::optional<TensorId> split_free(Contraction c, std::size_t at, const std::vector<Axis>& axes);

    std::vector<TensorNode> nodes_;
    std::size_t held_ = 0;  // nodes, their factors and terms
    std::vector<AxisSize> sizes_;
    std::unordered_map<std::string, TensorId> known_;
    std::unordered_map<TensorId, TensorId> transposes_;
    std::unordered_map<TensorId, double> weights_;
};

bool is_integer(double x);
bool is_even(double x);

// Whether two coefficients may be drawn together: not where their product overflows, or loses digits or all of them
// below the range of doubles.
bool combine(double a, double b);

}  // namespace la
