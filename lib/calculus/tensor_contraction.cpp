// The simplification of contractions.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "calculus/canonical_labels.hpp"
#include "calculus/function_products.hpp"
#include "calculus/tensor.hpp"

namespace la {

std::vector<Label> Contraction::add_labels(const std::vector<Axis>& axes) {
    std::vector<Label> labels;
    for (const Axis a : axes) labels.push_back(add_label(a));
    return labels;
}

bool Contraction::is_out(Label label) const {
    return std::find(out.begin(), out.end(), label) != out.end();
}

void Contraction::drop_unused_labels() {
    std::vector<Label> number(sizes.size(), -1);
    std::vector<Axis> used;
    const auto renumber = [&](Label& l) {
        Label& place = number[std::size_t(l)];
        if (place < 0) {
            place = Label(used.size());
            used.push_back(sizes[std::size_t(l)]);
        }
        l = place;
    };
    for (Label& l : out) renumber(l);
    for (Factor& f : factors)
        for (Label& l : f.labels) renumber(l);
    sizes = std::move(used);
}

bool is_integer(double x) {
    return x == std::floor(x);
}

bool is_even(double x) {
    return is_integer(x / 2);
}

bool combine(double a, double b) {
    return a == 0 || b == 0 || std::abs(a) == 1 || std::abs(b) == 1 || std::isnormal(a * b);
}

namespace {

bool are_distinct(std::vector<Label> labels) {
    std::sort(labels.begin(), labels.end());
    return std::adjacent_find(labels.begin(), labels.end()) == labels.end();
}

}  // namespace

// One contraction on its way to its canonical node.
class Contracting {
  public:
    Contracting(Tensors& tensors, Contraction contraction) : tensors_(tensors), c_(std::move(contraction)) {}

    TensorId run() {
        for (const Label l : c_.out) axes_.push_back(c_.sizes[std::size_t(l)]);
        do {
            if (!flatten()) return tensors_.add({}, axes_);
            merge_powers();
        } while (cancel_inverse() || rewrite_function_products(tensors_, c_) || split_closed_parts());
        count_free_labels();
        if (const auto k = factor_to_distribute()) return distribute(*k);
        return tensors_.scale(coefficient_, canonical());
    }

  private:
    const TensorNode& at(TensorId id) const { return tensors_[id]; }

    // ---- factors that are contractions or multiples -----------------------------------------------------------------

    // Draws numbers out and splices contractions in; false if a factor is zero.
    bool flatten() {
        for (std::size_t k = 0; k < c_.factors.size();) {
            const Factor f = c_.factors[k];
            if (at(f.tensor).kind == TensorKind::sum) {
                if (tensors_.is_zero(f.tensor) && f.exponent > 0) return false;
                const Term term = tensors_.primitive(f.tensor);
                if (term.tensor != f.tensor && draw_out(term.coefficient, f.exponent)) {
                    c_.factors[k].tensor = term.tensor;
                    continue;
                }
            }
            if (can_splice(f)) {
                c_.factors.erase(c_.factors.begin() + std::ptrdiff_t(k));
                splice(f);
                continue;
            }
            if (!narrow(c_.factors[k])) ++k;
        }
        for (Factor& f : c_.factors) orient(f);
        return true;
    }

    // Multiplies by the power of a coefficient, where that has one that is a number.
    bool draw_out(double coefficient, double exponent) {
        const double drawn = std::pow(coefficient, exponent);
        if (!std::isnormal(drawn) || !combine(coefficient_, drawn)) return false;
        coefficient_ *= drawn;
        return true;
    }

    bool can_splice(const Factor& f) const {
        const TensorNode& n = at(f.tensor);
        if (n.kind != TensorKind::contraction) return false;
        const Contraction& inner = n.contraction;
        if (inner.sizes.empty()) return splits(f, inner);
        if (n.rank() == 0) return false;  // stays one factor, so that it can be shared
        if (f.exponent == 1) return true;
        for (Label l = 0; l < Label(inner.sizes.size()); ++l)
            if (!inner.is_out(l)) return false;
        return are_distinct(inner.out) && splits(f, inner);
    }

    // Whether the power of a product is the product of the powers wherever it is defined.
    static bool splits(const Factor& f, const Contraction& inner) {
        if (is_integer(f.exponent) || inner.factors.empty()) return true;
        if (inner.factors.size() > 1) return false;
        const double e = inner.factors[0].exponent;
        return !is_integer(e) || !is_even(e);
    }

