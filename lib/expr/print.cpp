#include "expr/print.hpp"

#include "text/format_number.hpp"

namespace la {

namespace {

// How tightly the outermost operator of a text binds.
enum Binding { sum = 1, term = 2, sign = 3, power = 4, primary = 5 };

struct Printed {
    std::string text;
    Binding binding = primary;
    bool signed_primary = true;  // minus signs before a primary: an exponent without parentheses
};

Binding binding_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::add:
        case NodeKind::subtract:
            return sum;
        case NodeKind::multiply:
        case NodeKind::divide:
        case NodeKind::left_divide:
        case NodeKind::elementwise_multiply:
        case NodeKind::elementwise_divide:
            return term;
        case NodeKind::negate:
            return sign;
        case NodeKind::power:
        case NodeKind::elementwise_power:
        case NodeKind::conjugate_transpose:
        case NodeKind::transpose:
            return power;
        case NodeKind::number:
        case NodeKind::imaginary:
        case NodeKind::pi:
        case NodeKind::name:
        case NodeKind::call:
        case NodeKind::row:
        case NodeKind::brackets:
            break;
    }
    return primary;
}

// The text is moved and extended in place, so that a long chain costs linear time.
std::string enclosed(Printed& operand, bool needed) {
    return needed ? "(" + operand.text + ")" : std::move(operand.text);
}

class Printer {
  public:
    explicit Printer(const Syntax& syntax) : syntax_(syntax), printed_(syntax.nodes.size()) {}

    std::string run() {
        if (printed_.empty()) return "";
        for (std::size_t i = 0; i < printed_.size(); ++i) {
            const Node& node = syntax_.nodes[i];
            printed_[i].binding = binding_of(node.kind);
            printed_[i].text = text_of(node);
            printed_[i].signed_primary = printed_[i].binding == primary ||
                                         (node.kind == NodeKind::negate && printed_[node.arguments[0]].signed_primary);
        }
        return std::move(printed_.back().text);
    }

  private:
    std::string text_of(const Node& node) {
        switch (node.kind) {
            case NodeKind::number:
                return number_text(node.number);
            case NodeKind::imaginary:
                return number_text(node.number) + "i";
            case NodeKind::pi:
                return "pi";
            case NodeKind::name:
                return node.name;
            case NodeKind::call:
                return std::string(info(node.function).name) + "(" + joined(node, ", ") + ")";
            case NodeKind::row:
                return joined(node, ", ");
            case NodeKind::brackets:
                return "[" + joined(node, "; ") + "]";
            case NodeKind::negate:
                return "-" + operand(node.arguments[0], sign);
            case NodeKind::conjugate_transpose:
            case NodeKind::transpose:
                return operand(node.arguments[0], power) + std::string(operator_text(node.kind));
            case NodeKind::add:
            case NodeKind::subtract:
            case NodeKind::multiply:
            case NodeKind::divide:
            case NodeKind::left_divide:
            case NodeKind::power:
            case NodeKind::elementwise_multiply:
            case NodeKind::elementwise_divide:
            case NodeKind::elementwise_power:
                break;
        }
        return binary(node);
    }

    std::string operand(std::size_t index, Binding least) {
        return enclosed(printed_[index], printed_[index].binding < least);
    }

    std::string binary(const Node& node) {
        const Binding own = binding_of(node.kind);
        std::string text = operand(node.arguments[0], own);
        text += operator_text(node.kind);
        Printed& right = printed_[node.arguments[1]];
        text += enclosed(right, own == power ? !right.signed_primary : right.binding <= own);
        return text;
    }

    std::string joined(const Node& node, const char* separator) {
        std::string text;
        for (std::size_t k = 0; k < node.arguments.size(); ++k) {
            if (k > 0) text += separator;
            text += printed_[node.arguments[k]].text;
        }
        return text;
    }

    const Syntax& syntax_;
    std::vector<Printed> printed_;
};

}  // namespace

std::string print(const Syntax& syntax) {
    return Printer(syntax).run();
}

}  // namespace la
