#include "ops/select.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>

#include "core/allocate.hpp"
#include "core/error.hpp"

namespace la {

namespace {

using arma::uword;

// A position counted from 1, as large as it gets where the text is larger. False unless the text is all digits.
bool read_position(std::string_view text, uword& position) {
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return false;
    if (std::from_chars(text.data(), text.data() + text.size(), position).ec != std::errc())
        position = std::numeric_limits<uword>::max();
    return true;
}

class SelectionParser {
  public:
    SelectionParser(const Names& names, uword count, const std::string& what, const std::string& origin)
        : names_(names), count_(count), what_(what), origin_(origin) {}

    std::vector<uword> parse(const std::string& list) {
        if (add_name(list)) return std::move(positions_);
        for (std::size_t begin = 0; begin <= list.size();) {
            const std::size_t end = std::min(list.find(',', begin), list.size());
            if (end == begin) throw usage_error("empty item in the list of " + what_ + "s '" + list + "'");
            add_item(list.substr(begin, end - begin));
            begin = end + 1;
        }
        return std::move(positions_);
    }

  private:
    void add_item(const std::string& item) {
        if (add_name(item) || add_range(item)) return;
        throw data_error(origin_ + " has no " + what_ + " '" + item + "'");
    }

    bool add_name(const std::string& name) {
        const auto found = std::find(names_.begin(), names_.end(), name);
        if (found == names_.end()) return false;
        if (const auto times = std::count(found, names_.end(), name); times > 1)
            throw data_error(origin_ + " has " + std::to_string(times) + " " + what_ + "s '" + name + "'");
        positions_.push_back(uword(found - names_.begin()));
        return true;
    }

    bool add_range(std::string_view item) {
        const std::size_t dash = item.find('-');
        const std::string_view from = item.substr(0, dash), to = dash == item.npos ? from : item.substr(dash + 1);
        uword first = 0, last = 0;
        if (!read_position(from, first) || !read_position(to, last)) return false;
        require_in_range(first, from);
        require_in_range(last, to);
        for (uword p = first; p != last; first < last ? ++p : --p) positions_.push_back(p - 1);
        positions_.push_back(last - 1);
        return true;
    }

    void require_in_range(uword position, std::string_view text) const {
        if (position >= 1 && position <= count_) return;
        throw data_error(what_ + " " + std::string(text) + " is out of range" +
                         (count_ == 0 ? ": there are no " + what_ + "s" : " 1.." + std::to_string(count_)));
    }

    const Names& names_;
    uword count_;
    const std::string& what_;
    const std::string& origin_;
    std::vector<uword> positions_;
};

Names names_at(const Names& names, const std::vector<uword>& positions) {
    Names chosen;
    if (names.empty()) return chosen;
    for (const uword p : positions) chosen.push_back(names[p]);
    return chosen;
}

template <class T>
arma::Mat<T> rows_of(const arma::Mat<T>& a, const std::vector<uword>& positions) {
    arma::Mat<T> chosen = allocate_dense<T>(positions.size(), a.n_cols);
    for (uword j = 0; j < a.n_cols; ++j)
        for (uword i = 0; i < positions.size(); ++i) chosen.at(i, j) = a.at(positions[i], j);
    return chosen;
}

template <class T>
arma::Mat<T> columns_of(const arma::Mat<T>& a, const std::vector<uword>& positions) {
    arma::Mat<T> chosen = allocate_dense<T>(a.n_rows, positions.size());
    for (uword j = 0; j < positions.size(); ++j)
        std::copy_n(a.memptr() + positions[j] * a.n_rows, a.n_rows, chosen.memptr() + j * a.n_rows);
    return chosen;
}

template <class T>
arma::SpMat<T> columns_of(const arma::SpMat<T>& a, const std::vector<uword>& positions) {
    a.sync();  // Armadillo may hold entries back from the columns
    uword stored = 0;
    for (const uword p : positions) stored += a.col_ptrs[p + 1] - a.col_ptrs[p];
    arma::uvec rows(stored), starts(positions.size() + 1);
    arma::Col<T> values(stored);
    for (uword j = 0; j < positions.size(); ++j) {
        const uword begin = a.col_ptrs[positions[j]], length = a.col_ptrs[positions[j] + 1] - begin;
        std::copy_n(a.row_indices + begin, length, rows.memptr() + starts[j]);
        std::copy_n(a.values + begin, length, values.memptr() + starts[j]);
        starts[j + 1] = starts[j] + length;
    }
    return arma::SpMat<T>(rows, starts, values, a.n_rows, positions.size());
}

template <class T>
arma::SpMat<T> rows_of(const arma::SpMat<T>& a, const std::vector<uword>& positions) {
    return columns_of(arma::SpMat<T>(a.st()), positions).st();
}

}  // namespace

std::vector<uword> parse_selection(const std::string& list, const Names& names, uword count, const std::string& what,
                                   const std::string& origin) {
    return SelectionParser(names, count, what, origin).parse(list);
}

Matrix select_rows(const Matrix& a, const std::vector<uword>& positions) {
    Matrix chosen(std::visit([&](const auto& v) { return Values(rows_of(v, positions)); }, a.values), a.origin);
    chosen.row_names = names_at(a.row_names, positions);
    chosen.column_names = a.column_names;
    return chosen;
}

Matrix select_columns(const Matrix& a, const std::vector<uword>& positions) {
    Matrix chosen(std::visit([&](const auto& v) { return Values(columns_of(v, positions)); }, a.values), a.origin);
    chosen.row_names = a.row_names;
    chosen.column_names = names_at(a.column_names, positions);
    return chosen;
}

}  // namespace la
