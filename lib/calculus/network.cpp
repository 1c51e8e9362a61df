#include "calculus/network.hpp"

#include <algorithm>

namespace la {

Formula scalar_chain(const Formula& a, const Formula& b) {
    const Formula product = formula::chain({a, b});
    if (product->kind == FormulaKind::term) {
        FormulaNode inner = *product->body;
        inner.is_array = false;
        return formula::term(product->number, product->parts, product->divisors,
                             std::make_shared<const FormulaNode>(std::move(inner)));
    }
    FormulaNode scalar = *product;
    scalar.is_array = false;
    return std::make_shared<const FormulaNode>(std::move(scalar));
}

Formula Network::run(const LabelList& rows, const LabelList& columns, Formulas& scalars) {
    rows_ = rows;
    columns_ = columns;
    reduce();
    const bool is_matrix = rows.size() < 2 && columns.size() < 2;
    if (is_matrix)
        while (attach()) reduce();
    scalars.insert(scalars.end(), scalars_.begin(), scalars_.end());
    return is_matrix ? finished() : composite(scalars);
}

std::size_t Network::degree(Label l) const {
    std::size_t count = is_out(l);
    for (const NetworkItem& item : items_) count += std::size_t(std::count(item.labels.begin(), item.labels.end(), l));
    return count;
}

bool Network::are_distinct(LabelList labels) {
    std::sort(labels.begin(), labels.end());
    return std::adjacent_find(labels.begin(), labels.end()) == labels.end();
}

void Network::reduce() {
    while (take_diagonal() || merge_same() || sum_alone() || contract(true) || contract(false)) {
    }
}

bool Network::take_diagonal() {
    for (std::size_t k = 0; k < items_.size(); ++k) {
        const NetworkItem item = items_[k];
        if (item.labels.size() != 2 || item.labels[0] != item.labels[1]) continue;
        erase(k);
        const Label l = item.labels[0];
        if (degree(l) == 0)
            scalars_.push_back(formula::call(Function::tr, {item.formula}, false));
        else
            items_.push_back({formula::call(Function::diag, {item.formula}, true), {l}});
        return true;
    }
    return false;
}

bool Network::merge_same() {
    for (std::size_t i = 0; i < items_.size(); ++i)
        for (std::size_t j = i + 1; j < items_.size(); ++j) {
            const NetworkItem a = items_[i], b = items_[j];
            if (a.labels.size() != b.labels.size()) continue;
            if (!std::all_of(a.labels.begin(), a.labels.end(), [&](Label l) { return b.has(l); })) continue;
            const Label first = a.labels[0];
            const bool closed =
                std::all_of(a.labels.begin(), a.labels.end(), [&](Label l) { return !is_out(l) && degree(l) == 2; });
            if (closed && a.labels.size() == 1) continue;  // a product of vectors
            erase(j);
            if (!closed) {
                items_[i] = {formula::elementwise({a.formula, b.over(first)}, {}), a.labels,
                             a.is_symmetric && b.is_symmetric};
                return true;
            }
            erase(i);
            if (a.formula->kind == FormulaKind::elementwise || b.formula->kind == FormulaKind::elementwise)
                scalars_.push_back(
                    formula::call(Function::sum, {formula::elementwise({a.formula, b.over(first)}, {})}, false));
            else
                scalars_.push_back(trace(a, b));
            return true;
        }
    return false;
}

Formula Network::trace(const NetworkItem& a, const NetworkItem& b) {
    const Label first = a.labels[0], second = a.labels[1];
    const Formula one = formula::chain({a.formula, b.over(second)}),
                  other = formula::chain({a.over(second), b.over(first)});
    const Formula product = formula::quotes(other) < formula::quotes(one) ? other : one;
    if (product->kind != FormulaKind::term) return formula::call(Function::tr, {product}, false);
    return formula::term(product->number, product->parts, product->divisors,
                         formula::call(Function::tr, {product->body}, false));
}

bool Network::sum_alone() {
    for (std::size_t k = 0; k < items_.size(); ++k)
        for (const Label l : items_[k].labels) {
            if (is_out(l) || degree(l) != 1) continue;
            const NetworkItem item = items_[k];
            erase(k);
            if (item.labels.size() == 2) {
                const Label other = item.other(l);
                if (!is_out(other) && degree(other) == 0)
                    scalars_.push_back(formula::call(Function::sum, {untransposed(item.formula)}, false));
                else
                    items_.push_back({formula::call(Function::rowsum, {item.over(other)}, true), {other}});
                tidy_rowsum();
                return true;
            }
            scalars_.push_back(total(item.formula));
            return true;
        }
    return false;
}

void Network::tidy_rowsum() {
    if (items_.empty()) return;
    const Formula f = items_.back().formula;
    if (f->kind == FormulaKind::call && f->function == Function::rowsum && f->parts[0]->kind == FormulaKind::transpose)
        items_.back().formula = formula::transposed(formula::call(Function::colsum, {f->parts[0]->parts[0]}, true));
}

Formula Network::untransposed(const Formula& a) {
    const Formula t = formula::transposed(a);
    return formula::quotes(t) < formula::quotes(a) ? t : a;
}

Formula Network::total(const Formula& a) {
    const Formula shorter = untransposed(a);
    return formula::call(Function::sum, {shorter}, false);
}

bool Network::contract(bool with_vector) {
    for (std::size_t i = 0; i < items_.size(); ++i)
        for (const Label l : items_[i].labels) {
            if (is_out(l) || degree(l) != 2) continue;
            for (std::size_t j = i + 1; j < items_.size(); ++j) {
                if (!items_[j].has(l)) continue;
                const NetworkItem a = items_[i], b = items_[j];
                if (with_vector && a.labels.size() == 2 && b.labels.size() == 2) continue;
                erase(j);
                erase(i);
                add_product(a, b, l);
                return true;
            }
        }
    return false;
}

void Network::add_product(const NetworkItem& a, const NetworkItem& b, Label l) {
    if (a.labels.size() == 1 && b.labels.size() == 1) {
        const Formula one = scalar_chain(formula::transposed(a.formula), b.formula);
        const Formula other = scalar_chain(formula::transposed(b.formula), a.formula);
        scalars_.push_back(formula::quotes(other) < formula::quotes(one) ? other : one);
    } else if (a.labels.size() == 1) {
        items_.push_back({formula::chain({b.over(b.other(l)), a.formula}), {b.other(l)}});
    } else if (b.labels.size() == 1) {
        items_.push_back({formula::chain({a.over(a.other(l)), b.formula}), {a.other(l)}});
    } else {
        items_.push_back({formula::chain({a.over(a.other(l)), b.over(l)}), {a.other(l), b.other(l)}});
    }
}

bool Network::attach() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].labels.size() != 1) continue;
        const Label l = items_[i].labels[0];
        for (std::size_t j = items_.size(); j-- > 0;) {
            if (j == i || items_[j].labels.size() != 2 || !items_[j].has(l)) continue;
            const NetworkItem scale = items_[i];
            const NetworkItem matrix = items_[j];
            items_[j] = {formula::chain({diagonal(scale.formula), matrix.over(l)}), {l, matrix.other(l)}};
            erase(i);
            return true;
        }
    }
    return false;
}

