#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "core/error.hpp"
#include "io/matrix_market_reader.hpp"
#include "io/matrix_market_writer.hpp"

namespace {

using Complex = std::complex<double>;

// A text as a stream: a regular file tells how much is left, a pipe does not.
class FileOrPipe : public la::ByteSource {
  public:
    FileOrPipe(std::string text, bool is_pipe) : text_(std::move(text)), is_pipe_(is_pipe) {}

    std::size_t read(char* out, std::size_t size) override {
        const std::size_t count = std::min(size, text_.size() - position_);
        std::memcpy(out, text_.data() + position_, count);
        position_ += count;
        return count;
    }

    std::optional<std::uint64_t> remaining() const override {
        if (is_pipe_) return std::nullopt;
        return text_.size() - position_;
    }

  private:
    std::string text_;
    bool is_pipe_;
    std::size_t position_ = 0;
};

la::LineChunks chunks_of(const std::string& text, bool is_pipe = false) {
    return la::LineChunks(std::make_unique<FileOrPipe>(text, is_pipe));
}

la::Matrix read_matrix(const std::string& text) {
    la::LineChunks chunks = chunks_of(text);
    return la::read_matrix_market(chunks, "F", 1).matrix;
}

// The message of the refusal, the same from a file and a pipe, in small chunks and large ones, on one thread and more.
// A pipe is read in small chunks only, so that its end is not in sight when its size line is judged.
std::string refusal(const std::string& text, bool is_pipe = false) {
    std::string message;
    for (const int threads : {1, 2, 4}) {
        for (const std::size_t size : {std::size_t(1), std::size_t(16), la::LineChunks::default_chunk_size}) {
            if (is_pipe && size == la::LineChunks::default_chunk_size) continue;
            la::LineChunks chunks = chunks_of(text, is_pipe);
            chunks.set_chunk_size(size);
            std::string found = "accepted";
            try {
                la::read_matrix_market(chunks, "F", threads);
            } catch (const la::Error& error) {
                CHECK(error.kind() == la::ErrorKind::data);
                found = error.what();
            }
            if (!message.empty()) CHECK(found == message);
            message = found;
        }
    }
    return message;
}

std::string written(const la::Values& values, const std::string& name = "", const la::NumberFormat& format = {},
                    int threads = 1) {
    std::string text;
    la::write_matrix_market(la::Matrix(values), name, format, threads, [&](std::string_view piece) { text += piece; });
    return text;
}

// Compared as bits: rows, columns, stored pattern and values.
template <class T>
bool identical(const arma::SpMat<T>& a, const arma::SpMat<T>& b) {
    return a.n_rows == b.n_rows && a.n_cols == b.n_cols && a.n_nonzero == b.n_nonzero &&
           std::memcmp(a.col_ptrs, b.col_ptrs, (a.n_cols + 1) * sizeof(arma::uword)) == 0 &&
           std::memcmp(a.row_indices, b.row_indices, a.n_nonzero * sizeof(arma::uword)) == 0 &&
           std::memcmp(a.values, b.values, a.n_nonzero * sizeof(T)) == 0;
}

template <class T>
bool identical(const arma::Mat<T>& a, const arma::Mat<T>& b) {
    return a.n_rows == b.n_rows && a.n_cols == b.n_cols && std::memcmp(a.mem, b.mem, a.n_elem * sizeof(T)) == 0;
}

bool identical(const la::Matrix& a, const la::Matrix& b) {
    return a.values.index() == b.values.index() &&
           std::visit([&](const auto& v) { return identical(v, std::get<std::decay_t<decltype(v)>>(b.values)); },
                      a.values);
}

// The same cells, whatever the storage.
bool equal(const la::Matrix& a, const arma::cx_mat& b) {
    const arma::cx_mat dense = la::dense_complex(a);
    return dense.n_rows == b.n_rows && dense.n_cols == b.n_cols && arma::all(arma::vectorise(dense == b));
}

std::string banner(const std::string& words) {
    return "%%MatrixMarket " + words + "\n";
}

template <class T>
using Rows = std::initializer_list<std::initializer_list<T>>;

arma::mat reals(Rows<double> rows) {
    return arma::mat(rows);
}
arma::cx_mat complexes(Rows<Complex> rows) {
    return arma::cx_mat(rows);
}
arma::cx_mat real(const arma::mat& m) {
    return arma::cx_mat(m, arma::zeros(m.n_rows, m.n_cols));
}
arma::cx_mat real(Rows<double> rows) {
    return real(reals(rows));
}

}  // namespace

