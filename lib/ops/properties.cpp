#include "ops/properties.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "core/epsilon.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/finite.hpp"
#include "core/for_each_nonzero.hpp"
#include "core/summation.hpp"
#include "core/worse.hpp"
#include "ops/definiteness.hpp"
#include "ops/norms.hpp"
#include "ops/product_defect.hpp"
#include "ops/reductions.hpp"
#include "ops/solve.hpp"
#include "ops/svd.hpp"
#include "ops/symmetry.hpp"

namespace la {

namespace {

// The largest of defect(row, column, value) over all nonzero values.
template <class F>
double largest(const Matrix& a, F defect) {
    double worst = 0;
    for_each_nonzero(a, [&](arma::uword i, arma::uword j, auto x) { worst = worse(worst, defect(i, j, x)); });
    return worst;
}

double largest_modulus(const Matrix& a) {
    return largest(a, [](arma::uword, arma::uword, auto x) { return std::abs(x); });
}

// The largest of the values that are finite: tolerances are relative to it.
double largest_finite_modulus(const Matrix& a) {
    return largest(a, [](arma::uword, arma::uword, auto x) { return std::isfinite(std::abs(x)) ? std::abs(x) : 0.0; });
}

// What a defect may be for a predicate to hold: 100·n·eps·max|A|.
double allowed_defect(const Matrix& a) {
    return 100 * double(std::max(a.rows(), a.cols())) * eps * largest_finite_modulus(a);
}

// Whether every value with outside(row, column) is as good as zero.
template <class F>
bool vanishes(const Matrix& a, F outside) {
    const double worst =
        largest(a, [&](arma::uword i, arma::uword j, auto x) { return outside(i, j) ? std::abs(x) : 0.0; });
    return worst <= allowed_defect(a);
}

bool is_upper(const Matrix& a) {
    return vanishes(a, [](arma::uword i, arma::uword j) { return i > j; });
}

bool is_lower(const Matrix& a) {
    return vanishes(a, [](arma::uword i, arma::uword j) { return i < j; });
}

bool is_diagonal(const Matrix& a) {
    return vanishes(a, [](arma::uword i, arma::uword j) { return i != j; });
}

std::string triangular_text(const Matrix& a) {
    const bool upper = is_upper(a), lower = is_lower(a);
    return upper && lower ? "both" : upper ? "upper" : lower ? "lower" : "no";
}

bool is_identity(const Matrix& a) {
    if (!a.is_square()) return false;
    arma::uword on_diagonal = 0;
    const double worst = largest(a, [&](arma::uword i, arma::uword j, auto x) {
        on_diagonal += i == j;
        return std::abs(x - (i == j ? 1.0 : 0.0));
    });
    return on_diagonal == a.rows() && worst <= allowed_defect(a);
}

// max|A − sign·A.'|, without conjugation.
double transposition_defect(const Matrix& a, double sign) {
    return std::visit(
        [&](const auto& v) {
            using Values = std::decay_t<decltype(v)>;
            return largest_modulus(Matrix(Values(v - sign * v.st())));
        },
        a.values);
}

bool equals_its_transpose(const Matrix& a, double sign) {
    if (!a.is_complex()) return sign > 0 ? is_symmetric(a) : is_skew_symmetric(a);
    return a.is_square() && transposition_defect(a, sign) <= 100 * eps * largest_finite_modulus(a);
}

std::string symmetry_text(const Matrix& a) {
    if (equals_its_transpose(a, 1)) return "symmetric";
    if (is_symmetric(a)) return "hermitian";
    return equals_its_transpose(a, -1) ? "skew-symmetric" : "none";
}

bool is_orthogonal(const Matrix& a) {
    if (!a.is_square()) return false;
    require_finite(a);
    if (a.is_sparse()) return has_orthonormal_columns(a, allowed_defect(a));
    return in_field(a.is_complex(), [&](auto zero) {
        auto q = dense_as<decltype(zero)>(a);
        return largest_modulus(Matrix(decltype(q)(q.t() * q - arma::eye<decltype(q)>(q.n_cols, q.n_cols)))) <=
               allowed_defect(a);
    });
}

bool is_projection(const Matrix& a) {
    if (!a.is_square()) return false;
    require_finite(a);
    if (a.is_sparse()) return equals_its_square(a, allowed_defect(a));
    return in_field(a.is_complex(), [&](auto zero) {
        auto p = dense_as<decltype(zero)>(a);
        return largest_modulus(Matrix(decltype(p)(p * p - p))) <= allowed_defect(a);
    });
}

bool is_invertible(const Matrix& a) {
    if (!a.is_square() || a.rows() == 0) return a.is_square();
    require_finite(a);
    return Factorization(a).is_regular();
}

std::complex<double> trace_of(const Matrix& a) {
    return dense_complex(trace(a))(0);
}

std::uint64_t nonzeros(const Matrix& a) {
    std::uint64_t count = 0;
    for_each_nonzero(a, [&](auto, auto, auto) { ++count; });
    return count;
}

// Undefined unless a is square.
template <class F>
Property if_square(const Matrix& a, F f) {
    if (!a.is_square()) return {};
    return f();
}

double condition_number(double largest_value, double smallest) {
    return smallest < eps * largest_value || smallest == 0 ? std::numeric_limits<double>::infinity()
                                                           : largest_value / smallest;
}

bool is_positive_definite(Definiteness d) {
    return d == Definiteness::positive_definite;
}
bool is_negative_definite(Definiteness d) {
    return d == Definiteness::negative_definite;
}
bool is_indefinite(Definiteness d) {
    return d == Definiteness::indefinite;
}

template <class Table>
std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const auto& entry : table) names.push_back(entry.first);
    return names;
}

