#include "plot/plane.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plot/colors.hpp"

namespace la {

namespace {

constexpr arma::uword most_obstacles = 4000;  // of points and pieces of curves: beyond it a label cannot be kept clear

std::string at(Point p) {
    return data_number(p.x) + "," + data_number(p.y);
}

}  // namespace

arma::mat ellipse(const arma::vec& center, const arma::vec& first, const arma::vec& second, arma::uword n) {
    const arma::rowvec t = arma::linspace<arma::rowvec>(0, 2 * std::numbers::pi, n);
    arma::mat points = first * arma::cos(t) + second * arma::sin(t);
    points.each_col() += center;
    return points;
}

void Plane::show_square(double half_width) {
    x_low_ = y_low_ = -half_width;
    x_high_ = y_high_ = half_width;
    has_range_ = true;
}

void Plane::show(const arma::mat& points) {
    const arma::vec low = arma::min(points, 1), high = arma::max(points, 1);
    // What has no extent gets one.
    const double scale = std::max({std::abs(low(0)), std::abs(high(0)), std::abs(low(1)), std::abs(high(1))});
    const double width = high(0) - low(0), height = high(1) - low(1), both = std::max(width, height);
    const double least = both > 0 ? 0 : scale > 0 ? scale / 2 : 1;
    const double x_margin = std::max(0.1 * (width > 0 ? width : both), least);
    const double y_margin = std::max(0.1 * (height > 0 ? height : both), least);
    x_low_ = low(0) - x_margin;
    x_high_ = high(0) + x_margin;
    y_low_ = low(1) - y_margin;
    y_high_ = high(1) + y_margin;
    has_range_ = true;
}

void Plane::area(const std::string& name, const arma::mat& outline, std::string_view color, double opacity) {
    if (canvas_.is_text()) return;
    elements_.push_back({name, outline,
                         "filledcurves closed fc rgb '" + std::string(color) + "' fs " +
                             (opacity < 1 ? "transparent " : "") + "solid " + data_number(opacity) + " noborder",
                         0, true, true});
}

void Plane::curve(const std::string& name, const arma::mat& points, LineStyle style) {
    elements_.push_back(
        {name, points, "lines " + canvas_.line_style(style.color, style.width, style.dash), style.weight, true});
}

void Plane::dots(const std::string& name, const arma::mat& points, std::string_view color, double size, char mark) {
    elements_.push_back({name, points,
                         canvas_.is_text()
                             ? std::string("points pt '") + mark + "'"
                             : "points pt 7 ps " + data_number(size) + " lc rgb '" + std::string(color) + "'",
                         0.6, false});
}

void Plane::colored_dots(const std::string& name, const arma::mat& points, double size) {
    arma::mat numbered = arma::join_cols(points, arma::linspace<arma::rowvec>(0, 1, points.n_cols));
    elements_.push_back({name, std::move(numbered),
                         canvas_.is_text() ? "points pt 'o'" : "points pt 7 ps " + data_number(size) + " lc palette",
                         0.3, false});
}

void Plane::discs(const std::string& name, const arma::mat& circles, std::string_view color) {
    elements_.push_back(
        {name, circles, "circles fc rgb '" + std::string(color) + "' fs transparent solid 0.12 border", 0, false});
}

void Plane::field(const std::string& name, const arma::mat& arrows, std::string_view color) {
    elements_.push_back({name, arrows,
                         "vectors head " + std::string(canvas_.is_text() ? "" : "filled size screen 0.009,18 ") +
                             canvas_.line_style(color, 1),
                         0, false});
}

void Plane::explain(const std::string& text, std::string_view color, const std::string& sign) {
    legend_.push_back({sign + " " + text, color});
}

void Plane::arrow(Point from, Point to, std::string_view color, double width) {
    std::string style = "head ";
    if (!canvas_.is_text()) style += "filled size screen 0.014,18 " + canvas_.line_style(color, width);
    straights_.push_back({from, to, style, 1.5});
}

void Plane::segment(Point from, Point to, LineStyle style) {
    straights_.push_back(
        {from, to, "nohead " + canvas_.line_style(style.color, style.width, style.dash), style.weight});
}

void Plane::line(Point direction, LineStyle style, const std::string& text) {
    lines_.push_back({direction, style, text});
}

void Plane::label(Point anchor, Point direction, const std::string& text, std::string_view color,
                  bool may_be_left_out) {
    texts_.push_back({anchor, direction, text, color, may_be_left_out});
}

Box Plane::axes_in(const Box& part) const {
    const double line = canvas_.line_height(), character = canvas_.character_width();
    const double for_label = (canvas_.is_text() ? 1.6 : 2.1) * line;  // with less gnuplot leaves it out
    const double under = has_axes ? 1.4 * line : 0.4 * line, beside = has_axes ? 6 * character : character;
    Box axes{part.left + beside + (y_label.empty() ? 0 : 1.2 * line),
             part.bottom + under + (x_label.empty() ? 0 : for_label) + (legend_.empty() ? 0 : 1.4 * line),
             part.right - 2 * character, part.top - (title.empty() ? 0.7 : 2) * line};
    return axes;
}

// Widens the range, or narrows the axes, until a unit is as long across as up.
void Plane::fit_range(const Box& axes) {
    const double unit = std::max((x_high_ - x_low_) / axes.width(), (y_high_ - y_low_) / axes.height());
    const double x_center = (x_low_ + x_high_) / 2, y_center = (y_low_ + y_high_) / 2;
    x_low_ = x_center - unit * axes.width() / 2;
    x_high_ = x_center + unit * axes.width() / 2;
    y_low_ = y_center - unit * axes.height() / 2;
    y_high_ = y_center + unit * axes.height() / 2;
}

// Where lines through the origin leave the plot, and their labels just inside.
void Plane::finish_lines() {
    for (const EndlessLine& line : lines_) {
        const Point d = line.direction;
        const double across = d.x == 0 ? arma::datum::inf : (d.x > 0 ? x_high_ : x_low_) / d.x;
        const double up = d.y == 0 ? arma::datum::inf : (d.y > 0 ? y_high_ : y_low_) / d.y;
        const double across_back = d.x == 0 ? -arma::datum::inf : (d.x > 0 ? x_low_ : x_high_) / d.x;
        const double up_back = d.y == 0 ? -arma::datum::inf : (d.y > 0 ? y_low_ : y_high_) / d.y;
        const double end = std::min(across, up), start = std::max(across_back, up_back);
        segment({d.x * start, d.y * start}, {d.x * end, d.y * end}, line.style);
        if (!line.text.empty()) label({d.x * end * 0.88, d.y * end * 0.88}, {-d.y, d.x}, line.text, line.style.color);
    }
    lines_.clear();
}

Point Plane::to_pixels(Point p, const Box& axes) const {
    return {axes.left + (p.x - x_low_) / (x_high_ - x_low_) * axes.width(),
            axes.bottom + (p.y - y_low_) / (y_high_ - y_low_) * axes.height()};
}

Point Plane::to_units(Point p, const Box& axes) const {
    return {x_low_ + (p.x - axes.left) / axes.width() * (x_high_ - x_low_),
            y_low_ + (p.y - axes.bottom) / axes.height() * (y_high_ - y_low_)};
}

std::vector<Segment> Plane::obstacles(const Box& axes) const {
    std::vector<Segment> segments;
    for (const Straight& s : straights_) segments.push_back({to_pixels(s.from, axes), to_pixels(s.to, axes), s.weight});
    for (const Element& element : elements_) {
        const arma::uword n = element.points.n_cols;
        if (element.weight == 0 || n > most_obstacles || n == 0) continue;
        const auto pixel = [&](arma::uword i) { return to_pixels({element.points(0, i), element.points(1, i)}, axes); };
        for (arma::uword i = 0; i + (element.is_connected ? 1 : 0) < n; ++i)
            segments.push_back({pixel(i), pixel(element.is_connected ? i + 1 : i), element.weight});
    }
    return segments;
}

void Plane::write_axes(const Box& axes) {
    Script& script = canvas_.script;
    canvas_.place_axes(axes);
    script.line("set xrange [", x_low_, ":", x_high_, "]; set yrange [", y_low_, ":", y_high_, "]");
    if (true_to_scale && !canvas_.is_text()) script.line("set size ratio -1");
    script.line("set border 0");
    if (has_axes && canvas_.is_text()) {
        script.line("set xtics nomirror scale 0; set ytics nomirror scale 0; set xzeroaxis; set yzeroaxis");
    } else if (has_axes) {
        const std::string line = canvas_.line_style(colors::light_gray, 1);
        for (const char* tics : {"xtics", "ytics"})
            script.line("set ", tics, " nomirror scale 0.4 font ", canvas_.small_font(), " tc rgb '", colors::gray,
                        "'");
        script.line("set grid ", canvas_.line_style("#EEEEEE", 1), "; set xzeroaxis ", line, "; set yzeroaxis ", line);
    } else {
        script.line("unset tics; unset grid; unset xzeroaxis; unset yzeroaxis");
    }
    if (!x_label.empty()) script.line("set xlabel ", quoted(canvas_.fitted(x_label, axes.width() + 60)));
    if (!y_label.empty()) script.line("set ylabel ", quoted(canvas_.fitted(y_label, axes.height())));
}

void Plane::write_labels(const Box& axes, const Box& part) {
    std::vector<LabelRequest> requests;
    for (const Text& text : texts_) {
        const Point tip{text.anchor.x + text.direction.x, text.anchor.y + text.direction.y};
        const Point from = to_pixels(text.anchor, axes), to = to_pixels(tip, axes);
        requests.push_back({from,
                            {to.x - from.x, to.y - from.y},
                            canvas_.character_width() * (double(character_count(text.text)) + 1),
                            canvas_.label_height(),
                            text.may_be_left_out});
    }
    const Box frame{axes.left, axes.bottom, part.right - 2, axes.top};
    const std::vector<PlacedLabel> places = place_labels(requests, obstacles(axes), frame);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        if (!places[i].shown) continue;
        canvas_.script.line("set label ", quoted(texts_[i].text), " at ", at(to_units(places[i].center, axes)),
                            " center", canvas_.is_text() ? "" : " tc rgb '" + std::string(texts_[i].color) + "'",
                            " front");
    }
}

