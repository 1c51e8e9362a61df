#include "bindings.hpp"

#include <cmath>

#include "core/error.hpp"
#include "expr/functions.hpp"
#include "expr/lexer.hpp"
#include "expr/parser.hpp"

namespace la {

namespace {

void require_free_name(const std::string& name, const std::string& operand) {
    if (!is_name(name)) throw usage_error("'" + name + "' in '" + operand + "' is not a name");
    if (name == "pi") throw usage_error("'pi' is a constant and cannot be bound");
    if (find_function(name)) throw usage_error("'" + name + "' is a function and cannot be bound");
}

BindingOperand take_apart(const std::string& operand) {
    const std::size_t equals = operand.find('=');
    if (equals == std::string::npos) throw usage_error("expected NAME=FILE or NAME:=CONSTANT, found '" + operand + "'");
    const bool constant = equals > 0 && operand[equals - 1] == ':';
    const std::string name = operand.substr(0, constant ? equals - 1 : equals);
    require_free_name(name, operand);
    return {name, constant, operand.substr(equals + 1)};
}

}  // namespace

std::vector<BindingOperand> binding_operands(const std::vector<std::string>& operands, std::size_t first) {
    std::vector<BindingOperand> found;
    for (std::size_t i = first; i < operands.size(); ++i) {
        found.push_back(take_apart(operands[i]));
        for (std::size_t j = 0; j + 1 < found.size(); ++j)
            if (found[j].name == found.back().name) throw usage_error("'" + found[j].name + "' is bound twice");
    }
    return found;
}

Matrix constant_value(const std::string& text, Session& session) {
    std::vector<std::string> warnings;
    Matrix value = evaluate(parse(text), {}, {session.common.threads, nullptr, &warnings});
    for (const std::string& warning : warnings) session.warn(warning);
    return value;
}

Bindings read_bindings(const std::vector<BindingOperand>& operands, Session& session) {
    Bindings bindings;
    for (const BindingOperand& o : operands)
        bindings.emplace(o.name, o.constant ? constant_value(o.text, session) : session.inputs.open(o.text).read_one());
    return bindings;
}

double work_estimate(const Bindings& bindings) {
    double work = 0;
    for (const auto& [_, m] : bindings) work += std::pow(static_cast<double>(m.cells()), 1.5);
    return work;
}

}  // namespace la
