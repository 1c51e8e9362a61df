#include "plot/scree.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/messages.hpp"
#include "ops/svd.hpp"
#include "plot/canvas.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr arma::uword most_bars = 60, most_numbers = 12;

struct Scree {
    arma::vec values, shares;  // shares in percent, cumulative
    arma::uword rank;
    std::string what, of_what;
};

Scree of_values(const Matrix& a) {
    arma::vec values = arma::sort(arma::vectorise(real_values(a, "scree")), "descend");
    const double zero = rank_tolerance(values.n_elem, 1, arma::abs(values).max());
    for (double& value : values) {
        if (value < -zero)
            throw data_error(described(a) + " and holds " + label_number(value) +
                             ": scree draws values that are not negative");
        if (value < zero) value = 0;
    }
    const arma::uword rank = arma::accu(values > 0);
    const arma::vec sums = arma::cumsum(values);
    return {values, sums, rank, "value", "the sum"};
}

Scree of_matrix(const Matrix& a, const Canvas& canvas) {
    const arma::vec values = singular_values(a);
    // Scaled, so that squares neither overflow nor vanish.
    const arma::vec scaled = values / (values(0) > 0 ? values(0) : 1);
    return {values, arma::cumsum(arma::square(scaled)), rank(values, a.rows(), a.cols()), "singular value",
            canvas.symbol("the sum of σ²", "the sum of s^2")};
}

}  // namespace

std::string scree_picture(const Matrix& a, const PictureOptions& options) {
    if (a.cells() == 0) throw data_error(described(a) + ": there are no values");
    Canvas canvas(options, {640, 440});
    Scree scree = a.is_vector() ? of_values(a) : of_matrix(a, canvas);
    const arma::uword n = scree.values.n_elem;
    const double whole = scree.shares(n - 1);
    scree.shares = whole > 0 ? arma::vec(100 * scree.shares / whole) : arma::vec(n, arma::fill::zeros);
    const std::string counts =
        scree.what == "value" ? counted(n, "value", "values") : counted(n, "singular value", "singular values");
    canvas.set_title(shown_name(a) + ": " + counts + ", " +
                     (scree.rank == n ? "none of them 0" : "rank " + std::to_string(scree.rank)));
    Script& script = canvas.script;
    canvas.begin_panel("");
    const bool is_text = canvas.is_text(), has_bars = n <= most_bars && !options.log;
    const std::string blue = std::string(colors::blue), red = std::string(colors::vermilion);
    script.line("set border 11; set tics nomirror; set xrange [0.4:", double(n) + 0.6, "]");
    if (n <= 20) script.line("set xtics 1,1");
    std::string index = is_text ? "index;  o " + scree.what + ", % cumulative share of " + scree.of_what : "index";
    if (!is_text) script.line("set ylabel ", quoted(scree.what), " tc rgb '", blue, "'");
    if (!is_text) script.line("set y2label ", quoted("cumulative share of " + scree.of_what), " tc rgb '", red, "'");
    script.line("set y2tics nomirror format '%g %%'; set y2range [0:108]");

    arma::mat rows = arma::join_rows(arma::regspace(1, double(n)), scree.values, scree.shares);
    if (options.log) {
        rows.col(1).for_each([](double& value) { value = value > 0 ? value : arma::datum::nan; });
        script.line("set logscale y; set format y '%.0e'");
        const arma::uword zeros = n - arma::accu(scree.values > 0);
        if (zeros > 0) index += "  (" + counted(zeros, "value is", "values are") + " 0)";
    } else {
        const double top = scree.values(0) > 0 ? 1.08 * scree.values(0) : 1;
        script.line("set yrange [0:", top, "]");
    }
    script.line("set xlabel ", quoted(index));
    if (scree.rank < n && scree.rank > 0) {
        const double cut = double(scree.rank) + 0.5;
        script.line("set arrow from ", cut, ", graph 0 to ", cut, ", graph 1 nohead ",
                    canvas.line_style(colors::gray, 1.5, 2));
        script.line("set label ", quoted("rank " + std::to_string(scree.rank)), " at ", cut, ", graph 0.5 ",
                    scree.rank * 2 > n ? "right offset -1,0" : "left offset 1,0");
    }
    if (options.log) {  // the smallest count, too
        script.line("$values << EOD");
        rows.each_row([&](const arma::rowvec& row) { script.line(row(0), " ", row(1), " ", row(2)); });
        script.line("EOD");
    } else {
        script.data("values", rows);
    }
    const bool has_numbers = n <= most_numbers && !options.log && !is_text;
    if (has_numbers) {
        script.line("$numbers << EOD");
        for (arma::uword i = 0; i < n; ++i) {
            const double value = i < scree.rank ? scree.values(i) : 0;
            script.line(i + 1, " ", value, " ", label_number(value));
        }
        script.line("EOD");
    }
    if (is_text)
        script.line("plot $values using 1:2 with ", has_bars ? "impulses" : "points pt 'o'",
                    ", $values using 1:2 with points pt 'o', \\");
    else if (has_bars)
        script.line("set boxwidth 0.6; plot $values using 1:2 with boxes fs solid 0.5 noborder fc rgb '", blue,
                    "', \\");
    else
        script.line("plot $values using 1:2 with ", n <= most_bars ? "linespoints pt 7 ps 0.7 " : "lines ",
                    canvas.line_style(colors::blue, 2), ", \\");
    if (has_numbers) script.line("     $numbers using 1:2:3 with labels offset 0,0.7 tc rgb '", blue, "', \\");
    script.line(
        "     $values using 1:3 axes x1y2 with ",
        is_text ? "points pt '%'"
                : (n <= most_bars ? "linespoints pt 7 ps 0.7 " : "lines ") + canvas.line_style(colors::vermilion, 1.5));
    return canvas.finish();
}

}  // namespace la
