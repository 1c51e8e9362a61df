#include "calculus/matrix_form.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "calculus/kinks.hpp"

namespace la {

namespace {

using Labels = std::vector<Label>;
using Variables = std::map<std::string, MatrixTensor>;

// There is no formula. Never leaves this file.
struct Unwritable {};

bool contains(const Labels& labels, Label l) {
    return std::find(labels.begin(), labels.end(), l) != labels.end();
}

// A factor, or a product of several: a matrix over two labels, a column over one.
struct Item {
    Form form;
    Labels labels;
    bool is_symmetric = false;

    Form over(Label rows) const { return labels[0] == rows || is_symmetric ? form : form::transposed(form); }
    Label other(Label l) const { return labels[0] == l ? labels[1] : labels[0]; }
    bool has(Label l) const { return contains(labels, l); }
};

class Writing {
  public:
    Writing(Tensors& tensors, const Variables& variables) : t_(tensors), variables_(variables) {}

    // Null where there is no formula.
    Form matrix(TensorId a, const MatrixLayout& layout) {
        const TensorNode n = t_[a];
        switch (n.kind) {
            case TensorKind::sum:
                return sum(n, layout);
            case TensorKind::map: {
                const Form argument = matrix(n.arguments[0], layout);
                return argument ? form::call(n.function, {argument}, n.rank() > 0) : nullptr;
            }
            case TensorKind::power: {
                // Beside an array a scalar stands for an array of equal entries.
                const auto operand = [&](TensorId side) {
                    const auto scalar = t_[side].rank() == 0 ? side : t_.uniform(side);
                    return scalar ? matrix(*scalar, {}) : matrix(side, layout);
                };
                const Form base = operand(n.arguments[0]), exponent = operand(n.arguments[1]);
                return base && exponent ? form::raised(base, exponent) : nullptr;
            }
            case TensorKind::merge:
                return matrix(n.arguments[0], unmerged(n, layout));
            case TensorKind::split:
                if (const auto inner = unsplit(n, layout)) return matrix(n.arguments[0], *inner);
                break;
            case TensorKind::contraction:
                if (const auto square = root_of_square_sum(t_, a)) return term_of_square(*square, 1);
                break;
            default:
                break;
        }
        return network(t_.as_contraction(a), layout);
    }

  private:
    friend class Network;

    // ---- sums -------------------------------------------------------------------------------------------------------

    Form sum(const TensorNode& n, const MatrixLayout& layout) {
        if (n.terms.empty()) return n.rank() == 0 ? form::number(0) : constant(Function::zeros, n.axes, layout);
        // Beside an array a scalar stands for an array of equal entries.
        bool has_array = false;
        for (const Term& t : n.terms) has_array = has_array || !t_.uniform(t.tensor);
        Forms parts;
        for (const Term& t : n.terms) {
            Form part;
            const auto scalar = t_.uniform(t.tensor);
            if (scalar && has_array)
                part = matrix(*scalar, {});
            else
                part = matrix(t.tensor, layout);
            if (!part) return nullptr;
            has_array = true;
            parts.push_back(part->is_array ? form::term(t.coefficient, {}, {}, part)
                                           : form::term(t.coefficient, {part}, {}, nullptr));
        }
        return form::sum_of_common(parts, n.rank() > 2);
    }

    // ---- sizes and constants ----------------------------------------------------------------------------------------

    Form size(Axis axis) {
        if (t_.size_of(axis).value) return form::number(double(*t_.size_of(axis).value));
        for (const auto& [name, m] : variables_) {
            const auto& axes = t_[m.tensor].axes;
            for (std::size_t k = 0; k < axes.size(); ++k)
                if (axes[k] == axis)
                    return form::call(k < m.rows ? Function::rows : Function::cols, {form::name(name, true)}, false);
        }
        return nullptr;
    }

    // The product of several sizes: of all axes of a matrix its number of entries.
    Form size(const std::vector<Axis>& axes) {
        double known = 1;
        std::vector<Axis> unknown;
        Forms parts;
        for (const Axis a : axes) {
            if (t_.size_of(a).value) {
                known *= double(*t_.size_of(a).value);
                continue;
            }
            unknown.push_back(a);
            parts.push_back(size(a));
            if (!parts.back()) return nullptr;
        }
        if (unknown.size() == 2)
            for (const auto& [name, m] : variables_) {
                const auto& own = t_[m.tensor].axes;
                if (std::is_permutation(own.begin(), own.end(), unknown.begin(), unknown.end()))
                    parts = {form::call(Function::numel, {form::name(name, true)}, false)};
            }
        return form::term(known, parts, {}, nullptr);
    }

