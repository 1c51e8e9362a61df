#include "calculus/to_formula.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "calculus/kinks.hpp"
#include "calculus/network.hpp"
#include "calculus/size_formulas.hpp"

namespace la {

namespace {

using Variables = std::map<std::string, MatrixTensor>;

class Writing {
  public:
    Writing(Tensors& tensors, const Variables& variables)
        : t_(tensors), variables_(variables), sizes_(tensors, variables) {}

    // Null where there is no formula.
    Formula matrix(TensorId a, const MatrixLayout& layout) {
        const TensorNode n = t_[a];
        switch (n.kind) {
            case TensorKind::sum:
                return sum(n, layout);
            case TensorKind::map: {
                const Formula argument = matrix(n.arguments[0], layout);
                return argument ? formula::call(n.function, {argument}, n.rank() > 0) : nullptr;
            }
            case TensorKind::power: {
                // Beside an array a scalar stands for an array of equal entries.
                const auto operand = [&](TensorId side) {
                    const auto scalar = t_[side].rank() == 0 ? side : t_.uniform(side);
                    return scalar ? matrix(*scalar, {}) : matrix(side, layout);
                };
                const Formula base = operand(n.arguments[0]), exponent = operand(n.arguments[1]);
                return base && exponent ? formula::raised(base, exponent) : nullptr;
            }
            case TensorKind::merge:
                return matrix(n.arguments[0], unmerged(n, layout));
            case TensorKind::split:
                if (const auto inner = unsplit(n, layout)) return matrix(n.arguments[0], *inner);
                break;
            case TensorKind::contraction:
                if (const auto square = root_of_square_sum(t_, a)) return term_of_square(*square, 1);
                break;
            case TensorKind::variable:
            case TensorKind::size:
            case TensorKind::inverse:
            case TensorKind::pseudo_inverse:
            case TensorKind::determinant:
            case TensorKind::log_determinant:
            case TensorKind::softmax:
            case TensorKind::logsumexp:
            case TensorKind::opaque:
            case TensorKind::brackets:
                break;
        }
        return network(t_.as_contraction(a), layout);
    }

  private:
    // ---- sums -------------------------------------------------------------------------------------------------------

    Formula sum(const TensorNode& n, const MatrixLayout& layout) {
        if (n.terms.empty())
            return n.rank() == 0 ? formula::number(0) : sizes_.constant(Function::zeros, n.axes, layout);
        // Beside an array a scalar stands for an array of equal entries.
        bool has_array = false;
        for (const Term& t : n.terms) has_array = has_array || !t_.uniform(t.tensor);
        Formulas parts;
        for (const Term& t : n.terms) {
            Formula part;
            const auto scalar = t_.uniform(t.tensor);
            if (scalar && has_array)
                part = matrix(*scalar, {});
            else
                part = matrix(t.tensor, layout);
            if (!part) return nullptr;
            has_array = true;
            parts.push_back(part->is_array ? formula::term(t.coefficient, {}, {}, part)
                                           : formula::term(t.coefficient, {part}, {}, nullptr));
        }
        return formula::sum_of_common(parts, n.rank() > 2);
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
    Formula natural(TensorId a) {
        const TensorNode n = t_[a];
        if (n.rank() > 2) return nullptr;
        const auto argument = [&](std::size_t k) { return natural(n.arguments[k]); };
        const auto called = [&](Function f) {
            const Formula inner = argument(0);
            return inner ? formula::call(f, {inner}, n.rank() > 0) : nullptr;
        };
        switch (n.kind) {
            case TensorKind::variable: {
                const auto found = variables_.find(n.name);
                const Formula name = formula::name(n.name, n.rank() > 0);
                return found != variables_.end() && n.rank() == 1 && found->second.rows == 0 ? formula::transposed(name)
                                                                                             : name;
            }
            case TensorKind::size:
                return sizes_.size(n.details[0]);
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
                const Formula inner = n.rank() == 2 ? argument(0) : nullptr;
                const Formula rows = n.rank() == 2 ? sizes_.size(n.axes[0]) : nullptr;
                const Formula columns = n.rank() == 2 ? sizes_.size(n.axes[1]) : nullptr;
                return inner && rows && columns ? formula::call(Function::reshape, {inner, rows, columns}, true)
                                                : nullptr;
            }
            case TensorKind::opaque:
            case TensorKind::brackets:
                return opaque(n);
            case TensorKind::contraction:
            case TensorKind::sum:
            case TensorKind::map:
            case TensorKind::power:
            case TensorKind::merge:
                break;
        }
        return matrix(a, standing(n.rank()));
    }

