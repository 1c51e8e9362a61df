// laconv: the same matrix in another form: format, transpose, some of its rows and columns, documents joined to one.
//
// laconv -O mtx table.csv          laconv --cols 2-4 -t table.csv          lasvd --all A.csv | laconv --pick Vt
#include "cli/run.hpp"
#include "core/error.hpp"
#include "ops/concatenate.hpp"
#include "ops/select.hpp"
#include "ops/transpose.hpp"

namespace {

using namespace la;

struct Options {
    std::optional<std::string> transpose, cols, rows, pick;
    bool list = false, dense = false, sparse = false, hstack = false, vstack = false;
};

void declare(CommandLine& line, Options& o) {
    line.optional_choice("-t,--transpose", {"plain"}, o.transpose,
                         "the conjugate transpose; with =plain not conjugated");
    line.text("--cols", "LIST", o.cols, "these columns, by position (1,3-5) or name");
    line.text("--rows", "LIST", o.rows, "these rows, by position or name");
    line.text("--pick", "NAME", o.pick, "the document NAME, or the N-th");
    line.flag("--list", o.list, "the documents with their shapes");
    line.flag("--dense", o.dense, "as a dense matrix");
    line.flag("--sparse", o.sparse, "as a sparse matrix");
    line.flag("--hstack", o.hstack, "all documents side by side");
    line.flag("--vstack", o.vstack, "all documents one below the other");
}

std::vector<NamedMatrix> read_documents(Session& session) {
    std::vector<NamedMatrix> documents;
    if (session.operands.empty()) return session.open_standard_input().read_all();
    for (const std::string& file : session.operands)
        for (NamedMatrix& document : session.inputs.open(file).read_all()) documents.push_back(std::move(document));
    return documents;
}

Matrix joined(std::vector<NamedMatrix> documents, bool side_by_side) {
    std::vector<Matrix> parts;
    for (NamedMatrix& document : documents) parts.push_back(std::move(document.matrix));
    return side_by_side ? hstack(parts) : vstack(parts);
}

void list_documents(Session& session) {
    const std::vector<NamedMatrix> documents = read_documents(session);
    for (std::size_t i = 0; i < documents.size(); ++i)
        session.output.write_text(document_label(documents[i].name, i) + "\t" + shape_text(documents[i].matrix) + "\n");
}

Matrix read_matrix(const Options& o, Session& session) {
    if (o.hstack || o.vstack) return joined(read_documents(session), o.hstack);
    Input input = session.open_only_input();
    return o.pick ? input.read_picked(*o.pick) : input.read_one();
}

void execute(const Options& o, Session& session) {
    if (o.list + o.hstack + o.vstack + (o.pick ? 1 : 0) > 1)
        throw usage_error("--list, --pick, --hstack and --vstack exclude each other");
    if (o.dense && o.sparse) throw usage_error("--dense and --sparse exclude each other");
    if (o.list) return list_documents(session);
    Matrix a = read_matrix(o, session);
    if (o.rows) a = select_rows(a, parse_selection(*o.rows, a.row_names, a.rows(), "row", a.origin));
    if (o.cols) a = select_columns(a, parse_selection(*o.cols, a.column_names, a.cols(), "column", a.origin));
    if (o.transpose) a = transpose(a, o.transpose->empty() ? Transposition::adjoint : Transposition::transpose);
    if (o.dense) a = to_dense(std::move(a));
    if (o.sparse) a = to_sparse(std::move(a));
    session.output.write(std::move(a));
}

}  // namespace

extern const la::Tool laconv = {"laconv", "The same matrix in another form.", "[FILE...]",
                                la::run<Options, declare, execute>, /*uses_blas=*/false};