    // Of a factor with equal entries along an axis, what is left without that axis: x./(rowsum(x)*ones(1,n)) divides by
    // rowsum(x). True if there was one.
    bool narrow(Factor& f) {
        if (at(f.tensor).kind != TensorKind::contraction) return false;
        Contraction inner = at(f.tensor).contraction;
        const auto is_free = [&](Label l) {
            return std::count(inner.out.begin(), inner.out.end(), l) == 1 &&
                   std::none_of(inner.factors.begin(), inner.factors.end(), [&](const Factor& g) {
                       return std::find(g.labels.begin(), g.labels.end(), l) != g.labels.end();
                   });
        };
        std::vector<Label> out, labels;
        for (std::size_t k = 0; k < inner.out.size(); ++k)
            if (!is_free(inner.out[k])) {
                out.push_back(inner.out[k]);
                labels.push_back(f.labels[k]);
            }
        if (out.size() == inner.out.size()) return false;
        inner.out = std::move(out);
        inner.drop_unused_labels();
        f = {tensors_.contract(std::move(inner)), std::move(labels), f.exponent};
        return true;
    }

    void splice(const Factor& f) {
        const Contraction inner = at(f.tensor).contraction;
        std::vector<Label> label_of(inner.sizes.size(), -1);
        for (std::size_t p = 0; p < inner.out.size(); ++p) {
            Label& label = label_of[std::size_t(inner.out[p])];
            // An earlier unification may have renamed it.
            const Label given = current(f.labels[p]);
            if (label < 0)
                label = given;
            else
                unify(current(label), given);
        }
        for (std::size_t l = 0; l < label_of.size(); ++l)
            label_of[l] = label_of[l] < 0 ? c_.add_label(inner.sizes[l]) : current(label_of[l]);
        for (Factor g : inner.factors) {
            for (Label& l : g.labels) l = label_of[std::size_t(l)];
            g.exponent *= f.exponent;
            c_.factors.push_back(std::move(g));
        }
    }

    Label current(Label l) const {
        for (auto i = renamed_.find(l); i != renamed_.end(); i = renamed_.find(l)) l = i->second;
        return l;
    }

    // Everything that is labeled `from` becomes `to`.
    void unify(Label to, Label from) {
        if (to == from) return;
        renamed_[from] = to;
        for (Factor& f : c_.factors) std::replace(f.labels.begin(), f.labels.end(), from, to);
        std::replace(c_.out.begin(), c_.out.end(), from, to);
    }

    // Of a matrix and its transpose, and of both with the other sign, the oldest one is the factor.
    void orient(Factor& f) {
        const TensorKind kind = at(f.tensor).kind;
        if (at(f.tensor).rank() != 2 || (kind != TensorKind::sum && kind != TensorKind::contraction)) return;
        Tensors::Oriented o = tensors_.oriented(f.tensor);
        if (!draw_out(o.coefficient, f.exponent)) {
            const TensorId t = tensors_.transposed(f.tensor);
            o = {1, std::min(f.tensor, t), t < f.tensor};
        }
        f.tensor = o.tensor;
        if (o.is_transposed) std::swap(f.labels[0], f.labels[1]);
    }

    // ---- equal factors ----------------------------------------------------------------------------------------------

    void merge_powers() {
        std::vector<Factor> merged;
        for (Factor& f : c_.factors) {
            std::vector<Label> turned(f.labels.rbegin(), f.labels.rend());
            const bool symmetric = f.labels.size() == 2 && tensors_.is_symmetric(f.tensor);
            const auto same = std::find_if(merged.begin(), merged.end(), [&](const Factor& g) {
                return g.tensor == f.tensor && (g.labels == f.labels || (symmetric && g.labels == turned));
            });
            if (same == merged.end())
                merged.push_back(std::move(f));
            else
                same->exponent += f.exponent;
        }
        std::erase_if(merged, [](const Factor& f) { return f.exponent == 0; });
        c_.factors = std::move(merged);
    }

    // ---- inv(A)*A ---------------------------------------------------------------------------------------------------

    std::size_t uses(Label l) const {
        std::size_t count = std::size_t(std::count(c_.out.begin(), c_.out.end(), l));
        for (const Factor& f : c_.factors) count += std::size_t(std::count(f.labels.begin(), f.labels.end(), l));
        return count;
    }