TEST_CASE("a banner is recognized in any case, and only as a whole word") {
    CHECK(la::is_matrix_market_banner("%%MatrixMarket matrix array real general"));
    CHECK(la::is_matrix_market_banner("%%MATRIXMARKET"));
    CHECK(la::is_matrix_market_banner("  %%matrixmarket\tx\r"));
    CHECK_FALSE(la::is_matrix_market_banner("%%MatrixMarkets matrix"));
    CHECK_FALSE(la::is_matrix_market_banner("% MatrixMarket"));
    CHECK_FALSE(la::is_matrix_market_banner(""));
}

TEST_CASE("coordinate files of every field and symmetry") {
    const std::string entries = "3 3 3\n1 1 2\n2 1 -3\n3 2 4\n";
    const arma::mat lower{{2, 0, 0}, {-3, 0, 0}, {0, 4, 0}};
    const arma::mat mirrored{{2, -3, 0}, {-3, 0, 4}, {0, 4, 0}};
    for (const std::string field : {"real", "double", "integer"}) {
        CAPTURE(field);
        const la::Matrix general = read_matrix(banner("matrix coordinate " + field + " general") + entries);
        CHECK(general.values.index() == 2);
        CHECK(general.origin == "F");
        CHECK(equal(general, real(lower)));
        CHECK(equal(read_matrix(banner("matrix coordinate " + field + " symmetric") + entries), real(mirrored)));
        CHECK(equal(
            read_matrix(banner("matrix coordinate " + field + " skew-symmetric") + "3 3 3\n1 1 0\n2 1 -3\n3 2 4\n"),
            real({{0, 3, 0}, {-3, 0, -4}, {0, 4, 0}})));
    }
    const std::string pattern = "3 3 3\n1 1\n2 1\n3 2\n";
    CHECK(equal(read_matrix(banner("matrix coordinate pattern general") + pattern),
                real({{1, 0, 0}, {1, 0, 0}, {0, 1, 0}})));
    CHECK(equal(read_matrix(banner("matrix coordinate pattern symmetric") + pattern),
                real({{1, 1, 0}, {1, 0, 1}, {0, 1, 0}})));

    const std::string complex = "2 2 2\n1 1 2 0\n2 1 -3 5e-1\n";
    const Complex z(-3, 0.5);
    CHECK(read_matrix(banner("matrix coordinate complex general") + complex).values.index() == 3);
    CHECK(equal(read_matrix(banner("matrix coordinate complex general") + complex), complexes({{2, 0}, {z, 0}})));
    CHECK(equal(read_matrix(banner("matrix coordinate complex symmetric") + complex), complexes({{2, z}, {z, 0}})));
    CHECK(equal(read_matrix(banner("matrix coordinate complex hermitian") + complex),
                complexes({{2, std::conj(z)}, {z, 0}})));
    CHECK(equal(read_matrix(banner("matrix coordinate complex skew-symmetric") + "2 2 2\n1 1 0 0\n2 1 -3 .5\n"),
                complexes({{0, -z}, {z, 0}})));
}

