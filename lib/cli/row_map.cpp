#include "cli/row_map.hpp"

#include "io/matrix_builder.hpp"
#include "platform/openblas_threads.hpp"

namespace la {

namespace {

constexpr arma::uword rows_per_block = 256;  // enough for what is done once a block not to matter

}  // namespace

void write_row_map(Matrix held, CsvTable& table, const std::function<Matrix(Matrix)>& f, Session& session) {
    Output& output = session.output;
    Matrix first = f(std::move(held));
    forbid_blas_threads();  // from here on the blocks are the parallel work
    table.expect_rows_per_block(rows_per_block);
    if (!output.can_stream_rows()) {
        MatrixBuilder rows(first.cols());
        rows.add(std::move(first));
        table.for_each_block(session.common.threads, f, [&](Matrix&& block) {
            rows.add(std::move(block));
            return true;
        });
        return output.write(rows.finish());
    }
    output.write_rows(first);
    first = Matrix();
    table.for_each_block(
        session.common.threads, [&](Matrix&& block) { return output.rows_text(f(std::move(block))); },
        [&](std::string&& text) {
            output.write_text(text);
            return true;
        });
}

}  // namespace la