template <class Table>
auto answer_of(const Table& table, const std::string& kind, const std::string& name) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == table.end()) throw usage_error("unknown " + kind + " '" + name + "'");
    return found->second;
}

// The condition number of a singular matrix and the logarithm of 0 are infinite as they should be, and a determinant
// may be: its logarithm tells what it is.
bool is_overflow(const std::string& key, const Property& value) {
    if (key == "cond" || key == "det" || key == "log_abs_det") return false;
    if (const auto* x = std::get_if<double>(&value)) return !std::isfinite(*x);
    const auto* z = std::get_if<std::complex<double>>(&value);
    return z && !(std::isfinite(z->real()) && std::isfinite(z->imag()));
}

Property number(std::complex<double> z) {
    if (z.imag() == 0) return z.real();
    return z;
}

}  // namespace

const arma::vec& Properties::values() {
    if (!singular_values_) {
        require_finite(a_);
        singular_values_ = singular_values(SafelyScaled(a_).matrix());
        drivers_.push_back(singular_driver(a_));
    }
    return *singular_values_;
}

Definiteness Properties::definiteness() {
    drivers_.emplace_back();
    return la::definiteness(a_, &drivers_.back());
}

SparseExtremes* Properties::extremes() {
    if (!is_extremes_known_) {
        is_extremes_known_ = true;
        if (!a_.is_sparse()) return nullptr;
        require_finite(a_);
        of_safe_size_ = scaled(a_, scale_);
        extremes_ = SparseExtremes::of(of_safe_size_, threads_);
    }
    return extremes_.get();
}

// Times scale_: the quotient may underflow.
double Properties::scaled_tolerance() {
    if (given_tolerance_) return *given_tolerance_ * scale_;
    return rank_tolerance(a_.rows(), a_.cols(), scaled_norm2());
}

SparseExtremes* Properties::estimating() {
    return is_quickly_decomposed(a_.rows(), a_.cols()) ? nullptr : extremes();
}

std::uint64_t Properties::rank() {
    const double tolerance = scaled_tolerance();
    if (SparseExtremes* e = estimating())
        if (const std::optional<SparseExtremes::Rank> found = e->rank(tolerance)) {
            if (found->is_estimate) estimates_.emplace_back("rank");
            return found->value;
        }
    return la::rank(values(), a_.rows(), a_.cols(), tolerance);
}

double Properties::scaled_norm2() {
    if (!singular_values_)
        if (SparseExtremes* e = extremes()) return e->largest();
    return values().is_empty() ? 0 : values()(0);
}

double Properties::tolerance() {
    return given_tolerance_ ? *given_tolerance_ : scaled_tolerance() / scale_;
}

Property Properties::cond() {
    if (a_.rows() == 0 || a_.cols() == 0) return {};
    if (SparseExtremes* e = estimating())
        if (const std::optional<double> smallest = e->smallest()) {
            estimates_.emplace_back("cond");
            return condition_number(e->largest(), *smallest);
        }
    return condition_number(values()(0), values()(values().n_elem - 1));
}

const Properties::Determinant& Properties::determinant() {
    if (determinant_) return *determinant_;
    const Factorization factors(a_);
    drivers_.push_back(factors.driver());
    const ScaledProduct det = factors.determinant_product();
    determinant_ = Determinant{det.value(), det.phase, det.log_modulus()};
    return *determinant_;
}