    bool cancel_inverse() {
        for (std::size_t k = 0; k < c_.factors.size(); ++k) {
            const Factor f = c_.factors[k];
            if (at(f.tensor).kind != TensorKind::inverse || f.exponent != 1) continue;
            const TensorId a = at(f.tensor).arguments[0];
            // Of inv(A)[i,j] either i meets the columns of A, or j its rows; or any where A is symmetric.
            const bool symmetric = tensors_.is_symmetric(a);
            for (const std::size_t side : {0, 1})
                for (const std::size_t meets : {1 - side, side}) {
                    if (meets == side && !symmetric) continue;
                    if (uses(f.labels[side]) == 2 && cancel(k, f.labels[side], f.labels[1 - side], a, meets))
                        return true;
                }
        }
        return false;
    }

    // inv(A), factor k, times A over `inner`, which is axis `meets` of A: the delta of `outer` and A's other axis.
    bool cancel(std::size_t k, Label inner, Label outer, TensorId a, std::size_t meets) {
        const Contraction pattern = tensors_.as_contraction(a);
        if (pattern.out[0] == pattern.out[1]) return false;
        std::vector<Label> label_of(pattern.sizes.size(), -1);
        label_of[std::size_t(pattern.out[meets])] = inner;
        std::vector<bool> taken(c_.factors.size(), false);
        taken[k] = true;
        if (!match(pattern, 0, label_of, taken)) return false;
        const Label other = label_of[std::size_t(pattern.out[1 - meets])];
        if (other < 0) return false;
        std::vector<Factor> left;
        for (std::size_t j = 0; j < taken.size(); ++j)
            if (!taken[j]) left.push_back(c_.factors[j]);
        c_.factors = std::move(left);
        unify(outer, other);
        for (const Label l : label_of)
            if (l != other) done_.push_back(l);
        return true;
    }

    // Finds the factors of the pattern from number `from` on among those that are not taken.
    bool match(const Contraction& pattern, std::size_t from, std::vector<Label>& label_of, std::vector<bool>& taken) {
        if (from == pattern.factors.size()) return summed_inside(pattern, label_of, taken);
        const Factor& wanted = pattern.factors[from];
        for (std::size_t j = 0; j < c_.factors.size(); ++j) {
            const Factor& f = c_.factors[j];
            if (taken[j] || f.tensor != wanted.tensor || f.exponent != wanted.exponent) continue;
            std::vector<Label> tried = label_of;
            const bool symmetric = f.labels.size() == 2 && tensors_.is_symmetric(f.tensor);
            for (const bool turned : {false, true}) {
                if (turned && !symmetric) break;
                tried = label_of;
                if (!bind(wanted.labels, f.labels, turned, tried)) continue;
                taken[j] = true;
                if (match(pattern, from + 1, tried, taken)) {
                    label_of = tried;
                    return true;
                }
                taken[j] = false;
            }
        }
        return false;
    }

    static bool bind(const std::vector<Label>& wanted, const std::vector<Label>& found, bool turned,
                     std::vector<Label>& label_of) {
        for (std::size_t s = 0; s < wanted.size(); ++s) {
            const Label l = found[turned ? found.size() - 1 - s : s];
            Label& place = label_of[std::size_t(wanted[s])];
            if (place >= 0 && place != l) return false;
            if (place < 0 && std::find(label_of.begin(), label_of.end(), l) != label_of.end()) return false;
            place = l;
        }
        return true;
    }

    // The labels that the pattern sums over are used by nothing else.
    bool summed_inside(const Contraction& pattern, const std::vector<Label>& label_of, const std::vector<bool>& taken) {
        for (Label l = 0; l < Label(label_of.size()); ++l) {
            if (pattern.is_out(l)) continue;
            if (c_.is_out(label_of[std::size_t(l)])) return false;
            for (std::size_t j = 0; j < taken.size(); ++j) {
                const auto& labels = c_.factors[j].labels;
                if (!taken[j] && std::find(labels.begin(), labels.end(), label_of[std::size_t(l)]) != labels.end())
                    return false;
            }
        }
        return true;
    }

    // ---- parts that share no label ----------------------------------------------------------------------------------

