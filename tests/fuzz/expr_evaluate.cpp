// Fuzz target: arbitrary text evaluated over small matrices of every kind. Only ExpressionErrors may leave evaluation,
// and the value has the shape that was inferred. Expressions with parts of more than 64 rows or columns are passed
// over. Built by tests/fuzz/build; tests/fuzz/seeds/expr is the corpus to start from.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "expr/error.hpp"
#include "expr/evaluate.hpp"
#include "expr/parser.hpp"
#include "expr/shapes.hpp"

namespace {

// The numbers 1, -2, 3, … of a shape; NaN and infinity take part under the names `n` and `f`.
arma::mat numbers(arma::uword rows, arma::uword cols) {
    arma::mat values(rows, cols);
    for (arma::uword i = 0; i < values.n_elem; ++i) values[i] = (i % 2 == 0 ? 1.0 : -1.0) * double(i % 7 + 1);
    return values;
}

const la::Bindings& bindings() {
    static const la::Bindings all = [] {
        const arma::mat square = numbers(3, 3), spd = square.t() * square + arma::eye(3, 3);
        arma::sp_mat sparse(3, 3);
        sparse(0, 1) = 2;
        sparse(2, 0) = -0.5;
        la::Bindings b;
        b["A"] = la::Matrix(square);
        b["P"] = la::Matrix(spd);
        b["B"] = la::Matrix(numbers(3, 2));
        b["x"] = la::Matrix(numbers(3, 1));
        b["r"] = la::Matrix(numbers(1, 3));
        b["s"] = la::Matrix(arma::mat(1, 1, arma::fill::value(2)));
        b["Z"] = la::Matrix(arma::cx_mat(square, spd));
        b["z"] = la::Matrix(arma::cx_mat(1, 1, arma::fill::value(arma::cx_double(1, -1))));
        b["S"] = la::Matrix(sparse);
        b["T"] = la::Matrix(arma::sp_cx_mat(sparse, arma::sp_mat(sparse.t())));
        b["E"] = la::Matrix(arma::mat(0, 3));
        b["n"] = la::Matrix(arma::mat(1, 1, arma::fill::value(arma::datum::nan)));
        b["f"] = la::Matrix(arma::mat(3, 1, arma::fill::value(arma::datum::inf)));
        return b;
    }();
    return all;
}

bool is_small(const la::Dimension& d) {
    return !d.known || d.value <= 64;
}

// The shape of the value, or none where the expression is wrong or its values are large.
std::optional<la::Shape> small_shape(const la::Syntax& syntax) {
    la::NameShapes names;
    for (const auto& [name, value] : bindings()) {
        names[name].shape = la::Shape::of(value.rows(), value.cols());
        if (names[name].shape.is_scalar() && !value.is_complex()) names[name].value = la::dense_real(value)[0];
    }
    for (const auto& name : la::names_in(syntax))
        if (!names.contains(name)) return std::nullopt;
    const auto inferred = la::infer_shapes(syntax, names);
    for (const auto& part : inferred)
        if (!is_small(part.shape.rows) || !is_small(part.shape.cols)) return std::nullopt;
    return inferred.back().shape;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const la::Syntax syntax = la::parse(std::string(reinterpret_cast<const char*>(data), size));
        const auto shape = small_shape(syntax);
        if (!shape) return 0;
        const la::Matrix value = la::evaluate(syntax, bindings());
        const bool rows_fit = !shape->rows.known || shape->rows.value == value.rows();
        const bool cols_fit = !shape->cols.known || shape->cols.value == value.cols();
        if (!rows_fit || !cols_fit) std::abort();
    } catch (const la::ExpressionError& error) {
        if (error.position() > size) std::abort();
    }
    return 0;
}
