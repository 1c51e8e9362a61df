#include "plot/grid.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/messages.hpp"
#include "plot/canvas.hpp"
#include "plot/cell_bins.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr arma::uword most_names = 40, most_values = 150, most_exact = 65536, most_crisp = 4096;
constexpr int levels = 99;
constexpr const char* ramp = ".:-=+*oO@";  // from little to much, in a text

struct Counts {
    arma::uword rows, columns;  // of the matrix
};

// What both pictures share: the axes count rows and columns from 1, cells are square unless that would hide them.
class Grid {
  public:
    Grid(Canvas& canvas, const Matrix& a, const CellBins& bins) : canvas_(canvas), a_(a), bins_(bins) {}

    void write_axes(const std::string& note) {
        Script& script = canvas_.script;
        const double rows = double(a_.rows()), columns = double(a_.cols());
        canvas_.begin_panel("");
        // The last bins are drawn as large as the others.
        const double width = double(bins_.values.n_cols * bins_.columns),
                     height = double(bins_.values.n_rows * bins_.rows);
        script.line("set xrange [0.5:", width + 0.5, "]; set yrange [", height + 0.5, ":0.5]");
        if (canvas_.is_text()) place_in_text();
        if (!canvas_.is_text() && rows <= 4 * columns && columns <= 4 * rows) script.line("set size ratio -1");
        script.line("set tics out nomirror scale 0.4",
                    canvas_.is_text() ? "" : std::string(" font ") + canvas_.small_font());
        write_tics("xtics", a_.column_names, a_.cols(), canvas_.is_text() ? "" : " rotate by 45 right");
        write_tics("ytics", a_.row_names, a_.rows(), "");
        if (!note.empty()) script.line("set xlabel ", quoted(canvas_.fitted(note, canvas_.sheet().width() * 0.9)));
    }

    // The bins as a block of numbers, and what plots it.
    std::string write_values(double low, double high) {
        Script& script = canvas_.script;
        const std::string x = place("1", bins_.columns), y = place("2", bins_.rows);
        if (bins_.values.n_elem <= most_exact) {
            script.data("cells", bins_.values, 4);
            if (bins_.values.n_rows == 1 || bins_.values.n_cols == 1)  // no image for gnuplot
                return "$cells matrix using " + x + ":" + y + ":(" + data_number(double(bins_.columns) / 2) + "):(" +
                       data_number(double(bins_.rows) / 2) + "):3 with boxxyerror fs solid 1 noborder lc palette";
            return "$cells matrix using " + x + ":" + y + ":3 with image" +
                   (bins_.values.n_elem <= most_crisp ? " pixels" : "");
        }
        // In steps of the color scale, which are two digits: 0 is a gap.
        script.line("$cells << EOD");
        const double scale = high > low ? (levels - 1) / (high - low) : 0;
        std::string row;
        for (arma::uword i = 0; i < bins_.values.n_rows; ++i) {
            row.clear();
            for (arma::uword j = 0; j < bins_.values.n_cols; ++j) {
                const double value = bins_.values(i, j);
                const int level = std::isnan(value) ? 0 : 1 + static_cast<int>(std::lround((value - low) * scale));
                row += std::to_string(level);
                row += ' ';
            }
            row.pop_back();
            script.line(row);
        }
        script.line("EOD");
        return "$cells matrix using " + x + ":" + y + ":($3 == 0 ? NaN : " + data_number(low) + " + ($3 - 1)*" +
               data_number(scale > 0 ? 1 / scale : 0) + ") with image";
    }

    // In a text: each bin by a character of the ramp, or by its value where there are few.
    void write_text(double low, double high) {
        Script& script = canvas_.script;
        const bool as_numbers = bins_.values.n_elem <= most_values && bins_.values.n_cols <= 10;
        script.line("$cells << EOD");
        const double steps = 8;
        for (arma::uword i = 0; i < bins_.values.n_rows; ++i) {
            for (arma::uword j = 0; j < bins_.values.n_cols; ++j) {
                const double value = bins_.values(i, j);
                if (std::isnan(value)) continue;
                const auto step =
                    static_cast<std::size_t>(high > low ? std::lround((value - low) / (high - low) * steps) : 8);
                script.line(center(j, bins_.columns), " ", center(i, bins_.rows), " ",
                            as_numbers ? label_number(value) : std::string(1, ramp[step]));
            }
        }
        script.line("EOD");
        script.line("plot $cells using 1:2:3 with labels");
    }

