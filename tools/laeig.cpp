// laeig: eigenvalues and eigenvectors, A = V·D·V⁻¹, and what the spectrum tells.
//
// laeig A.csv          laeig --all A.csv | lamul          laeig --definiteness H.csv
#include "cli/lists.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/characteristic_polynomial.hpp"
#include "ops/definiteness.hpp"
#include "ops/eigensystem.hpp"
#include "ops/steps.hpp"
#include "ops/symmetry.hpp"
#include "ops/work.hpp"
#include "steps.hpp"

namespace {

using namespace la;

struct Options {
    bool vectors = false, all = false, charpoly = false, definiteness = false, certify = false;
    StepsOptions steps;
    std::optional<std::string> emit, right_side;
    std::optional<std::int64_t> count;
    std::optional<std::complex<double>> sigma;
    std::string symmetric = "auto", which;
};

void declare(CommandLine& line, Options& o) {
    line.flag("--vectors", o.vectors, "the eigenvectors as columns, of norm 1");
    line.flag("--all", o.all, "documents V, D, Vinv; verified: A = V*D*Vinv");
    line.text("--emit", "LIST", o.emit, "documents among w, V, D, Vinv, W in the order of LIST");
    line.flag("--charpoly", o.charpoly, "the characteristic polynomial, highest power first");
    line.flag("--definiteness", o.definiteness, "positive-definite, indefinite, ... as a word");
    line.choice("--symmetric", {"auto", "yes", "no"}, "WHEN", o.symmetric,
                "auto, yes (asymmetric input is an error) or no (default: auto)");
    line.text("-B", "FILE", o.right_side, "the generalized problem A x = lambda B x");
    line.integer("-k", "N", o.count, "only N eigenvalues");
    line.choice("--which", {"LM", "SM", "LA", "SA", "LR", "SR"}, "ENDS", o.which,
                "which N: largest or smallest modulus, algebraic value or real part (default: LM)");
    line.complex("--sigma", "S", o.sigma, "the N nearest to S");
    line.flag("--certify", o.certify, "prove that none was missed");
    o.steps.declare(line, "x, Vinv*x, D*Vinv*x, V*D*Vinv*x");
}

void require_consistent(const Options& o) {
    if (o.vectors + o.all + o.charpoly + o.definiteness + o.steps.wanted + (o.emit ? 1 : 0) > 1)
        throw usage_error("--vectors, --all, --emit, --charpoly, --definiteness and --steps exclude each other");
    if ((o.charpoly || o.definiteness || o.steps.wanted) && (o.right_side || o.count || o.sigma))
        throw usage_error("-B, -k and --sigma go with eigenvalues and eigenvectors only");
    o.steps.require_consistent();
    if (o.count && *o.count < 1) throw usage_error("-k takes a positive number");
    if (o.sigma && !o.which.empty()) throw usage_error("--which and --sigma exclude each other");
    if (o.sigma && !o.count) throw usage_error("--sigma goes with -k");
    if (!o.which.empty() && !o.count) throw usage_error("--which goes with -k");
    if (o.certify && !o.count) throw usage_error("--certify goes with -k");
}

std::vector<std::string> wanted_parts(const Options& o) {
    if (o.all) return {"V", "D", "Vinv"};
    if (o.vectors) return {"V"};
    if (o.emit) return distinct_names("--emit", *o.emit);
    return {"w"};
}

void write_definiteness(const Matrix& a, Session& session) {
    std::string driver;
    const Definiteness found = definiteness(a, &driver);
    session.note_driver(driver);
    if (!is_symmetric(a)) session.warn(a.origin + " is not symmetric: classified by its symmetric part");
    session.output.write_text(definiteness_text(found) + "\n");
}

void write_steps(Matrix a, const Options& o, Session& session) {
    require_square(a);
    Matrix points = o.steps.read_points(a, session);
    const Eigensystem e = eigen(std::move(a), {.vectors = true, .left = false, .inverse = true});
    session.note_driver(e.driver);
    session.output.write(named_documents(eigen_steps(e, std::move(points))));
}

SymmetricMode mode_of(const std::string& word) {
    return word == "yes" ? SymmetricMode::yes : word == "no" ? SymmetricMode::no : SymmetricMode::automatic;
}

EigenQuestion question(const Options& o, const EigenWanted& wanted, const Session& session) {
    EigenQuestion q{wanted, mode_of(o.symmetric), {}, [&](const Matrix& dense) {
                        session.allow_threads(decomposition_flops(dense));
                    }};
    if (o.count)
        q.few = FewEigenvalues{static_cast<arma::uword>(*o.count), which_from(o.which.empty() ? "LM" : o.which),
                               o.sigma, o.certify, session.common.threads};
    return q;
}

// All eigenvalues, or those that the options choose.
Eigensystem found(Matrix a, const EigenWanted& wanted, const Options& o, Session& session) {
    std::optional<Matrix> b;
    if (o.right_side) b = session.inputs.open(*o.right_side).read_one();
    Eigensystem e = eigensystem(std::move(a), b, question(o, wanted, session));
    session.note_driver(e.driver);
    return e;
}

void execute(const Options& o, Session& session) {
    require_consistent(o);
    const std::vector<std::string> parts = wanted_parts(o);
    const EigenWanted wanted = wanted_for(parts);
    Matrix a = session.read_only_matrix();
    if (o.symmetric == "yes") require_symmetric(a);
    if (o.charpoly || o.definiteness || o.steps.wanted) session.allow_threads(decomposition_flops(a));
    if (o.charpoly) return session.output.write(characteristic_polynomial(std::move(a)));
    if (o.definiteness) return write_definiteness(a, session);
    if (o.steps.wanted) return write_steps(std::move(a), o, session);

    const Eigensystem e = found(std::move(a), wanted, o, session);
    if (!o.all && !o.emit) return session.output.write(eigen_part(e, parts.front()));
    std::vector<NamedMatrix> documents;
    for (const std::string& part : parts) documents.push_back({part, eigen_part(e, part)});
    if (documents.size() == 1) return session.output.write(std::move(documents.front().matrix));
    session.output.write(std::move(documents));
}

}  // namespace

extern const la::Tool laeig = {"laeig", "Eigenvalues, eigenvectors, definiteness.", "[FILE]",
                               la::run<Options, declare, execute>};