    // A part without labels in `out` is a scalar of its own. True if one was split off.
    bool split_closed_parts() {
        std::vector<int> part(c_.factors.size());
        std::iota(part.begin(), part.end(), 0);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < part.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (part[i] != part[j] && share_label(c_.factors[i], c_.factors[j])) {
                        part[i] = part[j] = std::min(part[i], part[j]);
                        changed = true;
                    }
        }
        for (std::size_t k = 0; k < part.size(); ++k) {
            if (part[k] != int(k) || c_.factors[k].labels.empty()) continue;
            Contraction closed;
            closed.sizes = c_.sizes;
            std::vector<Factor> rest;
            bool is_closed = true;
            for (std::size_t j = 0; j < part.size(); ++j) {
                (part[j] == int(k) ? closed.factors : rest).push_back(c_.factors[j]);
                if (part[j] == int(k))
                    for (const Label l : c_.factors[j].labels) is_closed = is_closed && !c_.is_out(l);
            }
            if (!is_closed || (rest.empty() && c_.out.empty())) continue;
            c_.factors = std::move(rest);
            for (const Factor& f : closed.factors) done_.insert(done_.end(), f.labels.begin(), f.labels.end());
            closed.drop_unused_labels();
            c_.factors.push_back({tensors_.contract(std::move(closed)), {}, 1});
            return true;
        }
        return false;
    }

    static bool share_label(const Factor& a, const Factor& b) {
        return std::any_of(a.labels.begin(), a.labels.end(),
                           [&](Label l) { return std::find(b.labels.begin(), b.labels.end(), l) != b.labels.end(); });
    }

    // A sum over a label that stands nowhere multiplies by its size.
    void count_free_labels() {
        for (Label l = 0; l < Label(c_.sizes.size()); ++l) {
            if (uses(l) > 0 || renamed_.count(l) > 0 || std::find(done_.begin(), done_.end(), l) != done_.end())
                continue;
            const Term size = tensors_.primitive(tensors_.extent(c_.sizes[std::size_t(l)]));
            coefficient_ *= size.coefficient;
            if (!tensors_.value(size.tensor)) c_.factors.push_back({size.tensor, {}, 1});
        }
        merge_powers();
    }

    // ---- sums -------------------------------------------------------------------------------------------------------

    // A sum that is merely transposed, or that has too many axes for a matrix, is written term by term.
    std::optional<std::size_t> factor_to_distribute() const {
        for (std::size_t k = 0; k < c_.factors.size(); ++k) {
            const Factor& f = c_.factors[k];
            if (at(f.tensor).kind != TensorKind::sum || f.exponent != 1) continue;
            const bool alone = c_.factors.size() == 1 && are_distinct(c_.out) && are_distinct(f.labels) &&
                               c_.out.size() == f.labels.size() &&
                               std::all_of(f.labels.begin(), f.labels.end(), [&](Label l) { return c_.is_out(l); });
            if (alone || f.labels.size() > 2) return k;
        }
        return {};
    }

    TensorId distribute(std::size_t k) {
        std::vector<Term> terms;
        const std::vector<Term> of_factor = at(c_.factors[k].tensor).terms;
        c_.drop_unused_labels();
        for (const Term& t : of_factor) {
            Contraction one = c_;
            one.factors[k].tensor = t.tensor;
            terms.push_back({t.coefficient, tensors_.contract(std::move(one))});
        }
        return tensors_.scale(coefficient_, tensors_.add(terms, axes_));
    }

    // ---- the node ---------------------------------------------------------------------------------------------------

    TensorId canonical() {
        c_.drop_unused_labels();
        if (c_.factors.size() == 1 && c_.factors[0].exponent == 1 && c_.factors[0].labels == c_.out &&
            are_distinct(c_.out))
            return c_.factors[0].tensor;
        std::vector<bool> symmetric;
        for (const Factor& f : c_.factors) symmetric.push_back(f.labels.size() == 2 && tensors_.is_symmetric(f.tensor));
        TensorNode node{TensorKind::contraction, axes_};
        node.contraction = with_canonical_labels(c_, symmetric);
        return tensors_.store(std::move(node));
    }

    Tensors& tensors_;
    Contraction c_;
    double coefficient_ = 1;
    std::vector<Axis> axes_;
    std::unordered_map<Label, Label> renamed_;
    std::vector<Label> done_;  // labels that were summed over already
};

TensorId Tensors::contract(Contraction contraction) {
    return Contracting(*this, std::move(contraction)).run();
}

}  // namespace la
