// Sums with what all their parts have in common drawn out.
#include <algorithm>
#include <cmath>

#include "calculus/formula.hpp"

namespace la::formula {

bool same(const Formula& a, const Formula& b) {
    if (a == b) return true;
    if (!a || !b) return false;
    const auto all_same = [](const Formulas& x, const Formulas& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
    };
    return a->kind == b->kind && a->is_array == b->is_array && a->name == b->name && a->number == b->number &&
           a->function == b->function && a->lengths == b->lengths && same(a->body, b->body) &&
           all_same(a->parts, b->parts) && all_same(a->divisors, b->divisors);
}

namespace {

// A part as number * scalars * body / divisors.
struct Part {
    double number = 1;
    Formulas scalars{}, divisors{};
    Formula body{};
};

Part part_of(const Formula& a) {
    if (a->kind == FormulaKind::number) return {a->number};
    if (a->kind == FormulaKind::term) return {a->number, a->parts, a->divisors, a->body};
    if (a->is_array) return {1, {}, {}, a};
    return {1, {a}};
}

// The magnitude of all numbers if they have one; negative where all are.
double common_number(const std::vector<Part>& parts) {
    const double magnitude = std::abs(parts[0].number);
    bool all_negative = true;
    for (const Part& p : parts) {
        if (std::abs(p.number) != magnitude) return 1;
        all_negative = all_negative && p.number < 0;
    }
    return magnitude == 0 || magnitude == 1 ? 1 : all_negative ? -magnitude : magnitude;
}

// Takes what all lists have out of them.
Formulas take_common(std::vector<Part>& parts, Formulas Part::*list) {
    Formulas common;
    const Formulas first = parts[0].*list;
    for (const Formula& wanted : first) {
        const auto find = [&](Part& p) {
            return std::find_if((p.*list).begin(), (p.*list).end(), [&](const Formula& f) { return same(f, wanted); });
        };
        if (!std::all_of(parts.begin(), parts.end(), [&](Part& p) { return find(p) != (p.*list).end(); })) continue;
        for (Part& p : parts) (p.*list).erase(find(p));
        common.push_back(wanted);
    }
    return common;
}

// The last factor of all bodies, which are products of matrices; null if they differ.
Formula take_last_factor(std::vector<Part>& parts) {
    const auto is_chain = [](const Part& p) { return p.body && p.body->kind == FormulaKind::chain; };
    if (!std::all_of(parts.begin(), parts.end(), is_chain)) return nullptr;
    const Formula last = parts[0].body->parts.back();
    for (const Part& p : parts)
        if (!same(p.body->parts.back(), last)) return nullptr;
    for (Part& p : parts) p.body = chain({p.body->parts.begin(), p.body->parts.end() - 1});
    return last;
}

}  // namespace

Formula sum_of_common(const Formulas& given, bool take_matrices) {
    if (given.size() < 2) return sum(given);
    std::vector<Part> parts;
    for (const Formula& f : given) parts.push_back(part_of(f));
    const double number = common_number(parts);
    for (Part& p : parts) p.number /= number;
    const Formulas scalars = take_common(parts, &Part::scalars), divisors = take_common(parts, &Part::divisors);
    const Formula last = take_matrices ? take_last_factor(parts) : nullptr;
    if (number == 1 && scalars.empty() && divisors.empty() && !last) return sum(given);
    Formulas rests;
    for (const Part& p : parts) rests.push_back(term(p.number, p.scalars, p.divisors, p.body));
    const Formula rest = sum(rests);
    if (last) return term(number, scalars, divisors, chain({rest, last}));
    if (rest->is_array) return term(number, scalars, divisors, rest);
    Formulas all = scalars;
    all.push_back(rest);
    return term(number, all, divisors, nullptr);
}

}  // namespace la::formula
