#include "expr/trace.hpp"

#include <algorithm>

#include "expr/print.hpp"
#include "expr/subtree.hpp"

namespace la {

namespace {

constexpr std::size_t longest_quoted = 60;

// The text of a node in quotes, cut where it is long.
std::string quoted(const Syntax& syntax, std::size_t node) {
    std::string text = print(subtree(syntax, node));
    if (text.size() > longest_quoted) text = text.substr(0, longest_quoted) + "...";
    return "'" + text + "'";
}

}  // namespace

std::string not_finite_text(const Syntax& syntax, std::size_t node, const NotFinite& cell, const Matrix& value) {
    const std::string place = place_of(cell, value);
    return quoted(syntax, node) + " is " + cell.value + (place.empty() ? "" : " ") + place;
}

void Trace::see(const Syntax& syntax, const GraphNode& node, const std::vector<const Matrix*>& operands,
                const Matrix& value) {
    largest_ = std::max(largest_, largest_finite(value));
    if (has_nan_ || node.op == GraphOp::constant || node.op == GraphOp::input) return;
    const auto come_from_operands = [&](auto first) {
        return std::any_of(operands.begin(), operands.end(), [&](const Matrix* m) { return m && first(*m); });
    };
    const auto nan = first_nan(value), any = nan ? nan : first_not_finite(value);
    if (!any || come_from_operands(has_infinity_ ? first_nan : first_not_finite)) return;
    if (has_infinity_ && !nan) return;
    trouble_ += (has_infinity_ ? "; " : "") + not_finite_text(syntax, node.source, *any, value);
    has_infinity_ = true;
    has_nan_ = nan.has_value();
}

void Trace::end(const Syntax& syntax, const GraphNode& node, ErrorKind kind, const std::string& message) {
    has_ended_ = true;
    if (kind == ErrorKind::numerical && trouble_.empty()) trouble_ = message + ", in " + quoted(syntax, node.source);
}

}  // namespace la
