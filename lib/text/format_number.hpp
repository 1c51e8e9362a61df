// Numbers to text.
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace la {

// How numbers are written: the shortest decimal that reads back to the same double, or one printf conversion.
class NumberFormat {
  public:
    NumberFormat() = default;

    // `%.Ng`. A usage error unless 1 <= digits <= 40.
    static NumberFormat with_digits(std::int64_t digits);

    // One `%e`, `%f` or `%g` conversion with flags, width and precision and no other text, else a usage error.
    static NumberFormat with_conversion(const std::string& conversion);

    bool is_shortest() const { return conversion_.empty(); }

    // Appends one number. NaN, Inf and -Inf are written so whatever the format; zero never has a sign. A complex number
    // is its real part, its imaginary part with a sign, and `i`.
    void append(std::string& out, double value) const;
    void append(std::string& out, std::complex<double> value) const;

  private:
    void append_conversion(std::string& out, double value, bool with_sign) const;

    std::string conversion_;         // empty: shortest
    std::string signed_conversion_;  // the same with the flag '+', for imaginary parts
};

// The most characters that write_shortest touches: up to 25 of text, and copies of a fixed length behind them.
inline constexpr int max_shortest_length = 40;

// Writes the shortest decimal that reads back to the same double and returns one past its end: positional for
// 1e-5 <= |x| < 1e16, else as 1.5e-07. Method: Jeon, "Dragonbox" (2020), digits from libfmt.
char* write_shortest(char* out, double value);

std::string number_text(double value);

}  // namespace la
