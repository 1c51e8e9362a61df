// laproj: orthogonal projection onto a subspace of a matrix, P = X·(XᵀX)⁻¹·Xᵀ without ever forming it, and least
// squares.
//
// laproj X.csv y.csv          laproj --coef --intercept X.csv y.csv          laproj --onto null --basis A.csv
#include "cli/held_rows.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/least_squares.hpp"
#include "ops/subspace.hpp"
#include "ops/work.hpp"

namespace {

using namespace la;

struct Options {
    std::string onto = "col";
    bool residual = false, coef = false, intercept = false, split = false, distance = false;
    bool matrix = false, basis = false;
    std::optional<double> tolerance;
};

void declare(CommandLine& line, Options& o) {
    line.choice("--onto", {"col", "row", "null", "left"}, "SPACE", o.onto,
                "col, row, null or left: the subspace of BASIS (default: col)");
    line.flag("--residual", o.residual, "what the projection leaves");
    line.flag("--coef", o.coef, "the least squares coefficients, of minimum norm");
    line.flag("--intercept", o.intercept, "with --coef: a constant column first");
    line.flag("--split", o.split, "documents projection and residual");
    line.flag("--distance", o.distance, "a row of the norms of the residuals");
    line.flag("--matrix", o.matrix, "the projector of BASIS alone");
    line.flag("--basis", o.basis, "an orthonormal basis of the subspace of BASIS alone");
    line.number("--tol", "T", o.tolerance, "singular values up to T count as zero; max(m,n)*eps*s1 where not given");
}

void write_of_basis(const Options& o, Session& session) {
    const Matrix a = session.read_only_matrix();
    session.allow_threads(decomposition_flops(a));
    std::string driver;
    if (o.basis) {
        session.output.write(orthonormal_basis(a, subspace_from(o.onto), o.tolerance, &driver));
    } else {
        const Projection projection(a, subspace_from(o.onto), o.tolerance);
        session.output.write(projection.matrix());
        driver = projection.driver();
    }
    session.note_driver(driver);
}

// BASIS and VECTORS: two files, one and standard input, or two documents of one input.
std::vector<Input> open_operands(Session& session) {
    session.require_operands(2);
    std::vector<Input> inputs;
    for (const std::string& file : session.operands) inputs.push_back(session.inputs.open(file));
    const bool has_standard_input = inputs.size() == 1 && session.operands[0] == "-";
    if (inputs.size() < 2 && !has_standard_input) inputs.push_back(session.open_standard_input());
    return inputs;
}

struct Operands {
    Matrix basis, vectors;
};

Operands read_operands(std::vector<Input>& inputs) {
    std::vector<Matrix> matrices;
    for (Input& input : inputs)
        for (NamedMatrix& document : input.read_all()) matrices.push_back(std::move(document.matrix));
    if (matrices.size() != 2)
        throw data_error("a basis and vectors are needed, found " + std::to_string(matrices.size()) + " matrices");
    return {std::move(matrices[0]), std::move(matrices[1])};
}

// Up to refinement_cells the columns are pivoted, half of which is products with vectors: a second thread gains
// nothing.
void write_least_squares(const Operands& operands, const LeastSquaresOptions& how, Session& session) {
    if (operands.basis.cells() > refinement_cells) session.allow_threads(decomposition_flops(operands.basis));
    std::string driver;
    session.output.write(least_squares(operands.basis, operands.vectors, how, &driver));
    session.note_driver(driver);
}

// Tables up to this size are read whole, because refinement reads them again; others stream.
constexpr double refinable_bytes = double(sizeof(double)) * (refinement_cells + 1);

void write_coefficients(std::vector<Input>& inputs, const Options& o, Session& session) {
    const LeastSquaresOptions how{o.tolerance, o.intercept};
    const bool streams = inputs.size() == 2 && inputs[0].table() && inputs[1].table();
    if (!streams) return write_least_squares(read_operands(inputs), how, session);
    HeldRows held = hold_rows(inputs[0], refinable_bytes, session.common.threads);
    if (held.ended) {
        inputs[0].require_end();
        return write_least_squares({std::move(held.rows), inputs[1].read_one()}, how, session);
    }
    LeastSquaresAccumulator total(how);
    for_each_block_in_step(std::move(held), inputs[0], inputs[1], session.common.threads,
                           [&](const Matrix& x, const Matrix& y) { total.add(x, y); });
    session.note_driver(total.driver());
    session.output.write(total.result());
}

void write_projection(const Operands& operands, const Options& o, Session& session) {
    session.allow_threads(decomposition_flops(operands.basis));
    const Projection projection(operands.basis, subspace_from(o.onto), o.tolerance);
    session.note_driver(projection.driver());
    const Matrix& x = operands.vectors;
    if (o.residual) return session.output.write(projection.residual(x));
    if (o.distance) return session.output.write(projection.distance(x));
    if (!o.split) return session.output.write(projection.project(x));
    std::vector<NamedMatrix> documents;
    documents.push_back({"projection", projection.project(x)});
    documents.push_back({"residual", projection.residual(x)});
    session.output.write(std::move(documents));
}

void execute(const Options& o, Session& session) {
    if (o.residual + o.coef + o.split + o.distance + o.matrix + o.basis > 1)
        throw usage_error("--residual, --coef, --split, --distance, --matrix and --basis exclude each other");
    if (o.intercept && !o.coef) throw usage_error("--intercept goes with --coef");
    if (o.coef && o.onto != "col") throw usage_error("--coef takes no --onto");
    if (o.tolerance && !(*o.tolerance >= 0)) throw usage_error("--tol takes a number that is not negative");
    if (o.matrix || o.basis) return write_of_basis(o, session);
    std::vector<Input> inputs = open_operands(session);
    if (o.coef) return write_coefficients(inputs, o, session);
    write_projection(read_operands(inputs), o, session);
}

}  // namespace

extern const la::Tool laproj = {"laproj", "Orthogonal projection and least squares.", "BASIS [VECTORS]",
                                la::run<Options, declare, execute>};
