#include <cmath>
#include <limits>

#include "core/epsilon.hpp"
#include "core/field.hpp"
#include "lapack/declarations.hpp"
#include "lapack/eigen.hpp"
#include "lapack/workspace.hpp"

namespace la {

namespace {

using cx = arma::cx_double;

// LAPACK stores the vectors x ± iy of a conjugate pair of a real matrix as the two columns x, y; the first of the pair
// is the one of positive imaginary part.
Values unpacked(arma::mat packed, const arma::vec& imaginary) {
    if (packed.n_cols == 0 || !arma::any(imaginary)) return packed;
    arma::cx_mat v(packed, arma::mat(packed.n_rows, packed.n_cols));
    for (arma::uword j = 0; j + 1 < packed.n_cols; ++j) {
        if (!(imaginary(j) > 0)) continue;
        v.col(j) = arma::cx_vec(packed.col(j), packed.col(j + 1));
        v.col(j + 1) = arma::conj(v.col(j));
    }
    return v;
}

Values unpacked(arma::cx_mat vectors, const arma::vec&) {
    return vectors;
}

// How dgeevx prepares a matrix.
enum class Balance : char { permute = 'P', permute_and_scale = 'B' };

// The result of dgeevx or zgeevx as LAPACK leaves it, vectors of conjugate pairs packed (see unpacked).
template <class T>
struct GeneralFactors {
    arma::vec re, im;
    arma::Mat<T> vectors, left;
    bool scaled = false;  // balancing did more than permute
};

bool is_scaled(const arma::vec& scale, int first, int last) {
    return first <= last && arma::any(scale.subvec(first - 1, last - 1) != 1);
}

GeneralFactors<double> general_factors(arma::mat a, Balance balance, bool vectors, bool left) {
    int n = order_of(a.n_rows), info = 0, first = 0, last = 0;
    char prepare = char(balance), jobvl = left ? 'V' : 'N', jobvr = vectors ? 'V' : 'N', sense = 'N';
    double norm = 0;
    arma::vec scale(a.n_rows);
    GeneralFactors<double> f{arma::vec(a.n_rows), arma::vec(a.n_rows), room_for<double>(vectors, a.n_rows),
                             room_for<double>(left, a.n_rows)};
    with_workspace<double>([&](double* work, int lwork) {
        arma::lapack::geevx<double>(&prepare, &jobvl, &jobvr, &sense, &n, a.memptr(), &n, f.re.memptr(), f.im.memptr(),
                                    f.left.memptr(), &n, f.vectors.memptr(), &n, &first, &last, scale.memptr(), &norm,
                                    nullptr, nullptr, work, &lwork, nullptr, &info);
    });
    require_converged(info);
    f.scaled = is_scaled(scale, first, last);
    return f;
}

GeneralFactors<cx> general_factors(arma::cx_mat a, Balance balance, bool vectors, bool left) {
    int n = order_of(a.n_rows), info = 0, first = 0, last = 0;
    char prepare = char(balance), jobvl = left ? 'V' : 'N', jobvr = vectors ? 'V' : 'N', sense = 'N';
    double norm = 0;
    arma::cx_vec w(a.n_rows);
    arma::vec scale(a.n_rows), rwork(2 * a.n_rows);
    GeneralFactors<cx> f{{}, {}, room_for<cx>(vectors, a.n_rows), room_for<cx>(left, a.n_rows)};
    with_workspace<cx>([&](cx* work, int lwork) {
        arma::lapack::cx_geevx<cx>(&prepare, &jobvl, &jobvr, &sense, &n, a.memptr(), &n, w.memptr(), f.left.memptr(),
                                   &n, f.vectors.memptr(), &n, &first, &last, scale.memptr(), &norm, nullptr, nullptr,
                                   work, &lwork, rwork.memptr(), &info);
    });
    require_converged(info);
    f.re = arma::real(w);
    f.im = arma::imag(w);
    f.scaled = is_scaled(scale, first, last);
    return f;
}

// |A V - V D| <= 10 n eps |A|
bool is_accurate(const arma::cx_mat& a, const Values& vectors, const arma::cx_vec& values) {
    const arma::cx_mat v = dense_complex(Matrix(vectors));
    if (v.is_empty()) return true;
    const arma::cx_mat defect = a * v - v * arma::diagmat(values);
    return arma::norm(defect, "fro") <= 10 * double(a.n_rows) * eps * arma::norm(a, "fro");
}

template <class T>
DriverResult general_result(arma::Mat<T> a, Balance balance, bool vectors, bool left, bool& scaled) {
    GeneralFactors<T> f = general_factors(std::move(a), balance, vectors, left);
    scaled = f.scaled;
    return {arma::cx_vec(f.re, f.im), unpacked(std::move(f.vectors), f.im), unpacked(std::move(f.left), f.im),
            is_complex_scalar<T> ? "zgeevx" : "dgeevx"};
}

template <class T>
DriverResult accurate_general_result(arma::Mat<T> a, bool vectors, bool left) {
    bool scaled = false;
    if (!vectors && !left) return general_result(std::move(a), Balance::permute_and_scale, false, false, scaled);
    DriverResult result = general_result(a, Balance::permute_and_scale, vectors, left, scaled);
    if (!scaled) return result;
    const arma::cx_mat operand = arma::conv_to<arma::cx_mat>::from(a);
    if (is_accurate(operand, result.vectors, result.values) &&
        is_accurate(operand.t(), result.left, arma::conj(result.values)))
        return result;
    return general_result(std::move(a), Balance::permute, vectors, left, scaled);
}

Values normalized(Values values) {
    if (auto* real = std::get_if<arma::mat>(&values)) return normalised_columns(std::move(*real));
    return normalised_columns(std::get<arma::cx_mat>(std::move(values)));
}

// alpha/beta for every pair that QZ leaves; norms are those of A and B. The backward error of QZ may be some n eps of
// the norm: where both are no more than that nothing is known of their ratio.
struct PencilRatio {
    double a_rounding, b_rounding;  // n eps of each norm

