// lasvd: singular values and vectors, A = U·S·Vᴴ, and what follows from them.
//
// lasvd A.csv          lasvd --all A.csv | lamul          lasvd --emit s,V < tall.csv
#include <algorithm>

#include "cli/held_rows.hpp"
#include "cli/lists.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/eigen_steps.hpp"
#include "ops/svd.hpp"
#include "ops/tsqr.hpp"

namespace {

using namespace la;

struct Options {
    bool all = false, full = false, pinv = false, rank = false, steps = false;
    std::optional<std::string> emit, points;
    std::optional<std::int64_t> count, low_rank, circle;
    std::optional<double> tolerance;
};

void declare(CommandLine& line, Options& o) {
    line.flag("--all", o.all, "documents U, S, Vt (thin): A = U*S*Vt");
    line.flag("--full", o.full, "the same with square U and Vt");
    line.text("--emit", "LIST", o.emit, "documents among s, U, S, V, Vt, R in the order of LIST");
    line.integer("-k", "N", o.count, "only the N largest");
    line.flag("--pinv", o.pinv, "the Moore-Penrose inverse");
    line.integer("--lowrank", "K", o.low_rank, "the nearest matrix of rank K");
    line.flag("--rank", o.rank, "the number of singular values above the tolerance");
    line.number("--tol", "T", o.tolerance, "singular values up to T count as zero; max(m,n)*eps*s1 where not given");
    line.flag("--steps", o.steps, "documents x, Vt*x, S*Vt*x, U*S*Vt*x");
    line.text("--points", "FILE", o.points, "the points of --steps, as columns");
    line.integer("--circle", "N", o.circle, "N points of the unit circle for --steps");
}

void require_consistent(const Options& o) {
    // --full --emit means full factors among those emitted.
    if (o.all + (o.full && !o.emit) + o.pinv + o.rank + o.steps + (o.emit ? 1 : 0) + (o.low_rank ? 1 : 0) > 1)
        throw usage_error("--all, --full, --emit, --pinv, --lowrank, --rank and --steps exclude each other");
    if (o.steps != (o.points || o.circle) || (o.points && o.circle))
        throw usage_error("--steps takes its points from either --points or --circle");
    if (o.count && *o.count < 1) throw usage_error("-k takes a positive number");
    if (o.low_rank && *o.low_rank < 0) throw usage_error("--lowrank takes a number that is not negative");
    if (o.circle && *o.circle < 1) throw usage_error("--circle takes a positive number");
    if (o.tolerance && !(*o.tolerance >= 0)) throw usage_error("--tol takes a number that is not negative");
}

std::vector<std::string> wanted_parts(const Options& o) {
    std::vector<std::string> parts = o.emit ? split_list(*o.emit) : std::vector<std::string>{"U", "S", "Vt"};
    static const std::vector<std::string> known{"s", "U", "S", "V", "Vt", "R"};
    for (const std::string& part : parts)
        if (std::find(known.begin(), known.end(), part) == known.end())
            throw usage_error("--emit takes s, U, S, V, Vt and R, found '" + part + "'");
    return parts;
}

// A, or where A is a long table and only its row space is asked for, its triangular factor in its place.
struct Operand {
    Matrix matrix;
    arma::uword rows;  // of A itself
};

Operand read_operand(Session& session, bool needs_all_rows) {
    Input input = session.open_only_input();
    if (needs_all_rows || !input.table()) {
        Matrix a = input.read_one();
        const arma::uword rows = a.rows();
        return {std::move(a), rows};
    }
    HeldRows held = hold_rows(input, held_bytes, session.common.threads);
    if (held.ended) {
        input.require_end();
        const arma::uword rows = held.rows.rows();
        return {std::move(held.rows), rows};
    }
    TriangularFactor factor;
    factor.add(held.rows);
    held.rows = Matrix();
    input.table()->for_each_block(
        session.common.threads,
        [](Matrix&& block) {
            TriangularFactor partial;
            partial.add(block);
            return partial;
        },
        [&](TriangularFactor&& partial) {
            factor.merge(partial);
            return true;
        });
    input.require_end();
    Matrix r = factor.result();
    r.origin = input.origin();
    return {std::move(r), factor.rows()};
}

Matrix triangular_factor(const Matrix& a) {
    TriangularFactor factor;
    factor.add(a);
    return factor.result();
}

Matrix part(const SingularDecomposition& d, const Matrix& a, const std::string& name) {
    if (name == "s") return Values(arma::mat(d.values));
    if (name == "U") return d.left;
    if (name == "S") return d.sigma();
    if (name == "V") return d.right;
    if (name == "Vt") return d.right_adjoint();
    return triangular_factor(a);
}

void write_parts(const Operand& a, const std::vector<std::string>& parts, const Options& o, Session& session) {
    std::vector<NamedMatrix> documents;
    if (parts == std::vector<std::string>{"R"}) {
        documents.push_back({"R", triangular_factor(a.matrix)});
    } else {
        SingularDecomposition d = singular_decomposition(a.matrix, o.full ? Factors::full : Factors::thin);
        if (o.count) d = truncated(std::move(d), static_cast<arma::uword>(*o.count));
        for (const std::string& name : parts) documents.push_back({name, part(d, a.matrix, name)});
    }
    if (documents.size() == 1) return session.output.write(std::move(documents.front().matrix));
    session.output.write(std::move(documents));
}

void write_values(const Operand& a, const Options& o, Session& session) {
    arma::vec values = singular_values(a.matrix);
    if (o.rank) {
        const arma::uword r = rank(values, a.rows, a.matrix.cols(), o.tolerance);
        return session.output.write_text(std::to_string(r) + "\n");
    }
    if (o.count && static_cast<arma::uword>(*o.count) < values.n_elem)
        values.resize(static_cast<arma::uword>(*o.count));
    session.output.write(Values(arma::mat(values)));
}

void execute(const Options& o, Session& session) {
    require_consistent(o);
    const bool wants_parts = o.all || o.full || o.emit;
    const std::vector<std::string> parts = wants_parts ? wanted_parts(o) : std::vector<std::string>{};
    const bool needs_left = std::find(parts.begin(), parts.end(), "U") != parts.end() || o.full;
    const Operand a = read_operand(session, needs_left || o.pinv || o.low_rank || o.steps);
    const double m = static_cast<double>(a.matrix.rows()), n = static_cast<double>(a.matrix.cols());
    allow_blas_threads(4 * m * n * std::min(m, n), session.common.threads);
    if (wants_parts) return write_parts(a, parts, o, session);
    if (o.pinv) return session.output.write(pseudo_inverse(a.matrix, o.tolerance));
    if (o.low_rank) return session.output.write(low_rank(a.matrix, static_cast<arma::uword>(*o.low_rank)));
    if (!o.steps) return write_values(a, o, session);
    if (o.circle && a.matrix.cols() != 2) throw data_error(described(a.matrix) + ": --circle needs 2 columns");
    const Matrix points =
        o.circle ? circle(static_cast<arma::uword>(*o.circle)) : session.inputs.open(*o.points).read_one();
    session.output.write(named_documents(singular_steps(singular_decomposition(a.matrix), points)));
}

}  // namespace

int main(int argc, char** argv) {
    return la::run<Options>({"lasvd", "Singular values and vectors, rank, pseudo-inverse.", "[FILE]"}, argc, argv,
                            declare, execute);
}