TEST_CASE("array files of every field and symmetry") {
    for (const std::string field : {"real", "double", "integer"}) {
        CAPTURE(field);
        const la::Matrix general =
            read_matrix(banner("matrix array " + field + " general") + "2 3\n1\n2\n3\n4\n5\n-6\n");
        CHECK(general.values.index() == 0);
        CHECK(equal(general, real({{1, 3, 5}, {2, 4, -6}})));
        CHECK(equal(read_matrix(banner("matrix array " + field + " symmetric") + "3 3\n1\n2\n3\n4\n5\n6\n"),
                    real({{1, 2, 3}, {2, 4, 5}, {3, 5, 6}})));
        CHECK(equal(read_matrix(banner("matrix array " + field + " skew-symmetric") + "3 3\n2\n3\n5\n"),
                    real({{0, -2, -3}, {2, 0, -5}, {3, 5, 0}})));
    }
    const std::string complex = "2 2\n1 0\n3 4\n5 0\n";
    const Complex z(3, 4);
    CHECK(equal(read_matrix(banner("matrix array complex symmetric") + complex), complexes({{1, z}, {z, 5}})));
    CHECK(
        equal(read_matrix(banner("matrix array complex hermitian") + complex), complexes({{1, std::conj(z)}, {z, 5}})));
    CHECK(
        equal(read_matrix(banner("matrix array complex skew-symmetric") + "2 2\n3 4\n"), complexes({{0, -z}, {z, 0}})));
    CHECK(read_matrix(banner("matrix array complex general") + "1 1\n1 0\n").values.index() == 1);
    CHECK(equal(read_matrix(banner("matrix array complex general") + "1 2\n1 -2\n0 3\n"),
                complexes({{Complex(1, -2), Complex(0, 3)}})));
}

TEST_CASE("a vector is a column") {
    CHECK(equal(read_matrix(banner("vector coordinate real general") + "3 2\n3 1.5\n1 2\n"), real({{2}, {0}, {1.5}})));
    CHECK(equal(read_matrix(banner("vector coordinate pattern general") + "3 1\n2\n"), real({{0}, {1}, {0}})));
    CHECK(equal(read_matrix(banner("vector coordinate complex general") + "2 1\n2 1 -1\n"),
                complexes({{0}, {Complex(1, -1)}})));
    CHECK(equal(read_matrix(banner("vector array integer general") + "2\n7\n8\n"), real({{7}, {8}})));
}

TEST_CASE("case, comments, blank lines, line endings and blanks are free") {
    const std::string text =
        "%%matrixmarket MATRIX Coordinate REAL General \r\n% name:  my matrix \r\n\r\n%\n  2\t2 3 \r\n"
        "% between\r\n 1  1\t+1.5 \r\n\r\n   % indented\n+2 02 -inf\r\n1 2 NaN";
    la::LineChunks chunks = chunks_of(text);
    const la::NamedMatrix document = la::read_matrix_market(chunks, "F", 2);
    CHECK(document.name == "my matrix");
    const arma::mat m = la::dense_real(document.matrix);
    CHECK(m(0, 0) == 1.5);
    CHECK(m(1, 1) == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(m(0, 1)));
    CHECK(m(1, 0) == 0);
    CHECK(equal(read_matrix(banner("matrix array integer general") + "2 1\n12345678901234567890\n+5"),
                real({{12345678901234567890.0}, {5}})));
}

TEST_CASE("zero sizes") {
    CHECK(read_matrix(banner("matrix coordinate real general") + "0 0 0\n").cells() == 0);
    const la::Matrix wide = read_matrix(banner("matrix array real general") + "0 3\n");
    CHECK(wide.rows() == 0);
    CHECK(wide.cols() == 3);
    CHECK(read_matrix(banner("matrix coordinate pattern symmetric") + "2 2 0").rows() == 2);
    CHECK(equal(read_matrix(banner("matrix array real skew-symmetric") + "1 1\n"), real({{0}})));
    CHECK(read_matrix(banner("matrix array real skew-symmetric") + "0 0\n").cells() == 0);
}

