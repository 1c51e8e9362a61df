#include "calculus/function_products.hpp"

#include <algorithm>

namespace la {

namespace {

class FunctionProducts {
  public:
    FunctionProducts(Tensors& tensors, Contraction& contraction) : t_(tensors), factors_(contraction.factors) {}

    bool run() {
        for (std::size_t k = 0; k < factors_.size(); ++k)
            if (rewrite_power(factors_[k]) || rewrite_quotient(k) || rewrite_pair(k)) return true;
        return false;
    }

  private:
    const TensorNode& at(TensorId id) const { return t_[id]; }

    bool is_map(TensorId id, Function f) const { return at(id).kind == TensorKind::map && at(id).function == f; }

    void erase(std::size_t k) { factors_.erase(factors_.begin() + std::ptrdiff_t(k)); }

    bool rewrite_power(Factor& f) {
        if (is_map(f.tensor, Function::abs) && is_even(f.exponent)) {
            f.tensor = at(f.tensor).arguments[0];
            return true;
        }
        if (is_map(f.tensor, Function::sign) && is_integer(f.exponent) && f.exponent > 2) {
            f.exponent -= 2;
            return true;
        }
        if (is_map(f.tensor, Function::exp) && f.exponent != 1) {
            const TensorId argument = at(f.tensor).arguments[0];
            f.tensor = t_.map(Function::exp, t_.scale(f.exponent, argument));
            f.exponent = 1;
            return true;
        }
        // 1/(1+exp(z)) is sigmoid(-z).
        if (f.exponent < 0 && at(f.tensor).kind == TensorKind::sum) {
            const auto z = exponent_beside_one(f.tensor);
            if (!z) return false;
            f.tensor = t_.map(Function::sigmoid, t_.scale(-1, *z));
            f.exponent = -f.exponent;
            return true;
        }
        return false;
    }

    // z where the tensor is 1 + exp(z).
    std::optional<TensorId> exponent_beside_one(TensorId id) const {
        const auto& terms = at(id).terms;
        if (terms.size() != 2 || terms[0].coefficient != 1 || terms[1].coefficient != 1) return {};
        for (const std::size_t k : {0, 1})
            if (is_map(terms[k].tensor, Function::exp) && t_.value(terms[1 - k].tensor) == 1)
                return at(terms[k].tensor).arguments[0];
        return {};
    }

    // exp(z)/sum(exp(z)) over the last axis of z is softmax(z).
    bool rewrite_quotient(std::size_t k) {
        if (!is_map(factors_[k].tensor, Function::exp)) return false;
        if (std::none_of(factors_.begin(), factors_.end(), [](const Factor& f) { return f.exponent < 0; }))
            return false;
        const Factor numerator = factors_[k];
        const std::size_t rank = numerator.labels.size();
        if (rank == 0 || rank > 2) return false;
        Contraction total;
        const std::vector<Label> labels = total.add_labels(at(numerator.tensor).axes);
        total.factors = {{numerator.tensor, labels, 1}};
        total.out.assign(labels.begin(), labels.end() - 1);
        const TensorId sum = t_.contract(total);
        for (std::size_t j = 0; j < factors_.size(); ++j) {
            Factor& f = factors_[j];
            if (f.tensor != sum || f.exponent >= 0) continue;
            if (!std::equal(f.labels.begin(), f.labels.end(), numerator.labels.begin())) continue;
            factors_[k].tensor = t_.softmax(at(numerator.tensor).arguments[0]);
            f.exponent += 1;
            if (f.exponent == 0) erase(j);
            return true;
        }
        return false;
    }

    // exp(z).*sigmoid(-z) is sigmoid(z); x.*sign(x) is abs(x); relu(x) times its derivative is relu(x).
    bool rewrite_pair(std::size_t k) {
        const Factor f = factors_[k];
        const auto partner = [&](Function function, TensorId argument, double exponent) {
            const TensorId wanted = t_.map(function, argument);
            for (std::size_t j = 0; j < factors_.size(); ++j)
                if (j != k && factors_[j].tensor == wanted && factors_[j].labels == f.labels &&
                    factors_[j].exponent >= exponent)
                    return j;
            return factors_.size();
        };
        const auto fused = [&](std::size_t j, TensorId tensor) {
            if (j == factors_.size()) return false;
            factors_[k] = {tensor, f.labels, 1};
            factors_[j].exponent -= 1;
            if (factors_[j].exponent == 0) erase(j);
            return true;
        };
        if (is_map(f.tensor, Function::exp)) {
            const TensorId z = at(f.tensor).arguments[0];
            return fused(partner(Function::sigmoid, t_.scale(-1, z), 1), t_.map(Function::sigmoid, z));
        }
        if (is_map(f.tensor, Function::sign) && f.exponent == 1) {
            const TensorId z = at(f.tensor).arguments[0];
            for (Factor& g : factors_)
                if (g.tensor == z && g.exponent == 1 && g.labels == f.labels) {
                    g.tensor = t_.map(Function::abs, z);
                    erase(k);
                    return true;
                }
        }
        if (is_map(f.tensor, Function::relu) && is_map(at(f.tensor).arguments[0], Function::sign)) {
            const TensorId z = at(at(f.tensor).arguments[0]).arguments[0];
            if (partner(Function::relu, z, 1) == factors_.size()) return false;
            erase(k);
            return true;
        }
        return false;
    }

    Tensors& t_;
    std::vector<Factor>& factors_;
};

}  // namespace

bool rewrite_function_products(Tensors& tensors, Contraction& contraction) {
    return FunctionProducts(tensors, contraction).run();
}

}  // namespace la
