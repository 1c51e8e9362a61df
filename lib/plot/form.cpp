#include "plot/form.hpp"

#include <algorithm>
#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "ops/definiteness.hpp"
#include "ops/eigen.hpp"
#include "ops/symmetry.hpp"
#include "plot/colors.hpp"
#include "plot/level_sets.hpp"
#include "plot/named.hpp"
#include "plot/plane.hpp"

namespace la {

namespace {

constexpr double half_width = 1;       // of what is seen; a form looks the same on every scale
constexpr double levels_per_sign = 6;  // about
constexpr arma::uword arrows_across = 9;

std::string shape_of(Definiteness d) {
    switch (d) {
        case Definiteness::positive_definite:
            return "a bowl";
        case Definiteness::positive_semidefinite:
            return "a valley";
        case Definiteness::negative_definite:
            return "a dome";
        case Definiteness::negative_semidefinite:
            return "a ridge";
        case Definiteness::indefinite:
            return "a saddle";
        case Definiteness::zero:
            return "flat";
    }
    return "";
}

QuadraticForm form_of(const arma::mat& s) {
    const Eigensystem e = eigen(Matrix(s), {.vectors = true}, SymmetricMode::yes);
    QuadraticForm form{arma::real(e.values), dense_real(to_real_if_possible(e.vectors))};
    const double zero = 2 * eps * arma::abs(form.values).max();
    form.values.for_each([&](double& value) { value = std::abs(value) <= zero ? 0 : value; });
    return form;
}

class Form {
  public:
    Form(const arma::mat& s, const PictureOptions& options, const std::string& title)
        : canvas_(options, {640, 560}, title), s_(s), form_(form_of(s)) {
        // The largest value on the border of the square, for both signs: what the colors stand for.
        for (double t = -half_width; t <= half_width; t += half_width / 32)
            for (const double value : {form_.at(t, half_width), form_.at(half_width, t)}) {
                highest_ = std::max(highest_, value);
                lowest_ = std::min(lowest_, value);
            }
        const double largest = std::max(highest_, -lowest_);
        step_ = largest > 0 ? round_step(largest / levels_per_sign) : 1;
        bands_ = std::ceil(largest / step_);
    }

    std::string levels() {
        Plane plane(canvas_);
        plane.show_square(half_width);
        plane.x_label = "x" + canvas_.index(1);
        plane.y_label = "x" + canvas_.index(2);
        fill(plane);
        draw_levels(plane);
        if (!canvas_.is_text()) draw_gradient(plane);
        for (arma::uword i = 0; i < 2; ++i)
            plane.line(point_of(form_.axes.col(i)), {colors::black, 1, 2, 3},
                       canvas_.symbol("λ", "lambda") + canvas_.index(i + 1) + " = " + label_number(form_.values(i)));
        plane.explain("levels", colors::gray, canvas_.symbol("—", "*"));
        if (!canvas_.is_text()) plane.explain("gradient", colors::black, "→");
        plane.explain("principal axes", colors::black, canvas_.symbol("- -", "."));
        plane.draw(canvas_.sheet());
        return canvas_.finish();
    }

    std::string surface() {
        Script& script = canvas_.script;
        canvas_.begin_panel("");
        script.line("f(x,y) = (", s_(0, 0), ")*x*x + 2*(", s_(0, 1), ")*x*y + (", s_(1, 1), ")*y*y");
        script.line("set xlabel 'x", canvas_.index(1), "'; set ylabel 'x", canvas_.index(2), "'");
        script.line("set view 58,32,1,1.25; set xyplane relative 0.15; set grid; set tmargin 1");
        script.line("set parametric; set urange [0:1]; set vrange [0:2*pi]; set samples 17,41; set isosamples 17,41");
        const char* graph = "splot u*cos(v), u*sin(v), f(u*cos(v),u*sin(v)) with ";
        if (canvas_.is_text()) {
            script.line("set hidden3d");
            script.line(graph, "lines");
        } else {
            const double largest = std::max({highest_, -lowest_, 1e-300});
            script.line("set palette defined ", colors::diverging, "; set cbrange [", -largest, ":", largest, "]");
            script.line("set pm3d depthorder border lc rgb '#555555' lw 0.3; unset colorbox");
            script.line(graph, "pm3d");
        }
        return canvas_.finish();
    }

  private:
    // The color of the band whose lower end (seen from 0) is this level.
    std::string color_at(double level, bool positive) const {
        const double band = std::floor(std::abs(level) / step_ + 1e-9);
        return colors::tint(positive ? colors::vermilion : colors::blue, 0.06 + 0.6 * (band + 0.5) / bands_);
    }