TEST_CASE("duplicates are summed in the order of the file, zeros are not stored") {
    const la::Matrix m = read_matrix(banner("matrix coordinate real general") +
                                     "2 2 6\n2 1 1e16\n1 2 3\n2 1 1\n2 1 -1e16\n1 2 -3\n1 1 0\n");
    const auto& values = std::get<arma::sp_mat>(m.values);
    CHECK(values.n_nonzero == 0);  // 1e16 + 1 - 1e16 is 0 in this order
    const la::Matrix other =
        read_matrix(banner("matrix coordinate real symmetric") + "2 2 3\n2 1 1e16\n2 1 -1e16\n2 1 1\n");
    CHECK(equal(other, real({{0, 1}, {1, 0}})));
    // A column longer than what insertion sorts.
    std::string column = banner("matrix coordinate integer general") + "50 2 100\n";
    for (int i = 50; i >= 1; --i)
        column += std::to_string(i) + " 2 1\n" + std::to_string(i) + " 2 " + std::to_string(i) + "\n";
    const arma::mat dense = la::dense_real(read_matrix(column));
    for (arma::uword i = 0; i < 50; ++i) CHECK(dense(i, 1) == static_cast<double>(i + 2));
}

TEST_CASE("random sparse files with duplicates agree with a dense sum, in any chunks and on any threads") {
    std::mt19937_64 random(1);
    for (const std::string symmetry : {"general", "symmetric", "skew-symmetric"}) {
        CAPTURE(symmetry);
        const arma::uword rows = 300, columns = symmetry == "general" ? 170 : 300;
        const int count = 70000;  // enough for the columns to be shared among threads
        arma::mat expected(rows, columns, arma::fill::zeros);
        std::string text = banner("matrix coordinate real " + symmetry) + std::to_string(rows) + " " +
                           std::to_string(columns) + " " + std::to_string(count) + "\n";
        for (int i = 0; i < count; ++i) {
            arma::uword r = random() % rows, c = random() % columns;
            if (symmetry != "general" && r < c) std::swap(r, c);
            double value = static_cast<double>(static_cast<std::int64_t>(random())) * 1e-15;
            if (r == c && symmetry == "skew-symmetric") value = 0;
            text += std::to_string(r + 1) + " " + std::to_string(c + 1) + " " + la::number_text(value) + "\n";
            if (random() % 5 == 0) text += "% a comment\n";
            expected(r, c) += value;
            if (r != c && symmetry != "general") expected(c, r) += symmetry == "symmetric" ? value : -value;
        }
        const la::Matrix reference = read_matrix(text);
        CHECK(arma::all(arma::vectorise(la::dense_real(reference) == expected)));
        for (const int threads : {1, 2, 4}) {
            for (const std::size_t size : {1000, 100000}) {
                for (const bool is_pipe : {false, true}) {
                    la::LineChunks chunks = chunks_of(text, is_pipe);
                    chunks.set_chunk_size(size);
                    CHECK(identical(la::read_matrix_market(chunks, "F", threads).matrix, reference));
                }
            }
        }
    }
}

TEST_CASE("what is written reads back bit for bit") {
    std::mt19937_64 random(2);
    const auto any_double = [&] {
        for (;;) {
            const double x = std::bit_cast<double>(random());
            if (std::isfinite(x) && x != 0) return x;
        }
    };
    const auto fill = [&](auto& m) {
        for (auto& x : m) {
            if constexpr (std::is_same_v<std::decay_t<decltype(x)>, double>)
                x = any_double();
            else
                x = {any_double(), any_double()};
        }
        m(0) = std::numeric_limits<double>::denorm_min();
        m(1) = std::numeric_limits<double>::max();
        m(2) = -std::numeric_limits<double>::infinity();
        m(3) = 9007199254740993.0;
    };
    arma::mat dense(301, 173);
    arma::cx_mat complex(97, 201);
    fill(dense);
    fill(complex);
    arma::sp_mat sparse(dense % arma::conv_to<arma::mat>::from(arma::randu(301, 173) < 0.4));
    arma::sp_cx_mat sparse_complex(3000, 2000);
    for (arma::uword i = 0; i < 500; ++i)
        sparse_complex(random() % 3000, random() % 2000) = {any_double(), any_double()};
    sparse.replace(arma::datum::nan, 1.0);  // 0 * Inf
    for (const la::Matrix& m :
         {la::Matrix(dense), la::Matrix(complex), la::Matrix(sparse), la::Matrix(sparse_complex)}) {
        const std::string text = written(m.values, "U");
        CHECK(written(m.values, "U", {}, 3) == text);
        for (const int threads : {1, 2, 4}) {
            for (const bool is_pipe : {false, true}) {
                la::LineChunks chunks = chunks_of(text, is_pipe);
                chunks.set_chunk_size(5000);
                const la::NamedMatrix back = la::read_matrix_market(chunks, "F", threads);
                CHECK(back.name == "U");
                CHECK(identical(back.matrix, m));
            }
        }
    }
}

