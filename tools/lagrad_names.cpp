#include "lagrad_names.hpp"

#include <algorithm>
#include <cctype>

#include "core/error.hpp"
#include "expr/functions.hpp"
#include "expr/lexer.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

std::optional<Shape> sizes_in(const std::string& spec) {
    const std::size_t x = spec.find('x');
    const auto is_count = [](const std::string& digits) {
        return !digits.empty() && digits.size() < 10 &&
               std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    };
    if (x == std::string::npos || !is_count(spec.substr(0, x)) || !is_count(spec.substr(x + 1))) return {};
    return Shape::of(std::stoul(spec.substr(0, x)), std::stoul(spec.substr(x + 1)));
}

bool is_upper(const std::string& name) {
    return std::isupper(static_cast<unsigned char>(name[0])) != 0;
}

bool fits(const Dimension& declared_size, arma::uword size) {
    return declared_size.known ? declared_size.value == size : size != 1;
}

}  // namespace

Declared read_declarations(const std::vector<std::string>& declarations) {
    Declared result;
    arma::uword symbol = 0;
    for (const std::string& text : declarations) {
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals),
                          spec = equals == std::string::npos ? "" : text.substr(equals + 1);
        if (equals == std::string::npos || !is_name(name) || name == "pi" || find_function(name))
            throw usage_error("--declare takes NAME=SPEC, found '" + text + "'");
        if (result.shapes.count(name) > 0) throw usage_error("'" + name + "' is declared twice");
        Shape& shape = result.shapes[name].shape;
        const Dimension n = Dimension::symbol(symbol++), m = Dimension::symbol(symbol++);
        if (spec == "scalar")
            shape = Shape::of(1, 1);
        else if (spec == "vector")
            shape = {n, Dimension::of(1)};
        else if (spec == "matrix")
            shape = {n, m};
        else if (spec == "symmetric")
            shape = {n, n};
        else if (const auto sizes = sizes_in(spec))
            shape = *sizes;
        else
            throw usage_error("'" + spec + "' in '" + text + "' is not scalar, vector, matrix, symmetric or RxC");
        if (spec == "symmetric") result.symmetric.insert(name);
    }
    return result;
}

void complete(Declared& known, const std::vector<std::string>& names) {
    arma::uword symbol = 1000000;
    for (const std::string& name : names) {
        if (known.shapes.count(name) > 0) continue;
        const Dimension rows = Dimension::symbol(symbol++), columns = Dimension::symbol(symbol++);
        known.shapes[name].shape = {rows, is_upper(name) ? columns : Dimension::of(1)};
    }
}

void take_bound(Declared& known, const Bindings& bindings) {
    for (const auto& [name, matrix] : bindings) {
        if (matrix.is_complex() && to_real_if_possible(matrix).is_complex())
            throw data_error(matrix.origin.empty()
                                 ? "'" + name + "' is complex: derivatives are of real functions"
                                 : matrix.origin + ": complex values: derivatives are of real functions");
        const auto place = known.shapes.find(name);
        if (place != known.shapes.end()) {
            const Shape& shape = place->second.shape;
            if (!fits(shape.rows, matrix.rows()) || !fits(shape.cols, matrix.cols()))
                throw data_error("'" + name + "' is declared " + shape_text(shape) + ", " + described(matrix));
        }
        if (known.symmetric.count(name) > 0 && !is_symmetric(matrix))
            throw data_error(described(matrix) + " and not symmetric, as '" + name + "' is declared");
        known.shapes[name] = {Shape::of(matrix.rows(), matrix.cols()), {}};
        if (matrix.cells() == 1) known.shapes[name].value = dense_real(to_real_if_possible(matrix))[0];
    }
}

void require_bound(const std::vector<std::string>& names, const Bindings& bindings) {
    for (const std::string& name : names)
        if (bindings.count(name) == 0) throw usage_error("'" + name + "' is not bound: give " + name + "=FILE");
}

}  // namespace la
