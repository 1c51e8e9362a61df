#include "sparse/cholesky.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vector>

#include "sparse/cholmod.hpp"

namespace la {

namespace {

// The signs and the growth of a simplicial L D L', whose column begins with d where L has its one.
template <class T>
Inertia inertia_of(const cholmod_factor& factor) {
    const auto* start = static_cast<const SuiteSparse_long*>(factor.p);
    const auto* count = static_cast<const SuiteSparse_long*>(factor.nz);
    const T* x = static_cast<const T*>(factor.x);
    Inertia found;
    for (std::size_t j = 0; j < factor.n; ++j) {
        const double d = std::real(x[start[j]]);
        double largest = 1;
        for (SuiteSparse_long p = start[j] + 1; p < start[j] + count[j]; ++p)
            largest = std::max(largest, std::norm(x[p]));
        found.negative += d < 0;
        const double growth = std::abs(d) * largest;
        found.growth = growth <= found.growth ? found.growth : growth;  // NaN wins
    }
    return found;
}

// Solves with a supernodal L Lᴴ for P right-hand sides, x holding those of each unknown side by side: of two or four
// CHOLMOD's own calls of BLAS spend more time on packing than on arithmetic. Each supernode is a dense trapezoid whose
// rows are gathered once.
template <class T, int P>
class SupernodalSolve {
  public:
    SupernodalSolve(const cholmod_factor& l, arma::Mat<T>& b, arma::uword first) : l_(l), x_(l.n * P) {
        const auto* order = static_cast<const SuiteSparse_long*>(l.Perm);
        const auto place = [&](std::size_t i, int p) -> T& { return b.at(arma::uword(order[i]), first + p); };
        for (std::size_t i = 0; i < l.n; ++i)
            for (int p = 0; p < P; ++p) x_[i * P + p] = place(i, p);
        held_.resize(longest() * P);
        for (std::size_t s = 0; s < l.nsuper; ++s) forward(s);
        for (std::size_t s = l.nsuper; s-- > 0;) backward(s);
        for (std::size_t i = 0; i < l.n; ++i)
            for (int p = 0; p < P; ++p) place(i, p) = x_[i * P + p];
    }

  private:
    struct Supernode {
        std::size_t first, columns, rows;
        const SuiteSparse_long* row;
        const T* l;
    };

    Supernode at(std::size_t s) const {
        const auto* super = static_cast<const SuiteSparse_long*>(l_.super);
        const auto* pi = static_cast<const SuiteSparse_long*>(l_.pi);
        const auto* px = static_cast<const SuiteSparse_long*>(l_.px);
        return {std::size_t(super[s]), std::size_t(super[s + 1] - super[s]), std::size_t(pi[s + 1] - pi[s]),
                static_cast<const SuiteSparse_long*>(l_.s) + pi[s], static_cast<const T*>(l_.x) + px[s]};
    }

    std::size_t longest() const {
        std::size_t most = 0;
        for (std::size_t s = 0; s < l_.nsuper; ++s) most = std::max(most, at(s).rows);
        return most;
    }

    void forward(std::size_t s) {
        const Supernode node = at(s);
        T* held = held_.data();
        std::copy_n(&x_[node.first * P], node.columns * P, held);
        std::fill(held + node.columns * P, held + node.rows * P, T(0));
        for (std::size_t j = 0; j < node.columns; ++j) {
            const T* column = node.l + j * node.rows;
            T pivot[P];
            for (int p = 0; p < P; ++p) pivot[p] = held[j * P + p] /= std::real(column[j]);
            for (std::size_t i = j + 1; i < node.rows; ++i)
                for (int p = 0; p < P; ++p) held[i * P + p] -= column[i] * pivot[p];
        }
        std::copy_n(held, node.columns * P, &x_[node.first * P]);
        for (std::size_t i = node.columns; i < node.rows; ++i)
            for (int p = 0; p < P; ++p) x_[std::size_t(node.row[i]) * P + p] += held[i * P + p];
    }

    void backward(std::size_t s) {
        const Supernode node = at(s);
        T* held = held_.data();
        for (std::size_t i = 0; i < node.rows; ++i)
            for (int p = 0; p < P; ++p) held[i * P + p] = x_[std::size_t(node.row[i]) * P + p];
        for (std::size_t j = node.columns; j-- > 0;) {
            const T* column = node.l + j * node.rows;
            T sums[P] = {};
            for (std::size_t i = j + 1; i < node.rows; ++i)
                for (int p = 0; p < P; ++p) sums[p] += conjugate(column[i]) * held[i * P + p];
            for (int p = 0; p < P; ++p) held[j * P + p] = (held[j * P + p] - sums[p]) / std::real(column[j]);
        }
        std::copy_n(held, node.columns * P, &x_[node.first * P]);
    }

    const cholmod_factor& l_;
    std::vector<T> x_, held_;
};

}  // namespace

template <class T>
struct SparseCholesky<T>::State {
    cholmod::Common common;
    cholmod_sparse a{};
    std::vector<T> negated;              // values of -A, once they are needed
    cholmod_factor* symbolic = nullptr;  // never made numeric: a copy is
    cholmod_factor* numeric = nullptr;
    cholmod_dense *solution = nullptr, *workspace_y = nullptr, *workspace_e = nullptr;

