// lagrad: the derivative of a matrix expression, as a formula and as numbers.
//
// lagrad "x'*A*x" --wrt x          lagrad "norm2(A*x-y)^2" --wrt x A=A.csv x=x.csv y=y.csv
#include <algorithm>
#include <cctype>
#include <set>

#include "bindings.hpp"
#include "calculus/derivative.hpp"
#include "calculus/difference_check.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "expr/evaluate.hpp"
#include "expr/lexer.hpp"
#include "expr/parser.hpp"
#include "expr/print.hpp"
#include "ops/symmetry.hpp"

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

// What is known of the names before any file is read.
struct Declared {
    NameShapes shapes;
    std::set<std::string> symmetric;
};

std::optional<Shape> sizes_in(const std::string& spec) {
    const std::size_t x = spec.find('x');
    const auto is_count = [](const std::string& digits) {
        return !digits.empty() && digits.size() < 10 &&
               std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    };
    if (x == std::string::npos || !is_count(spec.substr(0, x)) || !is_count(spec.substr(x + 1))) return {};
    return Shape::of(std::stoul(spec.substr(0, x)), std::stoul(spec.substr(x + 1)));
}

Declared declared(const std::vector<std::string>& declarations) {
    Declared result;
    arma::uword symbol = 0;
    for (const std::string& text : declarations) {
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals),
                          spec = equals == std::string::npos ? "" : text.substr(equals + 1);
        if (equals == std::string::npos || !is_name(name) || name == "pi" || find_function(name))
            throw usage_error("--declare takes NAME=SPEC, found '" + text + "'");
        if (result.shapes.count(name) > 0) throw usage_error("'" + name + "' is declared twice");
        Shape& shape = result.shapes[name].shape;
        const Dimension n = Dimension::symbol(symbol++), m = Dimension::symbol(symbol++);
        if (spec == "scalar")
            shape = Shape::of(1, 1);
        else if (spec == "vector")
            shape = {n, Dimension::of(1)};
        else if (spec == "matrix")
            shape = {n, m};
        else if (spec == "symmetric")
            shape = {n, n};
        else if (const auto sizes = sizes_in(spec))
            shape = *sizes;
        else
            throw usage_error("'" + spec + "' in '" + text + "' is not scalar, vector, matrix, symmetric or RxC");
        if (spec == "symmetric") result.symmetric.insert(name);
    }
    return result;
}

bool is_upper(const std::string& name) {
    return std::isupper(static_cast<unsigned char>(name[0])) != 0;
}

// The names without a declaration: upper case a matrix, lower case a column.
void complete(Declared& known, const std::vector<std::string>& names) {
    arma::uword symbol = 1000000;
    for (const std::string& name : names) {
        if (known.shapes.count(name) > 0) continue;
        const Dimension rows = Dimension::symbol(symbol++), columns = Dimension::symbol(symbol++);
        known.shapes[name].shape = {rows, is_upper(name) ? columns : Dimension::of(1)};
    }
}

bool fits(const Dimension& declared_size, arma::uword size) {
    return declared_size.known ? declared_size.value == size : size != 1;
}

// Checks data against declarations, which it then replaces.
void take_bound(Declared& known, const Bindings& bindings) {
    for (const auto& [name, matrix] : bindings) {
        if (matrix.is_complex() && to_real_if_possible(matrix).is_complex())
            throw data_error(matrix.origin.empty()
                                 ? "'" + name + "' is complex: derivatives are of real functions"
                                 : matrix.origin + ": complex values: derivatives are of real functions");
        const auto place = known.shapes.find(name);
        if (place != known.shapes.end()) {
            const Shape& shape = place->second.shape;
            if (!fits(shape.rows, matrix.rows()) || !fits(shape.cols, matrix.cols()))
                throw data_error("'" + name + "' is declared " + shape_text(shape) + ", " + described(matrix));
        }
        if (known.symmetric.count(name) > 0 && !is_symmetric(matrix))
            throw data_error(described(matrix) + " and not symmetric, as '" + name + "' is declared");
        known.shapes[name] = {Shape::of(matrix.rows(), matrix.cols()), {}};
        if (matrix.cells() == 1) known.shapes[name].value = dense_real(to_real_if_possible(matrix))[0];
    }
}

void require_bound(const std::vector<std::string>& names, const Bindings& bindings) {
    for (const std::string& name : names)
        if (bindings.count(name) == 0) throw usage_error("'" + name + "' is not bound: give " + name + "=FILE");
}

// Warns of kinks that the data meet, and takes the derivative to be 0 there.
void settle_kinks(Derivative& derivative, const Bindings& bindings, Session& session) {
    const std::vector<Kink> kinks = derivative.kinks();
    for (const Kink& kink : kinks) {
        const arma::mat argument = dense_real(evaluate(kink.argument, bindings, {session.common.threads}));
        const bool is_norm = kink.function == "norm2";
        if (is_norm ? !argument.is_zero() : !arma::any(arma::vectorise(argument) == 0)) continue;
        if (!derivative.is_smooth_at(kink))
            session.warn("'" + kink.function + "' has a kink at 0, where " + print(kink.argument) +
                         " is: its derivative is taken to be 0");
        derivative.flatten(kink);
    }
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
    Declared known = declared(o.declarations);
    Bindings bindings = read_bindings(operands, session);
    take_bound(known, bindings);
    if (o.check && bindings.empty()) throw usage_error("--check needs values: give NAME=FILE");
    const bool numbers = !bindings.empty() && !o.formula;
    if (numbers) require_bound(names, bindings);
    names.push_back(*o.variable);
    if (numbers && !o.value) require_bound({*o.variable}, bindings);
    complete(known, names);

    Derivative derivative(expression, known.shapes, {*o.variable, order, known.symmetric});
    if (!numbers) return session.output.write_text(print(derivative.formula()) + "\n");
    allow_blas_threads(work_estimate(bindings), session.common.threads);
    settle_kinks(derivative, bindings, session);
    if (!o.check)
        return write_results(evaluate(derivative, std::move(bindings), {session.common.threads}), derivative, session);
    const std::vector<Matrix> results = evaluate(derivative, bindings, {session.common.threads});
    const double error =
        difference_error(expression, known.shapes, {*o.variable, order, known.symmetric}, results, bindings);
    session.output.write(Matrix(arma::mat(1, 1, arma::fill::value(error))));
    if (!(error <= o.rtol)) session.status = 1;
}

}  // namespace

int main(int argc, char** argv) {
    return la::run<Options>(
        {"lagrad", "The derivative of a matrix expression.", "EXPR --wrt NAME [NAME=FILE...] [NAME:=CONSTANT...]"},
        argc, argv, declare, execute);
}
