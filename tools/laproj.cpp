// laproj: orthogonal projection onto a subspace of a matrix, P = X·(XᵀX)⁻¹·Xᵀ without ever forming it, and least
// squares.
//
// laproj X.csv y.csv          laproj --coef --intercept X.csv y.csv          laproj --onto null --basis A.csv
#include "cli/held_rows.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/least_squares.hpp"
#include "ops/subspace.hpp"

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

Subspace subspace_of(const std::string& word) {
    return word == "col"    ? Subspace::column
           : word == "row"  ? Subspace::row
           : word == "null" ? Subspace::null
                            : Subspace::left;
}

void allow_threads_for(const Matrix& a, Session& session) {
    const double cells = static_cast<double>(a.cells());
    allow_blas_threads(4 * cells * static_cast<double>(std::min(a.rows(), a.cols())), session.common.threads);
}

// Feeds rows of the targets in step with the rows of the design that come.
void stream_coefficients(HeldRows held, Input& design, Input& targets, const LeastSquaresOptions& how,
                         Session& session) {
    RowFeed feed(targets);
    LeastSquaresAccumulator total(how);
    const Matrix first = feed.take(held.rows.rows());
    total.add(held.rows, first);
    held.rows = Matrix();
    design.table()->for_each_block(
        session.common.threads, [](Matrix&& block) { return std::move(block); },
        [&](Matrix&& block) {
            const Matrix rows = feed.take(block.rows());
            total.add(block, rows);
            return true;
        });
    design.require_end();
    feed.require_end(total.rows(), design.origin());
    session.output.write(total.result());
}

void write_coefficients(Input& design, Input& targets, const Options& o, Session& session) {
    const LeastSquaresOptions how{o.tolerance, o.intercept};
    Matrix x;
    if (design.table() && targets.table() && !o.tolerance) {
        HeldRows held = hold_rows(design, held_bytes, session.common.threads);
        if (!held.ended) return stream_coefficients(std::move(held), design, targets, how, session);
        design.require_end();
        x = std::move(held.rows);
    } else {
        x = design.read_one();
    }
    const Matrix y = targets.read_one();
    allow_threads_for(x, session);
    session.output.write(least_squares(x, y, how));
}

// The two operands where the vectors come along: two files, one and standard input, or two documents.
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

void write_of_basis(const Options& o, Session& session) {
    const Matrix a = session.read_only_matrix();
    allow_threads_for(a, session);
    session.output.write(o.basis ? orthonormal_basis(a, subspace_of(o.onto), o.tolerance)
                                 : Projection(a, subspace_of(o.onto), o.tolerance).matrix());
}

void write_projection(const Operands& operands, const Options& o, Session& session) {
    allow_threads_for(operands.basis, session);
    const Projection projection(operands.basis, subspace_of(o.onto), o.tolerance);
    const Matrix& x = operands.vectors;
    if (o.split) {
        std::vector<NamedMatrix> documents;
        documents.push_back({"projection", projection.project(x)});
        documents.push_back({"residual", projection.residual(x)});
        return session.output.write(std::move(documents));
    }
    session.output.write(o.residual   ? projection.residual(x)
                         : o.distance ? projection.distance(x)
                                      : projection.project(x));
}

void execute(const Options& o, Session& session) {
    if (o.residual + o.coef + o.split + o.distance + o.matrix + o.basis > 1)
        throw usage_error("--residual, --coef, --split, --distance, --matrix and --basis exclude each other");
    if (o.intercept && !o.coef) throw usage_error("--intercept goes with --coef");
    if (o.coef && o.onto != "col") throw usage_error("--coef takes no --onto");
    if (o.tolerance && !(*o.tolerance >= 0)) throw usage_error("--tol takes a number that is not negative");
    if (o.matrix || o.basis) return write_of_basis(o, session);
    session.require_operands(2);
    std::vector<Input> inputs;
    for (const std::string& file : session.operands) inputs.push_back(session.inputs.open(file));
    const bool has_standard_input = inputs.size() == 1 && session.operands[0] == "-";
    if (inputs.size() < 2 && !has_standard_input) inputs.push_back(session.open_standard_input());
    if (o.coef && inputs.size() == 2) return write_coefficients(inputs[0], inputs[1], o, session);
    const Operands operands = read_operands(inputs);
    if (o.coef)
        return session.output.write(least_squares(operands.basis, operands.vectors, {o.tolerance, o.intercept}));
    write_projection(operands, o, session);
}

}  // namespace

int main(int argc, char** argv) {
    return la::run<Options>({"laproj", "Orthogonal projection and least squares.", "BASIS [VECTORS]"}, argc, argv,
                            declare, execute);
}
