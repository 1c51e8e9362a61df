#include "expr/print.hpp"

#include <doctest/doctest.h>

#include <random>

#include "expr/parser.hpp"

namespace {

using la::NodeKind;

// A random tree of every kind of node, built bottom up.
class RandomTree {
  public:
    explicit RandomTree(unsigned seed) : random_(seed) {}

    la::Syntax make(int depth) {
        tree_ = {};
        grow(depth);
        return tree_;
    }

  private:
    int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

    std::size_t leaf() {
        static const char* const names[] = {"A", "b", "x_1", "e", "i2"};
        static const double numbers[] = {0, 1, 2, 0.5, 1e-7, 1.5e300, 123456789};
        switch (pick(4)) {
            case 0:
                return tree_.add_name(names[pick(5)]);
            case 1:
                return tree_.add(NodeKind::pi);
            case 2: {
                const std::size_t i = tree_.add_number(numbers[pick(7)]);
                tree_.nodes[i].kind = NodeKind::imaginary;
                return i;
            }
            default:
                return tree_.add_number(numbers[pick(7)]);
        }
    }

    std::vector<std::size_t> several(int count, int depth) {
        std::vector<std::size_t> all;
        for (int k = 0; k < count; ++k) all.push_back(grow(depth));
        return all;
    }

    std::size_t grow(int depth) {
        static const NodeKind unary[] = {NodeKind::negate, NodeKind::conjugate_transpose, NodeKind::transpose};
        static const NodeKind binary[] = {NodeKind::add,
                                          NodeKind::subtract,
                                          NodeKind::multiply,
                                          NodeKind::divide,
                                          NodeKind::left_divide,
                                          NodeKind::power,
                                          NodeKind::elementwise_multiply,
                                          NodeKind::elementwise_divide,
                                          NodeKind::elementwise_power};
        if (depth == 0) return leaf();
        switch (pick(8)) {
            case 0:
                return leaf();
            case 1:
            case 2: {
                const std::size_t a = grow(depth - 1);
                return tree_.add(unary[pick(3)], {a});
            }
            case 3: {
                std::vector<std::size_t> rows;
                for (int r = pick(3); r > 0; --r)
                    rows.push_back(tree_.add(NodeKind::row, several(1 + pick(3), depth - 1)));
                return tree_.add(NodeKind::brackets, rows);
            }
            case 4: {
                const auto function = static_cast<la::Function>(pick(int(la::Function::matrix) + 1));
                return tree_.add_call(function, several(la::info(function).most_arguments, depth - 1));
            }
            default: {
                auto both = several(2, depth - 1);
                return tree_.add(binary[pick(9)], std::move(both));
            }
        }
    }

    std::mt19937 random_;
    la::Syntax tree_;
};

std::string reprinted(const std::string& text) {
    return la::print(la::parse(text));
}

}  // namespace

TEST_CASE("parentheses are printed where they are needed only") {
    CHECK(reprinted("(A + A')*x") == "(A+A')*x");
    CHECK(reprinted("((a*b))*(c)") == "a*b*c");
    CHECK(reprinted("a*(b*c)") == "a*(b*c)");
    CHECK(reprinted("a-(b-c)") == "a-(b-c)");
    CHECK(reprinted("(-a)*b") == "-a*b");
    CHECK(reprinted("-(a*b)") == "-(a*b)");
    CHECK(reprinted("(-x).^2") == "(-x).^2");
    CHECK(reprinted("-x.^2") == "-x.^2");
    CHECK(reprinted("2^(-3)") == "2^-3");
    CHECK(reprinted("2^(3^2)") == "2^(3^2)");
    CHECK(reprinted("2^(-3^2)") == "2^(-3^2)");
    CHECK(reprinted("2^(x')") == "2^(x')");
    CHECK(reprinted("(a^b)'") == "a^b'");
    CHECK(reprinted("2 .* x") == "2.*x");
    CHECK(reprinted("[1 -2\n3 4]") == "[1, -2; 3, 4]");
    CHECK(reprinted("arctan(1e5*.5i)") == "atan(100000*0.5i)");
    CHECK(reprinted("[]") == "[]");
}

TEST_CASE("what is printed parses to the same tree") {
    RandomTree trees(20);
    for (int i = 0; i < 3000; ++i) {
        const la::Syntax tree = trees.make(1 + i % 6);
        const std::string text = la::print(tree);
        INFO(text);
        CHECK(la::parse(text) == tree);
    }
}
