// lasvd: singular values and vectors, A = U·S·Vᴴ, and what follows from them.
//
// lasvd A.csv          lasvd --all A.csv | lamul          lasvd --emit s,V < tall.csv
#include <algorithm>

#include "cli/lists.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "lasvd_operand.hpp"
#include "ops/singular.hpp"
#include "ops/triangular_factor.hpp"
#include "ops/work.hpp"
#include "steps.hpp"

namespace {

using namespace la;

struct Options {
    bool all = false, full = false, pinv = false, rank = false;
    StepsOptions steps;
    std::optional<std::string> emit;
    std::optional<std::int64_t> count, low_rank;
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
    o.steps.declare(line, "x, Vt*x, S*Vt*x, U*S*Vt*x");
}

void require_consistent(const Options& o) {
    // --full --emit means full factors among those emitted.
    if (o.all + (o.full && !o.emit) + o.pinv + o.rank + o.steps.wanted + (o.emit ? 1 : 0) + (o.low_rank ? 1 : 0) > 1)
        throw usage_error("--all, --full, --emit, --pinv, --lowrank, --rank and --steps exclude each other");
    o.steps.require_consistent();
    if (o.count && (o.pinv || o.rank || o.low_rank || o.steps.wanted))
        throw usage_error("-k goes with singular values and factors only");
    if (o.count && *o.count < 1) throw usage_error("-k takes a positive number");
    if (o.tolerance && !o.pinv && !o.rank) throw usage_error("--tol goes with --pinv and --rank");
    if (o.low_rank && *o.low_rank < 0) throw usage_error("--lowrank takes a number that is not negative");
    if (o.tolerance && !(*o.tolerance >= 0)) throw usage_error("--tol takes a number that is not negative");
}

std::vector<std::string> wanted_parts(const Options& o) {
    std::vector<std::string> parts =
        o.emit ? distinct_names("--emit", *o.emit) : std::vector<std::string>{"U", "S", "Vt"};
    static const std::vector<std::string> known{"s", "U", "S", "V", "Vt", "R"};
    for (const std::string& part : parts)
        if (std::find(known.begin(), known.end(), part) == known.end())
            throw usage_error("--emit takes s, U, S, V, Vt and R, found '" + part + "'");
    return parts;
}

void use_dense_driver(const Matrix& a, const std::string& driver, Session& session) {
    session.allow_threads(decomposition_flops(a));
    session.note_driver(driver);
}

SingularQuestion question(const Options& o, bool vectors, const Session& session) {
    SingularQuestion q{
        vectors, o.full ? Factors::full : Factors::thin, {}, session.common.threads, [&](const Matrix& dense) {
            session.allow_threads(decomposition_flops(dense));
        }};
    if (o.count) q.count = static_cast<arma::uword>(*o.count);
    return q;
}

// All of it, or the part of the N largest.
SingularDecomposition decomposition(const Matrix& a, const Options& o, bool vectors, Session& session) {
    FewSingular found = singular(a, question(o, vectors, session));
    session.note_driver(found.driver);
    return std::move(found.parts);
}

void write_low_rank(const Matrix& a, const Options& o, Session& session) {
    std::string driver;
    const Matrix nearest =
        nearest_of_rank(a, static_cast<arma::uword>(*o.low_rank), question(o, true, session), driver);
    session.note_driver(driver);
    session.output.write(nearest);
}

void write_parts(const Matrix& a, const std::vector<std::string>& parts, const Options& o, Session& session) {
    const auto is_vectors = [](const std::string& part) { return part != "s" && part != "R"; };
    SingularDecomposition d;
    if (parts != std::vector<std::string>{"R"})
        d = decomposition(a, o, std::any_of(parts.begin(), parts.end(), is_vectors), session);
    else
        use_dense_driver(a, a.is_complex() ? "zgeqrt" : "dgeqrt", session);
    std::vector<NamedMatrix> documents;
    for (const std::string& name : parts)
        documents.push_back({name, name == "R" ? triangular_factor(a) : singular_part(d, name)});
    if (documents.size() == 1) return session.output.write(std::move(documents.front().matrix));
    session.output.write(std::move(documents));
}

void execute(const Options& o, Session& session) {
    require_consistent(o);
    const bool wants_parts = o.all || o.full || o.emit;
    const std::vector<std::string> parts = wants_parts ? wanted_parts(o) : std::vector<std::string>{};
    const bool needs_left = std::find(parts.begin(), parts.end(), "U") != parts.end() || o.full;
    const SingularOperand operand =
        read_singular_operand(session, needs_left || o.pinv || o.low_rank || o.steps.wanted);
    const Matrix& a = operand.matrix;
    if (wants_parts) return write_parts(a, parts, o, session);
    if (o.low_rank) return write_low_rank(a, o, session);
    if (!o.pinv && !o.rank && !o.steps.wanted)
        return session.output.write(Values(arma::mat(decomposition(a, o, false, session).values)));
    use_dense_driver(a, singular_driver(a), session);
    if (o.pinv) return session.output.write(pseudo_inverse(a, o.tolerance));
    if (o.rank) return session.output.write_text(std::to_string(rank_from_factor(a, operand.rows, o.tolerance)) + "\n");
    const Matrix points = o.steps.read_points(a, session);
    session.output.write(named_documents(singular_steps(singular_decomposition(a), points)));
}

}  // namespace

extern const la::Tool lasvd = {"lasvd", "Singular values and vectors, rank, pseudo-inverse.", "[FILE]",
                               la::run<Options, declare, execute>};
