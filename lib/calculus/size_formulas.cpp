#include "calculus/size_formulas.hpp"

#include <algorithm>

namespace la {

Form SizeForms::size(Axis axis) const {
    if (t_.size_of(axis).value) return form::number(double(*t_.size_of(axis).value));
    for (const auto& [name, m] : variables_) {
        const auto& axes = t_[m.tensor].axes;
        for (std::size_t k = 0; k < axes.size(); ++k)
            if (axes[k] == axis)
                return form::call(k < m.rows ? Function::rows : Function::cols, {form::name(name, true)}, false);
    }
    return nullptr;
}

Form SizeForms::size(const std::vector<Axis>& axes) const {
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

Form SizeForms::constant(Function function, const std::vector<Axis>& axes, const MatrixLayout& layout) const {
    const auto along = [&](const std::vector<std::size_t>& side) {
        std::vector<Axis> result;
        for (const std::size_t k : side) result.push_back(axes[k]);
        return size(result);
    };
    const Form rows = along(layout.rows), columns = along(layout.columns);
    return rows && columns ? form::call(function, {rows, columns}, true) : nullptr;
}

}  // namespace la
