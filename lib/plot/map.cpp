#include "plot/map.hpp"

#include <algorithm>
#include <cmath>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "ops/eigen.hpp"
#include "ops/svd.hpp"
#include "plot/ball.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"

namespace la {

namespace {

constexpr const char* axis_colors[] = {colors::vermilion, colors::blue, colors::green};
constexpr double margin = 1.35;     // of a plot around what it shows
constexpr double comparable = 4;    // up to this stretch both plots have one scale
constexpr double same_line = 1e-6;  // the sine of an angle at which two eigenlines are one

struct Eigenline {
    arma::vec direction;
    double value;
};

struct Spectrum {
    std::vector<Eigenline> lines;
    std::string note;  // where there are no lines, or all are
};

bool is_multiple_of_identity(const arma::mat& a) {
    const arma::mat rest = a - a(0, 0) * arma::mat(a.n_rows, a.n_rows, arma::fill::eye);
    return arma::abs(rest).max() <= 100 * eps * arma::abs(a).max();
}

Spectrum spectrum_of(const arma::mat& a, const Canvas& canvas) {
    Spectrum spectrum;
    if (a.n_rows != a.n_cols) return spectrum;
    const std::string lambda = canvas.symbol("λ = ", "lambda = ");
    if (is_multiple_of_identity(a)) {
        spectrum.note = "every line is an eigenline: " + lambda + label_number(a(0, 0));
        return spectrum;
    }
    const Eigensystem e = eigen(Matrix(a), {.vectors = true});
    const arma::cx_mat vectors = dense_complex(to_complex(e.vectors));
    const double zero = 100 * eps * arma::norm(a, "fro");  // what rounding leaves of an eigenvalue 0
    std::string pair;
    for (arma::uword j = 0; j < e.values.n_elem; ++j) {
        const std::complex<double> value = e.values(j);
        if (value.imag() > 0) pair = lambda + conjugate_pair(value, canvas);
        if (value.imag() != 0) continue;
        const arma::vec v = arma::real(vectors.col(j));
        const auto is_parallel = [&](const Eigenline& other) {
            return arma::norm(v - arma::dot(v, other.direction) * other.direction) < same_line;
        };
        if (std::none_of(spectrum.lines.begin(), spectrum.lines.end(), is_parallel))
            spectrum.lines.push_back({v, std::abs(value.real()) <= zero ? 0 : value.real()});
    }
    if (!pair.empty()) spectrum.note = (spectrum.lines.empty() ? "no eigenline: " : "") + pair;
    return spectrum;
}

// "area × 10", of what the matrix does to areas and volumes.
std::string size_note(const arma::mat& a, const Canvas& canvas) {
    if (a.n_rows != a.n_cols) return "";
    const double det = arma::det(a);
    return (a.n_rows == 2 ? "area" : "volume") + canvas.symbol(" × ", " x ") + label_number(std::abs(det)) +
           (det < 0 ? ", mirrored" : "");
}

void draw_axes(Plane& plane, const Canvas& canvas, arma::uword dimensions, double length) {
    plane.has_axes = dimensions == 2;
    if (dimensions == 3) draw_space_axes(plane, canvas, length);
}

void draw_eigenlines(Plane& plane, const Spectrum& spectrum, arma::uword dimensions, const std::string& lambda) {
    for (const Eigenline& line : spectrum.lines)
        plane.line(point_of(onto_sheet(dimensions) * line.direction), {colors::purple, 1.5, 2, 1.2},
                   lambda.empty() ? "" : lambda + label_number(line.value));
}

class Map {
  public:
    Map(const arma::mat& a, const std::string& name, const PictureOptions& options)
        : a_(a),
          canvas_(options, {860, 450}, name + " maps the unit " + (a.n_cols == 2 ? "circle" : "sphere")),
          svd_(singular_decomposition(Matrix(a), Factors::full)),
          spectrum_(spectrum_of(a, canvas_)) {
        const double stretch = svd_.values(0);
        const bool one_scale = stretch <= comparable && stretch >= 1 / comparable;
        domain_size_ = one_scale ? std::max(1.0, stretch) : 1;
        image_size_ = one_scale ? domain_size_ : stretch > 0 ? stretch : 1;
    }

