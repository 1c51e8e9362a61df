// The one exception type of the library, and the kinds a user can cause.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace la {

enum class ErrorKind {
    usage,      // the command line or an expression is wrong
    data,       // input cannot be read, shapes do not fit, output cannot be written, memory is short
    numerical,  // singular, not converged, not finite, outside a function's domain
};

// A message is one line in lower case, without the program's name and without a final period; it begins with the place
// it speaks of where there is one ("B.csv:3:2: expected a number, found 'abc'").
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    ErrorKind kind() const { return kind_; }

  private:
    ErrorKind kind_;
};

inline Error usage_error(const std::string& message) {
    return Error(ErrorKind::usage, message);
}
inline Error data_error(const std::string& message) {
    return Error(ErrorKind::data, message);
}
inline Error numerical_error(const std::string& message) {
    return Error(ErrorKind::numerical, message);
}

// A value that is NaN or infinite in a cell of a matrix, rows and columns counted from 0: "A.csv: row 2, column 3 is
// NaN: finite values are needed".
class NotFiniteError : public Error {
  public:
    NotFiniteError(std::string origin, std::uint64_t row, std::uint64_t column, std::string value)
        : Error(ErrorKind::numerical, (origin.empty() ? "" : origin + ": ") + "row " + std::to_string(row + 1) +
                                          ", column " + std::to_string(column + 1) + " is " + value +
                                          ": finite values are needed"),
          origin_(std::move(origin)),
          row_(row),
          column_(column),
          value_(std::move(value)) {}

    // The same of a matrix in which `rows` rows come before this block of it.
    NotFiniteError below(std::uint64_t rows) const { return {origin_, rows + row_, column_, value_}; }

  private:
    std::string origin_;
    std::uint64_t row_, column_;
    std::string value_;
};

// A place in a text: physical line and cell, both counted from 1; a cell of 0 speaks of the whole line.
struct Place {
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t cell = 0;

    std::string text() const {
        std::string out = file + ':' + std::to_string(line);
        if (cell != 0) out.append(1, ':').append(std::to_string(cell));
        return out;
    }
};

inline Error data_error(const Place& place, const std::string& message) {
    return data_error(place.text() + ": " + message);
}

}  // namespace la
