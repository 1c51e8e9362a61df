// Rows of delimited text: any cut into chunks gives the same matrix, and what is written reads back bit for bit.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>

#include "core/error.hpp"
#include "io/csv_rows.hpp"
#include "io/csv_table.hpp"
#include "io/csv_writer.hpp"
#include "io/line_chunks.hpp"

namespace {

using la::Matrix;

// A text that arrives in reads of uneven lengths.
class UnevenSource : public la::ByteSource {
  public:
    explicit UnevenSource(std::string text) : text_(std::move(text)) {}
    std::size_t read(char* out, std::size_t size) override {
        length_ = length_ % 13 + 1;
        const std::size_t count = std::min({size, length_, text_.size() - at_});
        std::memcpy(out, text_.data() + at_, count);
        at_ += count;
        return count;
    }

  private:
    std::string text_;
    std::size_t at_ = 0, length_ = 0;
};

Matrix read_table(const std::string& text, const la::CsvOptions& options = {}, std::size_t chunk = 0, int threads = 1) {
    la::LineChunks chunks(std::make_unique<UnevenSource>(text));
    if (chunk != 0) chunks.set_chunk_size(chunk);
    la::CsvTable table(chunks, options, "t.csv");
    return table.read(threads);
}

std::string written(const Matrix& m, const la::CsvStyle& style = {}) {
    std::string out;
    la::write_csv(m, "", style, 1, [&](std::string_view text) { out += text; });
    return out;
}

std::string error_of(const std::string& text, const la::CsvOptions& options = {}, std::size_t chunk = 0) {
    try {
        read_table(text, options, chunk);
    } catch (const la::Error& error) {
        CHECK(error.kind() == la::ErrorKind::data);
        return error.what();
    }
    return "read";
}

bool same_bits(const Matrix& a, const Matrix& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols() || a.is_complex() != b.is_complex()) return false;
    if (a.is_complex()) {
        const auto &x = std::get<arma::cx_mat>(a.values), &y = std::get<arma::cx_mat>(b.values);
        return std::memcmp(x.memptr(), y.memptr(), x.n_elem * sizeof(arma::cx_double)) == 0;
    }
    const auto &x = std::get<arma::mat>(a.values), &y = std::get<arma::mat>(b.values);
    return std::memcmp(x.memptr(), y.memptr(), x.n_elem * sizeof(double)) == 0;
}

double random_double(std::mt19937_64& random) {
    const double value = std::bit_cast<double>(random());
    return std::isfinite(value) ? value : static_cast<double>(random() % 1000);
}

arma::mat random_matrix(arma::uword rows, arma::uword columns, std::mt19937_64& random) {
    arma::mat m(rows, columns);
    m.imbue([&] { return random_double(random); });
    return m;
}

}  // namespace

TEST_CASE("csv_rows: what is written reads back bit for bit, whatever the delimiter and the chunks") {
    std::mt19937_64 random(3);
    for (const auto& [rows, columns] : {std::pair(1, 1), {1, 9}, {40, 1}, {57, 6}, {3, 70}}) {
        const Matrix real = Matrix(random_matrix(rows, columns, random));
        const Matrix complex =
            Matrix(arma::cx_mat(random_matrix(rows, columns, random), random_matrix(rows, columns, random)));
        for (const Matrix& m : {real, complex}) {
            for (const char delimiter : {',', ';', '\t', ' '}) {
                la::CsvStyle style;
                style.delimiter = delimiter;
                const std::string text = written(m, style);
                for (const std::size_t chunk : {1, 7, 64, 1000, 1 << 20})
                    for (const int threads : {1, 3}) CHECK(same_bits(read_table(text, {}, chunk, threads), m));
            }
        }
    }
}

TEST_CASE("csv_rows: names come back, whatever they hold") {
    Matrix m(arma::mat{{1, 2, 3}, {4, 5, 6}});
    m.column_names = {"a,b", "say \"hi\"", " outer "};
    m.row_names = {"1", "#x"};
    const std::string text = written(m);
    CHECK(text == ",\"a,b\",\"say \"\"hi\"\"\",\" outer \"\n\"1\",1,2,3\n\"#x\",4,5,6\n");
    for (const std::size_t chunk : {1, 10, 1000}) {
        const Matrix back = read_table(text, {}, chunk);
        CHECK(same_bits(back, m));
        CHECK(back.row_names == m.row_names);
        CHECK(back.column_names == m.column_names);
    }
}

TEST_CASE("csv_rows: a complex cell makes the whole matrix complex, wherever it stands") {
    const Matrix expected(arma::cx_mat{{{1, 0}, {2, 0}}, {{3, 0}, {0, 4}}});
    for (const std::size_t chunk : {1, 4, 100}) CHECK(same_bits(read_table("1,2\n3,4i\n", {}, chunk), expected));
}

