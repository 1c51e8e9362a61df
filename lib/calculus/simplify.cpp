#include "calculus/simplify.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace la {

namespace {

class Simplification {
  public:
    explicit Simplification(Tensors& tensors) : t_(tensors) {}

    TensorId run(TensorId a) {
        if (const auto known = done_.find(a); known != done_.end()) return known->second;
        const TensorId rebuilt = rebuild(a);
        const TensorId result = t_[rebuilt].kind == TensorKind::sum ? factored(rebuilt) : rebuilt;
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
            default:
                return a;
        }
    }

    // A factor as it stands in a term: for each of its labels the first place in `out`, or -1 - the number of the
    // summed label. Factors of several terms that are alike can be drawn out.
    using Pattern = std::tuple<TensorId, double, std::vector<int>>;
    struct Place {
        std::size_t term, factor;
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
        return {f.tensor, f.exponent, places};
    }

    TensorId factored(TensorId a) {
        for (;;) {
            const TensorId better = factored_once(a);
            if (better == a || t_[better].kind != TensorKind::sum) return better;
            a = better;
        }
    }

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
        // Which factor saves most is known before any is drawn out, so that only what is left of one is simplified:
        // sums of products of n common factors would else be simplified for each of their 2^n subsets.
        std::vector<std::pair<double, const std::vector<Place>*>> candidates;
        for (const auto& [common, list] : places)
            if (list.size() > 1)
                candidates.emplace_back(double(list.size() - 1) * t_.weight(std::get<TensorId>(common)), &list);
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& x, const auto& y) { return x.first > y.first; });
        for (const auto& [_, list] : candidates) {
            const auto found = drawn_out(n, terms, *list);
            if (found && t_.weight(*found) < t_.weight(a) - 0.01) return *found;
        }
        return a;
    }

    std::optional<TensorId> drawn_out(const TensorNode& n, const std::vector<Contraction>& terms,
                                      const std::vector<Place>& list) {
        // The labels of the rest are given by places of `out` (as they are) and of the factor (after those).
        const std::size_t rank = n.rank();
        const Contraction& model = terms[list[0].term];
        const Factor common = model.factors[list[0].factor];
        const auto slot_of = [&](const Contraction& c, const Factor& f, Label l) -> std::optional<std::size_t> {
            const auto out = std::find(c.out.begin(), c.out.end(), l);
            if (out != c.out.end()) return std::size_t(out - c.out.begin());
            const auto in = std::find(f.labels.begin(), f.labels.end(), l);
            if (in != f.labels.end()) return rank + std::size_t(in - f.labels.begin());
            return {};
        };
        std::vector<bool> needed(rank + common.labels.size(), false);
        for (const Place& p : list) {
            const Contraction& c = terms[p.term];
            const Factor& f = c.factors[p.factor];
            if (!same_diagonals(c.out, model.out)) return {};
            for (std::size_t j = 0; j < c.factors.size(); ++j) {
                if (j == p.factor) continue;
                for (const Label l : c.factors[j].labels)
                    if (const auto slot = slot_of(c, f, l)) needed[*slot] = true;
            }
        }
        std::vector<std::size_t> kept;
        for (std::size_t s = 0; s < needed.size(); ++s)
            if (needed[s]) kept.push_back(s);
        if (kept.size() > 2) return {};
        const auto label_at = [&](const Contraction& c, const Factor& f, std::size_t slot) {
            return slot < rank ? c.out[slot] : f.labels[slot - rank];
        };
        std::vector<Axis> axes;
        for (const std::size_t s : kept) axes.push_back(model.sizes[std::size_t(label_at(model, common, s))]);
        std::vector<Term> rests, all;
        std::vector<bool> taken(n.terms.size(), false);
        for (const Place& p : list) {
            Contraction rest = terms[p.term];
            const Factor f = rest.factors[p.factor];
            rest.factors.erase(rest.factors.begin() + std::ptrdiff_t(p.factor));
            drop_other_labels(rest, f, kept, label_at);
            rests.push_back({n.terms[p.term].coefficient, t_.contract(std::move(rest))});
            taken[p.term] = true;
        }
        Contraction whole = model;
        Factor sum{t_.add(rests, axes), {}, 1};
        for (const std::size_t s : kept) sum.labels.push_back(label_at(model, common, s));
        sum.tensor = run(sum.tensor);
        whole.factors = {common, sum};
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

    // The rest has the kept labels as its axes; labels that it does not use any more do not multiply by their size.
    template <class LabelAt>
    static void drop_other_labels(Contraction& rest, const Factor& f, const std::vector<std::size_t>& kept,
                                  LabelAt label_at) {
        const Contraction given = rest;
        rest.out.clear();
        for (const std::size_t s : kept) rest.out.push_back(label_at(given, f, s));
        rest.drop_unused_labels();
    }

    Tensors& t_;
    std::map<TensorId, TensorId> done_;
};

}  // namespace

TensorId simplified(Tensors& tensors, TensorId a) {
    return Simplification(tensors).run(a);
}

}  // namespace la
