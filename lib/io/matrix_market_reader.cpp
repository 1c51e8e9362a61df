#include "io/matrix_market_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "io/matrix_market_entries.hpp"
#include "io/sparse_assembly.hpp"

namespace la {

namespace market {

namespace {

Mirror mirror_of(Symmetry symmetry) {
    switch (symmetry) {
        case Symmetry::general:
            return Mirror::nothing;
        case Symmetry::symmetric:
            return Mirror::same;
        case Symmetry::skew_symmetric:
            return Mirror::negated;
        case Symmetry::hermitian:
            return Mirror::conjugated;
    }
    return Mirror::nothing;
}

template <class T>
Coordinates<T> read_entries_of(LineChunks& chunks, const Header& header, const std::string& origin, int threads) {
    Coordinates<T> entries{header.rows, header.columns, mirror_of(header.symmetry), {}};
    read_entries<Triplet<T>>(chunks, header, origin, threads, [&](std::vector<Triplet<T>>&& block) {
        entries.blocks.push_back(std::move(block));
        return StoreFault();
    });
    return entries;
}

// Takes numbers by columns; of a symmetric array, those of the lower triangle.
template <class T>
class ArrayStore {
  public:
    // `is_bounded`: the file is known to be long enough for its entries, so they may be allocated at once.
    ArrayStore(const Header& header, bool is_bounded) : header_(header) {
        grow(is_bounded ? header.entries : std::min<std::uint64_t>(header.entries, std::uint64_t(1) << 16));
    }

    StoreFault append(const std::vector<T>& numbers) {
        if (header_.symmetry == Symmetry::hermitian)
            for (std::size_t i = 0; i < numbers.size(); ++i)
                if (is_next_on_diagonal() && std::imag(numbers[i]) != 0)
                    return StoreFault({i, "complex number on the diagonal of a hermitian file"});
        if (values_.n_elem - size_ < numbers.size())
            grow(std::min<std::uint64_t>(header_.entries, std::max(2 * values_.n_elem, size_ + numbers.size())));
        std::copy(numbers.begin(), numbers.end(), values_.memptr() + size_);
        size_ += numbers.size();
        return StoreFault();
    }

    arma::Mat<T> finish() {
        if (header_.symmetry != Symmetry::general) return unpacked();
        values_.set_size(header_.rows, header_.columns);  // keeps the values: their number does not change
        return std::move(values_);
    }

  private:
    void grow(arma::uword capacity) {
        arma::Mat<T> larger(capacity, 1, arma::fill::none);
        std::copy(values_.memptr(), values_.memptr() + size_, larger.memptr());
        values_ = std::move(larger);
    }

    // Of the number that comes next in the lower triangle.
    bool is_next_on_diagonal() {
        if (left_in_column_ != 0) return --left_in_column_, false;
        left_in_column_ = header_.rows - ++columns_begun_;
        return true;
    }

    arma::Mat<T> unpacked() const {
        arma::Mat<T> full(header_.rows, header_.columns, arma::fill::zeros);
        const arma::uword first_below = header_.symmetry == Symmetry::skew_symmetric ? 1 : 0;
        const T* value = values_.memptr();
        for (arma::uword c = 0; c < full.n_cols; ++c) {
            for (arma::uword r = c + first_below; r < full.n_rows; ++r, ++value) {
                full.at(c, r) = mirrored(*value, mirror_of(header_.symmetry));
                full.at(r, c) = *value;
            }
        }
        return full;
    }

    const Header& header_;
    arma::Mat<T> values_;
    arma::uword size_ = 0;
    arma::uword columns_begun_ = 0, left_in_column_ = 0;
};

template <class T>
arma::Mat<T> read_array(LineChunks& chunks, const Header& header, const std::string& origin, int threads) {
    ArrayStore<T> store(header, chunks.remaining().has_value());
    read_entries<T>(chunks, header, origin, threads, [&](std::vector<T>&& numbers) { return store.append(numbers); });
    return store.finish();
}

Values read_values(LineChunks& chunks, const Header& header, const std::string& origin, int threads) {
    const bool is_complex = header.field == Field::complex;
    if (header.layout == Layout::array) {
        if (is_complex) return read_array<Complex>(chunks, header, origin, threads);
        return read_array<double>(chunks, header, origin, threads);
    }
    if (is_complex) return assemble(read_entries_of<Complex>(chunks, header, origin, threads), threads);
    return assemble(read_entries_of<double>(chunks, header, origin, threads), threads);
}

}  // namespace

}  // namespace market

MatrixMarketFile::MatrixMarketFile(LineChunks& chunks, const std::string& origin)
    : chunks_(chunks), origin_(origin), header_(market::read_header(chunks, origin)) {
    market::require_room(chunks_, header_, origin_);
}

bool MatrixMarketFile::is_real_coordinate() const {
    return header_.layout == market::Layout::coordinate && header_.field != market::Field::complex;
}

Coordinates<double> MatrixMarketFile::read_entries(int threads) {
    Coordinates<double> entries = market::read_entries_of<double>(chunks_, header_, origin_, threads);
    market::require_end_of_document(chunks_, header_, origin_);
    return entries;
}

Matrix MatrixMarketFile::read(int threads) {
    Values values = market::read_values(chunks_, header_, origin_, threads);
    market::require_end_of_document(chunks_, header_, origin_);
    return Matrix(std::move(values), origin_);
}

NamedMatrix read_matrix_market(LineChunks& chunks, const std::string& origin, int threads) {
    MatrixMarketFile file(chunks, origin);
    Matrix matrix = file.read(threads);
    return {file.name(), std::move(matrix)};
}

}  // namespace la
