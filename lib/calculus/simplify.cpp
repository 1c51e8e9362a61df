#include "calculus/simplify.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <set>

namespace la {

namespace {

class Simplification {
  public:
    explicit Simplification(Tensors& tensors) : t_(tensors) {}

    TensorId run(TensorId a) {
        if (const auto known = done_.find(a); known != done_.end()) return known->second;
        const TensorId rebuilt = rebuild(a);
        const TensorKind kind = t_[rebuilt].kind;
        const TensorId result =
            kind == TensorKind::sum || kind == TensorKind::contraction ? symmetrically(rebuilt) : rebuilt;
        done_[a] = done_[result] = result;
        return result;
    }

  private:
    TensorId rebuild(TensorId a) {
        const TensorNode n = t_[a];
        switch (n.kind) {
            case TensorKind::contraction: {
                Contraction c = n.contraction;
                for (Factor& f : c.factors) f.tensor = run(f.tensor);
                return c == n.contraction ? a : t_.contract(std::move(c));
            }
            case TensorKind::sum: {
                std::vector<Term> terms = n.terms;
                for (Term& term : terms) term.tensor = run(term.tensor);
                return terms == n.terms ? a : t_.add(terms, n.axes);
            }
            case TensorKind::map:
                return t_.map(n.function, run(n.arguments[0]));
            case TensorKind::power: {
                const TensorId base = run(n.arguments[0]);
                return t_.raised(base, run(n.arguments[1]));
            }
            case TensorKind::inverse:
                return t_.inverse(run(n.arguments[0]));
            case TensorKind::merge:
                return t_.merge(run(n.arguments[0]), std::size_t(n.details[0]),
                                t_[n.arguments[0]].rank() - n.rank() + 1, n.axes[std::size_t(n.details[0])]);
            case TensorKind::variable:
            case TensorKind::size:
            case TensorKind::pseudo_inverse:
            case TensorKind::determinant:
            case TensorKind::log_determinant:
            case TensorKind::softmax:
            case TensorKind::logsumexp:
            case TensorKind::split:
            case TensorKind::opaque:
            case TensorKind::brackets:
                break;
        }
        return a;
    }

    // Reverse mode gathers what stands on one side: u*x'+x*v', (A-e*s'*A)'*diag(s)*A. Where such a tensor, written out,
    // is symmetric, its sums are written out as far as needed: of vectors, or of matrices too.
    TensorId symmetrically(TensorId a) {
        const TensorId gathered = t_[a].kind == TensorKind::sum ? factored(written_out(a, 1)) : a;
        const TensorNode n = t_[gathered];
        if (n.rank() != 2 || n.axes[0] != n.axes[1] || t_.is_symmetric(gathered)) return gathered;
        const TensorId written = written_out(a, 2);
        return written == a ? gathered : factored(written);
    }

    TensorId written_out(TensorId a, std::size_t rank) {
        const TensorNode n = t_[a];
        if (n.rank() != 2 || n.axes[0] != n.axes[1] || t_.is_symmetric(a)) return a;
        const std::vector<Term> given = n.kind == TensorKind::sum ? n.terms : std::vector<Term>{{1, a}};
        std::vector<Term> terms;
        for (const Term& term : given) {
            const TensorId turned = t_.transposed(term.tensor);
            const bool has_mirror =
                std::any_of(given.begin(), given.end(), [&](const Term& other) { return other.tensor == turned; });
            if (has_mirror)
                terms.push_back(term);
            else
                write_out(term, rank, terms);
        }
        const TensorId result = t_.add(terms, n.axes);
        return t_.is_symmetric(result) ? result : a;
    }

    // The products of the terms of all vectors over an axis that are sums; with rank 2 of matrices, too.
    void write_out(const Term& term, std::size_t rank, std::vector<Term>& terms) {
        if (t_[term.tensor].kind == TensorKind::sum) {
            const std::vector<Term> inner = t_[term.tensor].terms;
            for (const Term& t : inner) write_out({term.coefficient * t.coefficient, t.tensor}, rank, terms);
            return;
        }
        const Contraction c = t_.as_contraction(term.tensor);
        for (std::size_t k = 0; k < c.factors.size(); ++k) {
            const Factor& f = c.factors[k];
            if (t_[f.tensor].kind != TensorKind::sum || f.exponent != 1) continue;
            const bool is_outside = std::any_of(f.labels.begin(), f.labels.end(), [&](Label l) { return c.is_out(l); });
            if (!is_outside || f.labels.size() > rank) continue;
            const std::vector<Term> inner = t_[f.tensor].terms;
            for (const Term& t : inner) {
                Contraction one = c;
                one.factors[k].tensor = t.tensor;
                write_out({term.coefficient * t.coefficient, t_.contract(std::move(one))}, rank, terms);
            }
            return;
        }
        terms.push_back(term);
    }