TEST_CASE("the layout of what is written") {
    const double inf = std::numeric_limits<double>::infinity();
    CHECK(written(reals({{1, -0.0}, {std::nan(""), -inf}})) ==
          "%%MatrixMarket matrix array real general\n2 2\n1\nNaN\n0\n-Inf\n");
    CHECK(written(complexes({{Complex(1, -2), Complex(0, 1.5)}}), "my U") ==
          "%%MatrixMarket matrix array complex general\n% name: my U\n1 2\n1 -2\n0 1.5\n");
    CHECK(written(complexes({{Complex(1, 0), Complex(0, -0.0)}})) ==
          "%%MatrixMarket matrix array real general\n1 2\n1\n0\n");
    arma::sp_mat sparse(3, 4);
    sparse(2, 1) = 0.1;
    sparse(0, 3) = 7;
    CHECK(written(sparse) == "%%MatrixMarket matrix coordinate real general\n3 4 2\n3 2 0.1\n1 4 7\n");
    sparse.sync();
    arma::access::rw(sparse.values[0]) = 0;
    CHECK(written(sparse) == "%%MatrixMarket matrix coordinate real general\n3 4 1\n1 4 7\n");
    CHECK(written(arma::sp_cx_mat(complexes({{0, Complex(1, 2)}}))) ==
          "%%MatrixMarket matrix coordinate complex general\n1 2 1\n1 2 1 2\n");
    CHECK(written(arma::mat(0, 3)) == "%%MatrixMarket matrix array real general\n0 3\n");
    CHECK(written(arma::sp_mat(3, 0)) == "%%MatrixMarket matrix coordinate real general\n3 0 0\n");
    const auto wide = la::NumberFormat::with_conversion("%50.3f");
    const std::string blanks(44, ' ');
    CHECK(written(reals({{12.5}, {3.25}}), "", wide) ==
          "%%MatrixMarket matrix array real general\n2 1\n" + blanks + "12.500\n " + blanks + "3.250\n");
    CHECK(written(complexes({{Complex(1.25, -2)}}), "", la::NumberFormat::with_digits(2)) ==
          "%%MatrixMarket matrix array complex general\n1 1\n1.2 -2\n");
}

TEST_CASE("several documents on one stream") {
    const std::string first = banner("matrix array real general") + "% name: A\n1 2\n1\n2\n";
    const std::string second = banner("matrix coordinate real general") + "% name: B\n2 2 1\n2 2 5\n";
    for (const std::string between : {"", "\n", "% comment\n\n\n"}) {
        for (const int threads : {1, 2, 4}) {
            for (const std::size_t size : {1, 30, 100000}) {
                la::LineChunks chunks = chunks_of(first + between + second + between + "# name: C\n1,2\n");
                chunks.set_chunk_size(size);
                la::NamedMatrix document = la::read_matrix_market(chunks, "F", threads);
                CHECK(document.name == "A");
                CHECK(equal(document.matrix, real({{1, 2}})));
                document = la::read_matrix_market(chunks, "F", threads);
                CHECK(document.name == "B");
                CHECK(equal(document.matrix, real({{0, 0}, {0, 5}})));
                std::string rest;
                while (const auto chunk = chunks.next()) rest += chunk->text();
                CHECK(rest == "# name: C\n1,2\n");
                CHECK(chunks.line ==
                      10 + 2 * static_cast<std::uint64_t>(std::count(between.begin(), between.end(), '\n')));
            }
        }
    }
    // A fault in a later document is told with its own line.
    la::LineChunks chunks = chunks_of(first + banner("matrix array real general") + "1 1\nx\n");
    la::read_matrix_market(chunks, "F", 2);
    CHECK_THROWS_WITH(la::read_matrix_market(chunks, "F", 2), "F:8:1: expected a number, found 'x'");
}