    Form constant(Function function, const std::vector<Axis>& axes, const MatrixLayout& layout) {
        const auto along = [&](const std::vector<std::size_t>& side) {
            std::vector<Axis> result;
            for (const std::size_t k : side) result.push_back(axes[k]);
            return size(result);
        };
        const Form rows = along(layout.rows), columns = along(layout.columns);
        return rows && columns ? form::call(function, {rows, columns}, true) : nullptr;
    }

    // ---- atoms ------------------------------------------------------------------------------------------------------

    static MatrixLayout unmerged(const TensorNode& n, const MatrixLayout& layout, std::size_t inner_rank) {
        const std::size_t at = std::size_t(n.details[0]), count = inner_rank - n.rank() + 1;
        const auto expanded = [&](const std::vector<std::size_t>& side) {
            std::vector<std::size_t> result;
            for (const std::size_t a : side) {
                if (a == at)
                    for (std::size_t k = 0; k < count; ++k) result.push_back(at + k);
                else
                    result.push_back(a < at ? a : a + count - 1);
            }
            return result;
        };
        return {expanded(layout.rows), expanded(layout.columns)};
    }
    MatrixLayout unmerged(const TensorNode& n, const MatrixLayout& layout) {
        return unmerged(n, layout, t_[n.arguments[0]].rank());
    }

    // The layout of the argument of a split whose parts stand together in order.
    std::optional<MatrixLayout> unsplit(const TensorNode& n, const MatrixLayout& layout) {
        const std::size_t at = std::size_t(n.details[0]), count = n.rank() - t_[n.arguments[0]].rank() + 1;
        bool found = false;
        const auto joined = [&](const std::vector<std::size_t>& side) {
            std::vector<std::size_t> result;
            for (std::size_t i = 0; i < side.size(); ++i) {
                if (side[i] < at || side[i] >= at + count) {
                    result.push_back(side[i] < at ? side[i] : side[i] - count + 1);
                    continue;
                }
                if (side[i] != at || i + count > side.size()) continue;
                found = true;
                for (std::size_t k = 0; k < count; ++k) found = found && side[i + k] == at + k;
                result.push_back(at);
                i += count - 1;
            }
            return result;
        };
        MatrixLayout inner{joined(layout.rows), joined(layout.columns)};
        if (!found) return {};
        return inner;
    }

    // A tensor of at most two axes as it stands: rows first, or a column.
    Form natural(TensorId a) {
        const TensorNode n = t_[a];
        if (n.rank() > 2) return nullptr;
        const auto argument = [&](std::size_t k) { return natural(n.arguments[k]); };
        const auto called = [&](Function f) {
            const Form inner = argument(0);
            return inner ? form::call(f, {inner}, n.rank() > 0) : nullptr;
        };
        switch (n.kind) {
            case TensorKind::variable: {
                const auto found = variables_.find(n.name);
                const Form name = form::name(n.name, n.rank() > 0);
                return found != variables_.end() && n.rank() == 1 && found->second.rows == 0 ? form::transposed(name)
                                                                                             : name;
            }
            case TensorKind::size:
                return size(n.details[0]);
            case TensorKind::inverse:
                return called(Function::inv);
            case TensorKind::pseudo_inverse:
                return called(Function::pinv);
            case TensorKind::determinant:
                return called(Function::det);
            case TensorKind::log_determinant:
                return called(Function::logdet);
            case TensorKind::softmax:
                return called(Function::softmax);
            case TensorKind::logsumexp:
                return called(Function::logsumexp);
            case TensorKind::split: {
                const Form inner = n.rank() == 2 ? argument(0) : nullptr;
                const Form rows = n.rank() == 2 ? size(n.axes[0]) : nullptr;
                const Form columns = n.rank() == 2 ? size(n.axes[1]) : nullptr;
                return inner && rows && columns ? form::call(Function::reshape, {inner, rows, columns}, true) : nullptr;
            }
            case TensorKind::opaque:
            case TensorKind::brackets:
                return opaque(n);
            default:
                return matrix(a, standing(n.rank()));
        }
    }

    static MatrixLayout standing(std::size_t rank) {
        return rank == 0 ? MatrixLayout{} : rank == 1 ? MatrixLayout{{0}, {}} : MatrixLayout{{0}, {1}};
    }

