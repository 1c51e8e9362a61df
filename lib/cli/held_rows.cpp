#include "cli/held_rows.hpp"

#include "core/error.hpp"
#include "io/matrix_builder.hpp"

namespace la {

HeldRows hold_rows(Input& input, double limit, int threads) {
    CsvTable& table = *input.table();
    MatrixBuilder builder(table.columns());
    builder.expect_rows(table.expected_rows(limit));
    double bytes = 0;
    const bool ended = table.for_each_block(
        threads, [](Matrix&& block) { return std::move(block); },
        [&](Matrix&& block) {
            bytes += sizeof(double) * static_cast<double>(block.cells());
            builder.add(std::move(block));
            return bytes < limit;
        });
    HeldRows held{builder.finish(), ended};
    held.rows.column_names = table.column_names();
    held.rows.origin = input.origin();
    return held;
}

namespace {

Matrix rows_between(const Matrix& m, arma::uword first, arma::uword last) {
    Matrix out;
    if (first < last) {
        if (const auto* real = std::get_if<arma::mat>(&m.values))
            out.values = arma::mat(real->rows(first, last - 1));
        else
            out.values = arma::cx_mat(std::get<arma::cx_mat>(m.values).rows(first, last - 1));
    } else {
        out.values = arma::mat(0, m.cols());
    }
    out.column_names = m.column_names;
    out.origin = m.origin;
    return out;
}

}  // namespace

Matrix finite_rows(Matrix&& block) {
    require_finite(block);
    return std::move(block);
}

bool RowFeed::fetch() {
    bool fetched = false;
    // One block at a time: the threads are at work on the other stream.
    input_.table()->for_each_block(1, finite_rows, [&](Matrix&& block) {
        fetched = block.rows() != 0;
        MatrixBuilder builder(block.cols());
        Matrix names = rows_between(block, 0, 0);
        if (waiting_.rows() != 0) builder.add(std::move(waiting_));
        builder.add(std::move(block));
        waiting_ = builder.finish();
        waiting_.row_names.clear();
        waiting_.column_names = std::move(names.column_names);
        waiting_.origin = std::move(names.origin);
        return !fetched;
    });
    return fetched;
}

Matrix RowFeed::take(arma::uword count, const std::string& other) {
    while (waiting_.rows() < count)
        if (!fetch())
            throw data_error(input_.origin() + " has " + std::to_string(taken_ + waiting_.rows()) + " rows, " + other +
                             " has more");
    Matrix out = rows_between(waiting_, 0, count);
    waiting_ = rows_between(waiting_, count, waiting_.rows());
    taken_ += count;
    return out;
}

void RowFeed::require_end(arma::uword rows, const std::string& other) {
    if (waiting_.rows() != 0 || fetch())
        throw data_error(other + " has " + std::to_string(rows) + " rows, " + input_.origin() + " has more");
    input_.require_end();
}

}  // namespace la