    void fill(Plane& plane) {
        const bool definite = form_.values(0) * form_.values(1) > 0;
        const bool positive = form_.values(0) > 0 && !(form_.values(1) < 0);
        int count = 0;
        const auto paint = [&](const arma::mat& outline, const std::string& color) {
            plane.area("band" + std::to_string(++count), outline, color, 1);
        };
        const double wide = 100 * half_width;
        const arma::mat everything{{-wide, wide, wide, -wide}, {-wide, -wide, wide, wide}};
        if (bands_ == 0) return;
        if (definite) {  // from the outside to the inside
            paint(everything, color_at(bands_ * step_ - step_, positive));
            for (double k = bands_ - 1; k >= 1; --k)
                for (const arma::mat& outline : level_curves(form_, positive ? k * step_ : -k * step_, 2 * half_width))
                    paint(outline, color_at((k - 1) * step_, positive));
            return;
        }
        paint(everything, color_at(0, positive));
        const auto paint_beyond = [&](double level, bool is_positive) {
            for (const arma::mat& outline : areas_beyond(form_, level, 2 * half_width))
                paint(outline, color_at(level, is_positive));
        };
        if (form_.values(0) > 0 && form_.values(1) < 0) paint_beyond(1e-6 * step_, true);
        for (double k = 1; k <= bands_; ++k) {
            if (form_.values(0) > 0) paint_beyond(k * step_, true);
            if (form_.values(1) < 0) paint_beyond(-k * step_, false);
        }
    }

    void draw_levels(Plane& plane) {
        int count = 0;
        for (double k = -bands_; k <= bands_; ++k) {
            bool is_labelled = false;
            for (const arma::mat& curve : level_curves(form_, k * step_, 2 * half_width)) {
                plane.curve("level" + std::to_string(++count), curve, {colors::gray, 1, 1, 0.1});
                // At the place along the curve that is nearest to a fixed direction, so that labels stand in a row.
                arma::uword best = curve.n_cols;
                double most = -1;
                for (arma::uword j = 0; j < curve.n_cols; ++j) {
                    const double x = curve(0, j), y = curve(1, j);
                    if (std::abs(x) > 0.93 * half_width || std::abs(y) > 0.93 * half_width) continue;
                    const double nearness = (x * form_.axes(0, 0) + y * form_.axes(1, 0)) / std::hypot(x, y) * 0.8 +
                                            (x * form_.axes(0, 1) + y * form_.axes(1, 1)) / std::hypot(x, y) * 0.6;
                    if (nearness > most) {
                        most = nearness;
                        best = j;
                    }
                }
                if (best == curve.n_cols || is_labelled) continue;
                is_labelled = true;
                plane.label(point_of(curve.col(best)), point_of(curve.col(best)), label_number(k * step_),
                            colors::black, true);
            }
        }
    }

    void draw_gradient(Plane& plane) const {
        const double spacing = 2 * half_width / double(arrows_across);
        const double steepest = 2 * std::sqrt(2.0) * half_width * arma::abs(form_.values).max();
        if (steepest == 0) return;
        arma::mat arrows(4, arrows_across * arrows_across);
        for (arma::uword i = 0; i < arrows.n_cols; ++i) {
            const arma::vec at{(double(i % arrows_across) + 0.5) * spacing - half_width,
                               (double(i / arrows_across) + 0.5) * spacing - half_width};
            const arma::vec gradient = 2 * s_ * at;
            const double length = arma::norm(gradient) / steepest * spacing * 1.4;
            arrows.col(i) = arma::join_cols(at, length > 0 ? arma::vec(arma::normalise(gradient) * length) : gradient);
        }
        plane.field("gradient", arrows, "#404040");
    }

    Canvas canvas_;
    arma::mat s_;
    QuadraticForm form_;
    double highest_ = 0, lowest_ = 0, step_ = 1, bands_ = 0;
};

}  // namespace

std::string form_picture(const Matrix& a, bool surface, const PictureOptions& options) {
    if (a.rows() != 2 || a.cols() != 2) throw data_error(described(a) + ": form draws 2x2 matrices");
    const arma::mat values = real_values(a, "form");
    const Matrix s = symmetric_part(Matrix(values));
    const Definiteness kind = definiteness(s);
    std::string word = definiteness_text(kind);
    std::replace(word.begin(), word.end(), '-', ' ');
    const bool is_text = options.terminal == Terminal::text;
    const std::string title = (is_text ? "x'Ax of " : "xᵀAx of ") + shown_name(a) + " is " + word +
                              (kind == Definiteness::zero ? "" : ": " + shape_of(kind));
    Form form(dense_real(s), options, title);
    return surface ? form.surface() : form.levels();
}

}  // namespace la
