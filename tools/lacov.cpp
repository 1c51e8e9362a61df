// lacov: covariance and correlation of the columns of a table, X_cᴴX_c/(n-ddof), where X_c is X without its mean.
//
// lacov table.csv          lacov --cor < huge.csv          lacov --partial shard.csv | lacov --merge
#include <filesystem>

#include "cli/held_rows.hpp"
#include "cli/row_map.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/matrix_builder.hpp"
#include "ops/covariance.hpp"
#include "ops/pairwise_merge.hpp"

namespace {

using namespace la;

struct Options {
    bool cor = false, mean = false, center = false, partial = false, merge = false;
    std::optional<std::int64_t> ddof;
};

void declare(CommandLine& line, Options& o) {
    line.flag("--cor", o.cor, "correlations instead of covariances");
    line.integer("--ddof", "N", o.ddof, "divide by the number of rows minus N (default: 1)");
    line.flag("--mean", o.mean, "the mean of every column, a row");
    line.flag("--center", o.center, "the data without the mean");
    line.flag("--partial", o.partial, "the triangular factor of [1 X], to be merged");
    line.flag("--merge", o.merge, "read such factors, any number of documents, in place of data");
}

void require_consistent(const Options& o) {
    if (o.cor + o.mean + o.center + o.partial > 1)
        throw usage_error("--cor, --mean, --center and --partial exclude each other");
    if (o.merge && o.center) throw usage_error("--center takes data, not --merge");
    if (o.ddof && (o.mean || o.center || o.partial)) throw usage_error("--ddof goes with covariances and correlations");
    if (o.ddof && *o.ddof < 0) throw usage_error("--ddof takes a number that is not negative");
}

template <class Accumulator>
Accumulator of_whole(const Matrix& a, Session& session) {
    const double cells = static_cast<double>(a.cells());
    session.allow_threads(cells * static_cast<double>(a.cols()));
    Accumulator total;
    total.add(a);
    return total;
}

// Of a table; `see` is given each block when it has been added, in order.
template <class Accumulator, class See>
Accumulator of_table(Input& input, Session& session, See see) {
    PairwiseMerge<Accumulator> parts;
    CsvTable* table = input.table();
    table->expect_rows_per_block(table->columns());
    table->for_each_block(
        session.common.threads,
        [](Matrix&& block) {
            Accumulator part;
            part.add(block);
            return std::pair(std::move(part), std::move(block));
        },
        [&](std::pair<Accumulator, Matrix>&& part) {
            parts.add(std::move(part.first));
            see(std::move(part.second));
            return true;
        });
    input.require_end();
    return parts.take();
}

template <class Accumulator>
Accumulator of_rows(Input& input, Session& session) {
    if (!input.table()) return of_whole<Accumulator>(input.read_one(), session);
    return of_table<Accumulator>(input, session, [](Matrix&&) {});
}

// The mean is known when all has been read: a file is read again, anything else is held.
void write_centered(Input& input, Session& session) {
    if (!input.table()) {
        Matrix a = input.read_one();
        const auto sums = of_whole<MeanAccumulator>(a, session);
        return session.output.write(sums.centered(std::move(a)));
    }
    const bool is_file = std::filesystem::is_regular_file(input.origin());
    MatrixBuilder held(input.table()->columns());
    bool is_complex = false;
    const auto sums = of_table<MeanAccumulator>(input, session, [&](Matrix&& block) {
        is_complex = is_complex || block.is_complex();
        if (!is_file) held.add(std::move(block));
    });
    if (!is_file) {
        Matrix a = held.finish();
        a.column_names = sums.column_names();
        return session.output.write(sums.centered(std::move(a)));
    }
    Input again = session.inputs.open(input.origin());
    // Rows without an imaginary part are written with one if another has it.
    if (is_complex) return session.output.write(sums.centered(again.read_one()));
    HeldRows first = hold_rows(again, held_bytes, session.common.threads);
    write_row_map(
        std::move(first.rows), *again.table(), [&](Matrix block) { return sums.centered(std::move(block)); }, session);
    again.require_end();
}

PartialAccumulator of_factors(Session& session) {
    std::vector<Input> inputs;
    for (const std::string& file : session.operands) inputs.push_back(session.inputs.open(file));
    if (inputs.empty()) inputs.push_back(session.open_standard_input());
    PartialAccumulator total;
    for (Input& input : inputs)
        for (const NamedMatrix& document : input.read_all()) total.add_partial(document.matrix);
    return total;
}

template <class Accumulator>
Matrix spread(const Accumulator& sums, const Options& o) {
    const auto ddof = static_cast<std::uint64_t>(o.ddof.value_or(1));
    return o.cor ? correlation(sums, ddof) : covariance(sums, ddof);
}

void execute(const Options& o, Session& session) {
    require_consistent(o);
    Output& output = session.output;
    if (o.merge) {
        const PartialAccumulator sums = of_factors(session);
        return output.write(o.mean ? sums.mean() : o.partial ? partial(sums) : spread(sums, o));
    }
    Input input = session.open_only_input();
    if (o.center) return write_centered(input, session);
    if (o.mean) return output.write(of_rows<MeanAccumulator>(input, session).mean());
    if (o.partial) return output.write(partial(of_rows<PartialAccumulator>(input, session)));
    output.write(spread(of_rows<CovarianceAccumulator>(input, session), o));
}

}  // namespace

extern const la::Tool lacov = {"lacov", "Covariance and correlation of the columns of a table.", "[FILE...]",
                               la::run<Options, declare, execute>};