    Form opaque(const TensorNode& n) {
        FormNode result{n.kind == TensorKind::brackets ? FormKind::brackets
                        : n.name == "^"                ? FormKind::matrix_power
                                                       : FormKind::call,
                        n.rank() > 0};
        result.function = n.function;
        for (std::size_t k = 0; k < n.arguments.size(); ++k) {
            MatrixLayout layout;
            const std::size_t rank = t_[n.arguments[k]].rank(), rows = std::size_t(n.details[k + 1]);
            for (std::size_t axis = 0; axis < rank; ++axis)
                (axis < rows ? layout.rows : layout.columns).push_back(axis);
            result.parts.push_back(matrix(n.arguments[k], layout));
            if (!result.parts.back()) return nullptr;
        }
        for (std::size_t k = n.arguments.size() + 1; k < n.details.size(); ++k)
            result.lengths.push_back(std::size_t(n.details[k]));
        const Form form = std::make_shared<const FormNode>(std::move(result));
        return n.rank() == 1 && n.details[0] == 0 ? form::transposed(form) : form;
    }

    // ---- squared norms ----------------------------------------------------------------------------------------------

    // (e'*e)^exponent
    Form term_of_square(TensorId e, double exponent) {
        const Form inner = natural(e);
        if (!inner) return nullptr;
        const bool is_named = inner->kind == FormKind::name ||
                              (inner->kind == FormKind::transpose && inner->parts[0]->kind == FormKind::name);
        if (is_integer(exponent) && is_named && t_[e].rank() == 1)
            return form::power(scalar_chain(form::transposed(inner), inner), exponent);
        return form::power(form::call(Function::norm2, {untransposed(inner)}, false), 2 * exponent);
    }

    static Form untransposed(const Form& a) { return a->kind == FormKind::transpose ? a->parts[0] : a; }

    static Form scalar_chain(const Form& a, const Form& b) {
        const Form product = form::chain({a, b});
        if (product->kind == FormKind::term) {
            FormNode inner = *product->body;
            inner.is_array = false;
            return form::term(product->number, product->parts, product->divisors,
                              std::make_shared<const FormNode>(std::move(inner)));
        }
        FormNode scalar = *product;
        scalar.is_array = false;
        return std::make_shared<const FormNode>(std::move(scalar));
    }

    // The power of a scalar with a positive exponent.
    Form scalar_power(TensorId a, double exponent) {
        if (const auto e = root_of_square_sum(t_, a)) return term_of_square(*e, exponent);
        const Form base = natural(a);
        return base ? form::power(base, exponent) : nullptr;
    }

    Form network(const Contraction& c, const MatrixLayout& layout);

    Tensors& t_;
    const Variables& variables_;
};

// A contraction on its way to a formula.
class Network {
  public:
    Network(Writing& writing, std::vector<Item> items, std::vector<Axis>& sizes)
        : w_(writing), items_(std::move(items)), sizes_(sizes) {}

    // The product of what is scalar is left in scalars.
    Form run(const Labels& rows, const Labels& columns, Forms& scalars) {
        rows_ = rows;
        columns_ = columns;
        reduce();
        const bool is_matrix = rows.size() < 2 && columns.size() < 2;
        if (is_matrix)
            while (attach()) reduce();
        scalars.insert(scalars.end(), scalars_.begin(), scalars_.end());
        return is_matrix ? finished() : composite(scalars);
    }

  private:
    bool is_out(Label l) const { return contains(rows_, l) || contains(columns_, l); }

    std::size_t degree(Label l) const {
        std::size_t count = is_out(l);
        for (const Item& item : items_) count += std::size_t(std::count(item.labels.begin(), item.labels.end(), l));
        return count;
    }

    static bool are_distinct(Labels labels) {
        std::sort(labels.begin(), labels.end());
        return std::adjacent_find(labels.begin(), labels.end()) == labels.end();
    }

    void erase(std::size_t k) { items_.erase(items_.begin() + std::ptrdiff_t(k)); }

    // ---- steps that make the network smaller ------------------------------------------------------------------------

    void reduce() {
        while (take_diagonal() || merge_same() || sum_alone() || contract(true) || contract(false)) {
        }
    }

    // M[i,i]
    bool take_diagonal() {
        for (std::size_t k = 0; k < items_.size(); ++k) {
            const Item item = items_[k];
            if (item.labels.size() != 2 || item.labels[0] != item.labels[1]) continue;
            erase(k);
            const Label l = item.labels[0];
            if (degree(l) == 0)
                scalars_.push_back(form::call(Function::tr, {item.form}, false));
            else
                items_.push_back({form::call(Function::diag, {item.form}, true), {l}});
            return true;
        }
        return false;
    }