TEST_CASE("banners that are refused") {
    CHECK(refusal("%%MatrixMarket matrix array real\n1 1\n1\n") == "F:1: malformed Matrix Market banner");
    CHECK(refusal("%%MatrixMarket matrix array real general x\n") == "F:1: malformed Matrix Market banner");
    CHECK(refusal("1 2 3 4 5\n") == "F:1: malformed Matrix Market banner");
    CHECK(refusal("") == "F: malformed Matrix Market banner");
    CHECK(refusal(banner("tensor coordinate real general")) == "F:1:2: unknown object 'tensor'");
    CHECK(refusal(banner("matrix dense real general")) == "F:1:3: unknown format 'dense'");
    CHECK(refusal(banner("matrix array quaternion general")) == "F:1:4: unknown field 'quaternion'");
    CHECK(refusal(banner("matrix array real Triangular")) == "F:1:5: unknown symmetry 'Triangular'");
    CHECK(refusal(banner("matrix array pattern general")) == "F:1: an array cannot be of pattern field");
    CHECK(refusal(banner("matrix array real hermitian")) == "F:1: a hermitian matrix must be complex");
    CHECK(refusal(banner("matrix coordinate pattern skew-symmetric")) ==
          "F:1: a pattern matrix cannot be skew-symmetric");
}

TEST_CASE("size lines that are refused") {
    const std::string coordinate = banner("matrix coordinate real general");
    CHECK(refusal(coordinate + "2 2\n") == "F:2: size line must have 3 numbers, found 2");
    CHECK(refusal(banner("matrix array real general") + "%\n2\n") == "F:3: size line must have 2 numbers, found 1");
    CHECK(refusal(banner("vector array real general") + "2 2\n") == "F:2: size line must have 1 number, found 2");
    CHECK(refusal(banner("vector coordinate real general") + "2\n") == "F:2: size line must have 2 numbers, found 1");
    CHECK(refusal(coordinate + "x 2 1\n") == "F:2:1: expected a size, found 'x'");
    CHECK(refusal(coordinate + "2 -2 1\n") == "F:2:2: expected a size, found '-2'");
    CHECK(refusal(coordinate + "2 2 1.5\n") == "F:2:3: expected a size, found '1.5'");
    CHECK(refusal(coordinate + "2 2 99999999999999999999\n") == "F:2:3: number too large: '99999999999999999999'");
    CHECK(refusal(coordinate) == "F:2: no size line");
    CHECK(refusal(coordinate + "% 2 2 1\n\n") == "F:4: no size line");
    CHECK(refusal(coordinate + coordinate) == "F:2: no size line");
    for (const std::string symmetry : {"symmetric", "skew-symmetric", "hermitian"})
        CHECK(refusal(banner("matrix coordinate complex " + symmetry) + "3 2 0\n") ==
              "F:2: a " + symmetry + " matrix must be square, found 3x2");
    CHECK(refusal(coordinate + "1 1000000000000 1\n") == "F:2: 1000000000000 columns are more than can be indexed");
    CHECK(refusal(coordinate + "1000000000000 1 1\n") == "F:2: 1000000000000 rows are more than can be indexed");
    CHECK(refusal(banner("matrix array real general") + "4000000000 4000000000\n") ==
          "F:2: 4000000000 rows are more than can be indexed");
}