TEST_CASE("csv_rows: what editors leave behind is no part of the matrix") {
    const Matrix expected(arma::mat{{1, 2}, {3, 4}});
    for (const char* text : {"1,2\r\n3,4\r\n", "1,2\n3,4", "1,2,\n3,4,\n", " 1 ,\t2\n3 , 4 \n", "\"1\",2\n3,\"4\"\n",
                             "1,2\n# c\n3,4\n", "1,2\n3,4\n# c\n", "1 2\n3   4\n", "1,2\r\n3,4"}) {
        INFO(std::string(text));
        for (const std::size_t chunk : {1, 5, 100}) CHECK(same_bits(read_table(text, {}, chunk), expected));
    }
}

TEST_CASE("csv_rows: missing cells") {
    const std::string text = "1,2\n3,NA\n,6\nNaN,8\n";
    la::CsvOptions options;
    CHECK(error_of(text) == "t.csv:2:2: missing value");
    options.missing = {la::MissingAction::replace, 7};
    CHECK(same_bits(read_table(text, options), Matrix(arma::mat{{1, 2}, {3, 7}, {7, 6}, {7, 8}})));
    options.missing = {la::MissingAction::drop_row, 0};
    CHECK(same_bits(read_table(text, options), Matrix(arma::mat{{1, 2}})));
    options.missing = {la::MissingAction::nan, 0};
    const Matrix read_as_nan = read_table(text, options);
    CHECK(std::isnan(std::get<arma::mat>(read_as_nan.values)(1, 1)));
    CHECK(std::isnan(std::get<arma::mat>(read_as_nan.values)(2, 0)));
    CHECK(std::isnan(std::get<arma::mat>(read_as_nan.values)(3, 0)));
}

TEST_CASE("csv_rows: if every row is dropped the columns stay") {
    la::CsvOptions options;
    options.missing = {la::MissingAction::drop_row, 0};
    const Matrix m = read_table("a,b\n1,NA\n", options);
    CHECK(m.rows() == 0);
    CHECK(m.cols() == 2);
}

TEST_CASE("csv_rows: errors name line and cell, the same for every chunk size") {
    for (const std::size_t chunk : {1, 6, 1000}) {
        CHECK(error_of("1,2\n3,abc\n", {}, chunk) == "t.csv:2:2: expected a number, found 'abc'");
        CHECK(error_of("1,2\n# c\n3\n", {}, chunk) == "t.csv:3: row has 1 cells, expected 2");
        CHECK(error_of("1,2\n3,4\n5,6,7\n", {}, chunk) == "t.csv:3: row has 3 cells, expected 2");
        CHECK(error_of("1,2\n3,1e999\n", {}, chunk) == "t.csv:2:2: number too large: '1e999'");
        CHECK(error_of("1;2\n3;4,5\n", {}, chunk) == "t.csv:2:2: expected a number, found '4,5' (decimal comma?)");
        CHECK(error_of("1,2\n3,4\n5,\"6\n", {}, chunk) == "t.csv:3:2: unterminated quote");
        CHECK(error_of("r,1\ns,2\n3,4\n", {}, chunk) == "t.csv:1:1: expected a number, found 'r'");
        CHECK(error_of("1,b\n3,4\n", {}, chunk) == "t.csv:1:2: expected a number, found 'b'");
        CHECK(error_of("a,2\n3,4\n", {}, chunk) == "t.csv:1:1: expected a number, found 'a'");
        CHECK(error_of("a,b\n", {}, chunk) == "t.csv:1: header without rows");
    }
}

TEST_CASE("csv_rows: a document ends at a blank line or at a name, and leaves the rest") {
    la::CsvLayout layout;
    layout.delimiter = ',';
    layout.cells = 2;
    const la::CsvRows blank = la::parse_rows("1,2\n\n3,4\n", layout, {});
    CHECK(blank.document_ended);
    CHECK(blank.consumed == 4);
    CHECK(blank.lines == 1);
    CHECK(blank.block.rows() == 1);
    const la::CsvRows named = la::parse_rows("1,2\n# c\n3,4\n# name: V\n5\n", layout, {});
    CHECK(named.document_ended);
    CHECK(named.consumed == 12);
    CHECK(named.lines == 3);
    CHECK(named.block.rows() == 2);
    CHECK_FALSE(la::parse_rows("1,2\n3,4", layout, {}).document_ended);
    CHECK(la::is_name_line("# name: U"));
    CHECK(la::is_name_line("# name: two words"));
    CHECK_FALSE(la::is_name_line("# a name: U"));
    CHECK_FALSE(la::is_name_line("1,2"));
}

TEST_CASE("csv_writer: zero sizes, sparse zeros, names that are not wanted") {
    CHECK(written(Matrix(arma::mat(0, 3))) == "# size: 0 3\n");
    CHECK(written(Matrix(arma::mat(2, 0))) == "# size: 2 0\n");
    arma::sp_mat sparse(2, 2);
    sparse(0, 1) = 5;
    CHECK(written(Matrix(sparse)) == "0,5\n0,0\n");
    Matrix m(arma::mat{{1, 2}});
    m.row_names = {"r"};
    CHECK(written(m) == "r,1,2\n");
    m.column_names = {"a", "b"};
    CHECK(written(m) == ",a,b\nr,1,2\n");
    la::CsvStyle bare;
    bare.names = false;
    CHECK(written(m, bare) == "1,2\n");
}