    // Two items of the same labels: elementwise, or a trace where nothing else has these labels.
    bool merge_same() {
        for (std::size_t i = 0; i < items_.size(); ++i)
            for (std::size_t j = i + 1; j < items_.size(); ++j) {
                const Item a = items_[i], b = items_[j];
                if (a.labels.size() != b.labels.size()) continue;
                if (!std::all_of(a.labels.begin(), a.labels.end(), [&](Label l) { return b.has(l); })) continue;
                const Label first = a.labels[0];
                const bool closed = std::all_of(a.labels.begin(), a.labels.end(),
                                                [&](Label l) { return !is_out(l) && degree(l) == 2; });
                if (closed && a.labels.size() == 1) continue;  // a product of vectors
                erase(j);
                if (!closed) {
                    items_[i] = {form::elementwise({a.form, b.over(first)}, {}), a.labels,
                                 a.is_symmetric && b.is_symmetric};
                    return true;
                }
                erase(i);
                if (a.form->kind == FormKind::elementwise || b.form->kind == FormKind::elementwise)
                    scalars_.push_back(
                        form::call(Function::sum, {form::elementwise({a.form, b.over(first)}, {})}, false));
                else
                    scalars_.push_back(trace(a, b));
                return true;
            }
        return false;
    }

    // tr(A*B) over two labels, with as few quotes as possible.
    Form trace(const Item& a, const Item& b) {
        const Label first = a.labels[0], second = a.labels[1];
        const Form one = form::chain({a.form, b.over(second)}), other = form::chain({a.over(second), b.over(first)});
        const Form product = form::quotes(other) < form::quotes(one) ? other : one;
        if (product->kind != FormKind::term) return form::call(Function::tr, {product}, false);
        return form::term(product->number, product->parts, product->divisors,
                          form::call(Function::tr, {product->body}, false));
    }

    // A label that is summed over and stands once.
    bool sum_alone() {
        for (std::size_t k = 0; k < items_.size(); ++k)
            for (const Label l : items_[k].labels) {
                if (is_out(l) || degree(l) != 1) continue;
                const Item item = items_[k];
                erase(k);
                if (item.labels.size() == 2) {
                    const Label other = item.other(l);
                    if (!is_out(other) && degree(other) == 0)
                        scalars_.push_back(form::call(Function::sum, {untransposed(item.form)}, false));
                    else
                        items_.push_back({form::call(Function::rowsum, {item.over(other)}, true), {other}});
                    tidy_rowsum();
                    return true;
                }
                scalars_.push_back(total(item.form));
                return true;
            }
        return false;
    }

    // rowsum(A') is colsum(A)'.
    void tidy_rowsum() {
        if (items_.empty()) return;
        const Form f = items_.back().form;
        if (f->kind == FormKind::call && f->function == Function::rowsum && f->parts[0]->kind == FormKind::transpose)
            items_.back().form = form::transposed(form::call(Function::colsum, {f->parts[0]->parts[0]}, true));
    }

    static Form untransposed(const Form& a) {
        const Form t = form::transposed(a);
        return form::quotes(t) < form::quotes(a) ? t : a;
    }

    // The sum over a column; of an elementwise product of two a product of vectors.
    static Form total(const Form& a) {
        const Form shorter = untransposed(a);
        return form::call(Function::sum, {shorter}, false);
    }

    // Contracts a label that two items share, summed over and used by nothing else.
    bool contract(bool with_vector) {
        for (std::size_t i = 0; i < items_.size(); ++i)
            for (const Label l : items_[i].labels) {
                if (is_out(l) || degree(l) != 2) continue;
                for (std::size_t j = i + 1; j < items_.size(); ++j) {
                    if (!items_[j].has(l)) continue;
                    const Item a = items_[i], b = items_[j];
                    if (with_vector && a.labels.size() == 2 && b.labels.size() == 2) continue;
                    erase(j);
                    erase(i);
                    add_product(a, b, l);
                    return true;
                }
            }
        return false;
    }

