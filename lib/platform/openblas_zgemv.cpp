// y := alpha·op(A)·x + beta·y for complex A: a replacement for OpenBLAS's zgemv_, for LAPACK and Armadillo alike.
//
// Up to version 0.3.23, OpenBLAS's kernel for op(A) = A reads one element behind the end of x (its issue 4013). That
// element is not used, but where x is a row of a matrix it lies a whole column behind the matrix, often in no memory at
// all. So the last column goes alone, with an x that has a spare element; the others may read x to its end.
#include <complex>
#include <cstddef>

namespace {

using Complex = std::complex<double>;

enum Order { column_major = 102 };
enum Operation { plain = 111, transposed = 112, adjoint = 113 };

Operation operation_from(char letter) {
    return letter == 'N' || letter == 'n' ? plain : letter == 'T' || letter == 't' ? transposed : adjoint;
}

}  // namespace

extern "C" {

void cblas_zgemv(Order order, Operation op, int m, int n, const void* alpha, const void* a, int lda, const void* x,
                 int incx, const void* beta, void* y, int incy);

// Reference BLAS: A is m×n; "N", "T" or "C" for op.
void zgemv_(const char* op_letter, const int* m, const int* n, const Complex* alpha, const Complex* a, const int* lda,
            const Complex* x, const int* incx, const Complex* beta, Complex* y, const int* incy) {
    const Operation op = operation_from(*op_letter);
    const int last = *n - 1;
    if (op != plain || last < 0 || *incx < 0)
        return cblas_zgemv(column_major, op, *m, *n, alpha, a, *lda, x, *incx, beta, y, *incy);
    if (last > 0) cblas_zgemv(column_major, op, *m, last, alpha, a, *lda, x, *incx, beta, y, *incy);
    const Complex one = 1, padded[2] = {x[std::ptrdiff_t(last) * *incx], 0};
    cblas_zgemv(column_major, op, *m, 1, alpha, a + std::ptrdiff_t(last) * *lda, *lda, padded, 1,
                last > 0 ? &one : beta, y, *incy);
}
}