    double center(arma::uword bin, arma::uword size) const { return double(bin * size) + double(size + 1) / 2; }

  private:
    // Each bin as many whole characters as there is room for, so that they stand at even distances.
    void place_in_text() {
        const Box sheet = canvas_.sheet();
        const double column = 8, row = 16;
        const double across = double(bins_.values.n_cols), down = double(bins_.values.n_rows);
        const double wide = std::max(1.0, std::floor((sheet.width() / column - 14) / across)) * across * column;
        const double high = std::max(1.0, std::floor((sheet.height() / row - 5) / down)) * down * row;
        const double left = std::max(7 * column, std::floor((sheet.width() - wide) / 2 / column) * column);
        const double top = sheet.top - row;
        canvas_.place_axes({left, top - high, left + wide, top});
    }

    // From gnuplot's count of bins from 0 to rows and columns from 1.
    static std::string place(const std::string& column, arma::uword size) {
        return "($" + column + "*" + std::to_string(size) + "+" + data_number(double(size + 1) / 2) + ")";
    }

    void write_tics(const std::string& axis, const Names& names, arma::uword count, const std::string& turned) {
        Script& script = canvas_.script;
        if (!names.empty() && count <= most_names) {
            std::string list;
            for (arma::uword i = 0; i < count; ++i)
                list += (i == 0 ? "" : ", ") + quoted_tic(shortened(names[i], 14, canvas_.is_text())) + " " +
                        std::to_string(i + 1);
            script.line("set ", axis, " (", list, ")", turned);
        } else {  // rows and columns have no number 0
            const double step = std::max(1.0, round_step(double(count) / 8));
            script.line("set ", axis, " ", count <= 20 ? 1 : step, ",", count <= 20 ? 1 : step);
        }
    }

    Canvas& canvas_;
    const Matrix& a_;
    const CellBins& bins_;
};

struct Limits {
    double low, high;
};

Limits limits_of(const arma::mat& values) {
    const arma::vec finite = values.elem(arma::find_finite(values));
    return finite.is_empty() ? Limits{arma::datum::nan, arma::datum::nan} : Limits{finite.min(), finite.max()};
}

std::string bin_note(const CellBins& bins, const Canvas& canvas) {
    return std::to_string(bins.rows) + canvas.symbol("×", "x") + std::to_string(bins.columns) + " cells";
}

bool is_binned(const CellBins& bins) {
    return bins.rows > 1 || bins.columns > 1;
}

// Values in the cells of a small matrix, in black or white, whatever the cell's color leaves readable.
void write_numbers(Script& script, const Grid& grid, const arma::mat& values, const Limits& limits, bool both_signs) {
    script.line("$numbers << EOD");
    for (arma::uword i = 0; i < values.n_rows; ++i) {
        for (arma::uword j = 0; j < values.n_cols; ++j) {
            if (std::isnan(values(i, j))) continue;
            const double share =
                limits.high > limits.low ? (values(i, j) - limits.low) / (limits.high - limits.low) : 0.5;
            const bool is_dark = both_signs ? std::abs(share - 0.5) > 0.3 : share < 0.55;
            script.line(grid.center(j, 1), " ", grid.center(i, 1), " ", label_number(values(i, j)), " ",
                        is_dark ? 0xFFFFFF : 0);
        }
    }
    script.line("EOD");
}

// The counts 1, 2, 5, 10, ... at their logarithms.
std::string count_tics(double highest) {
    std::string tics;
    for (double count = 1; std::log10(count) <= highest; count = round_step(1.5 * count))
        tics += (tics.empty() ? "" : ", ") + quoted(label_number(count)) + " " + data_number(std::log10(count));
    return tics;
}

Size sheet_size(const Matrix& a) {
    const double ratio = std::clamp(double(a.rows()) / double(std::max<arma::uword>(a.cols(), 1)), 0.4, 1.4);
    return {640, static_cast<int>(120 + 460 * ratio)};
}

// The bins that a sheet of text has room for.
Limits text_room(const Canvas& canvas) {
    return {std::floor(canvas.sheet().height() / 16) - 7, std::floor(canvas.sheet().width() / 8) - 24};
}

CellBins bins_for(const Canvas& canvas, const auto& make) {
    if (!canvas.is_text()) return make(most_cells_shown, most_cells_shown);
    const Limits room = text_room(canvas);
    return make(static_cast<arma::uword>(std::max(4.0, room.low)), static_cast<arma::uword>(std::max(4.0, room.high)));
}

