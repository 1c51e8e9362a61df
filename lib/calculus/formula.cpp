#include "calculus/formula.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "calculus/tensor.hpp"
#include "expr/print.hpp"

namespace la::form {

namespace {

Form make(FormNode node) {
    return std::make_shared<const FormNode>(std::move(node));
}

bool is_scalar(const Form& a) {
    return !a->is_array;
}

// A term's number can be drawn to another one.
bool is_open(const Form& a, double coefficient) {
    return a->kind == FormKind::term && combine(coefficient, a->number);
}

}  // namespace

Form name(const std::string& text, bool is_array) {
    FormNode n{FormKind::name, is_array};
    n.name = text;
    return make(std::move(n));
}

Form number(double value) {
    FormNode n{FormKind::number, false};
    n.number = value;
    return make(std::move(n));
}

// Coefficients and scalars of the body come to the front.
Form term(double coefficient, const Forms& scalars, const Forms& divisors, const Form& body) {
    FormNode n{FormKind::term, body != nullptr};
    n.number = coefficient;
    n.body = body;
    n.divisors = divisors;
    const auto take = [&](const Form& s) {
        if (s->kind == FormKind::number && combine(n.number, s->number)) {
            n.number *= s->number;
        } else if (is_open(s, n.number)) {
            n.number *= s->number;
            n.parts.insert(n.parts.end(), s->parts.begin(), s->parts.end());
            n.divisors.insert(n.divisors.end(), s->divisors.begin(), s->divisors.end());
        } else {
            n.parts.push_back(s);
        }
    };
    for (const Form& s : scalars) take(s);
    if (body && is_scalar(body)) {
        take(body);
        n.body = nullptr;
        n.is_array = false;
    } else if (body && is_open(body, n.number)) {
        take(body);
        n.body = body->body;
    }
    if (n.number == 1 && n.divisors.empty() && n.parts.empty() && n.body) return n.body;
    if (n.parts.empty() && n.divisors.empty() && !n.body) return form::number(n.number);
    if (n.number == 1 && n.divisors.empty() && n.parts.size() == 1 && !n.body) return n.parts[0];
    return make(std::move(n));
}

Form sum(const Forms& parts) {
    if (parts.size() == 1) return parts[0];
    FormNode n{FormKind::sum};
    n.is_array = std::any_of(parts.begin(), parts.end(), [](const Form& p) { return p->is_array; });
    n.parts = parts;
    // The first one without a minus, if there is one, comes first.
    const auto positive = std::find_if(n.parts.begin(), n.parts.end(), [](const Form& p) {
        return !((p->kind == FormKind::term || p->kind == FormKind::number) && p->number < 0);
    });
    if (positive != n.parts.end()) std::rotate(n.parts.begin(), positive, positive + 1);
    return make(std::move(n));
}

Form chain(const Forms& factors) {
    double coefficient = 1;
    Forms scalars, divisors, parts;
    for (Form f : factors) {
        if (is_open(f, coefficient)) {
            coefficient *= f->number;
            scalars.insert(scalars.end(), f->parts.begin(), f->parts.end());
            divisors.insert(divisors.end(), f->divisors.begin(), f->divisors.end());
            f = f->body;
        }
        if (f->kind == FormKind::chain)
            parts.insert(parts.end(), f->parts.begin(), f->parts.end());
        else
            parts.push_back(f);
    }
    if (parts.size() == 1) return term(coefficient, scalars, divisors, parts[0]);
    FormNode n{FormKind::chain};
    n.parts = std::move(parts);
    return term(coefficient, scalars, divisors, make(std::move(n)));
}

namespace {

// (A*x).*(A*x) is (A*x).^2.
void gather_powers(Forms& factors) {
    Forms gathered;
    std::vector<double> exponents;
    for (const Form& f : factors) {
        const bool is_power = f->kind == FormKind::power;
        const Form& base = is_power ? f->parts[0] : f;
        const double exponent = is_power ? f->number : 1;
        const auto known = std::find_if(gathered.begin(), gathered.end(), [&](const Form& g) { return same(g, base); });
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

Form elementwise(const Forms& factors, const Forms& divisors) {
    FormNode n{FormKind::elementwise};
    double coefficient = 1;
    Forms scalars, scalar_divisors;
    const auto take = [&](const auto& self, const Form& f, Forms& up, Forms& down) -> void {
        if (f->kind == FormKind::elementwise) {
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
    for (const Form& f : factors) take(take, f, n.parts, n.divisors);
    for (const Form& f : divisors) take(take, f, n.divisors, n.parts);
    gather_powers(n.parts);
    // Products of matrices are easier to read at the end.
    std::stable_partition(n.parts.begin(), n.parts.end(), [](const Form& f) { return f->kind != FormKind::chain; });
    if (n.parts.size() == 1 && n.divisors.empty()) return term(coefficient, scalars, scalar_divisors, n.parts[0]);
    return term(coefficient, scalars, scalar_divisors, make(std::move(n)));
}

Form call(Function function, const Forms& arguments, bool is_array) {
    FormNode n{FormKind::call, is_array};
    n.function = function;
    n.parts = arguments;
    return make(std::move(n));
}

Form power(const Form& base, double exponent) {
    if (exponent == 1) return base;
    if (exponent == 0.5) return call(Function::sqrt, {base}, base->is_array);
    FormNode n{FormKind::power, base->is_array};
    n.number = exponent;
    n.parts = {base};
    return make(std::move(n));
}

Form raised(const Form& base, const Form& exponent) {
    FormNode n{FormKind::raised, base->is_array || exponent->is_array};
    n.parts = {base, exponent};
    return make(std::move(n));
}

Form symmetric(const Form& a) {
    FormNode n = *a;
    n.is_symmetric = true;
    return make(std::move(n));
}

int quotes(const Form& a) {
    int count = a->kind == FormKind::transpose;
    for (const Form& p : a->parts) count += quotes(p);
    for (const Form& p : a->divisors) count += quotes(p);
    return count + (a->body ? quotes(a->body) : 0);
}

int parts(const Form& a) {
    int count = 1;
    for (const Form& p : a->parts) count += parts(p);
    for (const Form& p : a->divisors) count += parts(p);
    return count + (a->body ? parts(a->body) : 0);
}

namespace {

Forms all_transposed(const Forms& parts) {
    Forms result;
    for (const Form& p : parts) result.push_back(transposed(p));
    return result;
}

// The transpose carried to the parts, or nothing if that cannot be.
Form pushed(const Form& a) {
    switch (a->kind) {
        case FormKind::sum:
            return sum(all_transposed(a->parts));
        case FormKind::elementwise:
            return elementwise(all_transposed(a->parts), all_transposed(a->divisors));
        case FormKind::power:
            return power(transposed(a->parts[0]), a->number);
        case FormKind::raised:
            return raised(transposed(a->parts[0]), transposed(a->parts[1]));
        case FormKind::call:
            if (is_elementwise(a->function)) return call(a->function, {transposed(a->parts[0])}, true);
            return nullptr;
        case FormKind::name:
        case FormKind::number:
        case FormKind::term:
        case FormKind::chain:
        case FormKind::transpose:
        case FormKind::matrix_power:
        case FormKind::brackets:
            break;
    }
    return nullptr;
}

}  // namespace

Form transposed(const Form& a) {
    if (is_scalar(a) || a->is_symmetric) return a;
    if (a->kind == FormKind::transpose) return a->parts[0];
    if (a->kind == FormKind::term) return term(a->number, a->parts, a->divisors, transposed(a->body));
    if (a->kind == FormKind::chain) {
        Forms reversed = all_transposed(a->parts);
        std::reverse(reversed.begin(), reversed.end());
        return chain(reversed);
    }
    if (a->kind == FormKind::call) {
        if (a->function == Function::eye) return a;
        if (a->function == Function::ones || a->function == Function::zeros)
            return call(a->function, {a->parts[1], a->parts[0]}, true);
        if (a->function == Function::colsum && quotes(transposed(a->parts[0])) <= quotes(a->parts[0]))
            return call(Function::rowsum, {transposed(a->parts[0])}, true);
    }
    const Form inner = pushed(a);
    if (inner && quotes(inner) <= quotes(a)) return inner;
    FormNode n{FormKind::transpose};
    n.parts = {a};
    return make(std::move(n));
}

namespace {

class Writer {
  public:
    std::size_t write(const Form& a) {
        switch (a->kind) {
            case FormKind::name:
                return a->name == "pi" ? tree.add(NodeKind::pi) : tree.add_name(a->name);
            case FormKind::number:
                return negated_if(a->number < 0, tree.add_number(std::abs(a->number)));
            case FormKind::term: {
                const Form better = without_minus(a);
                return better->kind == FormKind::term ? write_term(better, better->number < 0) : write(better);
            }
            case FormKind::sum:
                return write_sum(a);
            case FormKind::chain:
                return continued(nothing, NodeKind::multiply, a->parts);
            case FormKind::elementwise:
                return write_elementwise(a, nothing);
            case FormKind::transpose: {
                const std::size_t inner = write(a->parts[0]);
                return tree.add(NodeKind::conjugate_transpose, {inner});
            }
            case FormKind::call: {
                std::vector<std::size_t> arguments;
                for (const Form& p : a->parts) arguments.push_back(write(p));
                return tree.add_call(a->function, arguments);
            }
            case FormKind::power: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = negated_if(a->number < 0, tree.add_number(std::abs(a->number)));
                return tree.add(a->is_array ? NodeKind::elementwise_power : NodeKind::power, {base, exponent});
            }
            case FormKind::raised: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = write(a->parts[1]);
                return tree.add(a->is_array ? NodeKind::elementwise_power : NodeKind::power, {base, exponent});
            }
            case FormKind::matrix_power: {
                const std::size_t base = write(a->parts[0]);
                const std::size_t exponent = write(a->parts[1]);
                return tree.add(NodeKind::power, {base, exponent});
            }
            case FormKind::brackets:
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

    std::size_t joined(std::size_t so_far, NodeKind kind, const Form& next) {
        if (so_far == nothing && next->kind == FormKind::chain && kind == NodeKind::multiply)
            return continued(nothing, kind, next->parts);
        const bool minus = so_far == nothing && std::exchange(minus_, false);
        const std::size_t node = negated_if(minus, write(next));
        return so_far == nothing ? node : tree.add(kind, {so_far, node});
    }

    std::size_t continued(std::size_t so_far, NodeKind kind, const Forms& parts) {
        for (const Form& p : parts) so_far = joined(so_far, kind, p);
        return so_far;
    }

    std::size_t write_elementwise(const Form& a, std::size_t so_far) {
        bool first = true;
        for (const Form& p : a->parts) {
            so_far = joined(so_far, first ? NodeKind::multiply : NodeKind::elementwise_multiply, p);
            first = false;
        }
        if (so_far == nothing) so_far = signed_operand(tree.add_number(1));
        return continued(so_far, NodeKind::elementwise_divide, a->divisors);
    }

    // 3*s*A*x/d, x/2: the coefficient's magnitude, scalars, the body, divisors; with a minus before the first of them.
    std::size_t write_term(const Form& a, bool negative) {
        const double magnitude = std::abs(a->number);
        const double inverse = 1 / magnitude;
        const bool divides = magnitude < 1 && is_whole(inverse) && 1 / std::round(inverse) == magnitude &&
                             length_of(std::round(inverse)) < length_of(magnitude);
        const bool only_divides = !a->body || (a->body->kind == FormKind::elementwise && a->body->parts.empty());
        minus_ = negative;
        std::size_t so_far = nothing;
        if ((magnitude != 1 && !divides) || (a->parts.empty() && only_divides))
            so_far = signed_operand(tree.add_number(divides ? 1 : magnitude));
        so_far = continued(so_far, NodeKind::multiply, a->parts);
        if (a->body) {
            if (a->body->kind == FormKind::chain)
                so_far = continued(so_far, NodeKind::multiply, a->body->parts);
            else if (a->body->kind == FormKind::elementwise)
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
    static Form without_minus(const Form& a) {
        if (a->kind != FormKind::term || a->number >= 0 || !a->body) return a;
        FormNode body = *a->body;
        if (body.kind == FormKind::sum) {
            if (!is_difference(a->body)) return a;
            return form::term(-a->number, a->parts, a->divisors, mirrored(a->body));
        }
        const bool is_diagonal = body.kind == FormKind::call && body.function == Function::diag;
        if (body.kind != FormKind::chain && body.kind != FormKind::elementwise && !is_diagonal) return a;
        for (Form& part : body.parts) {
            const Form better = is_difference(part) ? mirrored(part) : without_minus(form::term(-1, {}, {}, part));
            if (better->kind == FormKind::term) continue;
            part = better;
            return form::term(-a->number, a->parts, a->divisors, make(std::move(body)));
        }
        return a;
    }

    static bool is_negative(const Form& p) {
        return (p->kind == FormKind::term || p->kind == FormKind::number) && p->number < 0;
    }

    static bool is_difference(const Form& a) {
        return a->kind == FormKind::sum && std::any_of(a->parts.begin(), a->parts.end(), is_negative);
    }

    static Form mirrored(const Form& sum) {
        Forms parts;
        for (const Form& p : sum->parts)
            parts.push_back(p->is_array ? form::term(-1, {}, {}, p) : form::term(-1, {p}, {}, nullptr));
        return form::sum(parts);
    }

    static std::size_t length_of(double x) {
        Syntax number;
        number.add_number(x);
        return print(number).size();
    }

    static bool is_whole(double x) { return std::abs(x - std::round(x)) < 1e-9 && x < 1e9; }

    std::size_t write_sum(const Form& a) {
        std::size_t so_far = nothing;
        for (const Form& p : a->parts) {
            if (so_far == nothing) {
                so_far = write(p);
                continue;
            }
            if (!is_negative(p)) {
                const std::size_t node = write(p);
                so_far = tree.add(NodeKind::add, {so_far, node});
                continue;
            }
            const std::size_t node = p->kind == FormKind::term ? write_term(p, false) : tree.add_number(-p->number);
            so_far = tree.add(NodeKind::subtract, {so_far, node});
        }
        return so_far;
    }

    std::size_t write_brackets(const Form& a) {
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

Syntax syntax(const Form& a) {
    Writer writer;
    writer.write(a);
    return std::move(writer.tree);
}

}  // namespace la::form
