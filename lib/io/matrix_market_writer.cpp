#include "io/matrix_market_writer.hpp"

#include <algorithm>
#include <charconv>
#include <complex>
#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/pipeline.hpp"

namespace la {

namespace {

using Complex = std::complex<double>;

// Numbers that one thread formats at a time: some hundred kilobytes of text.
constexpr arma::uword numbers_per_piece = 16384;

// An index needs at most 20 digits and a blank.
constexpr std::size_t max_index_length = 21;
constexpr std::size_t max_number_length = max_shortest_length + 1;

char* write_index(char* out, arma::uword index) {
    out = std::to_chars(out, out + max_index_length, index + 1).ptr;
    *out = ' ';
    return out + 1;
}

bool has_imaginary_part(const arma::mat&) {
    return false;
}
bool has_imaginary_part(const arma::sp_mat&) {
    return false;
}

bool has_imaginary_part(const arma::cx_mat& m) {
    return std::any_of(m.begin(), m.end(), [](const Complex& x) { return x.imag() != 0; });
}

bool has_imaginary_part(const arma::sp_cx_mat& m) {
    return std::any_of(m.values, m.values + m.n_nonzero, [](const Complex& x) { return x.imag() != 0; });
}

// The text of a piece, in a buffer with room behind it: cutting the buffer would mean filling it again.
struct Text {
    std::string buffer;
    std::size_t size = 0;
};

// Appends the lines of one piece to a text that grows ahead of them, so that a number costs no bound check.
class LineWriter {
  public:
    // `buffer` is one that has been used before, or empty.
    LineWriter(std::string&& buffer, const NumberFormat& format, bool as_complex, std::size_t indices,
               arma::uword lines)
        : format_(format), as_complex_(as_complex), text_(std::move(buffer)) {
        const std::size_t room = lines * (indices * max_index_length + (as_complex ? 2 : 1) * max_number_length);
        if (text_.size() < room) text_.resize(room);
    }

    void row(arma::uword index) {
        end_ = static_cast<std::size_t>(write_index(text_.data() + end_, index) - text_.data());
    }

    // The same for many lines on end, so its digits are kept.
    void column(arma::uword index) {
        if (index != column_) {
            column_ = index;
            column_length_ = static_cast<std::size_t>(write_index(column_text_, index) - column_text_);
        }
        std::memcpy(text_.data() + end_, column_text_, max_index_length);
        end_ += column_length_;
    }

    template <class T>
    void line(const T& value) {
        number(std::real(value), as_complex_ ? ' ' : '\n');
        if (as_complex_) number(std::imag(value), '\n');
    }

    Text take() { return {std::move(text_), end_}; }

  private:
    void number(double value, char behind) {
        if (format_.is_shortest()) {
            char* const end = write_shortest(text_.data() + end_, value);
            *end = behind;
            end_ = static_cast<std::size_t>(end + 1 - text_.data());
        } else {
            number_.clear();
            format_.append(number_, value);
            number_ += behind;
            // What the format makes longer than the shortest text is inserted, so that later lines still have room.
            const std::size_t room = max_number_length;
            if (number_.size() > room) text_.resize(text_.size() + number_.size() - room);
            text_.replace(end_, number_.size(), number_);
            end_ += number_.size();
        }
    }

    const NumberFormat& format_;
    bool as_complex_;
    std::string text_, number_;
    std::size_t end_ = 0;
    arma::uword column_ = std::numeric_limits<arma::uword>::max();
    char column_text_[max_index_length] = {};
    std::size_t column_length_ = 0;
};

template <class T>
Text lines_of(const arma::Mat<T>& m, arma::uword first, arma::uword last, LineWriter lines) {
    for (arma::uword k = first; k < last; ++k) lines.line(m.mem[k]);
    return lines.take();
}

template <class T>
Text lines_of(const arma::SpMat<T>& m, arma::uword first, arma::uword last, LineWriter lines) {
    const arma::uword* const ends = m.col_ptrs + 1;
    arma::uword column = static_cast<arma::uword>(std::upper_bound(ends, ends + m.n_cols, first) - ends);
    for (arma::uword k = first; k < last; ++k) {
        while (ends[column] <= k) ++column;
        if (m.values[k] == T(0)) continue;
        lines.row(m.row_indices[k]);
        lines.column(column);
        lines.line(m.values[k]);
    }
    return lines.take();
}

template <class M>
constexpr bool is_sparse_type = std::is_same_v<M, arma::sp_mat> || std::is_same_v<M, arma::sp_cx_mat>;

template <class M>
std::string header_of(const M& m, const std::string& name, bool as_complex) {
    std::string text = "%%MatrixMarket matrix ";
    text += is_sparse_type<M> ? "coordinate" : "array";
    text += as_complex ? " complex general\n" : " real general\n";
    if (!name.empty()) text += "% name: " + name + "\n";
    text += std::to_string(m.n_rows) + " " + std::to_string(m.n_cols);
    if constexpr (is_sparse_type<M>)
        text +=
            " " + std::to_string(m.n_nonzero - std::count(m.values, m.values + m.n_nonzero, typename M::elem_type(0)));
    return text + "\n";
}

template <class M>
void write_values(const M& m, const std::string& name, const NumberFormat& format, int threads,
                  const std::function<void(std::string_view)>& write) {
    arma::uword stored, next = 0;
    if constexpr (is_sparse_type<M>) {
        m.sync();
        stored = m.n_nonzero;
    } else {
        stored = m.n_elem;
    }
    const bool as_complex = has_imaginary_part(m);
    write(header_of(m, name, as_complex));
    std::mutex spare_mutex;
    std::vector<std::string> spare;
    const auto spare_buffer = [&] {
        std::lock_guard lock(spare_mutex);
        if (spare.empty()) return std::string();
        std::string buffer = std::move(spare.back());
        spare.pop_back();
        return buffer;
    };
    ordered_pipeline(
        threads,
        [&]() -> std::optional<arma::uword> {
            if (next >= stored) return std::nullopt;
            return std::exchange(next, next + numbers_per_piece);
        },
        [&](arma::uword first) {
            const arma::uword last = std::min(first + numbers_per_piece, stored);
            const std::size_t indices = is_sparse_type<M> ? 2 : 0;
            return lines_of(m, first, last, LineWriter(spare_buffer(), format, as_complex, indices, last - first));
        },
        [&](Text& text) {
            write({text.buffer.data(), text.size});
            std::lock_guard lock(spare_mutex);
            spare.push_back(std::move(text.buffer));
            return true;
        });
}

}  // namespace

void write_matrix_market(const Matrix& m, const std::string& name, const NumberFormat& format, int threads,
                         const std::function<void(std::string_view)>& write) {
    std::visit([&](const auto& values) { write_values(values, name, format, threads, write); }, m.values);
}

}  // namespace la