    void add_product(const Item& a, const Item& b, Label l) {
        if (a.labels.size() == 1 && b.labels.size() == 1) {
            const Form one = Writing::scalar_chain(form::transposed(a.form), b.form);
            const Form other = Writing::scalar_chain(form::transposed(b.form), a.form);
            scalars_.push_back(form::quotes(other) < form::quotes(one) ? other : one);
        } else if (a.labels.size() == 1) {
            items_.push_back({form::chain({b.over(b.other(l)), a.form}), {b.other(l)}});
        } else if (b.labels.size() == 1) {
            items_.push_back({form::chain({a.over(a.other(l)), b.form}), {a.other(l)}});
        } else {
            items_.push_back({form::chain({a.over(a.other(l)), b.over(l)}), {a.other(l), b.other(l)}});
        }
    }

    // A vector on a label that more than two share scales a matrix: diag(u)*M.
    bool attach() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (items_[i].labels.size() != 1) continue;
            const Label l = items_[i].labels[0];
            for (std::size_t j = items_.size(); j-- > 0;) {
                if (j == i || items_[j].labels.size() != 2 || !items_[j].has(l)) continue;
                const Item scale = items_[i];
                const Item matrix = items_[j];
                items_[j] = {form::chain({diagonal(scale.form), matrix.over(l)}), {l, matrix.other(l)}};
                erase(i);
                return true;
            }
        }
        return false;
    }

    static Form diagonal(const Form& vector) {
        FormNode n{FormKind::call};
        n.function = Function::diag;
        n.is_symmetric = true;
        n.parts = {untransposed(vector)};
        return std::make_shared<const FormNode>(std::move(n));
    }

    // ---- what is left -----------------------------------------------------------------------------------------------

    Axis size(Label l) const { return sizes_[std::size_t(l)]; }

    Form ones(const Labels& rows, const Labels& columns) {
        std::vector<Axis> axes;
        MatrixLayout layout;
        for (const Label l : rows) {
            layout.rows.push_back(axes.size());
            axes.push_back(size(l));
        }
        for (const Label l : columns) {
            layout.columns.push_back(axes.size());
            axes.push_back(size(l));
        }
        const Form result = w_.constant(Function::ones, axes, layout);
        if (!result) throw Unwritable();
        return result;
    }

    Form eye(const Labels& labels) {
        std::vector<Axis> axes;
        for (const Label l : labels) axes.push_back(size(l));
        const Form n = w_.size(axes);
        if (!n) throw Unwritable();
        return form::call(Function::eye, {n}, true);
    }

    const Item* item_over(Label l) const {
        for (const Item& item : items_)
            if (item.labels == Labels{l}) return &item;
        return nullptr;
    }

    // A matrix, column, row or scalar of what is left of at most one row label and one column label.
    Form finished() {
        if (rows_.empty() && columns_.empty()) {
            if (!items_.empty()) throw Unwritable();
            return nullptr;
        }
        if (columns_.empty() || rows_.empty()) {
            const bool is_column = columns_.empty();
            const Label l = is_column ? rows_[0] : columns_[0];
            if (items_.empty()) return is_column ? ones({l}, {}) : ones({}, {l});
            if (items_.size() > 1 || items_[0].labels != Labels{l}) throw Unwritable();
            return is_column ? items_[0].form : form::transposed(items_[0].form);
        }
        const Label r = rows_[0], c = columns_[0];
        if (r == c) {
            if (items_.empty()) return eye(Labels{r});
            if (items_.size() > 1 || items_[0].labels != Labels{r}) throw Unwritable();
            return diagonal(items_[0].form);
        }
        if (items_.empty()) return ones({r}, {c});
        if (items_.size() == 1 && items_[0].labels.size() == 2) return items_[0].over(r);
        const Item *left = item_over(r), *right = item_over(c);
        if (items_.size() > std::size_t((left != nullptr) + (right != nullptr))) throw Unwritable();
        const Form column = left ? left->form : ones({r}, {});
        const Form row = right ? form::transposed(right->form) : ones({}, {c});
        return form::chain({column, row});
    }

    // ---- several labels to a side -----------------------------------------------------------------------------------

    // The items as a formula over other rows and columns.
    Form part(std::vector<Item> items, const Labels& rows, const Labels& columns, Forms& scalars) {
        Network inner(w_, std::move(items), sizes_);
        Form result = inner.run(rows, columns, scalars);
        return result;
    }

    // A label that stands twice on one side becomes two that an identity links.
    void separate(Labels& side) {
        for (std::size_t k = 1; k < side.size(); ++k) {
            if (std::find(side.begin(), side.begin() + std::ptrdiff_t(k), side[k]) == side.begin() + std::ptrdiff_t(k))
                continue;
            const Label twin = Label(sizes_.size());
            sizes_.push_back(size(side[k]));
            items_.push_back({form::symmetric(eye(Labels{side[k]})), {side[k], twin}, true});
            side[k] = twin;
        }
    }

