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

    Form sum(const TensorNode& n, const MatrixLayout& layout) {
        if (n.terms.empty()) return n.rank() == 0 ? form::number(0) : sizes_.constant(Function::zeros, n.axes, layout);
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
                const Form inner = n.rank() == 2 ? argument(0) : nullptr;
                const Form rows = n.rank() == 2 ? sizes_.size(n.axes[0]) : nullptr;
                const Form columns = n.rank() == 2 ? sizes_.size(n.axes[1]) : nullptr;
                return inner && rows && columns ? form::call(Function::reshape, {inner, rows, columns}, true) : nullptr;
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

    // The power of a scalar with a positive exponent.
    Form scalar_power(TensorId a, double exponent) {
        if (const auto e = root_of_square_sum(t_, a)) return term_of_square(*e, exponent);
        const Form base = natural(a);
        return base ? form::power(base, exponent) : nullptr;
    }

    Form network(const Contraction& c, const MatrixLayout& layout);

    Tensors& t_;
    const Variables& variables_;
    SizeForms sizes_;
};

Form Writing::network(const Contraction& c, const MatrixLayout& layout) {
    Forms scalars, divisors;
    std::vector<NetworkItem> items;
    for (const Factor& f : c.factors) {
        const double magnitude = std::abs(f.exponent);
        if (f.labels.empty()) {
            const Form power = scalar_power(f.tensor, magnitude);
            if (!power) return nullptr;
            (f.exponent > 0 ? scalars : divisors).push_back(power);
            continue;
        }
        Form base = natural(f.tensor);
        if (!base) return nullptr;
        // The diagonal of a power is the power of the diagonal: other entries may have none.
        Labels labels = f.labels;
        if (f.exponent != 1 && labels.size() == 2 && labels[0] == labels[1]) {
            base = form::call(Function::diag, {base}, true);
            labels.pop_back();
        }
        const Form power = form::power(base, magnitude);
        const Form signed_power = f.exponent > 0 ? power : form::elementwise({}, {power});
        const bool is_symmetric = labels.size() == 2 && t_.is_symmetric(f.tensor);
        items.push_back({is_symmetric ? form::symmetric(signed_power) : signed_power, labels, is_symmetric});
    }
    std::vector<Axis> sizes = c.sizes;
    const auto side = [&](const std::vector<std::size_t>& axes) {
        Labels labels;
        for (const std::size_t a : axes) labels.push_back(c.out[a]);
        return labels;
    };
    const Form body = Network(sizes_, std::move(items), sizes).run(side(layout.rows), side(layout.columns), scalars);
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