    std::string script() {
        canvas_.begin_panels();
        draw_domain();
        draw_image();
        return canvas_.finish();
    }

  private:
    // Whether v of this index is mapped to zero.
    bool is_zero(arma::uword i) const {
        const arma::vec& s = svd_.values;
        return i >= s.n_elem || s(i) <= rank_tolerance(a_.n_rows, a_.n_cols, s(0));
    }

    void draw_domain() {
        Plane plane(canvas_);
        const arma::uword n = a_.n_cols;
        const arma::mat v = dense_real(svd_.right);
        plane.title = n == 2 ? "unit circle: |x| = 1" : "unit sphere: |x| = 1";
        plane.show_square(margin * domain_size_);
        draw_axes(plane, canvas_, n, 1.2 * domain_size_);
        draw_ball(plane, "ball", arma::mat(n, n, arma::fill::eye), v, colors::gray);
        draw_eigenlines(plane, spectrum_, n, "");
        for (arma::uword i = 0; i < n; ++i) {
            const Point tip = point_of(onto_sheet(n) * v.col(i));
            plane.arrow({0, 0}, tip, axis_colors[i]);
            plane.label(tip, tip, "v" + canvas_.index(i + 1) + (is_zero(i) ? canvas_.symbol(" → 0", " -> 0") : ""),
                        axis_colors[i]);
        }
        plane.x_label = spectrum_.lines.empty() ? " " : "dashed: eigenlines";
        plane.draw(canvas_.part(0, 2));
    }

    void draw_image() {
        Plane plane(canvas_);
        const arma::uword m = a_.n_rows;
        const arma::mat u = dense_real(svd_.left), v = dense_real(svd_.right);
        plane.title = canvas_.symbol("image: A·x", "image: A*x");
        plane.show_square(margin * image_size_);
        draw_axes(plane, canvas_, m, 1.2 * image_size_);
        if (m == 2 && image_size_ <= comparable && !canvas_.is_text())
            plane.curve("unit_circle", ellipse(arma::zeros(2), {1, 0}, {0, 1}), {colors::light_gray, 1});
        draw_ball(plane, "image", a_, v, colors::sky);
        draw_eigenlines(plane, spectrum_, m, canvas_.symbol("λ = ", "lambda = "));
        for (arma::uword i = 0; i < svd_.values.n_elem; ++i) {
            const double value = svd_.values(i);
            const Point tip = point_of(onto_sheet(m) * (u.col(i) * value));
            if (!is_zero(i)) plane.arrow({0, 0}, tip, axis_colors[i]);
            const std::string text =
                canvas_.symbol("σ", "s") + canvas_.index(i + 1) + " = " + (is_zero(i) ? "0" : label_number(value));
            plane.label(is_zero(i) ? Point{0, 0} : tip, is_zero(i) ? Point{u(0, i), u(1, i)} : tip, text,
                        axis_colors[i]);
        }
        const std::string size = size_note(a_, canvas_),
                          separator = size.empty() || spectrum_.note.empty() ? "" : ";  ";
        plane.x_label = size + separator + spectrum_.note;
        if (plane.x_label.empty()) plane.x_label = " ";
        plane.draw(canvas_.part(1, 2));
    }

    const arma::mat& a_;
    Canvas canvas_;
    SingularDecomposition svd_;
    Spectrum spectrum_;
    double domain_size_, image_size_;
};

}  // namespace

std::string map_picture(const Matrix& a, const PictureOptions& options) {
    const arma::uword m = a.rows(), n = a.cols();
    if (m < 2 || m > 3 || n < 2 || n > 3) throw data_error(described(a) + ": map draws 2x2, 3x3, 2x3 and 3x2 matrices");
    const arma::mat values = real_values(a, "map");
    return Map(values, shown_name(a), options).script();
}

}  // namespace la
