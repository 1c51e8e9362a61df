// A contraction as a network of matrices and columns that share labels, on its way to a formula.
#pragma once

#include <algorithm>
#include <vector>

#include "calculus/formula.hpp"
#include "calculus/size_formulas.hpp"
#include "calculus/tensor.hpp"

namespace la {

using LabelList = std::vector<Label>;

// There is no formula.
struct Unwritable {};

inline bool contains(const LabelList& labels, Label l) {
    return std::find(labels.begin(), labels.end(), l) != labels.end();
}

// A factor, or a product of several: a matrix over two labels, a column over one.
struct NetworkItem {
    Formula formula;
    LabelList labels;
    bool is_symmetric = false;

    Formula over(Label rows) const {
        return labels[0] == rows || is_symmetric ? formula : formula::transposed(formula);
    }
    Label other(Label l) const { return labels[0] == l ? labels[1] : labels[0]; }
    bool has(Label l) const { return contains(labels, l); }
};

// The product of vectors, a scalar.
Formula scalar_chain(const Formula& a, const Formula& b);

// Throws Unwritable where there is no formula of matrices.
class Network {
  public:
    // sizes[label] is its size; labels that are made on the way are added.
    Network(const SizeFormulas& size_formulas, std::vector<NetworkItem> items, std::vector<Axis>& sizes)
        : size_forms_(size_formulas), items_(std::move(items)), sizes_(sizes) {}

    // The items' product summed over all labels but those of the rows and the columns. What of it is scalar is left in
    // scalars.
    Formula run(const LabelList& rows, const LabelList& columns, Formulas& scalars);

  private:
    bool is_out(Label l) const { return contains(rows_, l) || contains(columns_, l); }

    std::size_t degree(Label l) const;

    static bool are_distinct(LabelList labels);

    void erase(std::size_t k) { items_.erase(items_.begin() + std::ptrdiff_t(k)); }

    // ---- network.cpp: at most one label to a side
    // --------------------------------------------------------------------

    // Makes the network smaller as long as it can.
    void reduce();

    // M[i,i]
    bool take_diagonal();

    // Two items of the same labels: elementwise, or a trace where nothing else has these labels.
    bool merge_same();

    // tr(A*B) over two labels, with as few quotes as possible.
    Formula trace(const NetworkItem& a, const NetworkItem& b);

    // A label that is summed over and stands once.
    bool sum_alone();

    // rowsum(A') is colsum(A)'.
    void tidy_rowsum();

    static Formula untransposed(const Formula& a);

    // The sum over a column; of an elementwise product of two a product of vectors.
    static Formula total(const Formula& a);

    // Contracts a label that two items share, summed over and used by nothing else.
    bool contract(bool with_vector);

    void add_product(const NetworkItem& a, const NetworkItem& b, Label l);

    // A vector on a label that more than two share scales a matrix: diag(u)*M.
    bool attach();

    static Formula diagonal(const Formula& vector);

    Axis size(Label l) const { return sizes_[std::size_t(l)]; }

    Formula ones(const LabelList& rows, const LabelList& columns);

    Formula eye(const LabelList& labels);

    const NetworkItem* item_over(Label l) const;

    // A matrix, column, row or scalar of what is left of at most one row label and one column label.
    Formula finished();

    // ---- network_blocks.cpp: several labels to a side
    // ----------------------------------------------------------------

    // The items as a formula over other rows and columns.
    Formula part(std::vector<NetworkItem> items, const LabelList& rows, const LabelList& columns, Formulas& scalars);

    // A label that stands twice on one side becomes two that an identity links.
    void separate(LabelList& side);

    // The first of the forms below that there is.
    Formula composite(Formulas& scalars);

    // diag(u)*K*diag(v), where u are the entries of items over rows, v of those over columns, and K of zeros and ones
    // says which rows and columns belong together.
    Formula selection(Formulas& scalars);

    bool stays_within(const LabelList& labels) const;

    // vec of a matrix, or its transpose.
    Formula vectorised(Formulas& scalars);

    struct Component {
        LabelList labels, rows, columns;
        std::vector<NetworkItem> items;
    };

    std::vector<Component> components() const;

    // Components whose rows and columns stand together: a Kronecker product, the slow labels first. Components that
    // have all rows or all columns: an outer product.
    Formula kronecker(Formulas& scalars);

    // Brings the components into an order in which rows and columns increase; false if there is none.
    bool order(std::vector<Component>& parts, const LabelList& columns) const;

    // L*diag(z)*R, where z are the labels that rows and columns have in common, and those that are summed over.
    Formula through_cut(Formulas& scalars);

    // The elementwise product of all items, each repeated over the labels that it has not.
    Formula broadcast();

    // kron(ones, kron(M, ones)) over all rows and columns.
    Formula spread(const NetworkItem& item, const LabelList& rows, const LabelList& columns);

    const SizeFormulas& size_forms_;
    std::vector<NetworkItem> items_;
    std::vector<Axis>& sizes_;
    LabelList rows_, columns_;
    Formulas scalars_;
};

}  // namespace la