TEST_CASE("more entries than can follow are refused before they are allocated") {
    CHECK(refusal(banner("matrix coordinate real general") + "9 9 1000000000\n1 1 1\n") ==
          "F:2: the size line declares 1000000000 entries, more than the file can hold");
    CHECK(refusal(banner("matrix array real general") + "2000000000 2000000000\n1\n") ==
          "F:2: the size line declares 4000000000000000000 entries, more than the file can hold");
    CHECK(refusal(banner("matrix array real general") + "2000000000 2000000000\n1\n", true) ==
          "F:2: expected 4000000000000000000 entries, found 1");
    // The shortest files that hold what they declare, and one that is a byte short.
    CHECK(equal(read_matrix(banner("matrix coordinate real general") + "1 1 2\n1 1 1\n1 1 1"), real({{2}})));
    CHECK(equal(read_matrix(banner("matrix coordinate pattern general") + "1 1 2\n1 1\n1 1"), real({{2}})));
    CHECK(equal(read_matrix(banner("matrix coordinate complex general") + "1 1 1\n1 1 1 1"),
                complexes({{Complex(1, 1)}})));
    CHECK(equal(read_matrix(banner("matrix array real general") + "2 1\n1\n2"), real({{1}, {2}})));
    CHECK(refusal(banner("matrix array real general") + "2 1\n1\n") ==
          "F:2: the size line declares 2 entries, more than the file can hold");
}

TEST_CASE("entries beyond every memory are refused without being allocated, from a file and from a pipe") {
    const std::string text = banner("matrix coordinate real general") + "3 3 18000000000000000000\n1 1 1\n2 2 2\n";
    CHECK(refusal(text) == "F:2: the size line declares 18000000000000000000 entries, more than the file can hold");
    CHECK(refusal(text, true) == "F:2: expected 18000000000000000000 entries, found 2");
    CHECK(refusal(banner("vector coordinate complex general") + "3 18446744073709551615\n1 1 1\n%" +
                      std::string(30, 'x') + "\n",
                  true) == "F:2: expected 18446744073709551615 entries, found 1");
    CHECK(refusal(banner("matrix coordinate pattern symmetric") + "3 3 18000000000000000000\n1 1\n3 1\n", true) ==
          "F:2: expected 18000000000000000000 entries, found 2");
}

TEST_CASE("entries that are refused") {
    const std::string real_head = banner("matrix coordinate real general") + "3 3 2\n1 1 1\n";
    CHECK(refusal(real_head + "5 1 1\n") == "F:4:1: row index 5 is out of range 1..3");
    CHECK(refusal(real_head + "1 0 1\n") == "F:4:2: column index 0 is out of range 1..3");
    CHECK(refusal(real_head + "-1 1 1\n") == "F:4:1: row index -1 is out of range 1..3");
    CHECK(refusal(real_head + "4294967297 1 1\n") == "F:4:1: row index 4294967297 is out of range 1..3");
    CHECK(refusal(real_head + "a 1 1\n") == "F:4:1: expected an index, found 'a'");
    CHECK(refusal(real_head + "1 1.0 1\n") == "F:4:2: expected an index, found '1.0'");
    CHECK(refusal(real_head + "1 1 abc\n") == "F:4:3: expected a number, found 'abc'");
    CHECK(refusal(real_head + "1 1 1.5xyz\n") == "F:4:3: expected a number, found '1.5xyz'");
    CHECK(refusal(real_head + "1 1 1.5xyz") == "F:4:3: expected a number, found '1.5xyz'");
    CHECK(refusal(real_head + "1 1 1e999\n") == "F:4:3: number too large: '1e999'");
    CHECK(refusal(real_head + "1 1 0x1\n") == "F:4:3: expected a number, found '0x1'");
    CHECK(refusal(real_head + "1 1   \n") == "F:4: expected 3 numbers, found 2");
    CHECK(refusal(real_head + "%\n\n1 1 1 1\n") == "F:6: expected 3 numbers, found 4");
    CHECK(refusal(real_head + std::string("1 1 1\0\n", 7)) == "F:4:3: expected a number, found '1?'");
    CHECK(refusal(real_head + std::string("\0 1 1\n", 6)) == "F:4:1: expected an index, found '?'");
    CHECK(refusal(banner("matrix array real general") + "2 1\n1\n1 2\n") == "F:4: expected 1 number, found 2");
    CHECK(refusal(banner("matrix array complex general") + "1 1\n1+2i\n") == "F:3: expected 2 numbers, found 1");
    CHECK(refusal(banner("matrix coordinate complex general") + "3 3 1\n1 1 1 x\n") ==
          "F:3:4: expected a number, found 'x'");
    const std::string integer_head = banner("matrix coordinate integer general") + "3 3 2\n1 1 -1\n";
    for (const std::string text : {"1.5", "1e3", ".", "NaN", "x", "-", "--1"})
        CHECK(refusal(integer_head + "1 1 " + text + "\n") == "F:4:3: expected an integer, found '" + text + "'");
    CHECK(refusal(banner("vector coordinate real general") + "3 1\n4 1\n") ==
          "F:3:1: row index 4 is out of range 1..3");
}

