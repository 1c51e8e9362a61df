// Everything lainfo tells about a matrix, and the questions it answers, each computing only what it needs.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/matrix.hpp"
#include "ops/definiteness.hpp"
#include "ops/scaling.hpp"
#include "ops/svd_extremes.hpp"

namespace la {

// undefined (as the determinant of a matrix that is not square), text, yes or no, count, number, complex number.
using Property = std::variant<std::monostate, std::string, bool, std::uint64_t, double, std::complex<double>>;

// The properties of one m×n matrix. Decompositions are computed when first asked for and shared afterwards. Sparse
// matrices stay so, small ones aside: norm2 is that of block Lanczos; where a dense decomposition takes more than about
// a second (is_quickly_decomposed) cond is an estimate, and rank where it is not clear (svd_extremes.hpp); the
// determinant's keys, definiteness and invertible come from sparse factorizations. NaN or Inf is a numerical error
// naming the cell for all these; for other keys they are values like any others.
//
//   rows cols nnz          counts; nnz of values that are not zero
//   field                  "real", "complex" (some imaginary part is not zero)
//   symmetry               "symmetric" (A = A.'), "hermitian" (A = Aᴴ, complex), "skew-symmetric" (A = −A.'), "none",
//                          within 100·eps·max|A|
//   asymmetry              max|A − Aᴴ|, undefined unless square
//   diagonal triangular    yes or no; "upper", "lower", "both", "no"; defect at most 100·max(m, n)·eps·max|A|, as for
//   orthogonal             yes or no: square and AᴴA = I
//   rank tolerance         singular values above the tolerance, by default max(m, n)·eps·σ₁
//   trace                  undefined unless square
//   det det_sign           by LU with partial pivoting, undefined unless square; of integers rounded where the error is
//   log_abs_det            surely below one half. det overflows to ±Inf; det_sign (of modulus 1, or 0) and log|det| do
//                          not. det = 0 has log −Inf. A 0×0 matrix has det 1.
//   norm1 norm2 norminf    largest column sum of moduli, σ₁, largest row sum of moduli (norms.hpp),
//   normfro                Frobenius norm without overflow; all 0 for an empty matrix
//   cond                   σ₁/σₖ, k = min(m, n); Inf where σₖ < eps·σ₁, singular to working accuracy; undefined for
//                          no singular values
//   definiteness           the word of ops/definiteness.hpp, undefined unless square
class Properties {
  public:
    explicit Properties(Matrix a, std::optional<double> tolerance = {}, int threads = 1)
        : a_(to_real_if_possible(std::move(a))),
          scale_(safe_scale(a_)),
          given_tolerance_(tolerance),
          threads_(threads) {}

    // In the order of printing.
    static std::vector<std::string> keys();

    // Throws a usage error for an unknown key.
    Property get(const std::string& key);

    // The predicates: symmetric hermitian diagonal identity triangular orthogonal projection invertible pd psd nd nsd
    // indefinite square. Defects are judged as above; projection: A² = A; invertible: is_regular of ops/solve.hpp; psd
    // and nsd include the definite and the zero matrix. A shape for which
    // the predicate cannot hold answers no. Throws a usage error for an unknown one.
    static std::vector<std::string> predicates();
    bool is(const std::string& predicate);

    const Matrix& matrix() const { return a_; }

    // LAPACK's names for what has run so far.
    std::vector<std::string> drivers() const;

    // The keys among those asked for of which only an estimate was told.
    const std::vector<std::string>& estimates() const { return estimates_; }

    // Those, but for the determinant, whose value lies beyond the range of doubles though the matrix does not.
    const std::vector<std::string>& overflows() const { return overflows_; }

  private:
    struct Determinant {
        std::complex<double> value, sign;
        double log_modulus;
    };

    template <class Answer>
    using Table = std::vector<std::pair<std::string, Answer (*)(Properties&)>>;

    static const Table<Property>& key_table();
    static const Table<bool>& predicate_table();

    const arma::vec& values();     // singular values times scale_
    SparseExtremes* extremes();    // of scale_ times a large sparse matrix
    SparseExtremes* estimating();  // instead of values(), where those take too long
    const Determinant& determinant();
    Definiteness definiteness();
    std::uint64_t rank();
    double tolerance();
    double scaled_tolerance();
    double scaled_norm2();
    Property cond();

    Matrix a_;
    double scale_;  // 1 unless values of a_ are near the ends of the range of doubles
    std::optional<double> given_tolerance_;
    int threads_;
    std::optional<arma::vec> singular_values_;
    std::optional<Determinant> determinant_;
    Matrix of_safe_size_;  // what extremes_ stands on
    std::unique_ptr<SparseExtremes> extremes_;
    bool is_extremes_known_ = false;
    std::vector<std::string> drivers_, estimates_, overflows_;
};

}  // namespace la