    Form composite(Forms& scalars) {
        if (items_.empty() && rows_ == columns_ && are_distinct(rows_)) return eye(rows_);
        separate(rows_);
        separate(columns_);
        if (rows_.empty() || columns_.empty()) return vectorised(scalars);
        if (rows_ == columns_ && !items_.empty() && stays_within(rows_)) {
            Form entries = part(items_, rows_, {}, scalars);
            return diagonal(entries);
        }
        if (Form product = kronecker(scalars)) return product;
        if (Form product = selection(scalars)) return product;
        if (Form product = through_cut(scalars)) return product;
        return broadcast();
    }

    // diag(u)*K*diag(v), where u are the entries of items over rows, v of those over columns, and K of zeros and ones
    // says which rows and columns belong together.
    Form selection(Forms& scalars) {
        if (items_.empty()) return nullptr;
        std::vector<Item> left, right;
        for (const Item& item : items_) {
            const auto is_within = [&](const Labels& side) {
                return std::all_of(item.labels.begin(), item.labels.end(), [&](Label l) { return contains(side, l); });
            };
            if (!is_within(rows_) && !is_within(columns_)) return nullptr;
            (is_within(rows_) ? left : right).push_back(item);
        }
        Forms factors;
        if (!left.empty()) factors.push_back(diagonal(part(left, rows_, {}, scalars)));
        factors.push_back(part({}, rows_, columns_, scalars));
        if (!right.empty()) factors.push_back(diagonal(part(right, columns_, {}, scalars)));
        return form::chain(factors);
    }

    bool stays_within(const Labels& labels) const {
        for (const Item& item : items_)
            for (const Label l : item.labels)
                if (!contains(labels, l)) return false;
        return true;
    }

    Form vectorised(Forms& scalars) {
        const bool is_column = columns_.empty();
        const Labels& all = is_column ? rows_ : columns_;
        // As a matrix of all labels but the last by the last, or of one half of them by the other.
        Forms own, of_half;
        Form inner = part(items_, {all.begin(), all.end() - 1}, {all.back()}, own);
        if (const auto middle = all.begin() + std::ptrdiff_t(all.size() / 2); all.size() > 2 && all.size() % 2 == 0) {
            const Form half = part(items_, {all.begin(), middle}, {middle, all.end()}, of_half);
            if (form::parts(half) < form::parts(inner)) {
                inner = half;
                own = of_half;
            }
        }
        scalars.insert(scalars.end(), own.begin(), own.end());
        const Form vector = form::term(1, {}, {}, form::call(Function::vec, {inner}, true));
        return is_column ? vector : form::transposed(vector);
    }

    struct Component {
        Labels labels, rows, columns;
        std::vector<Item> items;
    };

    std::vector<Component> components() const {
        std::vector<Component> found;
        const auto join = [&](const Labels& labels, const Item* item) {
            Component whole{labels, {}, {}, {}};
            if (item) whole.items.push_back(*item);
            for (std::size_t k = 0; k < found.size();) {
                const bool meets =
                    std::any_of(labels.begin(), labels.end(), [&](Label l) { return contains(found[k].labels, l); });
                if (!meets) {
                    ++k;
                    continue;
                }
                whole.labels.insert(whole.labels.end(), found[k].labels.begin(), found[k].labels.end());
                whole.items.insert(whole.items.begin(), found[k].items.begin(), found[k].items.end());
                found.erase(found.begin() + std::ptrdiff_t(k));
            }
            found.push_back(std::move(whole));
        };
        for (const Item& item : items_) join(item.labels, &item);
        for (const Labels* side : {&rows_, &columns_})
            for (const Label l : *side)
                if (std::none_of(found.begin(), found.end(), [&](const Component& c) { return contains(c.labels, l); }))
                    join({l}, nullptr);
        for (Component& c : found) {
            for (const Label l : rows_)
                if (contains(c.labels, l)) c.rows.push_back(l);
            for (const Label l : columns_)
                if (contains(c.labels, l)) c.columns.push_back(l);
        }
        return found;
    }