    // A factor as it stands in a term: for each of its labels the first place in `out`, or -1 - the number of the
    // summed label; and whether it divides. Factors of several terms that are alike can be drawn out.
    struct Pattern {
        TensorId tensor;
        bool divides;
        std::vector<int> places;
        auto operator<=>(const Pattern&) const = default;

        // A matrix from one axis of the sum to a label that is summed over: it can stand first or last in a product.
        bool is_outer_factor() const { return places.size() == 2 && (places[0] < 0) != (places[1] < 0); }
    };
    struct Place {
        std::size_t term, factor;
    };
    // The factor of some terms with an exponent that all of them have: what is more stays in the term.
    struct Common {
        double saved;
        bool is_outer;  // of all terms
        double exponent;
        std::vector<Place> places;
    };

    static Pattern pattern(const Contraction& c, const Factor& f) {
        std::vector<int> places;
        std::vector<Label> summed;
        for (const Label l : f.labels) {
            const auto out = std::find(c.out.begin(), c.out.end(), l);
            if (out != c.out.end()) {
                places.push_back(int(out - c.out.begin()));
                continue;
            }
            const auto known = std::find(summed.begin(), summed.end(), l);
            places.push_back(-1 - int(known - summed.begin()));
            if (known == summed.end()) summed.push_back(l);
        }
        return {f.tensor, f.exponent < 0, places};
    }

    TensorId factored(TensorId a) {
        for (;;) {
            const TensorId better = factored_once(a);
            if (better == a || t_[better].kind != TensorKind::sum) return better;
            a = better;
        }
    }

    // Which factor saves most is known before any is drawn out, so that only what is left of one is simplified: sums of
    // products of n common factors would else be simplified for each of their 2^n subsets.
    TensorId factored_once(TensorId a) {
        const TensorNode n = t_[a];
        std::vector<Contraction> terms;
        std::map<Pattern, std::vector<Place>> places;
        for (std::size_t k = 0; k < n.terms.size(); ++k) {
            terms.push_back(t_.as_contraction(n.terms[k].tensor));
            for (std::size_t f = 0; f < terms[k].factors.size(); ++f) {
                auto& list = places[pattern(terms[k], terms[k].factors[f])];
                if (list.empty() || list.back().term != k) list.push_back({k, f});
            }
        }
        std::vector<Common> candidates;
        for (const auto& [pattern, list] : places) add_candidates(pattern, list, terms, candidates);
        std::stable_sort(candidates.begin(), candidates.end(), [](const Common& x, const Common& y) {
            return x.is_outer != y.is_outer ? x.is_outer : x.saved > y.saved;
        });
        const bool symmetric = t_.is_symmetric(a);
        for (const Common& common : candidates) {
            if (symmetric && !keeps_symmetry(n, terms, common.places)) continue;
            const auto found = drawn_out(n, terms, common);
            if (found && t_.weight(*found) < t_.weight(a) - 0.01) return *found;
        }
        return a;
    }

    // By each exponent that several of the terms have, and by the least one of all.
    void add_candidates(const Pattern& pattern, const std::vector<Place>& list, const std::vector<Contraction>& terms,
                        std::vector<Common>& candidates) {
        if (list.size() < 2) return;
        const auto exponent_at = [&](const Place& p) { return terms[p.term].factors[p.factor].exponent; };
        const auto cost = [&](double e) { return e == 0 ? 0 : t_.weight(pattern.tensor) + (e == 1 ? 0 : 0.5); };
        std::map<double, std::vector<Place>> by_exponent;
        for (const Place& p : list) by_exponent[exponent_at(p)].push_back(p);
        const auto add = [&](double exponent, const std::vector<Place>& some) {
            double saved = -cost(exponent);
            for (const Place& p : some) saved += cost(exponent_at(p)) - cost(exponent_at(p) - exponent);
            candidates.push_back({saved, pattern.is_outer_factor() && some.size() == terms.size(), exponent, some});
        };
        for (const auto& [exponent, some] : by_exponent)
            if (some.size() > 1) add(exponent, some);
        if (by_exponent.size() > 1)
            add(pattern.divides ? by_exponent.rbegin()->first : by_exponent.begin()->first, list);
    }

    // Of a symmetric sum terms are taken with their transposes, or without: x*z'+z*x'+x*x' stays as it is. A factor
    // that stands on one side is not taken where its like on the other side could not: A'*diag(u)*A-A'*u*u'*A stays,
    // which is also cheaper than A'*(diag(u)-u*u')*A.
    bool keeps_symmetry(const TensorNode& n, const std::vector<Contraction>& terms, const std::vector<Place>& places) {
        std::set<TensorId> taken;
        std::size_t between = 0;  // terms where the factor is next to the other side
        for (const Place& p : places) {
            taken.insert(n.terms[p.term].tensor);
            between += meets_both_sides(terms[p.term], terms[p.term].factors[p.factor]);
        }
        if (between > 0 && between < places.size()) return false;
        const auto count = std::count_if(taken.begin(), taken.end(),
                                         [&](TensorId term) { return taken.count(t_.transposed(term)) > 0; });
        return count == 0 || std::size_t(count) == taken.size();
    }

