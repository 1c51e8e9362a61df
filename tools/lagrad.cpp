// lagrad: the derivative of a matrix expression, as a formula and as numbers.
//
// lagrad "x'*A*x" --wrt x          lagrad "norm2(A*x-y)^2" --wrt x A=A.csv x=x.csv y=y.csv
#include <algorithm>

#include "bindings.hpp"
#include "calculus/derivative.hpp"
#include "calculus/difference_check.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "expr/evaluate.hpp"
#include "expr/lexer.hpp"
#include "expr/parser.hpp"
#include "expr/print.hpp"
#include "lagrad_names.hpp"

namespace {

using namespace la;

struct Options {
    std::optional<std::string> variable;
    std::optional<std::int64_t> order;
    bool hessian = false, value = false, check = false, formula = false;
    double rtol = 1e-6;
    std::vector<std::string> declarations;
};

void declare(CommandLine& line, Options& o) {
    line.text("--wrt", "NAME", o.variable, "the name that the derivative is taken by");
    line.integer("--order", "N", o.order, "1, 2 or 3: the order of the derivative; 1 where not given");
    line.flag("--hessian", o.hessian, "the second derivative");
    line.flag("--value", o.value, "the expression itself");
    line.flag("--check", o.check, "compare with central differences: print the worst error, status 1 beyond --rtol");
    line.number("--rtol", "R", o.rtol, "the relative error that --check allows (default: 1e-6)");
    line.flag("--formula", o.formula, "print the formula though names are bound");
    line.custom("--declare", "DECLARATION",
                "NAME=scalar, vector, matrix, symmetric or RxC: what a name is; may be repeated",
                [&o](const std::string& value) { o.declarations.push_back(value); });
    line.hint("; an expression that begins with '-' follows '--'");
}

// Tells where the expression itself has no finite value at the data.
bool tell_value(Derivative& derivative, const Bindings& bindings, Session& session) {
    const Syntax value = derivative.value_formula();
    if (value.nodes.empty()) return false;
    const Trial trial = attempt(value, bindings, session.common.threads);
    if (!trial.trouble.empty()) session.warn(trial.trouble);
    return !trial.trouble.empty();
}

// The value of the derivative, or of the expression itself for order 0; told where it is not finite.
std::vector<Matrix> values(Derivative& derivative, int order, const Bindings& bindings, Session& session) {
    for (const std::string& kink : derivative.settle_kinks(bindings, session.common.threads)) session.warn(kink);
    std::vector<std::string> warnings;
    std::vector<Matrix> results = evaluate(derivative, bindings, {session.common.threads, nullptr, &warnings});
    const bool is_told = order > 0 && tell_value(derivative, bindings, session);
    if (!warnings.empty() && !is_told) session.warn(warnings[0]);
    return results;
}

void write_results(std::vector<Matrix> results, const Derivative& derivative, Session& session) {
    if (derivative.directions().empty()) return session.output.write(std::move(results[0]));
    const auto& last = derivative.directions().back().shape;
    const std::size_t inner = last.rows.value * last.cols.value;
    std::vector<NamedMatrix> documents;
    for (std::size_t k = 0; k < results.size(); ++k) {
        std::string name = std::to_string(k % inner + 1);
        if (derivative.directions().size() > 1) name = std::to_string(k / inner + 1) + "," + name;
        documents.push_back({name, std::move(results[k])});
    }
    session.output.write(std::move(documents));
}

int order_of(const Options& o) {
    if (o.hessian + o.value + o.order.has_value() > 1)
        throw usage_error("--order, --hessian and --value exclude each other");
    if (o.order && (*o.order < 1 || *o.order > 3)) throw usage_error("--order takes 1, 2 or 3");
    return o.value ? 0 : o.hessian ? 2 : o.order ? int(*o.order) : 1;
}

void execute(const Options& o, Session& session) {
    if (session.operands.empty()) throw usage_error("an expression is needed");
    const int order = order_of(o);
    if (!o.variable) throw usage_error("--wrt is needed: the name that the derivative is taken by");
    if (!is_name(*o.variable) || find_function(*o.variable) || *o.variable == "pi")
        throw usage_error("--wrt takes a name, found '" + *o.variable + "'");
    if (o.check && (o.value || o.formula)) throw usage_error("--check excludes --value and --formula");
    const Syntax expression = parse(session.operands[0]);
    const std::vector<BindingOperand> operands = binding_operands(session.operands, 1);
    std::vector<std::string> names = names_in(expression);
    Declared known = read_declarations(o.declarations);
    Bindings bindings = read_bindings(operands, session);
    take_bound(known, bindings);
    if (o.check && bindings.empty()) throw usage_error("--check needs values: give NAME=FILE");
    const bool numbers = !bindings.empty() && !o.formula;
    if (numbers) require_bound(names, bindings);
    names.push_back(*o.variable);
    if (numbers && !o.value) require_bound({*o.variable}, bindings);
    complete(known, names);

    const DerivativeOptions how{*o.variable, order, known.symmetric};
    Derivative derivative(expression, known.shapes, how);
    if (!numbers) return session.output.write_text(print(derivative.formula()) + "\n");
    session.allow_threads(work_estimate(bindings));
    std::vector<Matrix> results = values(derivative, order, bindings, session);
    if (!o.check) return write_results(std::move(results), derivative, session);
    const double of_value = value_error(expression, derivative, bindings);
    if (!(of_value <= o.rtol))
        session.warn("the formula that is derived has another value than the expression: see --value");
    const double error = std::max(of_value, difference_error(expression, known.shapes, how, results, bindings));
    session.output.write(Matrix(arma::mat(1, 1, arma::fill::value(error))));
    if (!(error <= o.rtol)) session.status = 1;
}

}  // namespace

extern const la::Tool lagrad = {"lagrad", "The derivative of a matrix expression.",
                                "EXPR --wrt NAME [NAME=FILE...] [NAME:=CONSTANT...]",
                                la::run<Options, declare, execute>};