TEST_CASE("entries that a symmetry forbids") {
    const auto head = [](const std::string& symmetry) {
        return banner("matrix coordinate complex " + symmetry) + "3 3 2\n2 1 1 1\n";
    };
    for (const std::string symmetry : {"symmetric", "skew-symmetric", "hermitian"})
        CHECK(refusal(head(symmetry) + "1 3 1 0\n") == "F:4: an entry above the diagonal in a " + symmetry + " file");
    CHECK(refusal(head("skew-symmetric") + "2 2 0 1\n") == "F:4: nonzero on the diagonal of a skew-symmetric file");
    CHECK(refusal(head("hermitian") + "2 2 1 1\n") == "F:4: complex number on the diagonal of a hermitian file");
    CHECK(refusal(banner("matrix coordinate pattern symmetric") + "3 3 1\n1 2\n") ==
          "F:3: an entry above the diagonal in a symmetric file");
    const std::string array = banner("matrix array complex hermitian") + "3 3\n1 0\n2 2\n%\n3 3\n";
    CHECK(refusal(array + "4 4\n5 5\n6 0\n") == "F:7: complex number on the diagonal of a hermitian file");
    CHECK(refusal(array + "4 0\n5 5\n\n6 6\n") == "F:10: complex number on the diagonal of a hermitian file");
}

TEST_CASE("too few and too many entries") {
    const std::string head = banner("matrix coordinate real general") + "3 3 4\n";
    const std::string padding = "%" + std::string(30, 'x') + "\n";
    CHECK(refusal(head + "1 1 1\n1 2 1\n" + padding + "1 3 1\n") == "F:2: expected 4 entries, found 3");
    CHECK(refusal(head + "1 1 1\n1 2 1\n1 3 1\n1 1 1\n1 2 1\n") == "F:7: more than 4 entries");
    CHECK(refusal(head + "1 1 1\n1 2 1\n1 3 1\n1 1 1\n\n%\njunk\n") == "F:9: more than 4 entries");
    CHECK(refusal(head + "1 1 1\n1 2 1\n" + banner("matrix coordinate real general") + "3 3 1\n1 1 1\n") ==
          "F:2: expected 4 entries, found 2");
    CHECK(refusal(banner("matrix array real symmetric") + "2 2\n1\n" + padding) == "F:2: expected 3 entries, found 1");
    CHECK(refusal(banner("matrix array real general") + "1 1\n1\n2\n") == "F:4: more than 1 entry");
    CHECK(refusal(banner("matrix coordinate real general") + "1 1 0\n1 1 1\n") == "F:3: more than 0 entries");
}