Formula Network::diagonal(const Formula& vector) {
    FormulaNode n{FormulaKind::call};
    n.function = Function::diag;
    n.is_symmetric = true;
    n.parts = {untransposed(vector)};
    return std::make_shared<const FormulaNode>(std::move(n));
}

Formula Network::ones(const LabelList& rows, const LabelList& columns) {
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
    const Formula result = size_forms_.constant(Function::ones, axes, layout);
    if (!result) throw Unwritable();
    return result;
}

Formula Network::eye(const LabelList& labels) {
    std::vector<Axis> axes;
    for (const Label l : labels) axes.push_back(size(l));
    const Formula n = size_forms_.size(axes);
    if (!n) throw Unwritable();
    return formula::call(Function::eye, {n}, true);
}

const NetworkItem* Network::item_over(Label l) const {
    for (const NetworkItem& item : items_)
        if (item.labels == LabelList{l}) return &item;
    return nullptr;
}

Formula Network::finished() {
    if (rows_.empty() && columns_.empty()) {
        if (!items_.empty()) throw Unwritable();
        return nullptr;
    }
    if (columns_.empty() || rows_.empty()) {
        const bool is_column = columns_.empty();
        const Label l = is_column ? rows_[0] : columns_[0];
        if (items_.empty()) return is_column ? ones({l}, {}) : ones({}, {l});
        if (items_.size() > 1 || items_[0].labels != LabelList{l}) throw Unwritable();
        return is_column ? items_[0].formula : formula::transposed(items_[0].formula);
    }
    const Label r = rows_[0], c = columns_[0];
    if (r == c) {
        if (items_.empty()) return eye(LabelList{r});
        if (items_.size() > 1 || items_[0].labels != LabelList{r}) throw Unwritable();
        return diagonal(items_[0].formula);
    }
    if (items_.empty()) return ones({r}, {c});
    if (items_.size() == 1 && items_[0].labels.size() == 2) return items_[0].over(r);
    const NetworkItem *left = item_over(r), *right = item_over(c);
    if (items_.size() > std::size_t((left != nullptr) + (right != nullptr))) throw Unwritable();
    const Formula column = left ? left->formula : ones({r}, {});
    const Formula row = right ? formula::transposed(right->formula) : ones({}, {c});
    return formula::chain({column, row});
}

}  // namespace la
