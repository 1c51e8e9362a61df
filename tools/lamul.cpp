// lamul: products of matrices, from left to right or in the cheapest order.
//
//     A₁·A₂·…·Aₙ,  s·A,  A^k,  AᴴA,  AAᴴ,  xᴴy,  xyᴴ
//
// lamul A.csv B.csv          lamul --gram < huge.csv          lasvd --all A.csv | lamul
#include <algorithm>

#include "cli/held_rows.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "core/messages.hpp"
#include "lamul_stream.hpp"
#include "ops/gram.hpp"
#include "ops/power.hpp"
#include "ops/product.hpp"
#include "ops/select.hpp"
#include "ops/transpose.hpp"

namespace {

using namespace la;

struct Options {
    std::optional<std::string> transpose;
    std::optional<double> scale;
    std::optional<std::int64_t> power;
    std::optional<std::string> gram;
    bool inner = false, outer = false, explain = false;
    std::string order = "auto";
};

void declare(CommandLine& line, Options& o) {
    line.text("-t,--transpose", "LIST", o.transpose, "use the conjugate transpose of these factors (1,3 or 2-4)");
    line.number("--scale", "S", o.scale, "multiply the result by the number S");
    line.integer("--power", "K", o.power, "the K-th power of one square matrix; negative through the inverse");
    line.optional_choice("--gram", {"rows"}, o.gram, "A'A of one matrix, or AA' with =rows; exactly symmetric");
    line.flag("--inner", o.inner, "x'y of two vectors in any orientation, 1x1");
    line.flag("--outer", o.outer, "xy' of two vectors in any orientation");
    line.choice("--order", {"auto", "left"}, "ORDER", o.order,
                "auto or left: in the cheapest order or from left to right (default: auto)");
    line.flag("--explain", o.explain, "print the order and its operations on standard error");
}

bool is_unary(const Options& o) {
    return o.power || o.gram || (o.scale && !o.inner && !o.outer);
}

std::vector<Input> open_inputs(const Options& o, Session& session) {
    const std::vector<std::string>& files = session.operands;
    const bool reads_standard_input =
        files.empty() || (files.size() == 1 && !is_unary(o) && files[0] != "-" && !files[0].starts_with("-#"));
    std::vector<Input> inputs;
    if (reads_standard_input) inputs.push_back(session.open_standard_input());
    for (const std::string& file : files) inputs.push_back(session.inputs.open(file));
    return inputs;
}

std::vector<Matrix> read_factors(std::vector<Input>& inputs) {
    std::vector<Matrix> factors;
    for (Input& input : inputs)
        for (NamedMatrix& document : input.read_all()) {
            factors.push_back(std::move(document.matrix));
            if (!document.name.empty()) factors.back().origin = document.name;
        }
    return factors;
}

Matrix finished(Matrix product, const Options& o) {
    return o.scale ? scale(std::move(product), *o.scale) : product;
}

void transpose_factors(std::vector<Matrix>& factors, const std::string& list) {
    std::vector<arma::uword> chosen = parse_selection(list, {}, factors.size(), "factor");
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    for (const arma::uword i : chosen) factors[i] = transpose(factors[i]);
}

Matrix one_matrix(std::vector<Input>& inputs, const Options& o) {
    if (inputs.size() != 1) throw usage_error("--power and --gram take one matrix");
    Matrix a = inputs.front().read_one();
    return o.transpose ? transpose(a) : a;
}

Matrix gram(std::vector<Input>& inputs, const Options& o, Session& session) {
    CsvTable* table = inputs.size() == 1 && !o.transpose && o.gram->empty() ? inputs.front().table() : nullptr;
    GramAccumulator total;
    if (table) {
        table->expect_rows_per_block(table->columns());
        add_remaining_rows(total, inputs.front(), session.common.threads);
        return total.result();
    }
    const Matrix a = one_matrix(inputs, o);
    session.allow_threads(static_cast<double>(a.cells()) * static_cast<double>(std::min(a.rows(), a.cols())));
    if (!o.gram->empty()) return gram_rows(a, session.common.threads);
    total.add(a, session.common.threads);
    return total.result();
}

void product(std::vector<Input>& inputs, const Options& o, Session& session) {
    const ProductOptions how{o.scale.value_or(1), o.scale.has_value(), o.order == "left", o.explain};
    if (inputs.size() > 1 && !o.transpose && inputs.front().table()) return stream_product(inputs, how, session);
    if (inputs.size() == 2 && (!o.transpose || *o.transpose == "1") && !o.explain)
        if (auto entries = inputs.front().read_entries()) {
            if (o.transpose) entries->transpose();
            return entries_product(std::move(*entries), inputs, how, session);
        }
    std::vector<Matrix> factors = read_factors(inputs);
    if (o.transpose) transpose_factors(factors, *o.transpose);
    session.output.write(finished(multiply_all(std::move(factors), how, session), o));
}

void execute(const Options& o, Session& session) {
    if ((o.power ? 1 : 0) + (o.gram ? 1 : 0) + o.inner + o.outer > 1)
        throw usage_error("--power, --gram, --inner and --outer exclude each other");
    std::vector<Input> inputs = open_inputs(o, session);
    if (o.gram) return session.output.write(finished(gram(inputs, o, session), o));
    if (o.power) {
        const Matrix a = one_matrix(inputs, o);
        const double n = static_cast<double>(a.rows());
        session.allow_threads(2 * n * n * n);
        return session.output.write(finished(power(a, *o.power, session.common.threads), o));
    }
    if (!o.inner && !o.outer) return product(inputs, o, session);
    std::vector<Matrix> factors = read_factors(inputs);
    if (o.transpose) transpose_factors(factors, *o.transpose);
    if (factors.size() != 2)
        throw data_error(std::string(o.inner ? "--inner" : "--outer") + " takes two vectors, found " +
                         counted(factors.size(), "matrix", "matrices"));
    session.output.write(
        finished(o.inner ? inner_product(factors[0], factors[1]) : outer_product(factors[0], factors[1]), o));
}

}  // namespace

extern const la::Tool lamul = {"lamul", "The product of all documents, left to right.", "[FILE...]",
                               la::run<Options, declare, execute>};
