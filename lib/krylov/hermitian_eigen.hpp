// A few eigenvalues of a large sparse Hermitian matrix, with their vectors and multiplicities.
//
// Block Lanczos (block_lanczos.hpp) on A itself, as long as that costs less than a factor would, else on one of the
// other operators of hermitian_transforms.hpp. Then the values inside the edge of the region are counted by inertia
// where that is cheap, as Grimes, Lewis and Simon do (A shifted block Lanczos algorithm, 1994); else, where as many
// equal ones were found as a block has columns, a second run looks for more in the complement. Fewer are all there
// are: a Krylov space holds as many copies as its random start has, and each converges with the others.
#pragma once

#include <string>

#include "krylov/hermitian_transforms.hpp"

namespace la {

// Column j of vectors (n x k, orthonormal) belongs to value j.
template <class T>
struct EigenPairs {
    arma::vec values;
    arma::Mat<T> vectors;
};

// What Lanczos runs on; other than automatic to compare one with another. A polynomial is passed over where it does not
// pay, and only the first two count by inertia unasked.
enum class SpectralMethod { automatic, inverse, direct, polynomial };

template <class T>
class HermitianEigen {
  public:
    // A, exactly Hermitian and of order 1 or more, must outlive this. Its values should be far from the ends of the
    // range of doubles.
    HermitianEigen(const arma::SpMat<T>& a, int threads, bool certify,
                   SpectralMethod operand = SpectralMethod::automatic)
        : transforms_(a, threads), n_(a.n_rows), certify_(certify), operand_(operand) {}

    // The k best values of the region, k <= n/2, in no order, each with |A v - w v| <= 1e-10 |A|. Throws a numerical
    // error where the method does not converge, telling how far it came, or where values are to be certified and
    // cannot; a data error where memory is short.
    EigenPairs<T> find(EigenRegion region, arma::uword k);

    double norm() const { return transforms_.norm(); }
    const std::string& method() const { return method_; }  // what was chosen, for messages

  private:
    EigenPairs<T> run(arma::uword k, const arma::Mat<T>& deflated);
    EigenPairs<T> run_on_polynomials(const SpectralTransform<T>& base, double low, arma::uword k);
    std::optional<EigenPairs<T>> find_outside(double center, arma::uword k);
    EigenPairs<T> find_both_ends(arma::uword k);
    bool search(const EigenRegion& region, arma::uword k, EigenPairs<T>& pairs);
    std::optional<SpectralTransform<T>> invert_unless_easy(const EigenRegion& region, BlockLanczos<T>& lanczos);
    EigenPairs<T> rayleigh_ritz(const arma::Mat<T>& vectors, double& worst) const;
    EigenPairs<T> refined(arma::Mat<T> vectors);
    void complete(const EigenRegion& region, arma::uword k, EigenPairs<T>& pairs);
    bool may_factor() const { return operand_ == SpectralMethod::automatic || operand_ == SpectralMethod::inverse; }
    bool can_count();
    std::optional<arma::uword> missed_by_count(const EigenRegion& region, const arma::vec& values);
    bool fills_block(const EigenRegion& region, const arma::vec& values) const;
    arma::uword missed_by_search(const EigenRegion& region, const EigenPairs<T>& pairs);

    HermitianTransforms<T> transforms_;
    arma::uword n_;
    bool certify_;
    SpectralMethod operand_;
    SpectralTransform<T> current_;
    std::uint64_t runs_ = 0;  // each from a seed of its own
    std::string method_;
};

}  // namespace la
