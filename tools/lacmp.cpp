// lacmp: whether two matrices are equal up to a tolerance, |a - b| <= atol + rtol·max|B|.
//
// lamul Q.csv Q.csv -t 2 | lacmp - identity.csv || echo "not orthogonal"
#include <cmath>

#include "cli/run.hpp"
#include "core/error.hpp"
#include "core/messages.hpp"
#include "ops/compare.hpp"

namespace {

using namespace la;

struct Options {
    Tolerance tolerance;
    std::string up_to;
};

void declare(CommandLine& line, Options& o) {
    line.number("--rtol", "R", o.tolerance.rtol, "tolerance relative to the largest modulus in B (default: 1e-9)");
    line.number("--atol", "A", o.tolerance.atol, "absolute tolerance (default: 0)");
    line.choice("--up-to", {"sign", "phase"}, "WHAT", o.up_to, "sign or phase: columns may differ by such a factor");
}

std::optional<std::string> difference(const Matrix& a, const Matrix& b, const Options& o) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) return described(a) + ", " + described(b);
    const UpTo up_to = o.up_to.empty() ? UpTo::nothing : o.up_to == "sign" ? UpTo::sign : UpTo::phase;
    const auto worst = compare(a, b, o.tolerance, up_to);
    if (!worst) return std::nullopt;
    return "row " + std::to_string(worst->row + 1) + ", column " + std::to_string(worst->column + 1) + ": " +
           worst->text_a + " and " + worst->text_b + " differ by " + number_text(worst->amount);
}

void execute(const Options& o, Session& session) {
    if (!(o.tolerance.rtol >= 0) || !(o.tolerance.atol >= 0)) throw usage_error("a tolerance cannot be negative");
    if (session.operands.empty()) throw usage_error("two matrices are needed; see 'lacmp --help'");
    session.require_operands(2);
    const bool from_standard_input = session.operands.size() == 1;
    Input first = from_standard_input ? session.open_standard_input() : session.inputs.open(session.operands[0]);
    Input second = session.inputs.open(session.operands.back());
    const std::vector<NamedMatrix> a = first.read_all(), b = second.read_all();
    const auto answer_no = [&](const std::string& line) {
        session.output.write_text(line + "\n");
        session.status = 1;
    };
    if (a.size() != b.size())
        return answer_no(first.origin() + " holds " + counted(a.size(), "document", "documents") + ", " +
                         second.origin() + " " + std::to_string(b.size()));
    for (std::size_t i = 0; i < a.size(); ++i)
        if (const auto line = difference(a[i].matrix, b[i].matrix, o))
            return answer_no(a.size() == 1 ? *line : document_label(a[i].name, i) + ": " + *line);
}

}  // namespace

extern const la::Tool lacmp = {"lacmp", "Whether two matrices are equal up to a tolerance.", "A B",
                               la::run<Options, declare, execute>, /*uses_blas=*/false};