    // Whether a label that the factor sums over stands in another factor beside a label of `out` that it has not.
    static bool meets_both_sides(const Contraction& c, const Factor& f) {
        const auto has = [](const Factor& g, Label l) {
            return std::find(g.labels.begin(), g.labels.end(), l) != g.labels.end();
        };
        if (std::none_of(f.labels.begin(), f.labels.end(), [&](Label l) { return c.is_out(l); })) return false;
        return std::any_of(f.labels.begin(), f.labels.end(), [&](Label l) {
            return !c.is_out(l) && std::any_of(c.factors.begin(), c.factors.end(), [&](const Factor& g) {
                return has(g, l) && std::any_of(g.labels.begin(), g.labels.end(),
                                                [&](Label k) { return c.is_out(k) && !has(f, k); });
            });
        });
    }

    std::optional<TensorId> drawn_out(const TensorNode& n, const std::vector<Contraction>& terms,
                                      const Common& common) {
        const auto rest_of = [&](const Place& p) {
            Contraction rest = terms[p.term];
            Factor& f = rest.factors[p.factor];
            f.exponent -= common.exponent;
            if (f.exponent == 0) rest.factors.erase(rest.factors.begin() + std::ptrdiff_t(p.factor));
            return rest;
        };
        const Place first = common.places[0];
        const Contraction& model = terms[first.term];
        Factor factor = model.factors[first.factor];
        factor.exponent = common.exponent;

        // The labels of the rest are given by places of `out` (as they are) and of the factor (after those).
        const std::size_t rank = n.rank();
        const auto slot_of = [&](const Contraction& c, const Factor& f, Label l) -> std::optional<std::size_t> {
            const auto out = std::find(c.out.begin(), c.out.end(), l);
            if (out != c.out.end()) return std::size_t(out - c.out.begin());
            const auto in = std::find(f.labels.begin(), f.labels.end(), l);
            if (in != f.labels.end()) return rank + std::size_t(in - f.labels.begin());
            return {};
        };
        bool alike = true;
        std::vector<bool> needed(rank + factor.labels.size(), false);
        for (const Place& p : common.places) {
            alike = alike && same_diagonals(terms[p.term].out, model.out);
            const Contraction rest = rest_of(p);
            for (const Factor& g : rest.factors)
                for (const Label l : g.labels)
                    if (const auto slot = slot_of(rest, terms[p.term].factors[p.factor], l)) needed[*slot] = true;
        }
        if (!alike && !factor.labels.empty()) return {};
        std::vector<std::size_t> kept;
        for (std::size_t s = 0; s < needed.size(); ++s)
            if (needed[s] || !alike) kept.push_back(s);
        if (kept.size() > 2) return {};
        const auto label_at = [&](const Contraction& c, const Factor& f, std::size_t slot) {
            return slot < rank ? c.out[slot] : f.labels[slot - rank];
        };
        std::vector<Axis> axes;
        for (const std::size_t s : kept) axes.push_back(model.sizes[std::size_t(label_at(model, factor, s))]);
        std::vector<Term> rests, all;
        std::vector<bool> taken(n.terms.size(), false);
        for (const Place& p : common.places) {
            Contraction rest = rest_of(p);
            // The rest has the kept labels as its axes; others that it does not use any more do not multiply by their
            // size.
            rest.out.clear();
            for (const std::size_t s : kept)
                rest.out.push_back(label_at(terms[p.term], terms[p.term].factors[p.factor], s));
            rest.drop_unused_labels();
            rests.push_back({n.terms[p.term].coefficient, t_.contract(std::move(rest))});
            taken[p.term] = true;
        }
        Contraction whole = model;
        if (!alike) whole.out = whole.add_labels(n.axes);
        Factor sum{t_.add(rests, axes), {}, 1};
        for (const std::size_t s : kept) sum.labels.push_back(label_at(whole, factor, s));
        sum.tensor = run(sum.tensor);
        whole.factors = {factor, sum};
        whole.drop_unused_labels();
        all.push_back({1, t_.contract(std::move(whole))});
        for (std::size_t k = 0; k < taken.size(); ++k)
            if (!taken[k]) all.push_back(n.terms[k]);
        return t_.add(all, n.axes);
    }

    static bool same_diagonals(const std::vector<Label>& a, const std::vector<Label>& b) {
        for (std::size_t i = 0; i < a.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if ((a[i] == a[j]) != (b[i] == b[j])) return false;
        return true;
    }

    Tensors& t_;
    std::map<TensorId, TensorId> done_;
};

}  // namespace

TensorId simplified(Tensors& tensors, TensorId a) {
    return Simplification(tensors).run(a);
}

}  // namespace la