    State() = default;
    ~State() {
        cholmod_l_free_dense(&solution, &common);
        cholmod_l_free_dense(&workspace_y, &common);
        cholmod_l_free_dense(&workspace_e, &common);
        cholmod_l_free_factor(&numeric, &common);
        cholmod_l_free_factor(&symbolic, &common);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // Whether all pivots were found.
    bool factorize(cholmod_sparse matrix, double diagonal) {
        double beta[2] = {diagonal, 0};
        common.status = CHOLMOD_OK;
        cholmod_l_factorize_p(&matrix, beta, nullptr, 0, numeric, &common);
        common.check();
        return numeric->minor == numeric->n && common.status != CHOLMOD_NOT_POSDEF;
    }

    void begin() {
        cholmod_l_free_factor(&numeric, &common);
        numeric = cholmod_l_copy_factor(symbolic, &common);
        common.check();
    }
};

template <class T>
SparseCholesky<T>::SparseCholesky(const arma::SpMat<T>& a) : state_(std::make_unique<State>()) {
    cholmod::Common& common = state_->common;
    common.nmethods = 1;
    common.method[0].ordering = CHOLMOD_AMD;
    common.postorder = 1;
    common.quick_return_if_not_posdef = 1;
    common.supernodal = LATOOLS_GPL ? CHOLMOD_AUTO : CHOLMOD_SIMPLICIAL;
    a.sync();
    state_->a = cholmod::view(a, cholmod::Part::lower);
    state_->symbolic = cholmod_l_analyze(&state_->a, &common);
    state_->common.check();
}

template <class T>
SparseCholesky<T>::~SparseCholesky() = default;

template <class T>
FactorCost SparseCholesky<T>::cost() const {
    return {state_->common.lnz, state_->common.fl};
}

template <class T>
double SparseCholesky<T>::cholesky_bytes() const {
    const cholmod_factor& l = *state_->symbolic;
    return l.is_super ? double(l.xsize) * sizeof(T) : ldl_bytes();
}

template <class T>
double SparseCholesky<T>::ldl_bytes() const {
    return state_->common.lnz * (sizeof(T) + sizeof(SuiteSparse_long));
}

template <class T>
bool SparseCholesky<T>::factor_definite(double shift, bool negated) {
    State& s = *state_;
    cholmod_sparse matrix = s.a;
    if (negated) {
        if (s.negated.empty()) {
            const T* x = static_cast<const T*>(s.a.x);
            s.negated.resize(s.a.nzmax);
            std::transform(x, x + static_cast<const arma::uword*>(s.a.p)[s.a.ncol], s.negated.begin(),
                           [](const T& value) { return -value; });
        }
        matrix.x = s.negated.data();
    }
    s.begin();
    s.common.final_ll = 1;
    return s.factorize(matrix, negated ? shift : -shift);
}

template <class T>
bool SparseCholesky<T>::factor_indefinite(double shift, Inertia& inertia) {
    State& s = *state_;
    s.begin();
    s.common.final_ll = 0;
    if (s.numeric->is_super) {
        cholmod_l_change_factor(CHOLMOD_PATTERN, 0, 0, 0, 0, s.numeric, &s.common);
        s.common.check();
    }
    if (!s.factorize(s.a, -shift)) return false;
    inertia = inertia_of<T>(*s.numeric);
    return std::isfinite(inertia.growth);
}

template <class T>
double SparseCholesky<T>::rcond() const {
    return cholmod_l_rcond(state_->numeric, &state_->common);
}

template <class T>
ScaledProduct SparseCholesky<T>::determinant() const {
    const cholmod_factor& l = *state_->numeric;
    const T* x = static_cast<const T*>(l.x);
    ScaledProduct product;
    const auto take = [&](const T& pivot) {
        product.multiply(std::real(pivot));
        if (l.is_ll) product.multiply(std::real(pivot));
    };
    if (!l.is_super) {
        for (std::size_t j = 0; j < l.n; ++j) take(x[static_cast<const SuiteSparse_long*>(l.p)[j]]);
        return product;
    }
    const auto *super = static_cast<const SuiteSparse_long*>(l.super), *pi = static_cast<const SuiteSparse_long*>(l.pi),
               *px = static_cast<const SuiteSparse_long*>(l.px);
    for (std::size_t s = 0; s < l.nsuper; ++s)
        for (SuiteSparse_long j = 0; j < super[s + 1] - super[s]; ++j) take(x[px[s] + j * (pi[s + 1] - pi[s] + 1)]);
    return product;
}

template <class T>
void SparseCholesky<T>::solve(arma::Mat<T>& b) {
    State& s = *state_;
    if (s.numeric->is_super) {
        for (arma::uword done = 0; done < b.n_cols;) {
            const arma::uword left = b.n_cols - done, width = left >= 4 ? 4 : left >= 2 ? 2 : 1;
            if (width == 4) SupernodalSolve<T, 4>(*s.numeric, b, done);
            if (width == 2) SupernodalSolve<T, 2>(*s.numeric, b, done);
            if (width == 1) SupernodalSolve<T, 1>(*s.numeric, b, done);
            done += width;
        }
        return;
    }
    cholmod_dense right = cholmod::view(b);
    cholmod_l_solve2(CHOLMOD_A, s.numeric, &right, nullptr, &s.solution, nullptr, &s.workspace_y, &s.workspace_e,
                     &s.common);
    s.common.check();
    const T* x = static_cast<const T*>(s.solution->x);
    std::copy(x, x + b.n_elem, b.memptr());
}

template class SparseCholesky<double>;
template class SparseCholesky<arma::cx_double>;

}  // namespace la
