#include "calculus/function_products.hpp"

#include <algorithm>
#include <utility>

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
        if (const auto z = t_.exponent_beside_one(f.tensor); z && f.exponent < 0) {
            f.tensor = t_.map(Function::sigmoid, t_.scale(-1, *z));
            f.exponent = -f.exponent;
            return true;
        }
        return false;
    }

    // exp(z)/sum(exp(z)) over an axis of z is softmax(z) or softmax(z')'.
    bool rewrite_quotient(std::size_t k) {
        if (!is_map(factors_[k].tensor, Function::exp)) return false;
        if (std::none_of(factors_.begin(), factors_.end(), [](const Factor& f) { return f.exponent < 0; }))
            return false;
        const std::size_t rank = factors_[k].labels.size();
        if (rank == 1) return divide_by_sum(k, {});
        return rank == 2 && (divide_by_sum(k, {0}) || divide_by_sum(k, {1}));
    }

    // The sum of factor k over all axes but those that are kept.
    bool divide_by_sum(std::size_t k, const std::vector<std::size_t>& kept) {
        const Factor numerator = factors_[k];
        Contraction total;
        total.factors = {{numerator.tensor, total.add_labels(at(numerator.tensor).axes), 1}};
        std::vector<Label> labels;
        for (const std::size_t axis : kept) {
            total.out.push_back(total.factors[0].labels[axis]);
            labels.push_back(numerator.labels[axis]);
        }
        const TensorId sum = t_.contract(std::move(total));
        const auto divisor = std::find_if(factors_.begin(), factors_.end(), [&](const Factor& f) {
            return f.tensor == sum && f.exponent < 0 && f.labels == labels;
        });
        if (divisor == factors_.end()) return false;
        const bool is_turned = kept == std::vector<std::size_t>{1};
        const TensorId z = at(numerator.tensor).arguments[0];
        factors_[k].tensor = t_.softmax(is_turned ? t_.transposed(z) : z);
        if (is_turned) std::swap(factors_[k].labels[0], factors_[k].labels[1]);
        divisor->exponent += 1;
        if (divisor->exponent == 0) factors_.erase(divisor);
        return true;
    }

    // The factor that a tensor over these labels is: the oriented one, and the coefficient that is drawn out of it.
    std::pair<double, Factor> factor_of(TensorId a, std::vector<Label> labels) {
        if (labels.size() != 2) {
            const Term p = t_.primitive(a);
            return {p.coefficient, {p.tensor, std::move(labels), 1}};
        }
        const Tensors::Oriented o = t_.oriented(a);
        if (o.is_transposed) std::swap(labels[0], labels[1]);
        return {o.coefficient, {o.tensor, std::move(labels), 1}};
    }

    // Another factor than k that is `wanted` to a power of at least the exponent; or their number.
    std::size_t partner(std::size_t k, const Factor& wanted, double exponent) const {
        std::size_t j = 0;
        while (j < factors_.size() && (j == k || factors_[j].tensor != wanted.tensor ||
                                       factors_[j].labels != wanted.labels || factors_[j].exponent < exponent))
            ++j;
        return j;
    }

    // Factor k, and factor j to the power 1, become one.
    bool fuse(std::size_t k, std::size_t j, TensorId tensor) {
        if (j == factors_.size()) return false;
        factors_[k] = {tensor, factors_[k].labels, 1};
        factors_[j].exponent -= 1;
        if (factors_[j].exponent == 0) erase(j);
        return true;
    }

    // exp(z).*sigmoid(-z) is sigmoid(z); x.*sign(x) is abs(x); relu(x) times its derivative is relu(x).
    bool rewrite_pair(std::size_t k) {
        const Factor f = factors_[k];
        if (is_map(f.tensor, Function::exp)) {
            const TensorId z = at(f.tensor).arguments[0];
            const auto [_, mirrored] = factor_of(t_.map(Function::sigmoid, t_.scale(-1, z)), f.labels);
            return fuse(k, partner(k, mirrored, 1), t_.map(Function::sigmoid, z));
        }
        if (is_map(f.tensor, Function::sign) && f.exponent == 1) {
            const TensorId z = at(f.tensor).arguments[0];
            const auto [coefficient, wanted] = factor_of(z, f.labels);
            const std::size_t j = partner(k, wanted, 1);
            if (j == factors_.size() || factors_[j].exponent != 1) return false;
            factors_.push_back({t_.number(1 / coefficient), {}, 1});
            return fuse(k, j, t_.map(Function::abs, z));
        }
        if (is_map(f.tensor, Function::relu) && is_map(at(f.tensor).arguments[0], Function::sign)) {
            const TensorId z = at(at(f.tensor).arguments[0]).arguments[0];
            const auto [_, whole] = factor_of(t_.map(Function::relu, z), f.labels);
            if (partner(k, whole, 1) == factors_.size()) return false;
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
