// laexpr: the value of a matrix expression.
//
// laexpr '3*y - z' y=y.csv z=z.csv          laexpr 'softmax(Q*K'\''/sqrt(d))*V' Q=q.csv K=k.csv V=v.csv d:=64
#include <algorithm>

#include "bindings.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "expr/evaluate.hpp"
#include "expr/nearest.hpp"
#include "expr/parser.hpp"

namespace {

using namespace la;

struct Options {};

void declare(CommandLine& line, Options&) {
    line.hint("; an expression that begins with '-' follows '--'");
}

// The name that takes standard input: the only one without a value. Empty where there is none, and where the name is
// probably a misprint of a binding that the expression does not use: evaluate() then says so.
std::string name_of_standard_input(const Syntax& expression, const std::vector<BindingOperand>& operands) {
    const std::vector<std::string> names = names_in(expression);
    std::vector<std::string> unbound = names, unused;
    for (const BindingOperand& o : operands) {
        std::erase(unbound, o.name);
        if (std::find(names.begin(), names.end(), o.name) == names.end()) unused.push_back(o.name);
    }
    return unbound.size() == 1 && suggestion(unbound[0], unused).empty() ? unbound[0] : "";
}

void execute(const Options&, Session& session) {
    if (session.operands.empty()) throw usage_error("an expression is needed");
    const Syntax expression = parse(session.operands[0]);
    const std::vector<BindingOperand> operands = binding_operands(session.operands, 1);
    const std::string from_standard_input = name_of_standard_input(expression, operands);
    std::vector<std::string> known{from_standard_input};
    for (const BindingOperand& o : operands) known.push_back(o.name);
    require_known_names(expression, known);
    Bindings bindings = read_bindings(operands, session);
    if (!from_standard_input.empty()) bindings.emplace(from_standard_input, session.open_standard_input().read_one());
    session.allow_threads(work_estimate(bindings));
    std::vector<std::string> drivers, warnings;
    session.output.write(evaluate(expression, std::move(bindings), {session.common.threads, &drivers, &warnings}));
    for (const std::string& warning : warnings) session.warn(warning);
    for (const std::string& driver : drivers) session.note_driver(driver);
}

}  // namespace

extern const la::Tool laexpr = {"laexpr", "The value of a matrix expression.",
                                "EXPR [NAME=FILE...] [NAME:=CONSTANT...]", la::run<Options, declare, execute>};
