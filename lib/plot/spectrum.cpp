#include "plot/spectrum.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "ops/eigen.hpp"
#include "plot/colors.hpp"
#include "plot/named.hpp"
#include "plot/plane.hpp"

namespace la {

namespace {

constexpr std::size_t most_labels = 12;
constexpr double same_value = 1e-6;    // relative to the largest
constexpr double circle_matters = 20;  // the unit circle is kept in sight for spectral radii up to this

arma::cx_vec values_of(const Matrix& a) {
    if (!a.is_vector() || a.is_square()) return eigen(a).values;
    require_finite(a);
    return arma::vectorise(dense_complex(to_complex(a)));
}

// Rows of center and radius as columns, 3×n.
arma::mat discs_of(const Matrix& a) {
    const arma::cx_mat values = dense_complex(to_complex(a));
    const arma::cx_vec centers = values.diag();
    const arma::vec radii = arma::sum(arma::abs(values), 1) - arma::abs(centers);
    return arma::join_rows(arma::real(centers), arma::imag(centers), radii).t();
}

struct Group {
    std::complex<double> value;
    int count;
};

// Values that are one on the sheet.
std::vector<Group> grouped(const arma::cx_vec& values) {
    const double largest = values.is_empty() ? 0 : arma::abs(values).max();
    std::vector<Group> groups;
    for (const std::complex<double>& value : values) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
            return std::abs(g.value - value) <= same_value * largest;
        });
        if (same != groups.end())
            ++same->count;
        else
            groups.push_back({value, 1});
        if (groups.size() > most_labels) break;
    }
    return groups;
}

void label_values(Plane& plane, const Canvas& canvas, const arma::cx_vec& values) {
    const std::vector<Group> groups = grouped(values);
    if (groups.size() > most_labels) return;
    for (const Group& group : groups) {
        const std::complex<double> z = group.value;
        const bool has_conjugate = std::any_of(groups.begin(), groups.end(), [&](const Group& other) {
            return z.imag() != 0 && std::abs(other.value - std::conj(z)) <= same_value * std::abs(z);
        });
        if (has_conjugate && z.imag() < 0) continue;
        std::string text = has_conjugate ? conjugate_pair(z, canvas) : label_number(z);
        if (group.count > 1) text += canvas.symbol(" (×", " (x") + std::to_string(group.count) + ")";
        plane.label({z.real(), z.imag()}, {0.3 * (z.real() < 0 ? -1 : 1), z.imag() < 0 ? -1.0 : 1.0}, text,
                    colors::blue);
    }
}

}  // namespace

std::string spectrum_picture(const Matrix& a, bool gershgorin, const PictureOptions& options) {
    const bool is_list = a.is_vector() && !a.is_square();
    if (!is_list && !a.is_square())
        throw data_error(described(a) + ": spectrum draws the eigenvalues of a square matrix or those in a column");
    if (is_list && gershgorin) throw data_error(described(a) + ": the discs of --gershgorin need the square matrix");
    if (a.cells() == 0) throw data_error(described(a) + ": there are no eigenvalues");
    const arma::cx_vec values = values_of(a);
    const arma::mat points = arma::join_rows(arma::real(values), arma::imag(values)).t();
    const double radius = arma::abs(values).max();
    const arma::mat circle = ellipse(arma::zeros(2), {1, 0}, {0, 1});

    Canvas canvas(options, {640, 560}, shown_name(a) + ": eigenvalues, spectral radius " + label_number(radius));
    Plane plane(canvas);
    plane.x_label = "real part";
    plane.y_label = "imaginary part";
    arma::mat seen = points;
    const bool has_circle = radius <= circle_matters;
    if (has_circle) seen = arma::join_rows(seen, circle);
    if (gershgorin) {
        const arma::mat discs = discs_of(a);
        seen = arma::join_rows(seen, discs.rows(0, 1) - arma::repmat(discs.row(2), 2, 1),
                               discs.rows(0, 1) + arma::repmat(discs.row(2), 2, 1));
        if (canvas.is_text())
            for (arma::uword i = 0; i < std::min<arma::uword>(discs.n_cols, 8); ++i)
                plane.curve("disc" + std::to_string(i + 1),
                            ellipse(discs.col(i).head(2), {discs(2, i), 0}, {0, discs(2, i)}), {colors::orange});
        else
            plane.discs("discs", discs, colors::orange);
        plane.explain("Gershgorin discs", colors::orange, canvas.symbol("○", "*"));
    }
    plane.show(seen);
    if (has_circle) plane.curve("unit_circle", circle, {colors::gray, 1, 2});
    plane.dots("eigenvalues", points, colors::blue, values.n_elem > 200 ? 0.4 : 0.9, 'o');
    plane.explain("eigenvalues", colors::blue, canvas.symbol("●", "o"));
    if (has_circle) plane.explain("unit circle", colors::gray, canvas.symbol("- -", "*"));
    label_values(plane, canvas, values);
    plane.draw(canvas.sheet());
    return canvas.finish();
}

}  // namespace la
