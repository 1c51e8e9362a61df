// One document of delimited text, read in row blocks.
#pragma once

#include <exception>
#include <optional>
#include <string>

#include "core/error.hpp"
#include "core/matrix.hpp"
#include "core/pipeline.hpp"
#include "io/csv_layout.hpp"
#include "io/csv_rows.hpp"
#include "io/line_chunks.hpp"

namespace la {

// The rows of a table on a stream. The blocks are those of the stream's chunks: cut by counted bytes, so the same from
// a file and from a pipe, with any number of threads and any buffer size.
class CsvTable {
  public:
    // `chunks` stands at the first line of the table's rows (or its header). Reads the layout.
    // Throws a data error with the place of what is malformed.
    CsvTable(LineChunks& chunks, const CsvOptions& options, std::string origin);

    const Names& column_names() const { return layout_.column_names; }
    arma::uword columns() const { return layout_.columns(); }
    char delimiter() const { return layout_.delimiter; }

    void observe(ReadObserver on_read) { on_read_ = std::move(on_read); }

    // Makes blocks of about this many rows where a row is long: products want blocks that are not too thin.
    void expect_rows_per_block(arma::uword rows);

    // A guess at the rows to come, no more than fit in `limit` bytes of numbers; 0 where nothing is known or all is at
    // hand already.
    arma::uword expected_rows(double limit) const;

    // Calls `work(Matrix block)` for every row block, concurrently on up to `threads` threads, and `deliver(result)` in
    // order; deliver returns whether to go on, and a later call continues behind the last block delivered. Blocks carry
    // the column names. Errors are thrown in the order of the text; where `work` finds a value that is not finite, its
    // row is named as that of the table. Returns true if the table has ended.
    template <class Work, class Deliver>
    bool for_each_block(int threads, Work work, Deliver deliver) {
        using Result = std::invoke_result_t<Work&, Matrix&&>;
        struct Outcome {
            LineChunk chunk;
            CsvRows rows;
            std::optional<Result> result;
            std::exception_ptr failure;
            arma::uword row_count = 0;
        };
        std::vector<LineChunk> beyond;
        bool ended = true;
        ordered_pipeline(
            threads, [&] { return chunks_.next(); },
            [&](LineChunk&& chunk) {
                Outcome outcome{std::move(chunk), {}, std::nullopt, nullptr, 0};
                try {
                    outcome.rows = parse_rows(outcome.chunk.text(), layout_, options_);
                    outcome.rows.block.column_names = layout_.column_names;
                    outcome.rows.block.origin = origin_;
                    outcome.row_count = outcome.rows.block.rows();
                    if (!outcome.rows.fault) outcome.result.emplace(work(std::move(outcome.rows.block)));
                } catch (...) {
                    outcome.failure = std::current_exception();  // counts only if the chunk belongs to this table
                }
                return outcome;
            },
            [&](Outcome& outcome) {
                if (outcome.failure) rethrow(outcome.failure);
                accept(outcome.rows);
                rows_before_ += outcome.row_count;
                if (on_read_) on_read_(outcome.row_count, outcome.rows.consumed);
                const bool go_on = deliver(std::move(*outcome.result));
                if (outcome.rows.document_ended) {
                    outcome.chunk.begin += outcome.rows.consumed;
                    beyond.push_back(std::move(outcome.chunk));
                    return false;
                }
                chunks_.recycle(std::move(outcome.chunk));
                ended = go_on;
                return go_on;
            },
            [&](Outcome&& outcome) { beyond.push_back(std::move(outcome.chunk)); });
        for (auto chunk = beyond.rbegin(); chunk != beyond.rend(); ++chunk) chunks_.put_back(std::move(*chunk));
        return ended;
    }

    // The whole table.
    Matrix read(int threads);

  private:
    void accept(const CsvRows& rows);  // counts lines, throws the fault
    [[noreturn]] void rethrow(const std::exception_ptr& failure) const;

    LineChunks& chunks_;
    CsvOptions options_;
    ReadObserver on_read_;
    std::string origin_;
    CsvLayout layout_;
    std::uint64_t first_row_line_ = 0;
    std::uint64_t rows_before_ = 0;  // the next block
    double bytes_per_row_ = 0;       // of the first chunk
    bool more_than_one_chunk_ = false;
};

}  // namespace la
