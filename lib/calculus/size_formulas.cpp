#include "calculus/size_formulas.hpp"

#include <algorithm>

namespace la {

Formula SizeFormulas::size(Axis axis) const {
    if (t_.size_of(axis).value) return formula::number(double(*t_.size_of(axis).value));
    for (const auto& [name, m] : variables_) {
        const auto& axes = t_[m.tensor].axes;
        for (std::size_t k = 0; k < axes.size(); ++k)
            if (axes[k] == axis)
                return formula::call(k < m.rows ? Function::rows : Function::cols, {formula::name(name, true)}, false);
    }
    return nullptr;
}

Formula SizeFormulas::size(const std::vector<Axis>& axes) const {
    double known = 1;
    std::vector<Axis> unknown;
    Formulas parts;
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
                parts = {formula::call(Function::numel, {formula::name(name, true)}, false)};
        }
    return formula::term(known, parts, {}, nullptr);
}

Formula SizeFormulas::constant(Function function, const std::vector<Axis>& axes, const MatrixLayout& layout) const {
    const auto along = [&](const std::vector<std::size_t>& side) {
        std::vector<Axis> result;
        for (const std::size_t k : side) result.push_back(axes[k]);
        return size(result);
    };
    const Formula rows = along(layout.rows), columns = along(layout.columns);
    return rows && columns ? formula::call(function, {rows, columns}, true) : nullptr;
}

}  // namespace la