    PencilRatio(arma::uword n, double a_norm, double b_norm)
        : a_rounding(double(n) * eps * a_norm), b_rounding(double(n) * eps * b_norm) {}

    cx operator()(cx alpha, cx beta) const {
        if (std::abs(alpha) <= 10 * a_rounding && std::abs(beta) <= 10 * b_rounding)
            throw numerical_error("the pencil is singular: det(A - x*B) vanishes for every x");
        return std::abs(beta) > b_rounding ? alpha / beta : std::numeric_limits<double>::infinity();
    }
};

}  // namespace

DriverResult general_driver(arma::mat a, bool vectors, bool left) {
    return accurate_general_result(std::move(a), vectors, left);
}

DriverResult general_driver(arma::cx_mat a, bool vectors, bool left) {
    return accurate_general_result(std::move(a), vectors, left);
}

DriverResult pencil_driver(arma::mat a, arma::mat b, bool vectors, bool left) {
    const int n = order_of(a.n_rows);
    const char jobvl = left ? 'V' : 'N', jobvr = vectors ? 'V' : 'N';
    const PencilRatio ratio(a.n_rows, arma::norm(a, "fro"), arma::norm(b, "fro"));
    arma::vec re(a.n_rows), im(a.n_rows), beta(a.n_rows);
    arma::mat vl = room_for<double>(left, a.n_rows), vr = room_for<double>(vectors, a.n_rows);
    int info = 0;
    with_workspace<double>([&](double* work, int lwork) {
        dggev3_(&jobvl, &jobvr, &n, a.memptr(), &n, b.memptr(), &n, re.memptr(), im.memptr(), beta.memptr(),
                vl.memptr(), &n, vr.memptr(), &n, work, &lwork, &info, 1, 1);
    });
    require_converged(info);
    arma::cx_vec values(a.n_rows);
    for (arma::uword j = 0; j < a.n_rows; ++j) {
        values(j) = ratio(cx(re(j), im(j)), beta(j));
        if (im(j) > 0) {  // the second of a pair may carry another beta: its rounding must not part the two
            values(j + 1) = std::conj(values(j));
            ++j;
        }
    }
    return {std::move(values), normalized(unpacked(std::move(vr), im)), normalized(unpacked(std::move(vl), im)),
            "dggev3"};
}

DriverResult pencil_driver(arma::cx_mat a, arma::cx_mat b, bool vectors, bool left) {
    const int n = order_of(a.n_rows);
    const char jobvl = left ? 'V' : 'N', jobvr = vectors ? 'V' : 'N';
    const PencilRatio ratio(a.n_rows, arma::norm(a, "fro"), arma::norm(b, "fro"));
    arma::cx_vec alpha(a.n_rows), beta(a.n_rows);
    arma::cx_mat vl = room_for<cx>(left, a.n_rows), vr = room_for<cx>(vectors, a.n_rows);
    arma::vec rwork(8 * a.n_rows);
    int info = 0;
    with_workspace<cx>([&](cx* work, int lwork) {
        zggev3_(&jobvl, &jobvr, &n, a.memptr(), &n, b.memptr(), &n, alpha.memptr(), beta.memptr(), vl.memptr(), &n,
                vr.memptr(), &n, work, &lwork, rwork.memptr(), &info, 1, 1);
    });
    require_converged(info);
    arma::cx_vec values(a.n_rows);
    for (arma::uword j = 0; j < a.n_rows; ++j) values(j) = ratio(alpha(j), beta(j));
    return {std::move(values), normalized(std::move(vr)), normalized(std::move(vl)), "zggev3"};
}

}  // namespace la
