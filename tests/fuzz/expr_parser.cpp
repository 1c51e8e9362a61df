// Fuzz target: parsing, printing and shape inference of arbitrary text. Only ExpressionErrors may leave them, what is
// printed parses to the same tree, and shapes are found or refused.
// Built by tests/fuzz/build; tests/fuzz/seeds/expr is the corpus to start from.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "expr/error.hpp"
#include "expr/graph.hpp"
#include "expr/parser.hpp"
#include "expr/plan.hpp"
#include "expr/print.hpp"
#include "expr/shapes.hpp"

namespace {

// Capital letters are square matrices, small ones columns, and the last ones sizes of which nothing is known.
la::Inferred declared(const std::string& name, bool symbolic) {
    const char c = name[0];
    if (c == 's') return {la::Shape::of(1, 1), 3.0};
    const la::Dimension n = symbolic ? la::Dimension::symbol(arma::uword(c % 3)) : la::Dimension::of(3);
    const bool column = c >= 'a';
    return {{n, column ? la::Dimension::of(1) : n}, {}};
}

void check_shapes(const la::Syntax& syntax, bool symbolic) {
    la::NameShapes names;
    std::map<std::string, la::InputKind> kinds;
    for (const auto& name : la::names_in(syntax)) {
        names[name] = declared(name, symbolic);
        kinds[name] = {name.size() > 2, name.size() > 3};
    }
    try {
        const auto inferred = la::infer_shapes(syntax, names);
        if (inferred.size() != syntax.nodes.size()) std::abort();
        if (!symbolic && la::plan(la::build_graph(syntax, inferred, kinds)).empty()) std::abort();
    } catch (const la::ExpressionError&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const la::Syntax syntax = la::parse(std::string(reinterpret_cast<const char*>(data), size));
        if (!(la::parse(la::print(syntax)) == syntax)) std::abort();
        check_shapes(syntax, false);
        check_shapes(syntax, true);
    } catch (const la::ExpressionError& error) {
        if (error.position() > size) std::abort();
    }
    return 0;
}