// The one list of keys, in the order of printing.
const Properties::Table<Property>& Properties::key_table() {
    static const Table<Property> table = {
        {"rows", [](Properties& p) -> Property { return std::uint64_t(p.a_.rows()); }},
        {"cols", [](Properties& p) -> Property { return std::uint64_t(p.a_.cols()); }},
        {"nnz", [](Properties& p) -> Property { return nonzeros(p.a_); }},
        {"field", [](Properties& p) -> Property { return std::string(p.a_.is_complex() ? "complex" : "real"); }},
        {"symmetry", [](Properties& p) -> Property { return symmetry_text(p.a_); }},
        {"asymmetry", [](Properties& p) { return if_square(p.a_, [&] { return asymmetry(p.a_); }); }},
        {"diagonal", [](Properties& p) -> Property { return is_diagonal(p.a_); }},
        {"triangular", [](Properties& p) -> Property { return triangular_text(p.a_); }},
        {"orthogonal", [](Properties& p) -> Property { return is_orthogonal(p.a_); }},
        {"rank", [](Properties& p) -> Property { return p.rank(); }},
        {"tolerance", [](Properties& p) -> Property { return p.tolerance(); }},
        {"trace", [](Properties& p) { return if_square(p.a_, [&] { return number(trace_of(p.a_)); }); }},
        {"det", [](Properties& p) { return if_square(p.a_, [&] { return number(p.determinant().value); }); }},
        {"det_sign", [](Properties& p) { return if_square(p.a_, [&] { return number(p.determinant().sign); }); }},
        {"log_abs_det", [](Properties& p) { return if_square(p.a_, [&] { return p.determinant().log_modulus; }); }},
        {"norm1", [](Properties& p) -> Property { return norm1(p.a_); }},
        {"norm2", [](Properties& p) -> Property { return p.scaled_norm2() / p.scale_; }},
        {"norminf", [](Properties& p) -> Property { return norminf(p.a_); }},
        {"normfro", [](Properties& p) -> Property { return normfro(p.a_); }},
        {"cond", [](Properties& p) { return p.cond(); }},
        {"definiteness",
         [](Properties& p) { return if_square(p.a_, [&] { return definiteness_text(p.definiteness()); }); }},
    };
    return table;
}

// The one list of predicates.
const Properties::Table<bool>& Properties::predicate_table() {
    static const Table<bool> table = {
        {"symmetric", [](Properties& p) { return equals_its_transpose(p.a_, 1); }},
        {"hermitian", [](Properties& p) { return is_symmetric(p.a_); }},
        {"diagonal", [](Properties& p) { return is_diagonal(p.a_); }},
        {"identity", [](Properties& p) { return is_identity(p.a_); }},
        {"triangular", [](Properties& p) { return is_upper(p.a_) || is_lower(p.a_); }},
        {"orthogonal", [](Properties& p) { return is_orthogonal(p.a_); }},
        {"projection", [](Properties& p) { return is_projection(p.a_); }},
        {"invertible", [](Properties& p) { return is_invertible(p.a_); }},
        {"pd", [](Properties& p) { return p.a_.is_square() && is_positive_definite(p.definiteness()); }},
        {"psd", [](Properties& p) { return p.a_.is_square() && is_positive_semidefinite(p.definiteness()); }},
        {"nd", [](Properties& p) { return p.a_.is_square() && is_negative_definite(p.definiteness()); }},
        {"nsd", [](Properties& p) { return p.a_.is_square() && is_negative_semidefinite(p.definiteness()); }},
        {"indefinite", [](Properties& p) { return p.a_.is_square() && is_indefinite(p.definiteness()); }},
        {"square", [](Properties& p) { return p.a_.is_square(); }},
    };
    return table;
}

std::vector<std::string> Properties::keys() {
    return names_of(key_table());
}
std::vector<std::string> Properties::predicates() {
    return names_of(predicate_table());
}

std::vector<std::string> Properties::drivers() const {
    std::vector<std::string> all = drivers_;
    if (extremes_) all.insert(all.end(), extremes_->drivers().begin(), extremes_->drivers().end());
    return all;
}

Property Properties::get(const std::string& key) {
    const Property value = answer_of(key_table(), "property", key)(*this);
    if (is_overflow(key, value) && !first_not_finite(a_)) overflows_.push_back(key);
    return value;
}
bool Properties::is(const std::string& predicate) {
    return answer_of(predicate_table(), "predicate", predicate)(*this);
}

}  // namespace la
