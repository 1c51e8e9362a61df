#include "calculus/canonical_labels.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace la {

namespace {

using Color = std::uint64_t;
using Colors = std::vector<Color>;

Color mix(Color hash, Color value) {
    hash ^= value + 0x9E3779B97F4A7C15ull + (hash << 6) + (hash >> 2);
    hash *= 0xBF58476D1CE4E5B9ull;
    return hash ^ (hash >> 29);
}

bool precedes(const Factor& a, const Factor& b) {
    if (a.tensor != b.tensor) return a.tensor < b.tensor;
    if (a.exponent != b.exponent) return a.exponent < b.exponent;
    return a.labels < b.labels;
}

bool precedes(const Contraction& a, const Contraction& b) {
    return std::lexicographical_compare(a.factors.begin(), a.factors.end(), b.factors.begin(), b.factors.end(),
                                        [](const Factor& x, const Factor& y) { return precedes(x, y); });
}

class Numbering {
  public:
    Numbering(const Contraction& contraction, const std::vector<bool>& symmetric)
        : given_(contraction), symmetric_(symmetric) {}

    Contraction run() {
        Colors colors(given_.sizes.size());
        for (std::size_t l = 0; l < colors.size(); ++l) colors[l] = mix(1, Color(given_.sizes[l]));
        for (std::size_t p = 0; p < given_.out.size(); ++p) {
            Color& color = colors[std::size_t(given_.out[p])];
            color = mix(color, 1000 + p);
        }
        search(std::move(colors));
        return *best_;
    }

  private:
    static std::size_t classes(Colors colors) {
        std::sort(colors.begin(), colors.end());
        return std::size_t(std::unique(colors.begin(), colors.end()) - colors.begin());
    }

    // LabelList that stand in unlike places get unlike colors.
    void refine(Colors& colors) const {
        for (std::size_t count = classes(colors);;) {
            Colors next = colors;
            for (std::size_t k = 0; k < given_.factors.size(); ++k) {
                const Factor& f = given_.factors[k];
                Color signature = mix(f.tensor, std::bit_cast<Color>(f.exponent));
                Color together = 0;
                for (const Label l : f.labels) {
                    if (!symmetric_[k]) signature = mix(signature, colors[std::size_t(l)]);
                    together += mix(2, colors[std::size_t(l)]);
                }
                signature = mix(signature, together);
                for (std::size_t s = 0; s < f.labels.size(); ++s)
                    next[std::size_t(f.labels[s])] += mix(signature, symmetric_[k] ? 0 : s);
            }
            for (std::size_t l = 0; l < colors.size(); ++l) next[l] = mix(next[l], colors[l]);
            colors = std::move(next);
            const std::size_t refined = classes(colors);
            if (refined == count) return;
            count = refined;
        }
    }

    void search(Colors colors) {
        refine(colors);
        std::map<Color, std::vector<std::size_t>> by_color;
        for (std::size_t l = 0; l < colors.size(); ++l) by_color[colors[l]].push_back(l);
        for (const auto& [_, labels] : by_color) {
            if (labels.size() == 1) continue;
            for (const std::size_t l : labels) {
                Colors tried = colors;
                tried[l] = mix(tried[l], 3);
                search(std::move(tried));
                if (++searched_ > most_searched) return;
            }
            return;
        }
        Contraction found = numbered(colors);
        if (!best_ || precedes(found, *best_)) best_ = std::move(found);
    }

    Contraction numbered(const Colors& colors) const {
        std::vector<Label> order;
        for (const Label l : given_.out)
            if (std::find(order.begin(), order.end(), l) == order.end()) order.push_back(l);
        std::vector<Label> summed;
        for (Label l = 0; l < Label(colors.size()); ++l)
            if (!given_.is_out(l)) summed.push_back(l);
        std::sort(summed.begin(), summed.end(),
                  [&](Label a, Label b) { return colors[std::size_t(a)] < colors[std::size_t(b)]; });
        order.insert(order.end(), summed.begin(), summed.end());

        std::vector<Label> number(colors.size());
        Contraction result;
        for (const Label l : order) number[std::size_t(l)] = result.add_label(given_.sizes[std::size_t(l)]);
        for (const Label l : given_.out) result.out.push_back(number[std::size_t(l)]);
        for (std::size_t k = 0; k < given_.factors.size(); ++k) {
            Factor f = given_.factors[k];
            for (Label& l : f.labels) l = number[std::size_t(l)];
            if (symmetric_[k]) std::sort(f.labels.begin(), f.labels.end());
            result.factors.push_back(std::move(f));
        }
        std::sort(result.factors.begin(), result.factors.end(),
                  [](const Factor& a, const Factor& b) { return precedes(a, b); });
        return result;
    }

    static constexpr int most_searched = 200;

    const Contraction& given_;
    const std::vector<bool>& symmetric_;
    std::optional<Contraction> best_;
    int searched_ = 0;
};

}  // namespace

Contraction with_canonical_labels(const Contraction& contraction, const std::vector<bool>& symmetric) {
    return Numbering(contraction, symmetric).run();
}

}  // namespace la
