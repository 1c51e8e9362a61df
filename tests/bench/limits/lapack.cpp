// The fastest special-purpose programs for decompositions: `limit_lapack TASK ARGUMENTS…`. To be started with
// OPENBLAS_NUM_THREADS=1: OpenBLAS gets its second thread only when the text has been read. Tables are held by rows, so
// LAPACK sees their transposes.

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <map>
#include <numeric>
#include <string>

#include "line_chunks.hpp"
#include "number_writer.hpp"

extern "C" {
void dsyevd_(const char* job, const char* uplo, const int* n, double* a, const int* lda, double* w, double* work,
             const int* lwork, int* iwork, const int* liwork, int* info);
void dgeev_(const char* jobvl, const char* jobvr, const int* n, double* a, const int* lda, double* wr, double* wi,
            double* vl, const int* ldvl, double* vr, const int* ldvr, double* work, const int* lwork, int* info);
void dgesdd_(const char* job, const int* m, const int* n, double* a, const int* lda, double* s, double* u,
             const int* ldu, double* vt, const int* ldvt, double* work, const int* lwork, int* iwork, int* info);
void dgels_(const char* trans, const int* m, const int* n, const int* nrhs, double* a, const int* lda, double* b,
            const int* ldb, double* work, const int* lwork, int* info);
}

namespace {

using namespace limits;
using Arguments = std::vector<std::string>;
using Complex = std::complex<double>;

// Calls call(work, lwork) for the size of its workspace, then with it.
template <class Call>
void with_workspace(Call call) {
    double size = 0;
    call(&size, -1);
    auto work = zeros(static_cast<size_t>(size));
    call(work.data(), static_cast<int>(size));
}

// The sign that makes the element of largest modulus positive.
double sign_of(const double* x, size_t n) {
    const double* largest = std::max_element(x, x + n, [](double a, double b) { return std::abs(a) < std::abs(b); });
    return *largest < 0 ? -1 : 1;
}

// N FILE: columns by descending eigenvalues.
void symmetric_eigenvectors(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const int order = static_cast<int>(n);
    auto a = read_table(arguments[1], n, n);
    auto w = zeros(n);
    std::vector<int> iwork(3 + 5 * n);
    const int liwork = static_cast<int>(iwork.size());
    int info = 0;
    openblas_set_num_threads(threads);
    with_workspace([&](double* work, int lwork) {
        dsyevd_("V", "L", &order, a.data(), &order, w.data(), work, &lwork, iwork.data(), &liwork, &info);
    });
    openblas_set_num_threads(1);
    std::vector<double> sign(n);
    for (size_t j = 0; j < n; ++j) sign[j] = sign_of(&a[j * n], n);
    write_table(n, n, [&](size_t i, size_t j) { return sign[n - 1 - j] * a[(n - 1 - j) * n + i]; });
}

// N FILE: complex columns by descending real, then imaginary parts of the eigenvalues; two cells for every number.
void eigenvectors(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const int order = static_cast<int>(n), one = 1;
    const auto rows = read_table(arguments[1], n, n);
    auto a = zeros(n * n), v = zeros(n * n), re = zeros(n), im = zeros(n);
    for (size_t i = 0; i < n; ++i)
        for (size_t j = 0; j < n; ++j) a[j * n + i] = rows[i * n + j];
    int info = 0;
    openblas_set_num_threads(threads);
    with_workspace([&](double* work, int lwork) {
        dgeev_("N", "V", &order, a.data(), &order, re.data(), im.data(), nullptr, &one, v.data(), &order, work, &lwork,
               &info);
    });
    openblas_set_num_threads(1);
    // LAPACK keeps a conjugate pair as the columns of its real and imaginary part.
    std::vector<std::vector<Complex>> columns(n, std::vector<Complex>(n));
    for (size_t j = 0; j < n; ++j) {
        const size_t first = im[j] < 0 ? j - 1 : j;
        for (size_t i = 0; i < n; ++i) {
            const double imaginary = im[j] == 0 ? 0 : im[j] > 0 ? v[(first + 1) * n + i] : -v[(first + 1) * n + i];
            columns[j][i] = {v[first * n + i], imaginary};
        }
        const Complex largest = *std::max_element(columns[j].begin(), columns[j].end(),
                                                  [](Complex x, Complex y) { return std::abs(x) < std::abs(y); });
        for (Complex& x : columns[j]) x *= std::conj(largest) / std::abs(largest);
    }
    std::vector<size_t> order_of(n);
    std::iota(order_of.begin(), order_of.end(), 0);
    std::stable_sort(order_of.begin(), order_of.end(),
                     [&](size_t i, size_t j) { return re[i] != re[j] ? re[i] > re[j] : im[i] > im[j]; });
    write_table(n, 2 * n, [&](size_t i, size_t j) {
        const Complex x = columns[order_of[j / 2]][i];
        return j % 2 == 0 ? x.real() : x.imag();
    });
}

// N FILE: U, the diagonal matrix S and Vᵀ one below the other. The transpose that LAPACK sees is V·S·Uᵀ.
void svd(const Arguments& arguments) {
    const size_t n = std::stoul(arguments[0]);
    const int order = static_cast<int>(n);
    auto a = read_table(arguments[1], n, n);
    auto s = zeros(n), v = zeros(n * n), ut = zeros(n * n);
    std::vector<int> iwork(8 * n);
    int info = 0;
    openblas_set_num_threads(threads);
    with_workspace([&](double* work, int lwork) {
        dgesdd_("S", &order, &order, a.data(), &order, s.data(), v.data(), &order, ut.data(), &order, work, &lwork,
                iwork.data(), &info);
    });
    openblas_set_num_threads(1);
    std::vector<double> sign(n);
    for (size_t j = 0; j < n; ++j) sign[j] = sign_of(&v[j * n], n);
    write_table(3 * n, n, [&](size_t i, size_t j) {
        if (i < n) return sign[j] * ut[i * n + j];
        if (i < 2 * n) return i - n == j ? s[j] : 0.0;
        return sign[i - 2 * n] * v[(i - 2 * n) * n + j];
    });
}

// ROWS COLS X Y: the coefficients.
void least_squares(const Arguments& arguments) {
    const size_t rows = std::stoul(arguments[0]), cols = std::stoul(arguments[1]);
    const int m = static_cast<int>(rows), n = static_cast<int>(cols), one = 1;
    auto x = read_table(arguments[2], rows, cols);
    auto y = read_table(arguments[3], rows, 1);
    int info = 0;
    openblas_set_num_threads(threads);
    with_workspace(
        [&](double* work, int lwork) { dgels_("T", &n, &m, &one, x.data(), &n, y.data(), &m, work, &lwork, &info); });
    openblas_set_num_threads(1);
    write_table(cols, 1, [&](size_t i, size_t) { return y[i]; });
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, void (*)(const Arguments&)> tasks{{"symmetric-eigenvectors", symmetric_eigenvectors},
                                                                  {"eigenvectors", eigenvectors},
                                                                  {"svd", svd},
                                                                  {"least-squares", least_squares}};
    if (argc < 2 || !tasks.contains(argv[1])) return 2;
    tasks.at(argv[1])({argv + 2, argv + argc});
}
