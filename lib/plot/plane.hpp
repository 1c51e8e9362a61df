// A plot in the plane in which one unit is as long across as up: curves, arrows, points, and labels that keep clear of
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plot/canvas.hpp"
#include "plot/label_placement.hpp"

namespace la {

struct LineStyle {
    std::string_view color;
    double width = 1.5;
    int dash = 1;         // gnuplot's dash types: 1 solid, 2 dashed, 3 dotted
    double weight = 0.6;  // how much labels keep off it
};

// What is drawn is in units of the plane, points as columns of 2×n; in the order of the calls, arrows and labels above
// all. Nothing is written before draw().
class Plane {
  public:
    explicit Plane(Canvas& canvas) : canvas_(canvas) {}

    // The range to be seen: a square around the origin; or what holds the points, with a margin.
    void show_square(double half_width);
    void show(const arma::mat& points);

    // `true_to_scale` false: each axis has the scale of its own range.
    bool true_to_scale = true;
    bool has_axes = true;  // tics and the lines x = 0, y = 0
    std::string title, x_label, y_label;

    void area(const std::string& name, const arma::mat& outline, std::string_view color, double opacity);
    void curve(const std::string& name, const arma::mat& points, LineStyle style);
    void dots(const std::string& name, const arma::mat& points, std::string_view color, double size = 0.6,
              char mark = 'o');
    // Each dot in a color of its own along the scale: so that a point is recognized in the next plot.
    void colored_dots(const std::string& name, const arma::mat& points, double size);
    // Circles as columns of 3×n: center and radius.
    void discs(const std::string& name, const arma::mat& circles, std::string_view color);
    void arrow(Point from, Point to, std::string_view color, double width = 2);
    void segment(Point from, Point to, LineStyle style);
    // The line through the origin, as far as the plot goes, and where it ends on its far side.
    void line(Point direction, LineStyle style, const std::string& text = "");

    void label(Point anchor, Point direction, const std::string& text, std::string_view color,
               bool may_be_left_out = false);

    // What a color stands for, in a line below the plot: after a sign like what is drawn, of one character in a text.
    void explain(const std::string& text, std::string_view color, const std::string& sign);

    // Arrows of a vector field as columns of 4×n: where and how far.
    void field(const std::string& name, const arma::mat& arrows, std::string_view color);

    // Within this part of the sheet.
    void draw(const Box& part);

    double half_width() const { return (x_high_ - x_low_) / 2; }

  private:
    struct Element {
        std::string name;
        arma::mat points;
        std::string style;  // what follows `with`
        double weight;      // as an obstacle; 0: none
        bool is_connected;
        bool is_area = false;
    };
    struct Straight {
        Point from, to;
        std::string style;
        double weight;
    };
    struct Text {
        Point anchor, direction;
        std::string text;
        std::string_view color;
        bool may_be_left_out;
    };
    struct Explanation {
        std::string text;
        std::string_view color;
    };
    struct EndlessLine {
        Point direction;
        LineStyle style;
        std::string text;
    };

    Box axes_in(const Box& part) const;
    void fit_range(const Box& axes);
    void finish_lines();
    Point to_pixels(Point p, const Box& axes) const;
    Point to_units(Point p, const Box& axes) const;
    std::vector<Segment> obstacles(const Box& axes) const;
    void write_axes(const Box& axes);
    void write_labels(const Box& axes, const Box& part);
    void write_legend(const Box& axes, const Box& part);
    arma::mat clipped(const arma::mat& outline) const;
    void write_plot();

    Canvas& canvas_;
    double x_low_ = 0, x_high_ = 0, y_low_ = 0, y_high_ = 0;
    bool has_range_ = false;
    std::vector<Element> elements_;
    std::vector<Straight> straights_;
    std::vector<EndlessLine> lines_;
    std::vector<Text> texts_;
    std::vector<Explanation> legend_;
};

// n points of an ellipse as columns: center + cos t·first + sin t·second, closed.
arma::mat ellipse(const arma::vec& center, const arma::vec& first, const arma::vec& second, arma::uword n = 97);

inline Point point_of(const arma::vec& v) {
    return {v(0), v(1)};
}

}  // namespace la