void require_cells(const Matrix& a, const char* kind) {
    if (a.cells() == 0) throw data_error(described(a) + ": " + kind + " draws matrices with cells");
}

}  // namespace

std::string heat_picture(const Matrix& matrix, const PictureOptions& options) {
    require_cells(matrix, "heat");
    const Matrix a = to_real_if_possible(matrix);
    const bool moduli = a.is_complex() || options.log;
    Canvas canvas(options, sheet_size(a), shown_name(a) + ": " + shape_text(a) + (a.is_complex() ? ", moduli" : ""));
    CellBins bins =
        bins_for(canvas, [&](arma::uword rows, arma::uword columns) { return cell_means(a, rows, columns, moduli); });
    if (options.log) bins.values.for_each([](double& x) { x = x > 0 ? std::log10(x) : arma::datum::nan; });
    Limits limits = limits_of(bins.values);
    if (std::isnan(limits.low))
        throw numerical_error(described(a) + ": there is no " + (options.log ? "finite value but 0" : "finite value"));
    const bool both_signs = !options.log && limits.low < 0 && limits.high > 0;
    if (both_signs) limits.low = -(limits.high = std::max(limits.high, -limits.low));

    std::string note = is_binned(bins) ? "means of " + bin_note(bins, canvas) : "";
    if (bins.not_finite > 0)
        note += (note.empty() ? "" : "; ") + std::string("blank: ") + counted(bins.not_finite, "cell", "cells") +
                " not finite";
    if (canvas.is_text())
        note += (note.empty() ? "" : "; ") + label_number(limits.low) + " " + ramp + " " + label_number(limits.high);
    Grid grid(canvas, a, bins);
    grid.write_axes(note);
    if (canvas.is_text()) {
        grid.write_text(limits.low, limits.high);
        return canvas.finish();
    }
    Script& script = canvas.script;
    script.line("set palette defined ", both_signs ? colors::diverging : colors::sequential);
    const double room = limits.high > limits.low ? 0 : std::max(std::abs(limits.low), 1.0) / 2;
    script.line("set cbrange [", limits.low - room, ":", limits.high + room,
                "]; set cbtics out scale 0.4; set format cb '%g'");
    if (options.log) script.line("set cblabel ", quoted("log₁₀ of the modulus"));
    const std::string cells = grid.write_values(limits.low, limits.high);
    const bool has_numbers = bins.values.n_elem <= most_values && bins.values.n_cols <= 12;
    if (has_numbers) write_numbers(script, grid, bins.values, limits, both_signs);
    script.line("plot ", cells, has_numbers ? ", \\\n     $numbers using 1:2:3:4 with labels tc rgb variable" : "");
    return canvas.finish();
}

std::string spy_picture(const Matrix& a, const PictureOptions& options) {
    require_cells(a, "spy");
    Canvas canvas(options, sheet_size(a));
    CellBins bins =
        bins_for(canvas, [&](arma::uword rows, arma::uword columns) { return nonzero_counts(a, rows, columns); });
    const auto nonzeros = static_cast<std::uint64_t>(arma::accu(bins.values));
    const double share = 100 * double(nonzeros) / double(a.rows()) / double(a.cols());
    canvas.set_title(shown_name(a) + ": " + shape_text(a) + ", " + counted(nonzeros, "nonzero", "nonzeros") + " (" +
                     label_number(share) + " %)");
    const bool binned = is_binned(bins);
    bins.values.for_each([](double& count) { count = count > 0 ? std::log10(count) : arma::datum::nan; });
    const Limits limits = nonzeros == 0 ? Limits{0, 0} : limits_of(bins.values);
    Grid grid(canvas, a, bins);
    std::string note = binned ? "nonzeros in " + bin_note(bins, canvas) : "";
    if (canvas.is_text() && binned) note += ": " + std::string(1, ramp[0]) + " few, " + ramp[8] + " many";
    grid.write_axes(note);
    if (canvas.is_text()) {
        grid.write_text(limits.low, limits.high);
        return canvas.finish();
    }
    Script& script = canvas.script;
    if (nonzeros == 0) {
        script.line("plot NaN");
        return canvas.finish();
    }
    script.line("set palette defined ", colors::counts);
    if (binned)
        script.line("set cbrange [0:", std::max(limits.high, 1e-3), "]; set cbtics out scale 0.4 (",
                    count_tics(limits.high), ")");
    else
        script.line("unset colorbox; set cbrange [-1:0]");
    script.line("plot ", grid.write_values(0, std::max(limits.high, 1e-3)));
    return canvas.finish();
}

}  // namespace la
