// A gnuplot script as text. Its bytes depend on what is drawn alone, and no text in it can become a command: text goes
// in through quoted(), everything else is a number or written here.
#pragma once

#include <armadillo>
#include <complex>
#include <concepts>
#include <string>
#include <string_view>

namespace la {

// A string constant of gnuplot: in single quotes, where nothing is special but the quote itself, which is doubled.
// Control characters become blanks and bytes that are not UTF-8 the replacement character, so that a line stays a line
// and SVG stays XML.
std::string quoted(std::string_view text);

// The same for a label of an axis, which gnuplot takes for a format of its place: "%" is doubled.
std::string quoted_tic(std::string_view text);

// The same made fit for a picture, without the quotes; and no longer than `most` characters, the last of them "…" then.
std::string printable(std::string_view text);
std::string shortened(std::string_view text, std::size_t most, bool plain = false);

// How many characters (code points) a UTF-8 text has.
std::size_t character_count(std::string_view text);

// A number for people: at most two decimals, no trailing zeros; beyond 99999, and below 0.005, as 1.23e+06.
std::string label_number(double value);

// The same of a complex number: "2", "1.5+0.5i".
std::string label_number(std::complex<double> value);

// 1, 2 or 5 times a power of ten, at least x; 1 for 0.
double round_step(double x);

// A number for gnuplot, to `digits` significant digits, NaN as "NaN".
std::string data_number(double value, int digits = 6);

class Script {
  public:
    // A line of parts: text as it is, numbers by data_number().
    template <class... Parts>
    void line(const Parts&... parts) {
        (append(parts), ...);
        text_ += '\n';
    }

    // `$name << EOD`, one line for each row of the matrix, `EOD`. NaN stays NaN, which gnuplot leaves out.
    void data(std::string_view name, const arma::mat& rows, int digits = 6);

    void append(std::string_view part) { text_ += part; }
    void append(double value) { text_ += data_number(value); }
    template <std::integral Integer>
    void append(Integer value) {
        text_ += std::to_string(value);
    }

    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

}  // namespace la
