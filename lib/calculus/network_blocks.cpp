// Networks with several labels to a side: Kronecker products, selections, cuts.
#include <algorithm>
#include <numeric>

#include "calculus/network.hpp"

namespace la {

Formula Network::part(std::vector<NetworkItem> items, const LabelList& rows, const LabelList& columns,
                      Formulas& scalars) {
    Network inner(size_forms_, std::move(items), sizes_);
    Formula result = inner.run(rows, columns, scalars);
    return result;
}

void Network::separate(LabelList& side) {
    for (std::size_t k = 1; k < side.size(); ++k) {
        if (std::find(side.begin(), side.begin() + std::ptrdiff_t(k), side[k]) == side.begin() + std::ptrdiff_t(k))
            continue;
        const Label twin = Label(sizes_.size());
        sizes_.push_back(size(side[k]));
        items_.push_back({formula::symmetric(eye(LabelList{side[k]})), {side[k], twin}, true});
        side[k] = twin;
    }
}

Formula Network::composite(Formulas& scalars) {
    if (items_.empty() && rows_ == columns_ && are_distinct(rows_)) return eye(rows_);
    separate(rows_);
    separate(columns_);
    if (rows_.empty() || columns_.empty()) return vectorised(scalars);
    if (rows_ == columns_ && !items_.empty() && stays_within(rows_)) {
        Formula entries = part(items_, rows_, {}, scalars);
        return diagonal(entries);
    }
    if (Formula product = kronecker(scalars)) return product;
    if (Formula product = selection(scalars)) return product;
    if (Formula product = through_cut(scalars)) return product;
    return broadcast();
}

Formula Network::selection(Formulas& scalars) {
    if (items_.empty()) return nullptr;
    std::vector<NetworkItem> left, right;
    for (const NetworkItem& item : items_) {
        const auto is_within = [&](const LabelList& side) {
            return std::all_of(item.labels.begin(), item.labels.end(), [&](Label l) { return contains(side, l); });
        };
        if (!is_within(rows_) && !is_within(columns_)) return nullptr;
        (is_within(rows_) ? left : right).push_back(item);
    }
    Formulas factors;
    if (!left.empty()) factors.push_back(diagonal(part(left, rows_, {}, scalars)));
    factors.push_back(part({}, rows_, columns_, scalars));
    if (!right.empty()) factors.push_back(diagonal(part(right, columns_, {}, scalars)));
    return formula::chain(factors);
}

bool Network::stays_within(const LabelList& labels) const {
    for (const NetworkItem& item : items_)
        for (const Label l : item.labels)
            if (!contains(labels, l)) return false;
    return true;
}

Formula Network::vectorised(Formulas& scalars) {
    const bool is_column = columns_.empty();
    const LabelList& all = is_column ? rows_ : columns_;
    // As a matrix of all labels but the last by the last, or of one half of them by the other.
    Formulas own, of_half;
    Formula inner = part(items_, {all.begin(), all.end() - 1}, {all.back()}, own);
    if (const auto middle = all.begin() + std::ptrdiff_t(all.size() / 2); all.size() > 2 && all.size() % 2 == 0) {
        const Formula half = part(items_, {all.begin(), middle}, {middle, all.end()}, of_half);
        if (formula::parts(half) < formula::parts(inner)) {
            inner = half;
            own = of_half;
        }
    }
    scalars.insert(scalars.end(), own.begin(), own.end());
    const Formula vector = formula::term(1, {}, {}, formula::call(Function::vec, {inner}, true));
    return is_column ? vector : formula::transposed(vector);
}

std::vector<Network::Component> Network::components() const {
    std::vector<Component> found;
    const auto join = [&](const LabelList& labels, const NetworkItem* item) {
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
    for (const NetworkItem& item : items_) join(item.labels, &item);
    for (const LabelList* side : {&rows_, &columns_})
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

Formula Network::kronecker(Formulas& scalars) {
    std::vector<Component> parts = components();
    if (parts.size() < 2) return nullptr;
    if (std::all_of(parts.begin(), parts.end(),
                    [](const Component& c) { return c.rows.empty() || c.columns.empty(); })) {
        std::vector<NetworkItem> left, right;
        for (const Component& c : parts)
            (c.columns.empty() ? left : right)
                .insert((c.columns.empty() ? left : right).end(), c.items.begin(), c.items.end());
        const Formula column = part(left, rows_, {}, scalars);
        const Formula row = part(right, {}, columns_, scalars);
        return formula::chain({column, row});
    }
    const auto place = [](const LabelList& side, const LabelList& of) {
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
    Formula result;
    for (const Component& c : parts) {
        const Formula one = part(c.items, c.rows, c.columns, scalars);
        result = result ? formula::call(Function::kron, {one, result}, true) : one;
    }
    if (!commuted) return result;
    const Formula m = size_forms_.size(size(columns_[0])), n = size_forms_.size(size(columns_[1]));
    if (!m || !n) throw Unwritable();
    const Formula commutation = formula::call(Function::commutation, {m, n}, true);
    return is_identity ? commutation : formula::chain({result, commutation});
}

bool Network::order(std::vector<Component>& parts, const LabelList& columns) const {
    std::vector<Component> ordered;
    std::size_t rows_done = 0, columns_done = 0;
    const auto continues = [](const LabelList& side, std::size_t from, const LabelList& next) {
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

Formula Network::through_cut(Formulas& scalars) {
    LabelList cut;
    const auto add = [&](Label l) {
        if (!contains(cut, l)) cut.push_back(l);
    };
    for (const NetworkItem& item : items_)
        for (const Label l : item.labels)
            if (!is_out(l)) add(l);
    for (const Label l : rows_)
        if (contains(columns_, l)) add(l);
    if (cut.empty() || cut == rows_ || cut == columns_) return nullptr;
    std::vector<NetworkItem> left, center, right;
    for (const NetworkItem& item : items_) {
        bool in_rows = false, in_columns = false;
        for (const Label l : item.labels)
            if (!contains(cut, l)) (contains(rows_, l) ? in_rows : in_columns) = true;
        if (in_rows && in_columns) return nullptr;
        (in_rows ? left : in_columns ? right : center).push_back(item);
    }
    const Formula l = part(left, rows_, cut, scalars);
    const Formula r = part(right, cut, columns_, scalars);
    if (center.empty()) return formula::chain({l, r});
    const Formula z = part(center, cut, {}, scalars);
    return formula::chain({l, diagonal(z), r});
}

Formula Network::broadcast() {
    LabelList columns = columns_;
    std::vector<NetworkItem> items = items_;
    for (Label& l : columns) {
        if (!contains(rows_, l)) continue;
        const Label twin = Label(sizes_.size());
        sizes_.push_back(size(l));
        items.push_back({eye(LabelList{l}), {l, twin}, true});
        l = twin;
    }
    Formulas factors;
    for (const NetworkItem& item : items) {
        for (const Label l : item.labels)
            if (!contains(rows_, l) && !contains(columns, l)) throw Unwritable();
        factors.push_back(spread(item, rows_, columns));
    }
    return formula::elementwise(factors, {});
}

Formula Network::spread(const NetworkItem& item, const LabelList& rows, const LabelList& columns) {
    LabelList in_rows, in_columns;
    for (const Label l : item.labels) (contains(rows, l) ? in_rows : in_columns).push_back(l);
    if (in_rows.size() == 2 || in_columns.size() == 2) {
        // Both labels on one side: as a vector, repeated along the other side.
        const bool is_rows = in_rows.size() == 2;
        const LabelList& side = is_rows ? rows : columns;
        const auto middle = std::find_if(side.begin() + 1, side.end(), [&](Label l) {
            return item.has(l) && contains({side.begin(), std::find(side.begin(), side.end(), l)}, item.other(l));
        });
        const Formula matrix = spread(item, {side.begin(), middle}, {middle, side.end()});
        const Formula vector = formula::call(Function::vec, {matrix}, true);
        if ((is_rows ? columns : rows).empty()) return is_rows ? vector : formula::transposed(vector);
        return is_rows ? formula::chain({vector, ones({}, columns)})
                       : formula::chain({ones(rows, {}), formula::transposed(vector)});
    }
    const auto cut = [](const LabelList& side, const LabelList& at, bool fast) {
        if (at.empty()) return fast ? LabelList{} : side;
        const auto place = std::find(side.begin(), side.end(), at[0]);
        return fast ? LabelList{side.begin(), place} : LabelList{place + 1, side.end()};
    };
    Formula formula = in_rows.empty()      ? formula::transposed(item.formula)
                      : in_columns.empty() ? item.formula
                                           : item.over(in_rows[0]);
    const LabelList fast_rows = cut(rows, in_rows, true), fast_columns = cut(columns, in_columns, true);
    const LabelList slow_rows = cut(rows, in_rows, false), slow_columns = cut(columns, in_columns, false);
    if (!fast_rows.empty() || !fast_columns.empty())
        formula = formula::call(Function::kron, {formula, ones(fast_rows, fast_columns)}, true);
    if (!slow_rows.empty() || !slow_columns.empty())
        formula = formula::call(Function::kron, {ones(slow_rows, slow_columns), formula}, true);
    return formula;
}

}  // namespace la