    static MatrixLayout standing(std::size_t rank) {
        return rank == 0 ? MatrixLayout{} : rank == 1 ? MatrixLayout{{0}, {}} : MatrixLayout{{0}, {1}};
    }

    Formula opaque(const TensorNode& n) {
        FormulaNode result{n.kind == TensorKind::brackets ? FormulaKind::brackets
                           : n.name == "^"                ? FormulaKind::matrix_power
                                                          : FormulaKind::call,
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
        const Formula formula = std::make_shared<const FormulaNode>(std::move(result));
        return n.rank() == 1 && n.details[0] == 0 ? formula::transposed(formula) : formula;
    }

    // ---- squared norms ----------------------------------------------------------------------------------------------

    // (e'*e)^exponent
    Formula term_of_square(TensorId e, double exponent) {
        const Formula inner = natural(e);
        if (!inner) return nullptr;
        const bool is_named = inner->kind == FormulaKind::name ||
                              (inner->kind == FormulaKind::transpose && inner->parts[0]->kind == FormulaKind::name);
        if (is_integer(exponent) && is_named && t_[e].rank() == 1)
            return formula::power(scalar_chain(formula::transposed(inner), inner), exponent);
        return formula::power(
            formula::call(t_[e].rank() == 2 ? Function::normfro : Function::norm2, {untransposed(inner)}, false),
            2 * exponent);
    }

    static Formula untransposed(const Formula& a) { return a->kind == FormulaKind::transpose ? a->parts[0] : a; }

    // The power of a scalar with a positive exponent.
    Formula scalar_power(TensorId a, double exponent) {
        if (const auto e = root_of_square_sum(t_, a)) return term_of_square(*e, exponent);
        const Formula base = natural(a);
        return base ? formula::power(base, exponent) : nullptr;
    }

    Formula network(const Contraction& c, const MatrixLayout& layout);

    Tensors& t_;
    const Variables& variables_;
    SizeFormulas sizes_;
};

Formula Writing::network(const Contraction& c, const MatrixLayout& layout) {
    Formulas scalars, divisors;
    std::vector<NetworkItem> items;
    for (const Factor& f : c.factors) {
        const double magnitude = std::abs(f.exponent);
        if (f.labels.empty()) {
            const Formula power = scalar_power(f.tensor, magnitude);
            if (!power) return nullptr;
            (f.exponent > 0 ? scalars : divisors).push_back(power);
            continue;
        }
        Formula base = natural(f.tensor);
        if (!base) return nullptr;
        // The diagonal of a power is the power of the diagonal: other entries may have none.
        LabelList labels = f.labels;
        if (f.exponent != 1 && labels.size() == 2 && labels[0] == labels[1]) {
            base = formula::call(Function::diag, {base}, true);
            labels.pop_back();
        }
        const Formula power = formula::power(base, magnitude);
        const Formula signed_power = f.exponent > 0 ? power : formula::elementwise({}, {power});
        const bool is_symmetric = labels.size() == 2 && t_.is_symmetric(f.tensor);
        items.push_back({is_symmetric ? formula::symmetric(signed_power) : signed_power, labels, is_symmetric});
    }
    std::vector<Axis> sizes = c.sizes;
    const auto side = [&](const std::vector<std::size_t>& axes) {
        LabelList labels;
        for (const std::size_t a : axes) labels.push_back(c.out[a]);
        return labels;
    };
    const Formula body = Network(sizes_, std::move(items), sizes).run(side(layout.rows), side(layout.columns), scalars);
    return formula::term(1, scalars, divisors, body);
}

}  // namespace

Formula to_formula(Tensors& tensors, TensorId a, const MatrixLayout& layout,
                   const std::map<std::string, MatrixTensor>& variables) {
    try {
        return Writing(tensors, variables).matrix(a, layout);
    } catch (const Unwritable&) {
        return nullptr;
    }
}

}  // namespace la