    // Components whose rows and columns stand together: a Kronecker product, the slow labels first. Components that
    // have all rows or all columns: an outer product.
    Form kronecker(Forms& scalars) {
        std::vector<Component> parts = components();
        if (parts.size() < 2) return nullptr;
        if (std::all_of(parts.begin(), parts.end(),
                        [](const Component& c) { return c.rows.empty() || c.columns.empty(); })) {
            std::vector<Item> left, right;
            for (const Component& c : parts)
                (c.columns.empty() ? left : right)
                    .insert((c.columns.empty() ? left : right).end(), c.items.begin(), c.items.end());
            const Form column = part(left, rows_, {}, scalars);
            const Form row = part(right, {}, columns_, scalars);
            return form::chain({column, row});
        }
        const auto place = [](const Labels& side, const Labels& of) {
            return of.empty() ? -1 : int(std::find(side.begin(), side.end(), of[0]) - side.begin());
        };
        // A row and a column in the same place are one matrix.
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t j = 0; j < parts.size(); ++j) {
                if (i == j || !parts[i].columns.empty() || !parts[j].rows.empty()) continue;
                if (parts[i].rows.size() > 1 || parts[j].columns.size() > 1) continue;
                if (place(rows_, parts[i].rows) != place(columns_, parts[j].columns)) continue;
                parts[i].columns = parts[j].columns;
                parts[i].items.insert(parts[i].items.end(), parts[j].items.begin(), parts[j].items.end());
                parts.erase(parts.begin() + std::ptrdiff_t(j));
                i = 0;
                break;
            }
        // In an order that rows and columns both have; where there is none the columns are commuted.
        const bool commuted = !order(parts, columns_);
        if (commuted && columns_.size() != 2) return nullptr;
        if (commuted && !order(parts, {columns_.rbegin(), columns_.rend()})) return nullptr;
        const bool is_identity = std::all_of(parts.begin(), parts.end(),
                                             [](const Component& c) { return c.items.empty() && c.rows == c.columns; });
        Form result;
        for (const Component& c : parts) {
            const Form one = part(c.items, c.rows, c.columns, scalars);
            result = result ? form::call(Function::kron, {one, result}, true) : one;
        }
        if (!commuted) return result;
        const Form m = w_.size(size(columns_[0])), n = w_.size(size(columns_[1]));
        if (!m || !n) throw Unwritable();
        const Form commutation = form::call(Function::commutation, {m, n}, true);
        return is_identity ? commutation : form::chain({result, commutation});
    }

    // Brings the components into an order in which rows and columns increase; false if there is none.
    bool order(std::vector<Component>& parts, const Labels& columns) const {
        std::vector<Component> ordered;
        std::size_t rows_done = 0, columns_done = 0;
        const auto continues = [](const Labels& side, std::size_t from, const Labels& next) {
            return side.size() - from >= next.size() &&
                   std::equal(next.begin(), next.end(), side.begin() + std::ptrdiff_t(from));
        };
        std::vector<Component> left = parts;
        while (!left.empty()) {
            const auto next = std::find_if(left.begin(), left.end(), [&](const Component& c) {
                return continues(rows_, rows_done, c.rows) && continues(columns, columns_done, c.columns);
            });
            if (next == left.end()) return false;
            rows_done += next->rows.size();
            columns_done += next->columns.size();
            ordered.push_back(*next);
            left.erase(next);
        }
        if (rows_done < rows_.size() || columns_done < columns.size()) return false;
        parts = std::move(ordered);
        return true;
    }

    // L*diag(z)*R, where z are the labels that rows and columns have in common, and those that are summed over.
    Form through_cut(Forms& scalars) {
        Labels cut;
        const auto add = [&](Label l) {
            if (!contains(cut, l)) cut.push_back(l);
        };
        for (const Item& item : items_)
            for (const Label l : item.labels)
                if (!is_out(l)) add(l);
        for (const Label l : rows_)
            if (contains(columns_, l)) add(l);
        if (cut.empty() || cut == rows_ || cut == columns_) return nullptr;
        std::vector<Item> left, center, right;
        for (const Item& item : items_) {
            bool in_rows = false, in_columns = false;
            for (const Label l : item.labels)
                if (!contains(cut, l)) (contains(rows_, l) ? in_rows : in_columns) = true;
            if (in_rows && in_columns) return nullptr;
            (in_rows ? left : in_columns ? right : center).push_back(item);
        }
        const Form l = part(left, rows_, cut, scalars);
        const Form r = part(right, cut, columns_, scalars);
        if (center.empty()) return form::chain({l, r});
        const Form z = part(center, cut, {}, scalars);
        return form::chain({l, diagonal(z), r});
    }

    // The elementwise product of all items, each repeated over the labels that it has not.
    Form broadcast() {
        Labels columns = columns_;
        std::vector<Item> items = items_;
        for (Label& l : columns) {
            if (!contains(rows_, l)) continue;
            const Label twin = Label(sizes_.size());
            sizes_.push_back(size(l));
            items.push_back({eye(Labels{l}), {l, twin}, true});
            l = twin;
        }
        Forms factors;
        for (const Item& item : items) {
            for (const Label l : item.labels)
                if (!contains(rows_, l) && !contains(columns, l)) throw Unwritable();
            factors.push_back(spread(item, rows_, columns));
        }
        return form::elementwise(factors, {});
    }

    // kron(ones, kron(M, ones)) over all rows and columns.
    Form spread(const Item& item, const Labels& rows, const Labels& columns) {
        Labels in_rows, in_columns;
        for (const Label l : item.labels) (contains(rows, l) ? in_rows : in_columns).push_back(l);
        if (in_rows.size() == 2 || in_columns.size() == 2) {
            // Both labels on one side: as a vector, repeated along the other side.
            const bool is_rows = in_rows.size() == 2;
            const Labels& side = is_rows ? rows : columns;
            const auto middle = std::find_if(side.begin() + 1, side.end(), [&](Label l) {
                return item.has(l) && contains({side.begin(), std::find(side.begin(), side.end(), l)}, item.other(l));
            });
            const Form matrix = spread(item, {side.begin(), middle}, {middle, side.end()});
            const Form vector = form::call(Function::vec, {matrix}, true);
            if ((is_rows ? columns : rows).empty()) return is_rows ? vector : form::transposed(vector);
            return is_rows ? form::chain({vector, ones({}, columns)})
                           : form::chain({ones(rows, {}), form::transposed(vector)});
        }
        const auto cut = [](const Labels& side, const Labels& at, bool fast) {
            if (at.empty()) return fast ? Labels{} : side;
            const auto place = std::find(side.begin(), side.end(), at[0]);
            return fast ? Labels{side.begin(), place} : Labels{place + 1, side.end()};
        };
        Form form = in_rows.empty()      ? form::transposed(item.form)
                    : in_columns.empty() ? item.form
                                         : item.over(in_rows[0]);
        const Labels fast_rows = cut(rows, in_rows, true), fast_columns = cut(columns, in_columns, true);
        const Labels slow_rows = cut(rows, in_rows, false), slow_columns = cut(columns, in_columns, false);
        if (!fast_rows.empty() || !fast_columns.empty())
            form = form::call(Function::kron, {form, ones(fast_rows, fast_columns)}, true);
        if (!slow_rows.empty() || !slow_columns.empty())
            form = form::call(Function::kron, {ones(slow_rows, slow_columns), form}, true);
        return form;
    }

    Writing& w_;
    std::vector<Item> items_;
    std::vector<Axis>& sizes_;
    Labels rows_, columns_;
    Forms scalars_;
};

