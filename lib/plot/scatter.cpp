#include "plot/scatter.hpp"

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "core/messages.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr arma::uword most_named_points = 40, few_points = 5000, cells_across = 500, most_stems = 200;
constexpr double widest_ratio = 3;

arma::vec ranges_of(const arma::mat& points) {
    return arma::max(points, 1) - arma::min(points, 1);
}

double dot_size(arma::uword count) {
    return count > 2000 ? 0.25 : count > 200 ? 0.4 : 0.7;
}

std::string in_the_plane(Canvas canvas, const Matrix& table, const FiniteRows& finite, const std::string& note) {
    const arma::mat points = finite.rows.t();
    Plane plane(canvas);
    plane.true_to_scale = fits_one_scale(points, widest_ratio);
    plane.x_label = column_label(table, 0) + note;
    plane.y_label = column_label(table, 1);
    plane.show(points);
    const arma::mat shown = thinned(points);
    plane.dots("points", shown, colors::blue, dot_size(shown.n_cols));
    if (finite.names.size() <= most_named_points)
        for (std::size_t i = 0; i < finite.names.size(); ++i)
            plane.label(point_of(points.col(i)), {1, 0.5}, canvas.fitted(finite.names[i], 130), colors::black, true);
    plane.draw(canvas.sheet());
    return canvas.finish();
}

// By gnuplot's own axes in space, stems down to the floor where there are few points.
std::string in_space(Canvas canvas, const Matrix& table, const FiniteRows& finite, const std::string& note) {
    Script& script = canvas.script;
    const arma::mat points = thinned(finite.rows.t());
    canvas.begin_panel("");
    script.line("set xlabel ", quoted(canvas.fitted(column_label(table, 0), 200)), " offset 0,-0.6; set ylabel ",
                quoted(canvas.fitted(column_label(table, 1), 200)), " offset 2,-1; set zlabel ",
                quoted(canvas.fitted(column_label(table, 2) + note, 300)), " rotate parallel");
    script.line("set view 65,35; set xyplane 0; set grid; set xtics offset 0,-0.4; set ytics offset 0.6,-0.2");
    for (arma::uword i = 0; i < 2; ++i)
        script.line("set ", i == 0 ? "xtics " : "ytics ", round_step(ranges_of(points)(i) / 4));
    if (fits_one_scale(points, widest_ratio)) script.line("set view equal xyz");
    script.data("points", points.t());
    const bool has_stems = points.n_cols <= most_stems && !canvas.is_text();
    script.append("splot ");
    if (has_stems) script.append("$points using 1:2:3 with impulses lc rgb '#D0D0D0', \\\n      ");
    script.line("$points using 1:2:3 with points ", canvas.is_text()
                                                        ? "pt 'o'"
                                                        : "pt 7 ps " + data_number(dot_size(points.n_cols)) +
                                                              " lc rgb '" + std::string(colors::blue) + "'");
    return canvas.finish();
}

}  // namespace

FiniteRows finite_rows_of(const arma::mat& rows, const Names& names) {
    FiniteRows finite{{}, {}, 0};
    std::vector<arma::uword> kept;
    for (arma::uword i = 0; i < rows.n_rows; ++i) {
        if (!rows.row(i).is_finite()) continue;
        kept.push_back(i);
        if (!names.empty()) finite.names.push_back(names[i]);
    }
    finite.left_out = rows.n_rows - kept.size();
    finite.rows = finite.left_out == 0 ? rows : arma::mat(rows.rows(arma::uvec(kept)));
    return finite;
}

arma::mat thinned(const arma::mat& points) {
    if (points.n_cols <= few_points) return points;
    const arma::vec low = arma::min(points, 1), range = ranges_of(points);
    std::set<std::vector<arma::uword>> seen;
    std::vector<arma::uword> kept;
    for (arma::uword j = 0; j < points.n_cols; ++j) {
        std::vector<arma::uword> cell;
        for (arma::uword i = 0; i < points.n_rows; ++i)
            cell.push_back(range(i) == 0 ? 0
                                         : static_cast<arma::uword>((points(i, j) - low(i)) / range(i) * cells_across));
        if (seen.insert(cell).second) kept.push_back(j);
    }
    return points.cols(arma::uvec(kept));
}

std::string column_label(const Matrix& table, arma::uword j) {
    return table.column_names.empty() ? "column " + std::to_string(j + 1) : table.column_names[j];
}

bool fits_one_scale(const arma::mat& points, double ratio) {
    const arma::vec ranges = ranges_of(points);
    const arma::vec extended = ranges.elem(arma::find(ranges > 0));
    return extended.is_empty() || extended.max() <= ratio * extended.min();
}

std::string scale_note(bool true_to_scale) {
    return true_to_scale ? "" : "  (axes not to one scale)";
}

std::string points_picture(const Matrix& table, const PictureOptions& options) {
    if (table.cols() != 2 && table.cols() != 3)
        throw data_error(described(table) +
                         ": points draws tables of 2 or 3 columns; laconv --cols 1,2 takes two of them");
    const Matrix real = to_real_if_possible(table);
    if (real.is_complex()) throw data_error(described(table) + " and complex: points draws real tables");
    const FiniteRows finite = finite_rows_of(dense_real(real), table.row_names);
    if (finite.rows.n_rows == 0 && finite.left_out > 0)
        throw numerical_error(described(table) + ": every row holds a value that is not finite");
    if (finite.rows.n_rows == 0) throw data_error(described(table) + ": there are no points");
    std::string note = table.cols() == 2 ? scale_note(fits_one_scale(finite.rows.t(), widest_ratio)) : "";
    if (finite.left_out != 0) note += "  (" + counted(finite.left_out, "row is", "rows are") + " not finite: left out)";
    Canvas canvas(options, {640, 560}, shown_name(table) + ": " + counted(finite.rows.n_rows, "point", "points"));
    return table.cols() == 2 ? in_the_plane(std::move(canvas), table, finite, note)
                             : in_space(std::move(canvas), table, finite, note);
}

}  // namespace la
