#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lapack/svd.hpp"

using Complex = arma::cx_double;

namespace {

// Room for complex numbers that ends where the page behind it can be neither read nor written.
class GuardedMemory {
  public:
    explicit GuardedMemory(std::size_t count) {
        const std::size_t page = std::size_t(sysconf(_SC_PAGESIZE)), bytes = count * sizeof(Complex);
        const std::size_t usable = (bytes + page - 1) / page * page;
        size_ = usable + page;
        start_ = static_cast<char*>(mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        REQUIRE(start_ != MAP_FAILED);
        REQUIRE(mprotect(start_ + usable, page, PROT_NONE) == 0);
        first_ = reinterpret_cast<Complex*>(start_ + usable - bytes);
    }
    GuardedMemory(const GuardedMemory&) = delete;
    GuardedMemory& operator=(const GuardedMemory&) = delete;
    ~GuardedMemory() { munmap(start_, size_); }

    Complex* get() { return first_; }

  private:
    char* start_;
    std::size_t size_;
    Complex* first_;
};

}  // namespace

TEST_CASE("a complex product with a vector reads nothing behind its operands and is the product") {
    arma::arma_rng::set_seed(1);
    for (const char op : {'N', 'T', 'C'})
        for (int m = 1; m <= 11; ++m)
            for (int n = 1; n <= 11; ++n)
                for (const int step : {1, 3}) {
                    const arma::uword x_size = op == 'N' ? n : m, y_size = op == 'N' ? m : n;
                    GuardedMemory a_memory(m * n), x_memory((x_size - 1) * step + 1), y_memory(y_size);
                    arma::cx_mat a(a_memory.get(), m, n, false, true);
                    a.randn();
                    arma::cx_vec x(x_size, arma::fill::randn), y(y_memory.get(), y_size, false, true);
                    for (arma::uword i = 0; i < x_size; ++i) x_memory.get()[i * step] = x(i);
                    y.randn();
                    const Complex alpha(2, 1), beta(-1, 3);
                    const arma::cx_mat applied = op == 'N' ? a : op == 'T' ? arma::cx_mat(a.st()) : arma::cx_mat(a.t());
                    arma::cx_vec expected = beta * y;
                    for (arma::uword j = 0; j < x_size; ++j) expected += alpha * x(j) * applied.col(j);
                    const int one = 1;
                    arma::blas::gemv(&op, &m, &n, &alpha, a.memptr(), &m, x_memory.get(), &step, &beta, y.memptr(),
                                     &one);
                    CHECK(arma::norm(y - expected) <= 1e-13);
                }
}

TEST_CASE("a beta of zero erases what y held") {
    const arma::cx_mat a(2, 1, arma::fill::ones);
    arma::cx_vec x(1, arma::fill::ones), y(2);
    y.fill(arma::datum::nan);
    const char op = 'N';
    const int m = 2, n = 1, one = 1;
    const Complex alpha = 1, beta = 0;
    arma::blas::gemv(&op, &m, &n, &alpha, a.memptr(), &m, x.memptr(), &one, &beta, y.memptr(), &one);
    CHECK(y(0) == Complex(1));
    CHECK(y(1) == Complex(1));
}

TEST_CASE("complex decompositions read nothing behind their matrix") {
    arma::arma_rng::set_seed(2);
    for (arma::uword m = 1; m <= 14; ++m)
        for (arma::uword n = 1; n <= 14; ++n) {
            GuardedMemory memory(m * n);
            arma::cx_mat a(memory.get(), m, n, false, true), u, vt;
            arma::vec s;
            a.randn();
            CHECK(la::lapack::gesdd({'S'}, a, s, u, vt) == 0);
            arma::uvec pivots;
            arma::cx_vec tau;
            a.randn();
            la::lapack::geqp3(a, pivots, tau);
            CHECK(a.is_finite());
        }
}