Form Writing::network(const Contraction& c, const MatrixLayout& layout) {
    Forms scalars, divisors;
    std::vector<Item> items;
    for (const Factor& f : c.factors) {
        const double magnitude = std::abs(f.exponent);
        if (f.labels.empty()) {
            const Form power = scalar_power(f.tensor, magnitude);
            if (!power) return nullptr;
            (f.exponent > 0 ? scalars : divisors).push_back(power);
            continue;
        }
        const Form base = natural(f.tensor);
        if (!base) return nullptr;
        const Form power = form::power(base, magnitude);
        const Form signed_power = f.exponent > 0 ? power : form::elementwise({}, {power});
        const bool is_symmetric = f.labels.size() == 2 && t_.is_symmetric(f.tensor);
        items.push_back({is_symmetric ? form::symmetric(signed_power) : signed_power, f.labels, is_symmetric});
    }
    std::vector<Axis> sizes = c.sizes;
    const auto side = [&](const std::vector<std::size_t>& axes) {
        Labels labels;
        for (const std::size_t a : axes) labels.push_back(c.out[a]);
        return labels;
    };
    const Form body = Network(*this, std::move(items), sizes).run(side(layout.rows), side(layout.columns), scalars);
    return form::term(1, scalars, divisors, body);
}

}  // namespace

Form matrix_form(Tensors& tensors, TensorId a, const MatrixLayout& layout,
                 const std::map<std::string, MatrixTensor>& variables) {
    try {
        return Writing(tensors, variables).matrix(a, layout);
    } catch (const Unwritable&) {
        return nullptr;
    }
}

}  // namespace la
