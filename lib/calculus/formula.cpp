#include "calculus/formula.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "calculus/tensor.hpp"
#include "expr/print.hpp"

namespace la::formula {

namespace {

Formula make(FormulaNode node) {
    return std::make_shared<const FormulaNode>(std::move(node));
}

bool is_scalar(const Formula& a) {
    return !a->is_array;
}

// A term's number can be drawn to another one.
bool is_open(const Formula& a, double coefficient) {
    return a->kind == FormulaKind::term && combine(coefficient, a->number);
}

}  // namespace

Formula name(const std::string& text, bool is_array) {
    FormulaNode n{FormulaKind::name, is_array};
    n.name = text;
    return make(std::move(n));
}

Formula number(double value) {
    FormulaNode n{FormulaKind::number, false};
    n.number = value;
    return make(std::move(n));
}

// Coefficients and scalars of the body come to the front.
Formula term(double coefficient, const Formulas& scalars, const Formulas& divisors, const Formula& body) {
    FormulaNode n{FormulaKind::term, body != nullptr};
    n.number = coefficient;
    n.body = body;
    n.divisors = divisors;
    const auto take = [&](const Formula& s) {
        if (s->kind == FormulaKind::number && combine(n.number, s->number)) {
            n.number *= s->number;
        } else if (is_open(s, n.number)) {
            n.number *= s->number;
            n.parts.insert(n.parts.end(), s->parts.begin(), s->parts.end());
            n.divisors.insert(n.divisors.end(), s->divisors.begin(), s->divisors.end());
        } else {
            n.parts.push_back(s);
        }
    };
    for (const Formula& s : scalars) take(s);
    if (body && is_scalar(body)) {
        take(body);
        n.body = nullptr;
        n.is_array = false;
    } else if (body && is_open(body, n.number)) {
        take(body);
        n.body = body->body;
    }
    if (n.number == 1 && n.divisors.empty() && n.parts.empty() && n.body) return n.body;
    if (n.parts.empty() && n.divisors.empty() && !n.body) return formula::number(n.number);
    if (n.number == 1 && n.divisors.empty() && n.parts.size() == 1 && !n.body) return n.parts[0];
    return make(std::move(n));
}

Formula sum(const Formulas& parts) {
    if (parts.size() == 1) return parts[0];
    FormulaNode n{FormulaKind::sum};
    n.is_array = std::any_of(parts.begin(), parts.end(), [](const Formula& p) { return p->is_array; });
    n.parts = parts;
    // The first one without a minus, if there is one, comes first.
    const auto positive = std::find_if(n.parts.begin(), n.parts.end(), [](const Formula& p) {
        return !((p->kind == FormulaKind::term || p->kind == FormulaKind::number) && p->number < 0);
    });
    if (positive != n.parts.end()) std::rotate(n.parts.begin(), positive, positive + 1);
    return make(std::move(n));
}

Formula chain(const Formulas& factors) {
    double coefficient = 1;
    Formulas scalars, divisors, parts;
    for (Formula f : factors) {
        if (is_open(f, coefficient)) {
            coefficient *= f->number;
            scalars.insert(scalars.end(), f->parts.begin(), f->parts.end());
            divisors.insert(divisors.end(), f->divisors.begin(), f->divisors.end());
            f = f->body;
        }
        if (f->kind == FormulaKind::chain)
            parts.insert(parts.end(), f->parts.begin(), f->parts.end());
        else
            parts.push_back(f);
    }
    if (parts.size() == 1) return term(coefficient, scalars, divisors, parts[0]);
    FormulaNode n{FormulaKind::chain};
    n.parts = std::move(parts);
    return term(coefficient, scalars, divisors, make(std::move(n)));
}

namespace {

// (A*x).*(A*x) is (A*x).^2.
void gather_powers(Formulas& factors) {
    Formulas gathered;
    std::vector<double> exponents;
    for (const Formula& f : factors) {
        const bool is_power = f->kind == FormulaKind::power;
        const Formula& base = is_power ? f->parts[0] : f;
        const double exponent = is_power ? f->number : 1;
        const auto known =
            std::find_if(gathered.begin(), gathered.end(), [&](const Formula& g) { return same(g, base); });
        if (known == gathered.end()) {
            gathered.push_back(base);
            exponents.push_back(exponent);
        } else {
            exponents[std::size_t(known - gathered.begin())] += exponent;
        }
    }
    for (std::size_t k = 0; k < gathered.size(); ++k) gathered[k] = power(gathered[k], exponents[k]);
    factors = std::move(gathered);
}

}  // namespace

Formula elementwise(const Formulas& factors, const Formulas& divisors) {
    FormulaNode n{FormulaKind::elementwise};
    double coefficient = 1;
    Formulas scalars, scalar_divisors;
    const auto take = [&](const auto& self, const Formula& f, Formulas& up, Formulas& down) -> void {
        if (f->kind == FormulaKind::elementwise) {
            up.insert(up.end(), f->parts.begin(), f->parts.end());
            down.insert(down.end(), f->divisors.begin(), f->divisors.end());
        } else if (is_open(f, coefficient) && f->body && &up == &n.parts) {
            coefficient *= f->number;
            scalars.insert(scalars.end(), f->parts.begin(), f->parts.end());
            scalar_divisors.insert(scalar_divisors.end(), f->divisors.begin(), f->divisors.end());
            self(self, f->body, up, down);
        } else {
            up.push_back(f);
        }
    };
    for (const Formula& f : factors) take(take, f, n.parts, n.divisors);
    for (const Formula& f : divisors) take(take, f, n.divisors, n.parts);
    gather_powers(n.parts);
    // Products of matrices are easier to read at the end.
    std::stable_partition(n.parts.begin(), n.parts.end(),
                          [](const Formula& f) { return f->kind != FormulaKind::chain; });
    if (n.parts.size() == 1 && n.divisors.empty()) return term(coefficient, scalars, scalar_divisors, n.parts[0]);
    return term(coefficient, scalars, scalar_divisors, make(std::move(n)));
}

Formula call(Function function, const Formulas& arguments, bool is_array) {
    FormulaNode n{FormulaKind::call, is_array};
    n.function = function;
    n.parts = arguments;
    return make(std::move(n));
}

Formula power(const Formula& base, double exponent) {
    if (exponent == 1) return base;
    if (exponent == 0.5) return call(Function::sqrt, {base}, base->is_array);
    FormulaNode n{FormulaKind::power, base->is_array};
    n.number = exponent;
    n.parts = {base};
    return make(std::move(n));
}

Formula raised(const Formula& base, const Formula& exponent) {
    FormulaNode n{FormulaKind::raised, base->is_array || exponent->is_array};
    n.parts = {base, exponent};
    return make(std::move(n));
}

Formula symmetric(const Formula& a) {
    FormulaNode n = *a;
    n.is_symmetric = true;
    return make(std::move(n));
}

int quotes(const Formula& a) {
    int count = a->kind == FormulaKind::transpose;
    for (const Formula& p : a->parts) count += quotes(p);
    for (const Formula& p : a->divisors) count += quotes(p);
    return count + (a->body ? quotes(a->body) : 0);
}

int parts(const Formula& a) {
    int count = 1;
    for (const Formula& p : a->parts) count += parts(p);
    for (const Formula& p : a->divisors) count += parts(p);
    return count + (a->body ? parts(a->body) : 0);
}

namespace {

Formulas all_transposed(const Formulas& parts) {
    Formulas result;
    for (const Formula& p : parts) result.push_back(transposed(p));
    return result;
}

// The transpose carried to the parts, or nothing if that cannot be.
Formula pushed(const Formula& a) {
    switch (a->kind) {
        case FormulaKind::sum:
            return sum(all_transposed(a->parts));
        case FormulaKind::elementwise:
            return elementwise(all_transposed(a->parts), all_transposed(a->divisors));
        case FormulaKind::power:
            return power(transposed(a->parts[0]), a->number);
        case FormulaKind::raised:
            return raised(transposed(a->parts[0]), transposed(a->parts[1]));
        case FormulaKind::call:
            if (is_elementwise(a->function)) return call(a->function, {transposed(a->parts[0])}, true);
            return nullptr;
        case FormulaKind::name:
        case FormulaKind::number:
        case FormulaKind::term:
        case FormulaKind::chain:
        case FormulaKind::transpose:
        case FormulaKind::matrix_power:
        case FormulaKind::brackets:
            break;
    }
    return nullptr;
}

}  // namespace

Formula transposed(const Formula& a) {
    if (is_scalar(a) || a->is_symmetric) return a;
    if (a->kind == FormulaKind::transpose) return a->parts[0];
    if (a->kind == FormulaKind::term) return term(a->number, a->parts, a->divisors, transposed(a->body));
    if (a->kind == FormulaKind::chain) {
        Formulas reversed = all_transposed(a->parts);
        std::reverse(reversed.begin(), reversed.end());
        return chain(reversed);
    }
    if (a->kind == FormulaKind::call) {
        if (a->function == Function::eye) return a;
        if (a->function == Function::ones || a->function == Function::zeros)
            return call(a->function, {a->parts[1], a->parts[0]}, true);
        if (a->function == Function::colsum && quotes(transposed(a->parts[0])) <= quotes(a->parts[0]))
            return call(Function::rowsum, {transposed(a->parts[0])}, true);
    }
    const Formula inner = pushed(a);
    if (inner && quotes(inner) <= quotes(a)) return inner;
    FormulaNode n{FormulaKind::transpose};
    n.parts = {a};
    return make(std::move(n));
}

namespace {

class Writer {
  public:
    std::size_t write(const Formula& a) {
        switch (a->kind) {
            case FormulaKind::name:
                return a->name == "pi" ? tree.add(NodeKind::pi) : tree.add_name(a->name);
            case FormulaKind::number:
                return negated_if(a->number < 0, tree.add_number(std::abs(a->number)));
            case FormulaKind::term: {
                const Formula better = without_minus(a);
                return better->kind == FormulaKind::term ? write_term(better, better->number < 0) : write(better);
            }
            case FormulaKind::sum:
                return write_sum(a);
            case FormulaKind::chain:
                return continued(nothing, NodeKind::multiply, a->parts);
            case FormulaKind::elementwise:
                return write_elementwise(a, nothing);
            case FormulaKind::transpose: {
                const std::size_t inner = write(a->parts[0]);
                return tree.add(NodeKind::conjugate_transpose, {inner});
            }
            case FormulaKind::call: {
                std::vector<std::size_t> arguments;
                for (const Formula& p : a->parts) arguments.push_back(write(p));
                return tree.add_call(a->function, arguments);
            }
            case FormulaKind::power: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = negated_if(a->number < 0, tree.add_number(std::abs(a->number)));
                return tree.add(a->is_array ? NodeKind::elementwise_power : NodeKind::power, {base, exponent});
            }
            case FormulaKind::raised: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = write(a->parts[1]);
                return tree.add(a->is_array ? NodeKind::elementwise_power : NodeKind::power, {base, exponent});
            }
            case FormulaKind::matrix_power: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = write(a->parts[1]);
                return tree.add(NodeKind::power, {base, exponent});
            }
            case FormulaKind::brackets:
                return write_brackets(a);
        }
        return nothing;
    }

    Syntax tree;

  private:
    static constexpr std::size_t nothing = std::size_t(-1);

    std::size_t negated_if(bool negative, std::size_t node) {
        return negative ? tree.add(NodeKind::negate, {node}) : node;
    }

    // The first operand of a product takes the minus that stands before it.
    std::size_t signed_operand(std::size_t node) { return negated_if(std::exchange(minus_, false), node); }

    std::size_t joined(std::size_t so_far, NodeKind kind, const Formula& next) {
        if (so_far == nothing && next->kind == FormulaKind::chain && kind == NodeKind::multiply)
            return continued(nothing, kind, next->parts);
        const bool minus = so_far == nothing && std::exchange(minus_, false);
        const std::size_t node = negated_if(minus, write(next));
        return so_far == nothing ? node : tree.add(kind, {so_far, node});
    }

    std::size_t continued(std::size_t so_far, NodeKind kind, const Formulas& parts) {
        for (const Formula& p : parts) so_far = joined(so_far, kind, p);
        return so_far;
    }

    std::size_t write_elementwise(const Formula& a, std::size_t so_far) {
        bool first = true;
        for (const Formula& p : a->parts) {
            so_far = joined(so_far, first ? NodeKind::multiply : NodeKind::elementwise_multiply, p);
            first = false;
        }
        if (so_far == nothing) so_far = signed_operand(tree.add_number(1));
        return continued(so_far, NodeKind::elementwise_divide, a->divisors);
    }

    // 3*s*A*x/d, x/2: the coefficient's magnitude, scalars, the body, divisors; with a minus before the first of them.
    std::size_t write_term(const Formula& a, bool negative) {
        const double magnitude = std::abs(a->number);
        const double inverse = 1 / magnitude;
        const bool divides = magnitude < 1 && is_whole(inverse) && 1 / std::round(inverse) == magnitude &&
                             length_of(std::round(inverse)) < length_of(magnitude);
        const bool only_divides = !a->body || (a->body->kind == FormulaKind::elementwise && a->body->parts.empty());
        minus_ = negative;
        std::size_t so_far = nothing;
        if ((magnitude != 1 && !divides) || (a->parts.empty() && only_divides))
            so_far = signed_operand(tree.add_number(divides ? 1 : magnitude));
        so_far = continued(so_far, NodeKind::multiply, a->parts);
        if (a->body) {
            if (a->body->kind == FormulaKind::chain)
                so_far = continued(so_far, NodeKind::multiply, a->body->parts);
            else if (a->body->kind == FormulaKind::elementwise)
                so_far = write_elementwise(a->body, so_far);
            else
                so_far = joined(so_far, NodeKind::multiply, a->body);
        }
        if (!divides && a->divisors.empty()) return so_far;
        std::size_t divisor = nothing;
        if (divides) divisor = tree.add_number(std::round(inverse));
        divisor = continued(divisor, NodeKind::multiply, a->divisors);
        return tree.add(NodeKind::divide, {so_far, divisor});
    }

    // A minus before a product is drawn into the first difference that it has: -A*(x-y) is A*(y-x).
    static Formula without_minus(const Formula& a) {
        if (a->kind != FormulaKind::term || a->number >= 0 || !a->body) return a;
        FormulaNode body = *a->body;
        if (body.kind == FormulaKind::sum) {
            if (!is_difference(a->body)) return a;
            return formula::term(-a->number, a->parts, a->divisors, mirrored(a->body));
        }
        const bool is_diagonal = body.kind == FormulaKind::call && body.function == Function::diag;
        if (body.kind != FormulaKind::chain && body.kind != FormulaKind::elementwise && !is_diagonal) return a;
        for (Formula& part : body.parts) {
            const Formula better =
                is_difference(part) ? mirrored(part) : without_minus(formula::term(-1, {}, {}, part));
            if (better->kind == FormulaKind::term) continue;
            part = better;
            return formula::term(-a->number, a->parts, a->divisors, make(std::move(body)));
        }
        return a;
    }

    static bool is_negative(const Formula& p) {
        return (p->kind == FormulaKind::term || p->kind == FormulaKind::number) && p->number < 0;
    }

    static bool is_difference(const Formula& a) {
        return a->kind == FormulaKind::sum && std::any_of(a->parts.begin(), a->parts.end(), is_negative);
    }

    static Formula mirrored(const Formula& sum) {
        Formulas parts;
        for (const Formula& p : sum->parts)
            parts.push_back(p->is_array ? formula::term(-1, {}, {}, p) : formula::term(-1, {p}, {}, nullptr));
        return formula::sum(parts);
    }

    static std::size_t length_of(double x) {
        Syntax number;
        number.add_number(x);
        return print(number).size();
    }

    static bool is_whole(double x) { return std::abs(x - std::round(x)) < 1e-9 && x < 1e9; }

    std::size_t write_sum(const Formula& a) {
        std::size_t so_far = nothing;
        for (const Formula& p : a->parts) {
            if (so_far == nothing) {
                so_far = write(p);
                continue;
            }
            if (!is_negative(p)) {
                const std::size_t node = write(p);
                so_far = tree.add(NodeKind::add, {so_far, node});
                continue;
            }
            const std::size_t node = p->kind == FormulaKind::term ? write_term(p, false) : tree.add_number(-p->number);
            so_far = tree.add(NodeKind::subtract, {so_far, node});
        }
        return so_far;
    }

    std::size_t write_brackets(const Formula& a) {
        std::vector<std::size_t> rows;
        std::size_t k = 0;
        for (const std::size_t length : a->lengths) {
            std::vector<std::size_t> elements;
            for (std::size_t i = 0; i < length; ++i) elements.push_back(write(a->parts[k++]));
            rows.push_back(tree.add(NodeKind::row, elements));
        }
        return tree.add(NodeKind::brackets, rows);
    }

    bool minus_ = false;
};

}  // namespace

Syntax syntax(const Formula& a) {
    Writer writer;
    writer.write(a);
    return std::move(writer.tree);
}

}  // namespace la::formula
