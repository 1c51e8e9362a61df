// The one matrix type that every layer speaks.
#pragma once

#include <armadillo>
#include <string>
#include <variant>
#include <vector>

namespace la {

using Names = std::vector<std::string>;

// Dense matrices are column-major, sparse ones compressed by columns. The set of kinds is closed: a std::visit that
// forgets one does not compile.
using Values = std::variant<arma::mat, arma::cx_mat, arma::sp_mat, arma::sp_cx_mat>;

// The most cells that a sparse matrix may be turned into (2^27 doubles are 1 GiB).
inline constexpr arma::uword max_dense_cells = arma::uword(1) << 27;

struct Matrix {
    Values values;
    Names row_names;     // empty, or one per row
    Names column_names;  // empty, or one per column
    std::string origin;  // what messages call it: "A.csv", "-#U"; empty for a result

    Matrix() = default;
    Matrix(const Matrix&) = default;
    Matrix& operator=(const Matrix&) = default;
    // Armadillo does not promise it, and a vector that grows would copy its matrices.
    Matrix(Matrix&&) noexcept = default;
    Matrix& operator=(Matrix&&) noexcept = default;
    ~Matrix() = default;
    Matrix(Values v) : values(std::move(v)) {}
    Matrix(Values v, std::string from) : values(std::move(v)), origin(std::move(from)) {}

    arma::uword rows() const;
    arma::uword cols() const;
    arma::uword cells() const { return rows() * cols(); }
    bool is_sparse() const { return holds<arma::sp_mat>() || holds<arma::sp_cx_mat>(); }
    bool is_complex() const { return holds<arma::cx_mat>() || holds<arma::sp_cx_mat>(); }
    bool is_square() const { return rows() == cols(); }
    bool is_vector() const { return rows() == 1 || cols() == 1; }

  private:
    template <class V>
    bool holds() const {
        return std::holds_alternative<V>(values);
    }
};

// "2x3"
std::string shape_text(arma::uword rows, arma::uword cols);
std::string shape_text(const Matrix& a);

// "A.csv is 2x3", or "the matrix is 2x3" where the origin is unknown.
std::string described(const Matrix& a);

// The values as a dense matrix of the same field, moved out where they are dense already.
// Throws a data error above max_dense_cells, naming both sizes.
Matrix to_dense(Matrix a);

// The nonzero values as a sparse matrix of the same field.
Matrix to_sparse(Matrix a);

// The values in the complex field, sparse staying sparse.
Matrix to_complex(Matrix a);

// The values in the real field if every imaginary part is zero, else unchanged: what is written, and what decides
// between a real and a complex driver.
Matrix to_real_if_possible(Matrix a);

// The dense real or complex values of a matrix; a data error if it is too large to be made dense.
arma::mat dense_real(Matrix a);  // requires !is_complex()
arma::cx_mat dense_complex(Matrix a);

// Throws a data error naming the shape unless a is square ("A.csv is 2x3: a square matrix is needed").
void require_square(const Matrix& a);

// Throws a NotFiniteError naming the first cell (in row order) that is NaN or infinite.
void require_finite(const Matrix& a);

}  // namespace la