// Side by side below the axes, in the middle.
void Plane::write_legend(const Box& axes, const Box& part) {
    const double character = canvas_.character_width();
    double total = 0;
    for (const Explanation& e : legend_) total += character * double(character_count(e.text) + 3);
    double left = (axes.left + axes.right) / 2 - total / 2;
    for (const Explanation& e : legend_) {
        const Point where = to_units({left, part.bottom + 0.6 * canvas_.line_height()}, axes);
        canvas_.script.line("set label ", quoted(e.text), " at ", at(where), " left",
                            canvas_.is_text() ? "" : " tc rgb '" + std::string(e.color) + "'");
        left += character * double(character_count(e.text) + 3);
    }
}

// The part of an area that is seen, which gnuplot does not find by itself (Sutherland and Hodgman 1974).
arma::mat Plane::clipped(const arma::mat& outline) const {
    std::vector<Point> corners;
    for (arma::uword j = 0; j < outline.n_cols; ++j) corners.push_back({outline(0, j), outline(1, j)});
    const auto cut = [&](auto excess) {  // keeps the points without any
        std::vector<Point> kept;
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const Point from = corners[i], to = corners[(i + 1) % corners.size()];
            const double before = excess(from), after = excess(to);
            if (before <= 0) kept.push_back(from);
            if ((before <= 0) == (after <= 0)) continue;
            const double t = before / (before - after);
            kept.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
        }
        corners = std::move(kept);
    };
    cut([&](Point p) { return x_low_ - p.x; });
    cut([&](Point p) { return p.x - x_high_; });
    cut([&](Point p) { return y_low_ - p.y; });
    cut([&](Point p) { return p.y - y_high_; });
    arma::mat seen(2, corners.size());
    for (std::size_t j = 0; j < corners.size(); ++j) seen.col(j) = arma::vec{corners[j].x, corners[j].y};
    return seen;
}

void Plane::write_plot() {
    Script& script = canvas_.script;
    for (const Straight& s : straights_)
        script.line("set arrow from ", at(s.from), " to ", at(s.to), " ", s.style,
                    canvas_.is_text() && s.style.starts_with("nohead") ? " back" : " front");  // off the labels
    std::string plots;
    for (const Element& element : elements_) {
        const arma::mat points = element.is_area ? clipped(element.points) : element.points;
        if (points.is_empty()) continue;
        script.data(element.name, points.t());
        static const char* columns[] = {"", "1", "1:2", "1:2:3", "1:2:3:4"};
        plots += (plots.empty() ? "$" : ", \\\n     $") + element.name + " using " + columns[points.n_rows] + " with " +
                 element.style;
    }
    // gnuplot draws axes and labels for the sake of a plot only.
    script.line("plot ", plots.empty() ? "NaN" : plots);
}

void Plane::draw(const Box& part) {
    const Box axes = axes_in(part);
    if (!has_range_) show_square(1);
    if (true_to_scale) fit_range(axes);
    finish_lines();
    canvas_.begin_panel(title);
    write_axes(axes);
    write_labels(axes, part);
    write_legend(axes, part);
    write_plot();
}

}  // namespace la
